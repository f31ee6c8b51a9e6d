import { DomainError } from "@dual-high/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../test/agreements.ts";
import { refuseUnapproved } from "./approval/rules.ts";
import { refuseUnfitDelivery } from "./milestones/rules.ts";
import { planDocument } from "./document.ts";
import {
  actionsFrom,
  advanceAgreement,
  equalShares,
  findLacks,
  findRests,
  refuseContradictions,
  refuseUnfitAmendedTerm,
} from "./rules.ts";
import { AGREEMENT_KINDS, AgreementDraft, isSubKindOf, KINDS } from "./types.ts";

const { needId: _, ...CONTENT } = AgreementDraft.parse(AGREEMENT_BODY);
const change = (some: object) => ({ ...CONTENT, ...some });
const TODAY = "2026-11-26";

function messageOf(work: () => void, language: "zh" | "en"): string {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.text(language);
    throw error;
  }
  return "";
}

test("names are put one after the other as the language does it", () => {
  const missing = [{ institution: "甲校" }, { institution: "乙区" }];
  expect(messageOf(() => refuseUnapproved("AGR-1", missing), "zh")).toContain("甲校、乙区的");
  expect(messageOf(() => refuseUnapproved("AGR-1", missing), "en")).toContain("甲校, 乙区.");
  const agreement = { number: "AGR-1", signedOn: TODAY, parties: ["甲", "乙"] };
  const delivery = { party: "丙", deliveredOn: TODAY };
  const milestone = { title: "中期", state: "open" as const };
  const deliver = () => refuseUnfitDelivery(agreement, milestone, delivery, TODAY);
  expect(messageOf(deliver, "zh")).toContain("甲、乙");
  expect(messageOf(deliver, "en")).toContain("甲, 乙.");
});

describe("a draft is refused", () => {
  test.each([
    ["shares that sum to 9,999", { parties: [{ ...CONTENT.parties[0], shareBp: 9_999 }] }, "shares_do_not_sum"],
    [
      "shares that sum to 10,001",
      { parties: CONTENT.parties.map((party) => ({ ...party, shareBp: 5_001 })) },
      "shares_do_not_sum",
    ],
    ["an end before the beginning", { startsOn: "2027-01-02", endsOn: "2027-01-01" }, "term_upside_down"],
    ["payments above the amount", { amountFen: "59999999" }, "payments_differ"],
    ["a royalty with an amount", { payments: [{ ...CONTENT.payments[1], amountFen: "1" }] }, "payment_unfit"],
    ["an instalment without one", { payments: [{ ...CONTENT.payments[0], amountFen: null }] }, "payment_unfit"],
    ["a division of another kind", { subKind: "training" }, "sub_kind_unfit"],
  ])("for %s", (_name, some, code) => {
    expect(() => refuseContradictions(change(some) as never)).toThrow(
      expect.objectContaining({ code: `agreements.${code}` }),
    );
  });
  test.each([
    ["the amount", { amountFen: "100.125" }, "合同金额（amountFen）", "“100.125”"],
    ["a payment", { payments: [{ ...CONTENT.payments[0], amountFen: "1.001" }] }, "payments[0].amountFen", "“1.001”"],
  ])("for three decimals in %s, which it names with the remedy", (_name, some, field, text) => {
    const parsed = AgreementDraft.safeParse({ ...AGREEMENT_BODY, ...some });
    expect(parsed.success).toBe(true);
    const said = messageOf(() => refuseContradictions(parsed.data as never), "zh");
    for (const part of [field, text, "最多两位小数"]) expect(said).toContain(part);
  });
  test("for nothing that is merely unfinished", () => {
    expect(() => refuseContradictions(CONTENT)).not.toThrow();
    const unfinished = change({ parties: [], payments: [], amountFen: null, startsOn: null, endsOn: null });
    expect(() => refuseContradictions(unfinished)).not.toThrow();
  });
});

