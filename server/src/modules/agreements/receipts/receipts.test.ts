import { readSheets, writeWorkbook } from "@dual-high/lists";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../../test/agreements.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";

let world: TestApp;
let pair: string;
let enterprise: string;
let officer: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair", { parentId: await world.createScope("zone") });
  enterprise = await world.createScope("enterprise");
  officer = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
const yesterday = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(Date.now() - 86_400_000);

/** Signed: 1,000.00 yuan, of which 400.00 was due yesterday, and a royalty of 1.5 %. */
async function signed(more: object = {}): Promise<{ id: string; number: string }> {
  const payments = [
    { kind: "instalment", condition: "签订后", amountFen: "40000", dueOn: yesterday },
    { kind: "deferred", condition: "投产后", amountFen: "60000" },
    { kind: "royalty", condition: "每年", royaltyBp: 150 },
  ];
  const body = { ...AGREEMENT_BODY, amountFen: "100000", payments, enterpriseId: enterprise, ...more };
  const made = await world.call("POST", `/api/scopes/${pair}/agreements`, { token: officer.token, body });
  const id = made.body["id"] as string;
  await world.call("POST", `/api/agreements/${id}/transitions`, {
    token: officer.token,
    body: { action: "sign", on: today },
    headers: { "if-match": '"1"' },
  });
  return { id, number: made.body["number"] as string };
}

let vouchers = 0;
const enter = async (id: string, more: object = {}, headers: Record<string, string> = {}) =>
  world.call("POST", `/api/agreements/${id}/receipts`, {
    token: officer.token,
    headers,
    body: {
      receivedOn: today,
      amountFen: "40000",
      payer: "样例钢铁有限公司",
      voucher: `银收-${(vouchers += 1)}`,
      paymentPosition: 1,
      ...more,
    },
  });
const moneyOf = async (id: string, token = officer.token) =>
  (await world.call("GET", `/api/agreements/${id}/money`, { token })).body;

