import { readSheets } from "@dual-high/lists";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../../test/agreements.ts";
import { needsLibreOffice, saveAnew } from "../../../../test/libre-office.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { afterWorkingDays, workingDaysBetween } from "../days.ts";
import { growthOf } from "./report.ts";

let world: TestApp;
let pair: string;
let university: string;
let officer: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  university = await world.createScope("university", { name: "样例大学" });
  pair = await world.createScope("pair", {
    parentId: await world.createScope("zone"),
    alsoBeneath: [university],
  });
  officer = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
const year = Number(today.slice(0, 4));

async function signed(more: object = {}): Promise<{ id: string; number: string }> {
  const body = { ...AGREEMENT_BODY, ...more };
  const made = await world.call("POST", `/api/scopes/${pair}/agreements`, { token: officer.token, body });
  const id = made.body["id"] as string;
  await world.call("POST", `/api/agreements/${id}/transitions`, {
    token: officer.token,
    body: { action: "sign", on: today },
    headers: { "if-match": '"1"' },
  });
  return { id, number: made.body["number"] as string };
}
const change = async (id: string, body: object, version: number) =>
  world.call("PATCH", `/api/agreements/${id}/registration`, {
    token: officer.token,
    body,
    headers: { "if-match": `"${version}"` },
  });
const move = async (id: string, body: object, version: number) =>
  world.call("POST", `/api/agreements/${id}/registration/transitions`, {
    token: officer.token,
    body,
    headers: { "if-match": `"${version}"` },
  });
const FIELDS = {
  buyerDivision: "320200",
  buyerNature: "170",
  sellerDivision: "320211",
  sellerNature: "022",
  field: "先进制造",
  industry: "C31",
  handler: "赵某",
  contact: "0510-00000000",
};

describe("a technology contract", () => {
  test("counts for its amount less what is not technology, and never for more", async () => {
    const { id } = await signed();
    const deductions = [
      { text: "设备购置", amountFen: "30000000" },
      { text: "原材料", amountFen: "5000001" },
    ];
    const kept = await change(id, { deductions, technicalIncomeFen: "0" }, 0);
    expect(kept.body).toMatchObject({ contractFen: "120000000", transactionFen: "84999999", version: 1 });
    const over = await change(id, { deductions: [{ text: "设备", amountFen: "120000001" }] }, 1);
    expect(over).toMatchObject({ status: 422, body: { code: "agreements.deductions_over_amount" } });
    expect(over.body["detail"]).toContain("1,200,000.01");
    const income = await change(id, { technicalIncomeFen: "85000000" }, 1);
    expect(income).toMatchObject({ status: 422, body: { code: "agreements.income_over_transaction" } });
    const parts = await change(id, { deductions: [{ text: "设备", amountFen: "1.005" }] }, 1);
    expect(parts.body["code"]).toBe("agreements.amount_not_fen");
    expect((await change(id, { technicalIncomeFen: "84999999" }, 1)).body).toMatchObject({ version: 2 });
  });

  test("is accepted once the form is complete, has its days by rule, and is registered once, its number being text", async () => {
    const { id } = await signed();
    const early = await move(id, { action: "accept", on: today }, 0);
    expect(early).toMatchObject({ status: 422, body: { code: "agreements.registration_incomplete" } });
    expect(early.body["detail"]).toContain("技术领域");
    await change(id, { fields: FIELDS }, 0);
    expect((await move(id, { action: "accept", on: "2999-01-01" }, 1)).body["code"]).toBe(
      "agreements.registration_day_unfit",
    );
    const accepted = await move(id, { action: "accept", on: today }, 1);
    expect(accepted.body).toMatchObject({
      state: "accepted",
      due: { workingDays: 15, isReviewed: false, on: afterWorkingDays(today, 15) },
      actions: ["register", "return"],
    });
    expect((accepted.body["due"] as { source: string }).source).toContain("征求意见稿");
    const number = "0032202600001234";
    const done = await move(id, { action: "register", on: today, number }, 2);
    expect(done.body).toMatchObject({ state: "registered", number, mayChange: false, actions: [] });
    expect((await move(id, { action: "accept", on: today }, 3)).body["code"]).toBe(
      "agreements.registration_wrong_state",
    );
    expect((await change(id, { fields: { field: "别的" } }, 3)).body["code"]).toBe(
      "agreements.registration_wrong_state",
    );
    const other = await signed();
    await change(other.id, { fields: FIELDS }, 0);
    await move(other.id, { action: "accept", on: today }, 1);
    const taken = await move(other.id, { action: "register", on: today, number }, 2);
    expect(taken.body["code"]).toBe("agreements.registration_number_taken");
    expect((await move(other.id, { action: "return", reason: "缺附件" }, 2)).body).toMatchObject({ state: "returned" });
  });

  test("that is large is reviewed and takes longer", async () => {
    const { id } = await signed({ amountFen: "600000000", payments: [] });
    await change(id, { fields: FIELDS, deductions: [{ text: "设备", amountFen: "100000000" }] }, 0);
    expect((await move(id, { action: "accept", on: today }, 1)).body).toMatchObject({
      due: { workingDays: 30, isReviewed: true },
    });
  });

  test("gives a copy sheet in the order of the form, and other agreements give none", async () => {
    const { id } = await signed();
    await change(id, { fields: FIELDS }, 0);
    const { body } = await world.call("GET", `/api/agreements/${id}/registration`, { token: officer.token });
    const labels = (body["sheet"] as { label: string }[]).map(({ label }) => label);
    expect(labels.slice(0, 5)).toEqual([
      "登记编号",
      "项目名称",
      "合同有效期限（起）",
      "合同有效期限（止）",
      "签订日期",
    ]);
    const other = await signed({ kind: "framework", subKind: null, payments: [] });
    const none = await world.call("GET", `/api/agreements/${other.id}/registration`, { token: officer.token });
    expect(none).toMatchObject({ status: 409, body: { code: "agreements.not_technology" } });
  });
});

