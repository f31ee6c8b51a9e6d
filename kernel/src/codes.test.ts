import { describe, expect, test } from "vitest";
import { checkCreditCode, checkIpc, checkOrcid, checkPatentNumber, checkPhone } from "./codes.ts";

describe("unified social credit code (GB 32100-2015)", () => {
  test("the standard's worked example is valid, as typed by anyone", () => {
    expect(checkCreditCode("91350100M000100Y43")).toEqual({ kind: "valid", code: "91350100M000100Y43" });
    expect(checkCreditCode(" ９１350100m000100y43 ")).toEqual({ kind: "valid", code: "91350100M000100Y43" });
  });

  test.each(["91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001FUE2P", "91350100M000100Y4Z"])(
    "%s fails its checksum and is doubtful, not refused",
    (code) => {
      expect(checkCreditCode(code)).toMatchObject({ kind: "doubtful", code });
    },
  );

  test("length and alphabet are told apart", () => {
    expect(checkCreditCode("91350100M000100Y4")).toMatchObject({ reason: "length" });
    expect(checkCreditCode("91350100I000100Y43")).toMatchObject({ reason: "characters" });
  });

  test("any single wrong digit is noticed", () => {
    const good = "91350100M000100Y43";
    for (let at = 0; at < good.length; at++) {
      const wrong = good.slice(0, at) + (good[at] === "1" ? "2" : "1") + good.slice(at + 1);
      expect(checkCreditCode(wrong).kind, wrong).toBe("doubtful");
    }
  });
});

describe("patent number (ZC 0006-2003)", () => {
  test.each([
    ["200310102344.5", "200310102344.5"],
    ["ZL200310102344.5", "200310102344.5"],
    ["CN2003101023445", "200310102344.5"],
    ["CN112345678A", "CN112345678A"],
    ["CN 112345678 B", "CN112345678B"],
  ])("%s", (text, code) => {
    expect(checkPatentNumber(text)).toEqual({ kind: "valid", code });
  });

  test("a wrong check digit, a short number and words are doubtful", () => {
    expect(checkPatentNumber("200310102344.6")).toMatchObject({ reason: "checksum" });
    expect(checkPatentNumber("20031010234")).toMatchObject({ reason: "length" });
    expect(checkPatentNumber("申请中")).toMatchObject({ kind: "doubtful" });
  });
});

test("ORCID (ISO 7064 MOD 11-2)", () => {
  expect(checkOrcid("https://orcid.org/0000-0002-1825-0097")).toEqual({ kind: "valid", code: "0000-0002-1825-0097" });
  expect(checkOrcid("0000-0002-1694-233x")).toEqual({ kind: "valid", code: "0000-0002-1694-233X" });
  expect(checkOrcid("0000-0002-1825-0098")).toMatchObject({ reason: "checksum" });
});

test("IPC symbols, one or several", () => {
  expect(checkIpc("g06f 16/33; H01M10/0525").kind).toBe("valid");
  expect(checkIpc("发明").kind).toBe("doubtful");
});

test("telephone numbers stay text; the country code is dropped", () => {
  expect(checkPhone("138 0000 0001")).toEqual({ kind: "valid", code: "13800000001" });
  expect(checkPhone("+86 13800000001")).toEqual({ kind: "valid", code: "13800000001" });
  expect(checkPhone("0510-85910000")).toEqual({ kind: "valid", code: "0510-85910000" });
  expect(checkPhone("1380000000")).toMatchObject({ reason: "length" });
});