describe("a receipt", () => {
  test("counts against its payment, and the agreement is late no more", async () => {
    const { id } = await signed();
    expect(await moneyOf(id)).toMatchObject({ agreedFen: "100000", openFen: "100000", overdueFen: "40000" });
    const made = await enter(id);
    expect(made).toMatchObject({ status: 201, body: { amountFen: "40000", paymentPosition: 1, reversal: null } });
    expect(made.body["number"]).toMatch(/^REC-\d{4}-\d{6}$/);
    expect(await moneyOf(id)).toMatchObject({ receivedFen: "40000", openFen: "60000", overdueFen: "0" });
  });

  test.each([
    [
      "more than the agreement leaves open",
      { amountFen: "100001", paymentPosition: null },
      "over_agreement",
      "1,000.01",
    ],
    ["more than its payment leaves open", { amountFen: "40001" }, "over_payment", "400.01"],
    ["a payment that is not there", { paymentPosition: 4 }, "payment_unknown", "第 4 笔"],
    ["a royalty without its sales", { paymentPosition: 3 }, "sales_missing", "销售额"],
    ["sales where there is no royalty", { salesFen: "100" }, "sales_unfit", "销售额"],
    ["a day to come", { receivedOn: "2999-01-01" }, "day_to_come", "2999-01-01"],
  ])("is refused for %s, saying what and how to mend it", async (_, more, code, words) => {
    const { id } = await signed();
    const { status, body } = await enter(id, more);
    expect({ status, code: body["code"] }).toEqual({ status: 422, code: `agreements.receipt_${code}` });
    expect(body["detail"]).toContain(words);
    expect((await moneyOf(id))["receipts"]).toEqual([]);
  });

  test.each([
    ["100.005", "agreements.amount_not_fen", "两位小数"],
    ["0", "agreements.amount_zero", "大于 0"],
    ["-5", "agreements.amount_zero", "冲销"],
  ])("is refused for an amount of %s", async (amountFen, code, words) => {
    const { id } = await signed();
    const { status, body } = await enter(id, { amountFen });
    expect({ status, code: body["code"] }).toEqual({ status: 422, code });
    expect(body["detail"]).toContain(words);
    expect(body["detail"]).toContain("amountFen");
  });

  test("is entered once, though it is sent again and though somebody else enters the same voucher", async () => {
    const { id } = await signed();
    const key = { "idempotency-key": "receipt-once" };
    const first = await enter(id, { voucher: "银收-重复" }, key);
    const second = await enter(id, { voucher: "银收-重复" }, key);
    expect(second.body["id"]).toBe(first.body["id"]);
    const again = await enter(id, { voucher: "银收-重复", paymentPosition: null });
    expect(again).toMatchObject({ status: 409, body: { code: "agreements.receipt_known" } });
    expect(again.body["detail"]).toContain(first.body["number"]);
    expect(await moneyOf(id)).toMatchObject({ receivedFen: "40000" });
  });

  test("of two at the same time only what is open is taken", async () => {
    const { id } = await signed();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async () => enter(id, { amountFen: "30000", paymentPosition: null })),
    );
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(1);
    expect(await moneyOf(id)).toMatchObject({ receivedFen: "90000", openFen: "10000", looseFen: "90000" });
  });

  test("is never edited but reversed with a reason, and counts no more", async () => {
    const { id } = await signed();
    const { body } = await enter(id);
    const reverse = async (reason: string, version: number) =>
      world.call("POST", `/api/receipts/${body["id"] as string}/reversal`, {
        token: officer.token,
        body: { reason },
        headers: { "if-match": `"${version}"` },
      });
    expect((await reverse("", 1)).body["code"]).toBe("agreements.reversal_reason_missing");
    expect((await reverse("记错合同", 9)).status).toBe(412);
    expect((await reverse("记错合同", 1)).body).toMatchObject({
      reversal: { reason: "记错合同", by: { id: officer.userId } },
    });
    expect((await reverse("再来一次", 2)).body["code"]).toBe("agreements.receipt_reversed");
    expect(await moneyOf(id)).toMatchObject({ receivedFen: "0", openFen: "100000", overdueFen: "40000" });
    const { body: agreement } = await world.call("GET", `/api/agreements/${id}`, { token: officer.token });
    const steps = (agreement["steps"] as { text: { zh: string } }[]).map(({ text }) => text.zh);
    expect(steps[0]).toBe(`冲销到款 ${body["number"] as string}：记错合同`);
    expect(steps[1]).toBe(`登记到款 ${body["number"] as string}：400.00 元`);
  });

  test("of a royalty states its sales, has no upper sum, and tells what the rate makes of them", async () => {
    const { id } = await signed();
    const made = await enter(id, {
      paymentPosition: 3,
      amountFen: "900000",
      salesFen: "50000000",
      salesPeriod: "2026 上半年",
    });
    expect(made.body).toMatchObject({ isRoyalty: true, expectedFen: "750000", salesPeriod: "2026 上半年" });
    expect(await moneyOf(id)).toMatchObject({ royaltyFen: "900000", receivedFen: "0", openFen: "100000" });
  });

  test("is matched later, and carries its voucher's file once", async () => {
    const { id } = await signed();
    const { body } = await enter(id, { paymentPosition: null });
    const path = `/api/receipts/${body["id"] as string}`;
    const matched = await world.call("PUT", `${path}/payment`, {
      token: officer.token,
      body: { paymentPosition: 2 },
      headers: { "if-match": '"1"' },
    });
    expect(matched.body).toMatchObject({ paymentPosition: 2, version: 2 });
    const file = { name: "回单.pdf", bytes: Buffer.from("%PDF-1.7\n%%EOF\n") };
    const attach = async (version: number) =>
      world.call("PUT", `${path}/voucher`, { token: officer.token, file, headers: { "if-match": `"${version}"` } });
    expect((await attach(2)).body).toMatchObject({ file: { name: "回单.pdf" } });
    expect((await attach(3)).body["code"]).toBe("agreements.receipt_file_kept");
    const member = await world.someone("enterprise_member", enterprise);
    expect((await world.call("GET", `${path}/voucher`, { token: member.token })).bytes).toEqual(
      new Uint8Array(file.bytes),
    );
  });

  test("waits for its agreement to be signed", async () => {
    const made = await world.call("POST", `/api/scopes/${pair}/agreements`, {
      token: officer.token,
      body: AGREEMENT_BODY,
    });
    expect((await enter(made.body["id"] as string)).body["code"]).toBe("agreements.receipt_unsigned");
  });

  test("is read by the enterprise that paid it, and by no other", async () => {
    const { id } = await signed();
    await enter(id);
    const member = await world.someone("enterprise_member", enterprise);
    expect(await moneyOf(id, member.token)).toMatchObject({ receivedFen: "40000", mayReceive: false });
    const other = await world.someone("enterprise_lead", await world.createScope("enterprise"));
    expect((await world.call("GET", `/api/agreements/${id}/money`, { token: other.token })).status).toBe(404);
  });
});

