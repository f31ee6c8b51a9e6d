import { readSheets } from "@dual-high/lists";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../../test/agreements.ts";
import { needsLibreOffice, saveAnew } from "../../../../test/libre-office.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withSystem } from "../../../platform/db/index.ts";
import { afterWorkingDays, workingDaysBetween } from "../days.ts";
import { growthOf } from "./report.ts";

let world: TestApp;
let university: string;
let zone: string;
let pair: string;
let officer: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  university = await world.createScope("university", { name: "样例大学" });
  zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone, alsoBeneath: [university] });
  officer = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
const year = Number(today.slice(0, 4));

async function signed(more: object = {}, on = today): Promise<{ id: string; number: string }> {
  const body = { ...AGREEMENT_BODY, ...more };
  const made = await world.call("POST", `/api/scopes/${pair}/agreements`, { token: officer.token, body });
  const id = made.body["id"] as string;
  await world.call("POST", `/api/agreements/${id}/transitions`, {
    token: officer.token,
    body: { action: "sign", on },
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
    expect(done.body).toMatchObject({ state: "registered", number, mayChange: false, actions: ["change", "cancel"] });
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

  test("says in words where its income was not received, or it is not within its validity", async () => {
    const day = (days: number) =>
      new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(Date.now() + days * 86_400_000);
    const { id } = await signed({ startsOn: day(-300), endsOn: day(-10), payments: [] }, day(-200));
    const receipt = { amountFen: "40000000", payer: "样例钢铁有限公司", voucher: "银收-1" };
    await world.call("POST", `/api/agreements/${id}/receipts`, {
      token: officer.token,
      body: { ...receipt, receivedOn: day(-100) },
    });
    const doubtsOf = ({ body }: { body: Record<string, unknown> }) =>
      (body["doubts"] as { zh: string }[]).map(({ zh }) => zh);
    const kept = await change(id, { fields: FIELDS, technicalIncomeFen: "99900000" }, 0);
    expect(doubtsOf(kept)).toEqual([
      expect.stringContaining("“技术性收入” 999,000.00 元多于已到款的 400,000.00 元"),
      expect.stringContaining(`${today} 不在合同有效期内：合同到 ${day(-10)} 为止`),
    ]);
    const right = await change(id, { technicalIncomeFen: "40000000" }, 1);
    expect(doubtsOf(right)).toHaveLength(1);
    // Within its validity on the day on which it was accepted.
    expect(doubtsOf(await move(id, { action: "accept", on: day(-20) }, 2))).toEqual([]);
    const late = await signed({ startsOn: day(-300), endsOn: day(-10), payments: [] }, day(-200));
    await change(late.id, { fields: FIELDS }, 0);
    const [said] = doubtsOf(await move(late.id, { action: "accept", on: day(-5) }, 1));
    expect(said).toContain(`${day(-5)} 不在合同有效期内`);
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

/** Amends the amount of a signed agreement. */
async function amend(id: string, amountFen: string): Promise<void> {
  const path = `/api/agreements/${id}/amendments`;
  const draft = (reply: { body: unknown }) =>
    (reply.body as { id: string; state: string; version: number }[]).find(({ state }) => state === "draft");
  const send = async (method: string, address: string, body: object, version?: number) =>
    world.call(method, address, {
      token: officer.token,
      body,
      headers: version === undefined ? {} : { "if-match": `"${version}"` },
    });
  const begun = draft(await send("POST", path, { reason: "调整金额" }));
  const text = { amountFen, payments: [] };
  const changed = draft(await send("PATCH", `${path}/${begun?.id}`, text, begun?.version));
  const signing = await send(
    "POST",
    `${path}/${begun?.id}/transitions`,
    { action: "sign", on: today },
    changed?.version,
  );
  expect(signing.status).toBe(200);
}

describe("what was registered", () => {
  const reportOf = async () => {
    const path = `/api/scopes/${pair}/transformation-report?year=${year}`;
    const { body } = await world.call("GET", path, { token: officer.token });
    return body["total"] as { contracts: number; contractFen: string; transactionFen: string };
  };

  test("is checked again when it is registered: no needed field is emptied, no value falls below nothing", async () => {
    const { id } = await signed({ amountFen: "100000", payments: [] });
    await change(
      id,
      { fields: FIELDS, deductions: [{ text: "设备", amountFen: "60000" }], technicalIncomeFen: "40000" },
      0,
    );
    await move(id, { action: "accept", on: today }, 1);
    const emptied = await change(id, { fields: { field: "" } }, 2);
    expect(emptied).toMatchObject({ status: 422, body: { code: "agreements.registration_incomplete" } });
    await amend(id, "50000");
    const before = await reportOf();
    const refused = await move(id, { action: "register", on: today, number: "减价-1" }, 2);
    expect(refused).toMatchObject({ status: 422, body: { code: "agreements.deductions_over_amount" } });
    const shown = await world.call("GET", `/api/agreements/${id}/registration`, { token: officer.token });
    expect(shown.body).toMatchObject({ state: "accepted", transactionFen: null });
    expect((shown.body["contradiction"] as { zh: string }).zh).toContain("600.00");
    await change(id, { deductions: [{ text: "设备", amountFen: "10000" }] }, 2);
    const after = await reportOf();
    expect(BigInt(after.transactionFen) - BigInt(before.transactionFen)).toBe(40_000n);
    const done = await move(id, { action: "register", on: today, number: "减价-1" }, 3);
    expect(done.body).toMatchObject({ state: "registered", transactionFen: "40000" });
  });

  test("stays as it was registered when the agreement is amended, until the registration itself is changed or cancelled", async () => {
    const { id } = await signed({ amountFen: "100000", payments: [] });
    await change(id, { fields: FIELDS, technicalIncomeFen: "100000" }, 0);
    await move(id, { action: "accept", on: today }, 1);
    await move(id, { action: "register", on: today, number: "保留-1" }, 2);
    const before = await reportOf();
    await amend(id, "50000");
    const get = async () => world.call("GET", `/api/agreements/${id}/registration`, { token: officer.token });
    const held = await get();
    expect(held.body).toMatchObject({
      state: "registered",
      contractFen: "100000",
      transactionFen: "100000",
      technicalIncomeFen: "100000",
      amendedSince: [{ number: 1, signedOn: today }],
      actions: ["change", "cancel"],
    });
    expect(await reportOf()).toEqual(before);
    const sheet = held.body["sheet"] as { label: string; value: string }[];
    expect(sheet.find(({ label }) => label === "合同成交额")?.value).toBe("1,000.00");

    const opened = await move(id, { action: "change", reason: "合同减价" }, 3);
    expect(opened.body).toMatchObject({
      state: "changing",
      mayChange: true,
      actions: ["register", "return", "cancel"],
    });
    expect(await reportOf()).toEqual(before);
    await change(id, { technicalIncomeFen: "40000" }, 4);
    const dropped = await move(id, { action: "return", reason: "材料不齐" }, 5);
    expect(dropped.body).toMatchObject({ state: "registered", technicalIncomeFen: "100000", transactionFen: "100000" });
    await move(id, { action: "change", reason: "合同减价" }, 6);
    await change(id, { technicalIncomeFen: "40000" }, 7);
    const changed = await move(id, { action: "register", on: today, number: "保留-1" }, 8);
    expect(changed.body).toMatchObject({
      state: "registered",
      contractFen: "50000",
      technicalIncomeFen: "40000",
      amendedSince: [],
      records: [
        { kind: "registered", contractFen: "100000", number: "保留-1" },
        { kind: "changed", contractFen: "50000", reason: "合同减价" },
      ],
    });
    expect(BigInt(before.contractFen) - BigInt((await reportOf()).contractFen)).toBe(50_000n);

    const cancelled = await move(id, { action: "cancel", on: today, reason: "合同解除" }, 9);
    expect(cancelled.body).toMatchObject({
      state: "cancelled",
      number: "保留-1",
      actions: ["renew"],
      mayChange: false,
    });
    const other = await signed();
    await change(other.id, { fields: FIELDS }, 0);
    await move(other.id, { action: "accept", on: today }, 1);
    const taken = await move(other.id, { action: "register", on: today, number: "保留-1" }, 2);
    expect(taken.body["code"]).toBe("agreements.registration_number_taken");
    const write = sql`UPDATE technology_registration_records SET contract_fen = 1`;
    await expect(withSystem(world.db, async (tx) => write.execute(tx.kysely))).rejects.toThrow(/permission denied/);
  });

  test("is registered once more after it was cancelled, beside what was cancelled", async () => {
    const past = `${year - 1}-06-01`;
    const { id, number } = await signed({ amountFen: "100000", payments: [], startsOn: past }, past);
    await change(id, { fields: FIELDS, technicalIncomeFen: "100000" }, 0);
    await move(id, { action: "accept", on: past }, 1);
    expect((await move(id, { action: "renew", reason: "没有撤销" }, 2)).body["code"]).toBe(
      "agreements.registration_wrong_state",
    );
    await move(id, { action: "register", on: past, number: "再登-1" }, 2);
    const cancelledOn = `${year}-01-01`;
    await move(id, { action: "cancel", on: cancelledOn, reason: "材料有误" }, 3);
    expect((await move(id, { action: "renew", reason: "" }, 4)).status).toBe(422);
    const renewed = await move(id, { action: "renew", reason: "材料已更正" }, 4);
    expect(renewed.body).toMatchObject({
      state: "preparing",
      number: null,
      acceptedOn: null,
      registeredOn: null,
      mayChange: true,
      technicalIncomeFen: "100000",
      actions: ["accept"],
      records: [{ kind: "registered" }, { kind: "cancelled", number: "再登-1", reason: "材料有误" }],
    });
    // While nothing is registered, nobody takes the number that was cancelled.
    const other = await signed();
    await change(other.id, { fields: FIELDS }, 0);
    await move(other.id, { action: "accept", on: today }, 1);
    const taken = await move(other.id, { action: "register", on: today, number: "再登-1" }, 2);
    expect(taken).toMatchObject({ status: 409, body: { code: "agreements.registration_number_taken" } });
    expect(taken.body["detail"]).toContain(number);

    await change(id, { deductions: [{ text: "设备", amountFen: "30000" }], technicalIncomeFen: "70000" }, 5);
    const early = await move(id, { action: "accept", on: past }, 6);
    expect(early).toMatchObject({ status: 422, body: { code: "agreements.registration_day_unfit" } });
    await move(id, { action: "accept", on: today }, 6);
    // Sent back, it is not what was cancelled that comes back.
    expect((await move(id, { action: "return", reason: "缺附件" }, 7)).body).toMatchObject({
      state: "returned",
      transactionFen: "70000",
    });
    await move(id, { action: "accept", on: today }, 8);
    const before = await move(id, { action: "register", on: cancelledOn, number: "再登-2" }, 9);
    expect(before.body["code"]).toBe("agreements.registration_day_unfit");
    const done = await move(id, { action: "register", on: today, number: "再登-2" }, 9);
    expect(done.body).toMatchObject({
      state: "registered",
      number: "再登-2",
      registeredOn: today,
      transactionFen: "70000",
      records: [
        { kind: "registered", number: "再登-1", transactionFen: "100000", reason: null },
        { kind: "cancelled", number: "再登-1" },
        { kind: "registered", number: "再登-2", transactionFen: "70000", reason: null },
      ],
      actions: ["change", "cancel"],
    });
    const { body } = await world.call("GET", `/api/agreements/${id}`, { token: officer.token });
    expect(JSON.stringify(body["steps"])).toContain("撤销后重新申请认定登记：材料已更正");

    // The year in which it was registered first says what it said.
    const path = `/api/scopes/${pair}/transformation-report?year=${year - 1}`;
    const filed = await world.call("GET", path, { token: officer.token });
    expect(filed.body).toMatchObject({ total: { transactionFen: "100000" }, registered: 1 });
  });

  test("is not registered once more when its agreement has ended", async () => {
    const { id, number } = await signed({ amountFen: "100000", payments: [] });
    await change(id, { fields: FIELDS }, 0);
    await move(id, { action: "accept", on: today }, 1);
    await move(id, { action: "register", on: today, number: "终止-1" }, 2);
    await move(id, { action: "cancel", on: today, reason: "合同解除" }, 3);
    const { version } = (await world.call("GET", `/api/agreements/${id}`, { token: officer.token })).body as {
      version: number;
    };
    const ending = await world.call("POST", `/api/agreements/${id}/transitions`, {
      token: officer.token,
      body: { action: "end", on: today, reason: "双方协商解除" },
      headers: { "if-match": `"${version}"` },
    });
    expect(ending.status).toBe(200);
    const refused = await move(id, { action: "renew", reason: "还想登记" }, 4);
    expect(refused).toMatchObject({ status: 409, body: { code: "agreements.registration_of_ended" } });
    expect(refused.body["detail"]).toContain(number);
    const shown = await world.call("GET", `/api/agreements/${id}/registration`, { token: officer.token });
    expect(shown.body).toMatchObject({ state: "cancelled", actions: [] });
  });

  test("keeps a past year as it was registered by the end of that year", async () => {
    const past = `${year - 2}-06-01`;
    const { id } = await signed({ amountFen: "100000", payments: [], startsOn: past }, past);
    await change(id, { fields: FIELDS, technicalIncomeFen: "0" }, 0);
    await move(id, { action: "accept", on: past }, 1);
    await move(id, { action: "register", on: past, number: "往年-1" }, 2);
    const pastYear = async () => {
      const path = `/api/scopes/${pair}/transformation-report?year=${year - 2}`;
      return (await world.call("GET", path, { token: officer.token })).body;
    };
    expect(await pastYear()).toMatchObject({
      total: { contractFen: "100000", transactionFen: "100000" },
      registered: 1,
    });
    await amend(id, "50000");
    await move(id, { action: "change", reason: "减价" }, 3);
    await move(id, { action: "register", on: today, number: "往年-1" }, 4);
    await move(id, { action: "cancel", on: today, reason: "解除" }, 5);
    expect(await pastYear()).toMatchObject({
      total: { contractFen: "100000", transactionFen: "100000" },
      registered: 1,
    });
  });
});

describe("the receipts of a registration", () => {
  const FIELDS_OF_A_RECEIPT = [
    "拨款单位",
    "到账日期",
    "到账金额",
    "合同技术交易额",
    "管理费用",
    "认定服务费",
    "增值税",
    "凭证",
  ];
  test("stand in the copy sheet and the workbook with their eight fields, and add up to the fen", async () => {
    const lead = await world.someone("pair_lead", pair);
    const { id, number } = await signed({ payments: [] });
    await change(id, { fields: FIELDS, deductions: [{ text: "设备", amountFen: "20000000" }] }, 0);
    const enter = async (body: object) =>
      world.call("POST", `/api/agreements/${id}/receipts`, {
        token: officer.token,
        body: { receivedOn: today, payer: "样例钢铁有限公司", ...body },
      });
    const sectionsOf = async () => {
      const { body } = await world.call("GET", `/api/agreements/${id}/registration`, { token: officer.token });
      const sheet = body["sheet"] as { section: { zh: string }; label: string; value: string }[];
      const lines = sheet.filter(({ section }) => section.zh.startsWith("到款"));
      const groups = Map.groupBy(lines, ({ section }) => section.zh);
      return [...groups.values()].map((group) => new Map(group.map(({ label, value }) => [label, value])));
    };
    expect(await sectionsOf()).toEqual([]);
    const first = await enter({
      amountFen: "10000001",
      voucher: "登记-1",
      recognitionFeeFen: "30000",
      vatFen: "566038",
    });
    await move(id, { action: "accept", on: today }, 1);
    await move(id, { action: "register", on: today, number: "到款-1" }, 2);
    const second = await enter({ amountFen: "500", voucher: "登记-2", vatFen: "0" });
    const gone = await enter({ amountFen: "700", voucher: "登记-3" });
    await world.call("POST", `/api/receipts/${gone.body["id"] as string}/reversal`, {
      token: officer.token,
      body: { reason: "记错" },
      headers: { "if-match": '"1"' },
    });
    const [early, late] = await sectionsOf();
    expect([...(early?.keys() ?? [])]).toEqual(FIELDS_OF_A_RECEIPT);
    expect([...(early?.values() ?? [])]).toEqual([
      "样例钢铁有限公司",
      today,
      "100,000.01",
      "1,000,000.00",
      "",
      "300.00",
      "5,660.38",
      "登记-1",
    ]);
    expect([late?.get("认定服务费"), late?.get("增值税"), late?.get("凭证")]).toEqual(["", "0.00", "登记-2"]);
    expect(await sectionsOf()).toHaveLength(2);
    await world.call("POST", `/api/scopes/${pair}/money-rules`, {
      token: lead.token,
      body: { key: "commissioned.overhead", value: "500", inForceFrom: "2020-01-01", source: "样例，测试用" },
    });
    const report = `/api/scopes/${pair}/transformation-report`;
    const receivedOf = async () => {
      const { body } = await world.call("GET", `${report}?year=${year}`, { token: officer.token });
      return new Map(Object.entries(body["received"] as object).map(([key, fen]) => [key, BigInt(fen as string)]));
    };
    const before = await receivedOf();
    // What nobody stated with the receipt is said when it is divided.
    for (const [receipt, deductions] of [
      [first, []],
      [second, [{ kind: "recognition_fee", text: "认定服务费", amountFen: "33" }]],
    ] as const) {
      const drawn = await world.call("POST", `/api/receipts/${receipt.body["id"] as string}/distributions`, {
        token: officer.token,
        body: { account: "横向", institution: "样例大学", deductions },
      });
      const approved = await world.call("POST", `/api/distributions/${drawn.body["id"] as string}/approval`, {
        token: lead.token,
        headers: { "if-match": '"1"' },
      });
      expect(approved.body).toMatchObject({ state: "approved" });
    }
    const [divided, other] = await sectionsOf();
    expect([divided?.get("管理费用"), divided?.get("认定服务费"), divided?.get("增值税")]).toEqual([
      "5,000.00",
      "300.00",
      "5,660.38",
    ]);
    expect([other?.get("管理费用"), other?.get("认定服务费"), other?.get("增值税")]).toEqual(["0.25", "0.33", "0.00"]);
    const after = await receivedOf();
    const more = (key: string) => (after.get(key) ?? 0n) - (before.get(key) ?? 0n);
    expect([more("recognitionFeeFen"), more("vatFen"), more("institutionFen"), more("takenOffFen")]).toEqual([
      30_033n,
      566_038n,
      500_025n,
      0n,
    ]);
    const parts = [
      "inventorsFen",
      "unitsFen",
      "institutionFen",
      "accountsFen",
      "recognitionFeeFen",
      "vatFen",
      "takenOffFen",
    ];
    expect(parts.reduce((sum, key) => sum + more(key), 0n)).toBe(10_000_501n);
    for (const what of ["registrations", "report"]) {
      const address = `${report}/workbook?year=${year}&what=${what}`;
      const { bytes } = await world.call("GET", address, { token: officer.token });
      const sheets = await readSheets({ name: "book.xlsx", bytes });
      const rows = sheets.find(({ sheet }) => sheet === "到款明细")?.rows.map(({ values }) => values) ?? [];
      const header = rows.find((values) => values.includes("拨款单位")) ?? [];
      const from = header.indexOf("拨款单位");
      expect(header.slice(from, from + 10)).toEqual([...FIELDS_OF_A_RECEIPT, "其他税费", "成本"]);
      const lines = rows.filter((values) => values.includes(number)).map((values) => values.slice(from + 2, from + 8));
      expect(lines).toEqual([
        ["100000.01", "1000000", "5000", "300", "5660.38", "登记-1"],
        ["5", "1000000", "0.25", "0.33", "0", "登记-2"],
      ]);
    }
  });
});

describe("the year", () => {
  test("is counted from its rows, by kind, and its workbooks open in LibreOffice as they were written", async (context) => {
    const path = `/api/scopes/${pair}/transformation-report`;
    const get = async (rest: string) => world.call("GET", `${path}${rest}`, { token: officer.token });
    const earlier = (await get(`?year=${year}`)).body;
    const before = earlier["total"] as { contracts: number; receivedFen: string };
    const waiting = BigInt((earlier["received"] as { undistributedFen: string }).undistributedFen);
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
    expect(report["received"]).toMatchObject({ undistributedFen: String(waiting + 60_000_000n) });
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

  test("is the university's and the zone's as well: over the pairs beneath them, each once", async () => {
    const transfer = await world.someone("transfer_officer", university);
    const overseer = await world.someone("zone_officer", zone);
    const province = await world.createScope("province");
    const governor = await world.someone("province_officer", province);
    const beneath = await world.createScope("zone", { parentId: province });
    const second = await world.createScope("pair", { parentId: beneath, alsoBeneath: [university] });
    const other = await world.someone("pair_officer", second);
    const made = await world.call("POST", `/api/scopes/${second}/agreements`, {
      token: other.token,
      body: { ...AGREEMENT_BODY, amountFen: "700", payments: [] },
    });
    const signing = { token: other.token, body: { action: "sign", on: today }, headers: { "if-match": '"1"' } };
    await world.call("POST", `/api/agreements/${made.body["id"] as string}/transitions`, signing);
    const totalOf = async (scope: string, token: string) => {
      const path = `/api/scopes/${scope}/transformation-report?year=${year}`;
      return (await world.call("GET", path, { token })).body["total"] as Record<string, string | number>;
    };
    const here = await totalOf(pair, officer.token);
    expect(here["contracts"]).toBeGreaterThan(2);
    expect(await totalOf(zone, overseer.token)).toEqual(here);
    expect(await totalOf(university, transfer.token)).toMatchObject({
      contracts: Number(here["contracts"]) + 1,
      contractFen: String(BigInt(here["contractFen"] ?? 0) + 700n),
    });
    // Whoever looks at a zone from above it counts the zone's pairs too.
    for (const scope of [beneath, province]) {
      expect(await totalOf(scope, governor.token)).toMatchObject({ contracts: 1, contractFen: "700" });
    }
    const get = async (what: string, token: string, scope: string) =>
      world.call("GET", `/api/scopes/${scope}/${what}`, { token });
    const sumsOf = async (token: string, scope: string) =>
      (await get("agreement-totals", token, scope)).body["technology"] as { count: number };
    const { count } = await sumsOf(officer.token, pair);
    expect(await sumsOf(transfer.token, university)).toMatchObject({ count: count + 1 });
    const brief = await get("brief?from=2026-01-01&until=2027-01-01", overseer.token, zone);
    expect(brief).toMatchObject({ status: 422, body: { code: "insight.not_a_pair" } });
    const file = await get(`transformation-report/workbook?year=${year}`, transfer.token, university);
    expect(JSON.stringify(await readSheets({ name: "report.xlsx", bytes: file.bytes }))).toContain(
      made.body["number"] as string,
    );
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