describe("signing", () => {
  const draft = { number: "AGR-2026-000001", state: "draft" as const, signedOn: null, content: CONTENT, rests: [] };
  const on = (day: string, reason = "") => ({ on: day, reason, today: TODAY });
  test("takes parties, a subject, a term, and an amount where the kind has one", () => {
    expect(advanceAgreement(draft, "sign", on(TODAY))).toBe("signed");
    const empty = change({ parties: [], subject: "", amountFen: null, startsOn: null });
    expect(findLacks(empty)).toHaveLength(4);
    expect(findLacks({ ...empty, kind: "framework" })).toHaveLength(3);
    expect(() => advanceAgreement({ ...draft, content: empty }, "sign", on(TODAY))).toThrow(/at least two parties/);
  });
  test("cannot be of tomorrow, nor twice", () => {
    expect(() => advanceAgreement(draft, "sign", on("2026-11-27"))).toThrow(/2026-11-27/);
    const signed = { ...draft, state: "signed" as const, signedOn: TODAY };
    expect(() => advanceAgreement(signed, "sign", on(TODAY))).toThrow(/is signed/);
    expect(actionsFrom("signed")).toEqual(["complete", "end"]);
  });
  test.each([
    ["1900-01-01", "2026-12-01", "2027-11-30", false],
    ["2026-11-20", "2026-12-01", "2027-11-30", true],
    // Signed after the work had begun, as happens, but not after it was over.
    ["2026-11-20", "2026-01-01", "2027-01-01", true],
    ["2026-11-20", "2020-01-01", "2021-01-01", false],
    // An old agreement that is entered today has old days throughout.
    ["1998-05-04", "1998-06-01", "2003-05-31", true],
    ["1993-05-31", "1998-06-01", "2003-05-31", false],
  ])("on %s fits a term from %s to %s: %s", (day, startsOn, endsOn, isFit) => {
    const sign = () => void advanceAgreement({ ...draft, content: change({ startsOn, endsOn }) }, "sign", on(day));
    expect(messageOf(sign, "en").includes("does not fit its term")).toBe(!isFit);
  });
  test("one is fulfilled with nothing open, or with a reason, and is not terminated afterwards", () => {
    const signed = { ...draft, state: "signed" as const, signedOn: "2026-11-20" };
    expect(advanceAgreement(signed, "complete", on(TODAY))).toBe("completed");
    const open = { ...signed, rests: findRests(["中期"], 6_000n) };
    expect(messageOf(() => void advanceAgreement(open, "complete", on(TODAY)), "zh")).toContain(
      "进度“中期”没有验收；约定的款项还有 60.00 元没有到账",
    );
    expect(advanceAgreement(open, "complete", on(TODAY, "余款双方同意免除"))).toBe("completed");
    expect(() => advanceAgreement(draft, "complete", on(TODAY))).toThrow(/cannot be recorded as fulfilled/);
    expect(actionsFrom("completed")).toEqual([]);
    expect(findRests([], 0n)).toEqual([]);
  });
  test("an end has a reason and does not come before the signing", () => {
    const signed = { ...draft, state: "signed" as const, signedOn: "2026-11-20" };
    expect(() => advanceAgreement(signed, "end", on(TODAY))).toThrow(/Say why/);
    expect(() => advanceAgreement(signed, "end", on("2026-11-19", "停产"))).toThrow(/2026-11-20/);
    expect(advanceAgreement(signed, "end", on(TODAY, "停产"))).toBe("ended");
    expect(actionsFrom("ended")).toEqual([]);
  });
});

test("the five technology contracts are the five of the Civil Code, and every division belongs to its kind", () => {
  expect(AGREEMENT_KINDS.filter((kind) => KINDS[kind].isTechnologyContract)).toEqual([
    "development",
    "transfer",
    "licence",
    "consulting",
    "service",
  ]);
  for (const kind of AGREEMENT_KINDS) {
    for (const { key } of KINDS[kind].subKinds) expect(isSubKindOf(kind, key)).toBe(true);
  }
});

test("equal shares come to exactly 10,000 and differ by one at most", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (count) => {
      const shares = equalShares(count);
      expect(shares).toHaveLength(count);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(10_000);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }),
  );
});

test("a term that begins on 29 February was signed five years before at the earliest, on the last day of that month", () => {
  const amended = (signedOn: string) => () =>
    refuseUnfitAmendedTerm(
      { number: "AGR-1", signedOn },
      { startsOn: "2027-01-01", endsOn: "2029-01-01" },
      { startsOn: "2028-02-29", endsOn: "2029-01-01" },
    );
  expect(amended("2023-02-28")).not.toThrow();
  expect(amended("2023-02-27")).toThrow(expect.objectContaining({ code: "agreements.amended_term_unfit" }));
});

test("the printed text says in Chinese what was agreed, and that a draft is one", () => {
  const agreement = {
    number: "AGR-2026-000001",
    state: "draft" as const,
    signedOn: null,
    originNumber: null,
    originTitle: null,
  };
  const { note, heading, ...rest } = planDocument(agreement, CONTENT);
  expect(note).toContain("草稿，未经签署不生效");
  expect(heading).toBe("技术开发合同");
  const printed = JSON.stringify(rest);
  for (const part of [
    "技术开发（委托开发）",
    "样例钢铁有限公司",
    "1,200,000.00 元",
    "销售额的 1.50%",
    "2026年12月1日",
    "样例大学 100.00%",
  ]) {
    expect(printed).toContain(part);
  }
  const blank = planDocument(
    agreement,
    change({ parties: [], milestones: [], payments: [], amountFen: null, startsOn: null }),
  );
  expect(JSON.stringify(blank)).toContain("____年__月__日");
});