describe("the lists", () => {
  test("know what is late, open and paid, and say the same as the agreement does", async () => {
    const late = await signed({ title: "逾期的合同" });
    const paid = await signed({ title: "付清的合同" });
    await enter(paid.id);
    await enter(paid.id, { amountFen: "60000", paymentPosition: 2 });
    const open = await signed({ title: "未付清的合同" });
    await enter(open.id, { paymentPosition: null });
    const idsOf = async (money: string) => {
      const path = `/api/scopes/${pair}/agreements?limit=200&money=${money}`;
      const { body } = await world.call("GET", path, { token: officer.token });
      return (body["items"] as { id: string; overdueFen: string }[]).map(({ id }) => id);
    };
    const [overdue, unpaid, all] = [await idsOf("overdue"), await idsOf("unpaid"), await idsOf("paid")];
    const of = (ids: string[]) => [late.id, paid.id, open.id].map((id) => ids.includes(id));
    expect({ overdue: of(overdue), unpaid: of(unpaid), all: of(all) }).toEqual({
      overdue: [true, false, false],
      unpaid: [true, false, true],
      all: [false, true, false],
    });
    const { body } = await world.call("GET", `/api/scopes/${pair}/agreements?limit=200`, { token: officer.token });
    for (const { id, overdueFen, receivedFen } of body["items"] as {
      id: string;
      overdueFen: string;
      receivedFen: string;
    }[]) {
      expect(await moneyOf(id)).toMatchObject({ overdueFen, receivedFen });
    }
    const waiting = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: officer.token });
    expect(JSON.stringify(waiting.body)).toContain("逾期未到款 400.00 元");
  });

  test("go out as a workbook and come in as one: a dry run first, bad rows told by row, field and remedy", async () => {
    const { id, number } = await signed();
    const out = await world.call("GET", `/api/scopes/${pair}/receipts/export?format=xlsx`, { token: officer.token });
    const [sheet] = await readSheets({ name: "receipts.xlsx", bytes: out.bytes });
    const header = sheet?.rows.find(({ values }) => values.includes("合同编号"))?.values ?? [];
    const row = (cells: Record<string, string>) => header.map((name) => cells[name] ?? "");
    const good = { 合同编号: number, 到账日期: today, "到账金额（元）": "1,00.50", 拨款单位: "甲", 凭证号: "导入-1" };
    const bytes = await writeWorkbook({
      title: "到款",
      language: "zh",
      madeAt: new Date(),
      sheets: [
        {
          name: "到款",
          heading: "到款",
          columns: header.map((name) => ({ header: name, width: 12 })),
          rows: [
            row(good),
            row({ ...good, 凭证号: "导入-2", "到账金额（元）": "100.005" }),
            row({ ...good, 凭证号: "导入-3", 合同编号: "AGR-1999-000001" }),
            row({ ...good, 凭证号: "导入-4", "到账金额（元）": "99999" }),
            row({ ...good, 凭证号: "" }),
            row(good),
          ],
        },
      ],
    });
    const take = async (dryRun: boolean) =>
      world.call("POST", `/api/scopes/${pair}/receipts/import?dryRun=${dryRun}`, {
        token: officer.token,
        file: { name: "到款.xlsx", bytes },
      });
    const problems = (answer: { body: Record<string, unknown> }) =>
      (answer.body["rows"] as { problem: { zh: string } | null }[]).map(
        ({ problem }) => problem?.zh.slice(0, 12) ?? null,
      );
    const dry = await take(true);
    expect(dry.body).toMatchObject({ taken: 1, refused: 5, isDryRun: true });
    expect(problems(dry)).toEqual(
      [
        null,
        "“到账金额（元）”写的是",
        "本结对没有编号为“AGR",
        "到款 99,999.00",
        "“凭证号”没有填。请在原",
        "凭证 导入-1 同日同额",
      ].map((text) => text?.slice(0, 12) ?? null),
    );
    expect(await moneyOf(id)).toMatchObject({ receivedFen: "0" });
    expect((await take(false)).body).toMatchObject({ taken: 1, refused: 5 });
    expect((await take(false)).body).toMatchObject({ taken: 0, refused: 6 });
    expect(await moneyOf(id)).toMatchObject({ receivedFen: "10050" });
  });
});
