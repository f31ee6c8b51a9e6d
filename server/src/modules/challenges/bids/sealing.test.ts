import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { SealingKeys } from "./sealing.ts";

const folder = mkdtempSync(join(tmpdir(), "dual-high-sealing-"));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string) => join(folder, name);
const bid = { id: "bid-1", receipt: "AAAA-BBBB" };

describe("the server's keys", () => {
  test("are made at their first use, for the owner alone, and are the same for every process", () => {
    const file = fileOf("made/sealing.key");
    const wrapped = new SealingKeys(file).wrapNewKey("challenge-1");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const sealed = new SealingKeys(file).unwrapKey("challenge-1", wrapped).seal(bid.id, { plan: "真空脱气" });
    expect(sealed.includes(Buffer.from("真空脱气"))).toBe(false);
    expect(new SealingKeys(file).unwrapKey("challenge-1", wrapped).unseal(bid, sealed)).toEqual({ plan: "真空脱气" });
    expect(wrapped.wrapped.includes(Buffer.from(readFileSync(file, "utf8"), "base64"))).toBe(false);
  });
  test("may be replaced: a new first line wraps, the old one still opens", () => {
    const file = fileOf("replaced.key");
    const old = new SealingKeys(file).wrapNewKey("challenge-1");
    writeFileSync(file, `${Buffer.alloc(32, 7).toString("base64")}\n${readFileSync(file, "utf8")}`);
    const keys = new SealingKeys(file);
    expect(keys.wrapNewKey("challenge-2").by).not.toBe(old.by);
    expect(() => keys.unwrapKey("challenge-1", old)).not.toThrow();
  });
  test("that are lost are named, and one that is too short is refused", () => {
    const wrapped = new SealingKeys(fileOf("first.key")).wrapNewKey("challenge-1");
    const other = new SealingKeys(fileOf("second.key"));
    other.wrapNewKey("challenge-2");
    const missing = expect.objectContaining({ code: "challenges.sealing_key_missing", params: { keyId: wrapped.by } });
    expect(() => other.unwrapKey("challenge-1", wrapped)).toThrow(missing);
    writeFileSync(fileOf("short.key"), "c2hvcnQ=\n");
    expect(() => new SealingKeys(fileOf("short.key")).wrapNewKey("challenge-1")).toThrow("32 bytes");
  });
});

test("what is sealed opens as the same bid of the same challenge, unchanged, and as nothing else", () => {
  const keys = new SealingKeys(fileOf("bound.key"));
  const key = keys.unwrapKey("challenge-1", keys.wrapNewKey("challenge-1"));
  const sealed = key.seal(bid.id, { price: "100" });
  const changed = Buffer.from(sealed);
  changed[20] = (changed[20] ?? 0) ^ 1;
  const broken = expect.objectContaining({ code: "challenges.seal_broken" });
  expect(() => key.unseal({ ...bid, id: "bid-2" }, sealed)).toThrow(broken);
  expect(() => key.unseal(bid, changed)).toThrow(broken);
  const other = keys.unwrapKey("challenge-2", keys.wrapNewKey("challenge-2"));
  expect(() => other.unseal(bid, sealed)).toThrow(broken);
  expect(key.seal(bid.id, { price: "100" }).equals(sealed)).toBe(false);
});
