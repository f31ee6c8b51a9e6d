import { describe, expect, test } from "vitest";
import { createAddressReader, networkOf } from "./client-address.ts";

describe("the address that a request came from", () => {
  test.each([
    ["nobody is trusted", [], "203.0.113.9", "1.2.3.4", "203.0.113.9"],
    ["a proxy is believed", ["10.0.0.5"], "10.0.0.5", "203.0.113.9", "203.0.113.9"],
    ["what the client wrote itself is not", ["10.0.0.5"], "10.0.0.5", "1.2.3.4, 203.0.113.9", "203.0.113.9"],
    ["two proxies in a row", ["10.0.0.0/8"], "10.0.0.5", "203.0.113.9, 10.0.0.7", "203.0.113.9"],
    ["a mapped address", ["10.0.0.5"], "::ffff:10.0.0.5", "203.0.113.9", "203.0.113.9"],
    ["an IPv6 proxy", ["fd00::/8"], "fd00::1", "2001:db8::7", "2001:db8::7"],
    ["nonsense ends the reading", ["10.0.0.5"], "10.0.0.5", "203.0.113.9, unknown", "10.0.0.5"],
    ["no header", ["10.0.0.5"], "10.0.0.5", undefined, "10.0.0.5"],
  ])("%s", (_, trusted, peer, forwarded, expected) => {
    expect(createAddressReader(trusted)(peer, forwarded)).toBe(expected);
  });
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8:1:2::6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("attempts from %s are counted by %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
