import { DomainError } from "@dual-high/kernel";
import { describe, expect, test } from "vitest";
import {
  normalizeLogin,
  refuseLastAdministrator,
  refuseSecondAdminRole,
  refuseUnfitRole,
  refuseWeakPassword,
} from "./rules.ts";

function codesOf(run: () => void): string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = error.params["errors"] as { code: string; pointer: string }[] | undefined;
    return errors?.map(({ code }) => code) ?? [error.code];
  }
}

describe("a password", () => {
  test.each([
    ["a calm grey heron 7", []],
    ["correct-horse", []],
    ["江南的春天来得很早2026", []],
    ["onlylettersbutverylong", []],
    ["short 1", ["too_short"]],
    ["onlyletters", ["one_kind"]],
    ["1212121212", ["one_kind", "too_common"]],
    ["0123456789", ["one_kind", "too_common"]],
    ["Password123!", ["too_common"]],
    ["wuxi20261123", ["too_common"]],
    ["zhang.san 2026", ["contains_login"]],
    ["aaaa", ["too_short", "one_kind", "too_common"]],
  ])("%j is refused for %j, all reasons at once", (password, codes) => {
    expect(codesOf(() => refuseWeakPassword(password, "zhang.san@office.example", "/password"))).toEqual(codes);
  });
});

test.each([
  ["  Zhang.San ", "zhang.san"],
  ["ＺＨＡＮＧ＠ｏｆｆｉｃｅ．ｃｎ", "zhang@office.cn"],
])("a login is compared without case and width: %j", (given, stored) => {
  expect(normalizeLogin(given)).toBe(stored);
});

describe("the three administrators are three people", () => {
  test.each([
    [[], "system_admin", []],
    [["pair_lead"], "audit_admin", []],
    [["system_admin"], "system_admin", []],
    [["system_admin"], "security_admin", ["identity.second_admin_role"]],
    [["audit_admin", "reader"], "system_admin", ["identity.second_admin_role"]],
    [["audit_admin"], "reader", []],
  ] as const)("who holds %j and is to be %s", (held, role, codes) => {
    expect(codesOf(() => refuseSecondAdminRole(held, role))).toEqual(codes);
  });
  test.each([
    [["security_admin"], { security_admin: 1 }, []],
    [["security_admin"], { system_admin: 4 }, ["identity.last_administrator"]],
    [["pair_lead"], {}, []],
  ] as const)("of %j, with %j besides, the last one stays", (held, others, codes) => {
    expect(codesOf(() => refuseLastAdministrator(held, others))).toEqual(codes);
  });
});

test("a role is held in a scope of its kind", () => {
  expect(codesOf(() => refuseUnfitRole("pair_lead", "pair"))).toEqual([]);
  expect(codesOf(() => refuseUnfitRole("pair_lead", "zone"))).toEqual(["identity.role_not_for_scope"]);
  expect(codesOf(() => refuseUnfitRole("reader", "system"))).toEqual(["identity.role_not_for_scope"]);
});