describe("the year", () => {
  test("is counted from its rows, by kind, and its workbooks open in LibreOffice as they were written", async (context) => {
    const path = `/api/scopes/${pair}/transformation-report`;
    const get = async (rest: string) => world.call("GET", `${path}${rest}`, { token: officer.token });
    const before = (await get(`?year=${year}`)).body["total"] as { contracts: number; receivedFen: string };
    const { id, number } = await signed({ kind: "licence", subKind: "patent", title: "专利许可" });
    await change(id, { deductions: [{ text: "设备", amountFen: "20000000" }] }, 0);
    await world.call("POST", `/api/agreements/${id}/receipts`, {
      token: officer.token,
      body: { receivedOn: today, amountFen: "60000000", payer: "甲", voucher: "年报-1", paymentPosition: 1 },
    });
    const report = (await get(`?year=${year}`)).body;
    expect(report["total"]).toMatchObject({
      contracts: before.contracts + 1,
      receivedFen: String(BigInt(before.receivedFen) + 60_000_000n),
    });
    const licences = (report["kinds"] as { kind: string }[]).find(({ kind }) => kind === "licence");
    expect(licences).toMatchObject({ contracts: 1, contractFen: "120000000", transactionFen: "100000000" });
    expect(report["received"]).toMatchObject({ undistributedFen: "60000000" });
    // The university files one report over its pairs, and nothing of others'.
    const above = await world.call("GET", `/api/scopes/${university}/transformation-report?year=${year}`, {
      token: (await world.someone("transfer_officer", university)).token,
    });
    expect(above.body).toEqual(report);
    const files = await Promise.all(
      [
        [`${path}/workbook?year=${year}`, "report.xlsx"],
        [`${path}/workbook?year=${year}&what=registrations`, "registrations.xlsx"],
        [`/api/agreements/${id}/registration/sheet`, "sheet.xlsx"],
      ].map(async ([address = "", name = ""]) => {
        const { bytes } = await world.call("GET", address, { token: officer.token });
        return { name, bytes };
      }),
    );
    const texts = async (some: typeof files) =>
      Promise.all(
        some.map(async (file) =>
          (await readSheets(file)).map(({ sheet, rows }) => [
            sheet,
            rows.map(({ values }) => values.join("\t").trimEnd()),
          ]),
        ),
      );
    const written = await texts(files);
    expect(JSON.stringify(written)).toContain(number);
    // Amounts are figures, which a spreadsheet adds up.
    expect(JSON.stringify(written[0])).toContain("1000000");
    expect(JSON.stringify(written[0])).toContain("到款明细");
    needsLibreOffice(context);
    expect(await texts(await saveAnew(files))).toEqual(written);
  });

  test.each([
    [150n, 100n, "50.0"],
    [1n, 3n, "-66.7"],
    [100n, 100n, "0.0"],
    [5n, 0n, ""],
  ])("grows from %s over %s by %s", (now, before, expected) => {
    expect(growthOf(now, before)).toBe(expected);
  });
});

test("working days leave out Saturday and Sunday", () => {
  expect(afterWorkingDays("2026-11-26", 1)).toBe("2026-11-27");
  expect(afterWorkingDays("2026-11-27", 1)).toBe("2026-11-30");
  expect(afterWorkingDays("2026-11-26", 15)).toBe("2026-12-17");
  expect(workingDaysBetween("2026-11-26", "2026-12-17")).toBe(15);
  expect(workingDaysBetween("2026-11-30", "2026-11-26")).toBe(-2);
});
