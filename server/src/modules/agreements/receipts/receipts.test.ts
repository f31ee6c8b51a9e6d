import { readSheets, writeWorkbook } from "@dual-high/lists";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../../test/agreements.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withOwner } from "../../../platform/db/transaction.ts";
import { deliverDue } from "../../../platform/outbox/index.ts";

let world: TestApp;
let pair: string;
let enterprise: string;
let officer: { userId: string; token: string };
let lead: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair", { parentId: await world.createScope("zone") });
  enterprise = await world.createScope("enterprise");
  officer = await world.someone("pair_officer", pair);
  lead = await world.someone("pair_lead", pair);
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

  test("states the recognition fee and VAT apart, to the fen, and not to the enterprise that paid", async () => {
    const { id } = await signed();
    const made = await enter(id, { recognitionFeeFen: "1", vatFen: "39999" });
    expect(made).toMatchObject({ status: 201, body: { recognitionFeeFen: "1", vatFen: "39999" } });
    expect((await enter(id, { amountFen: "1", paymentPosition: null, vatFen: "0" })).body).toMatchObject({
      recognitionFeeFen: null,
      vatFen: "0",
    });
    const member = await world.someone("enterprise_member", enterprise);
    const seen = (await moneyOf(id, member.token))["receipts"] as Record<string, unknown>[];
    expect(seen.map(({ recognitionFeeFen, vatFen }) => [recognitionFeeFen, vatFen])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test.each([
    [
      "a fee of more than was received",
      { recognitionFeeFen: "40001" },
      "charges_over_receipt",
      "“认定服务费（recognitionFeeFen）”为 400.01 元",
    ],
    ["a tax of more than was received", { vatFen: "40001" }, "charges_over_receipt", "“增值税（vatFen）”为 400.01 元"],
    [
      "both of more than was received",
      { recognitionFeeFen: "20000", vatFen: "20001" },
      "charges_over_receipt",
      "“认定服务费（recognitionFeeFen）”和“增值税（vatFen）”合计 400.01 元",
    ],
    [
      "a fee below nothing",
      { recognitionFeeFen: "-1" },
      "charge_negative",
      "“认定服务费（recognitionFeeFen）”不能是负数",
    ],
    ["a tax below nothing", { vatFen: "-1" }, "charge_negative", "“增值税（vatFen）”不能是负数"],
    [
      "a fee with three decimals",
      { recognitionFeeFen: "1.005" },
      "amount_not_fen",
      "“认定服务费（recognitionFeeFen）”写的是“1.005”",
    ],
    ["a tax with three decimals", { vatFen: "1.005" }, "amount_not_fen", "“增值税（vatFen）”写的是“1.005”"],
  ])("is refused with %s, naming the field", async (_, more, code, words) => {
    const { id } = await signed();
    const { status, body } = await enter(id, more);
    expect({ status, code: body["code"] }).toEqual({ status: 422, code: `agreements.${code}` });
    expect(body["detail"]).toContain(words);
    expect((await moneyOf(id))["receipts"]).toEqual([]);
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

  test("is entered once a key, though twenty ask with each of 25 keys at once", async () => {
    const { id } = await signed({ payments: [] });
    const keys = Array.from({ length: 25 }, (_, at) => `payment-${at}`);
    const ask = async (key: string): Promise<string> => {
      const body = { amountFen: "4000", voucher: key, paymentPosition: null };
      const answer = await enter(id, body, { "idempotency-key": key });
      if (answer.status === 201) return String(answer.body["id"]);
      // The first of them is still at work: whoever is told so asks again.
      expect(answer).toMatchObject({ status: 409, body: { code: "http.key_in_use" } });
      return ask(key);
    };
    const answers = await Promise.all(
      keys.flatMap((key) => Array.from({ length: 20 }, async () => `${key} ${await ask(key)}`)),
    );
    expect(new Set(answers).size).toBe(25);
    const { receipts, receivedFen } = await moneyOf(id);
    expect({ count: (receipts as unknown[]).length, receivedFen }).toEqual({ count: 25, receivedFen: "100000" });
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
      royaltyReason: "含上期少提的部分",
    });
    expect(made.body).toMatchObject({ isRoyalty: true, expectedFen: "750000", salesPeriod: "2026 上半年" });
    expect(await moneyOf(id)).toMatchObject({ royaltyFen: "900000", receivedFen: "0", openFen: "100000" });
  });

  test("of a royalty says why where it is not what the sales come to, or is a second one of its period", async () => {
    const { id } = await signed();
    const royalty = { paymentPosition: 3, amountFen: "15", salesFen: "1000", salesPeriod: "2025" };
    const far = await enter(id, { ...royalty, amountFen: "999999999999" });
    expect(far).toMatchObject({ status: 422, body: { code: "agreements.royalty_differs" } });
    expect(far.body["detail"]).toContain("按 1.50% 计的 0.15 元不一致");
    const first = await enter(id, { ...royalty, royaltyReason: "不需要" });
    expect(first).toMatchObject({ status: 201, body: { royaltyReason: "" } });
    const again = await enter(id, royalty);
    expect(again).toMatchObject({ status: 422, body: { code: "agreements.royalty_twice" } });
    expect(again.body["detail"]).toContain(`“销售期间” 2025 的提成已登记为 ${first.body["number"] as string}`);
    expect((await enter(id, { ...royalty, amountFen: "16", salesPeriod: "2026" })).status).toBe(201);
    const told = await enter(id, { ...royalty, royaltyReason: "补提漏报的门店" });
    expect(told).toMatchObject({ status: 201, body: { royaltyReason: "补提漏报的门店" } });
  });

  test("of a royalty stays one with its sales and rate, though an amendment changes the rate or drops the line", async () => {
    const { id } = await signed();
    await enter(id);
    const sales = { paymentPosition: 3, amountFen: "3000", salesFen: "200000", salesPeriod: "2025" };
    const royalty = await enter(id, sales);
    const path = `/api/agreements/${id}/amendments`;
    const openOf = (reply: { body: unknown }) =>
      (reply.body as { id: string; state: string; version: number }[]).find(({ state }) => state === "draft");
    const amend = async (payments: object[], amountFen = "100000") => {
      const begun = openOf(await world.call("POST", path, { token: officer.token, body: { reason: "改提成" } }));
      const call = async (method: string, address: string, body: object, version?: number) =>
        world.call(method, address, { token: officer.token, body, headers: { "if-match": `"${version}"` } });
      const text = { amountFen, payments };
      const changed = openOf(await call("PATCH", `${path}/${begun?.id}`, text, begun?.version));
      const move = { action: "sign", on: today };
      const { status } = await call("POST", `${path}/${begun?.id}/transitions`, move, changed?.version);
      expect(status).toBe(200);
    };
    const first = { kind: "instalment", condition: "签订后", amountFen: "40000", dueOn: yesterday };
    const rest = { kind: "deferred", condition: "投产后", amountFen: "60000" };
    const kept = { amountFen: "3000", isRoyalty: true, salesFen: "200000", salesPeriod: "2025", expectedFen: "3000" };
    await amend([first, rest, { kind: "royalty", condition: "每年", royaltyBp: 500 }]);
    const money = await moneyOf(id);
    const find = (body: Record<string, unknown>) =>
      (body["receipts"] as { id: string }[]).find((receipt) => receipt.id === royalty.body["id"]);
    expect(find(money)).toMatchObject({ ...kept, paymentPosition: 3 });
    await amend([first, rest]);
    const after = await moneyOf(id);
    expect(find(after)).toMatchObject({ ...kept, paymentPosition: null });
    expect(after).toMatchObject({ receivedFen: "40000", royaltyFen: "3000", looseFen: "0", openFen: "60000" });
    const { body } = await world.call("GET", `/api/agreements/${id}`, { token: officer.token });
    expect(JSON.stringify(body["steps"])).toContain(`到款 ${royalty.body["number"] as string} 仍是提成`);
    const listed = `/api/scopes/${pair}/receipts?limit=200&state=unmatched`;
    const unmatched = await world.call("GET", listed, { token: officer.token });
    expect(JSON.stringify(unmatched.body)).not.toContain(royalty.body["id"]);
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

  test("of a day before the signing says why, as an advance does", async () => {
    const { id } = await signed();
    const early = await enter(id, { receivedOn: yesterday });
    expect(early).toMatchObject({ status: 422, body: { code: "agreements.receipt_before_signing" } });
    expect(early.body["detail"]).toContain(today);
    const told = await enter(id, { receivedOn: yesterday, earlyReason: "签署前预付的定金" });
    expect(told).toMatchObject({ status: 201, body: { receivedOn: yesterday, earlyReason: "签署前预付的定金" } });
    const idle = await enter(id, { paymentPosition: 2, earlyReason: "不需要" });
    expect(idle.body).toMatchObject({ earlyReason: "" });
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

  test("go out as a workbook and come in as one: looked at first, bad rows told by row, field and remedy", async () => {
    const { id, number } = await signed();
    const out = await world.call("GET", `/api/scopes/${pair}/receipts/export?format=xlsx`, { token: officer.token });
    const [sheet] = await readSheets({ name: "receipts.xlsx", bytes: out.bytes });
    const header = sheet?.rows.find(({ values }) => values.includes("合同编号"))?.values ?? [];
    const row = (cells: Record<string, string>) => header.map((name) => cells[name] ?? "");
    const good = { 合同编号: number, 到账日期: today, "到账金额（元）": "1,000.00", 拨款单位: "甲", 凭证号: "导入-1" };
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
            row({ ...good, 凭证号: "导入-5", "到账金额（元）": "1,00.50" }),
            row({ ...good, 凭证号: "导入-6", "到账金额（元）": "一百" }),
            row(good),
          ],
        },
      ],
    });
    const take = async (apply: boolean) =>
      world.call("POST", `/api/scopes/${pair}/receipts/import?apply=${apply}`, {
        token: officer.token,
        file: { name: "到款.xlsx", bytes },
      });
    const problems = (answer: { body: Record<string, unknown> }) =>
      (answer.body["rows"] as { problem: { zh: string } | null }[]).map(
        ({ problem }) => problem?.zh.slice(0, 12) ?? null,
      );
    const dry = await take(false);
    expect(dry.body).toMatchObject({ taken: 1, refused: 7, isApplied: false });
    expect(problems(dry)).toEqual(
      [
        null,
        "“到账金额（元）”写的是",
        "本结对没有编号为“AGR",
        "到款 99,999.00",
        "“凭证号”没有填。请在原",
        "“到账金额（元）”写的是",
        "“到账金额（元）”写的是",
        "凭证 导入-1 同日同额",
      ].map((text) => text?.slice(0, 12) ?? null),
    );
    expect(await moneyOf(id)).toMatchObject({ receivedFen: "0" });
    const [, , , , , thousands] = dry.body["rows"] as { problem: { zh: string } | null }[];
    expect(thousands?.problem?.zh).toContain("“1,00.50”，读不出是多少。请写成数字，以元为单位");
    expect((await take(true)).body).toMatchObject({ taken: 1, refused: 7 });
    expect((await take(true)).body).toMatchObject({ taken: 0, refused: 8 });
    expect(await moneyOf(id)).toMatchObject({ receivedFen: "100000" });
    const other = await signed();
    const inWan = [
      "合同编号,到账日期,到账金额（万元）,拨款单位,凭证号",
      `${other.number},${today},０．０００３,甲,导入-7`,
    ].join("\n");
    const list = { name: "到款.csv", bytes: new TextEncoder().encode(inWan) };
    const path = `/api/scopes/${pair}/receipts/import?apply=true`;
    expect((await world.call("POST", path, { token: officer.token, file: list })).body).toMatchObject({ taken: 1 });
    expect(await moneyOf(other.id)).toMatchObject({ receivedFen: "300" });
  });

  test("go out and come in with the recognition fee and VAT, each refused by its name", async () => {
    const { id, number } = await signed();
    const HEADER = "合同编号,到账日期,到账金额（元）,拨款单位,认定服务费（元）,增值税（万元）,凭证号";
    const rows = ["1.25,0.0006,税-1", ",,税-2", "0,0,税-3", "1.005,,税-4", ",-1,税-5", "101,,税-6"];
    const text = [HEADER, ...rows.map((rest) => `${number},${today},100,甲,${rest}`)].join("\n");
    const file = { name: "到款.csv", bytes: new TextEncoder().encode(text) };
    const path = `/api/scopes/${pair}/receipts`;
    const taken = await world.call("POST", `${path}/import?apply=true`, { token: officer.token, file });
    const problems = (taken.body["rows"] as { problem: { zh: string } | null }[]).map(({ problem }) => problem?.zh);
    expect(problems).toEqual([
      undefined,
      undefined,
      undefined,
      expect.stringContaining("“认定服务费（元）”写的是“1.005”"),
      expect.stringContaining("“增值税（vatFen）”不能是负数"),
      expect.stringContaining("“认定服务费（recognitionFeeFen）”为 101.00 元"),
    ]);
    const { receipts } = await moneyOf(id);
    const kept = receipts as { voucher: string; recognitionFeeFen: string | null; vatFen: string | null }[];
    expect(
      new Map(kept.map(({ voucher, recognitionFeeFen, vatFen }) => [voucher, [recognitionFeeFen, vatFen]])),
    ).toEqual(
      new Map([
        ["税-1", ["125", "600"]],
        ["税-2", [null, null]],
        ["税-3", ["0", "0"]],
      ]),
    );
    const out = await world.call("GET", `${path}/export?format=xlsx&search=${encodeURIComponent("税-1")}`, {
      token: officer.token,
    });
    const [sheet] = await readSheets({ name: "receipts.xlsx", bytes: out.bytes });
    const header = sheet?.rows.find(({ values }) => values.includes("合同编号"))?.values ?? [];
    const line = sheet?.rows.find(({ values }) => values.includes("税-1"))?.values ?? [];
    expect([line[header.indexOf("认定服务费（元）")], line[header.indexOf("增值税（元）")]]).toEqual(["1.25", "6.00"]);
  });
});

describe("what becomes of a receipt", () => {
  const rule = async (key: string, value: string, more: object = {}) =>
    world.call("POST", `/api/scopes/${pair}/money-rules`, {
      token: lead.token,
      body: { key, value, inForceFrom: "2020-01-01", source: "样例大学〔2020〕1号 第八条（测试用）", ...more },
    });
  const draw = async (receiptId: string, body: object, token = officer.token) =>
    world.call("POST", `/api/receipts/${receiptId}/distributions`, { token, body });
  const act = async (id: string, what: "approval" | "end", version: number, token = lead.token) =>
    world.call("POST", `/api/distributions/${id}/${what}`, {
      token,
      headers: { "if-match": `"${version}"` },
      ...(what === "end" ? { body: { reason: "算错了" } } : {}),
    });
  const linesOf = (body: Record<string, unknown>) =>
    (body["lines"] as { kind: string; amountFen: string }[]).map(({ kind, amountFen }) => [kind, amountFen]);
  const COMMISSIONED = { account: "横向 2026-001", institution: "样例大学" };
  const INCOME = {
    unit: "生物工程学院",
    institution: "样例大学",
    deductions: [{ kind: "cost", text: "专利维持费", amountFen: "1001" }],
    inventors: [
      { name: "李某", shareBp: 6_667 },
      { name: "王某", shareBp: 3_333 },
    ],
  };

  test("waits for the institution's rules, which are entered with their source", async () => {
    const { id } = await signed();
    const receipt = await enter(id);
    const waiting = await draw(receipt.body["id"] as string, COMMISSIONED);
    expect(waiting).toMatchObject({ status: 409, body: { code: "agreements.rule_missing" } });
    expect(waiting.body["detail"]).toContain("学校管理费");
    expect((await rule("commissioned.overhead", "7.5")).body["code"]).toBe("agreements.rule_value_unfit");
    expect((await rule("commissioned.overhead", "500", { source: "" })).body["code"]).toBe(
      "agreements.rule_source_missing",
    );
    expect((await rule("commissioned.nothing", "500")).body["code"]).toBe("agreements.rule_unknown");
    const set = await rule("commissioned.overhead", "500");
    expect(set.status).toBe(201);
    // One that begins later does not touch what came in before.
    await rule("commissioned.overhead", "9000", { inForceFrom: "2999-01-01" });
    const drawn = await draw(receipt.body["id"] as string, COMMISSIONED);
    expect(drawn.body).toMatchObject({ path: "commissioned", state: "proposed", netFen: null });
    expect(linesOf(drawn.body)).toEqual([
      ["overhead", "2000"],
      ["account", "38000"],
    ]);
    expect((drawn.body["rules"] as { key: string }[]).map(({ key }) => key)).toEqual([
      "path.development",
      "commissioned.overhead",
    ]);
    expect((await draw(receipt.body["id"] as string, COMMISSIONED)).body["code"]).toBe(
      "agreements.distributed_already",
    );
  });

  test("is approved by somebody else, and goes with its receipt", async () => {
    const { id } = await signed();
    const receipt = await enter(id);
    const drawn = await draw(receipt.body["id"] as string, COMMISSIONED, lead.token);
    const distribution = drawn.body["id"] as string;
    expect((await act(distribution, "approval", 1)).body["code"]).toBe("agreements.distribution_own");
    expect((await act(distribution, "approval", 1, officer.token)).status).toBe(403);
    const other = await world.someone("pair_lead", pair);
    const waiting = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: other.token });
    expect(JSON.stringify(waiting.body)).toContain(`到款分配待批准：${receipt.body["number"] as string}`);
    expect((await act(distribution, "approval", 1, other.token)).body).toMatchObject({ state: "approved" });
    await world.call("POST", `/api/receipts/${receipt.body["id"] as string}/reversal`, {
      token: officer.token,
      body: { reason: "银行退回" },
      headers: { "if-match": '"1"' },
    });
    const { body } = await world.call("GET", `/api/agreements/${id}/distributions`, { token: officer.token });
    expect(body["distributions"]).toMatchObject([{ state: "reversed", end: { reason: "银行退回" } }]);
    await deliverDue(world.db, world.app.outbox);
    const inbox = await world.call("GET", "/api/me/inbox", { token: other.token });
    expect(JSON.stringify(inbox.body)).toContain(
      `到款 ${receipt.body["number"] as string} 已冲销，已批准的分配随之收回`,
    );
    expect((await draw(receipt.body["id"] as string, COMMISSIONED)).body["code"]).toBe("agreements.receipt_gone");
  });

  test("of a licence is net income: not under the floor, in public first, to the fen", async () => {
    const { id } = await signed({ kind: "licence", subKind: "patent", title: "专利许可" });
    const receipt = (await enter(id)).body["id"] as string;
    for (const [key, value] of [
      ["inventors_floor", "5000"],
      ["inventors", "4900"],
      ["unit", "2100"],
      ["institution", "3000"],
      ["publicity", "15"],
    ] as const) {
      await rule(`transformation.${key}`, value);
    }
    for (const none of ["0", "000"]) {
      const refused = await rule("transformation.inventors_floor", none);
      expect(refused).toMatchObject({ status: 422, body: { code: "agreements.rule_value_unfit" } });
      expect(refused.body["detail"]).toContain("法定下限不能是零");
    }
    const under = await draw(receipt, INCOME);
    expect(under).toMatchObject({ status: 409, body: { code: "agreements.under_floor" } });
    expect(under.body["detail"]).toContain("50.00%");
    await rule("transformation.inventors", "7000");
    expect((await draw(receipt, INCOME)).body["code"]).toBe("agreements.rule_shares_do_not_sum");
    await rule("transformation.unit", "1000");
    await rule("transformation.institution", "2000");
    const short = { ...INCOME, inventors: [{ name: "李某", shareBp: 9_999 }] };
    expect((await draw(receipt, short)).body["code"]).toBe("agreements.inventors_do_not_sum");
    const costly = { ...INCOME, deductions: [{ kind: "tax", text: "增值税", amountFen: "40001" }] };
    expect((await draw(receipt, costly)).body["code"]).toBe("agreements.deductions_over_receipt");
    const before = await draw(receipt, { ...INCOME, publicFrom: yesterday });
    expect(before).toMatchObject({ status: 422, body: { code: "agreements.notice_before_drawn" } });
    expect(before.body["detail"]).toContain(yesterday);
    const drawn = await draw(receipt, { ...INCOME, publicFrom: today });
    expect(drawn.body).toMatchObject({ path: "transformation", netFen: "38999" });
    expect(linesOf(drawn.body)).toEqual([
      ["cost", "1001"],
      ["inventor", "18202"],
      ["inventor", "9099"],
      ["unit", "3899"],
      ["institution", "7799"],
    ]);
    const early = await act(drawn.body["id"] as string, "approval", 1);
    expect(early).toMatchObject({ status: 409, body: { code: "agreements.still_public" } });
    expect((await act(drawn.body["id"] as string, "end", 1, officer.token)).body).toMatchObject({ state: "withdrawn" });
    const unseen = await rule("transformation.publicity", "0");
    expect(unseen).toMatchObject({ status: 422, body: { code: "agreements.rule_value_unfit" } });
    expect(unseen.body["detail"]).toContain("没有公示的方案不能批准");
    const again = await draw(receipt, { ...INCOME, publicFrom: today });
    await withOwner(world.db, async (client) => {
      await client.query(`ALTER TABLE distributions NO FORCE ROW LEVEL SECURITY;
        UPDATE distributions SET public_from = public_from - 16 WHERE id = '${again.body["id"] as string}';
        ALTER TABLE distributions FORCE ROW LEVEL SECURITY`);
    });
    expect((await act(again.body["id"] as string, "approval", 1)).body).toMatchObject({ state: "approved" });
  });

  test("bears the recognition fee and VAT: of a commissioned project its account, beside an overhead of the whole receipt", async () => {
    const { id } = await signed();
    const receipt = await enter(id, { vatFen: "2265" });
    const fee = { kind: "recognition_fee", text: "认定服务费", amountFen: "101" };
    const body = { ...COMMISSIONED, deductions: [fee] };
    const ask = async (...deductions: object[]) => draw(receipt.body["id"] as string, { ...body, deductions });
    const twice = await ask(fee, { kind: "vat", text: "增值税", amountFen: "2265" });
    expect(twice).toMatchObject({ status: 422, body: { code: "agreements.deduction_stated" } });
    expect(twice.body["detail"]).toContain("已写明“增值税” 22.65 元");
    expect((await ask(fee, { ...fee, kind: "cost" })).body["code"]).toBe("agreements.deductions_unfit");
    const broken = await ask({ ...fee, amountFen: "1.005" });
    expect(broken.body["code"]).toBe("agreements.amount_not_fen");
    expect(broken.body["detail"]).toContain("扣除第 1 行：认定服务费");
    // 400.00 received, of which 20.00 are overhead and 22.65 VAT.
    const over = await ask({ ...fee, amountFen: "35736" });
    expect(over).toMatchObject({ status: 422, body: { code: "agreements.deductions_over_account" } });
    expect(over.body["detail"]).toContain("合计 380.01 元，加上管理费 20.00 元");
    const drawn = await ask(fee);
    expect(linesOf(drawn.body)).toEqual([
      ["vat", "2265"],
      ["recognition_fee", "101"],
      ["overhead", "2000"],
      ["account", "35634"],
    ]);
    expect((await act(drawn.body["id"] as string, "end", 1)).body).toMatchObject({ state: "withdrawn" });
    expect(linesOf((await ask({ ...fee, amountFen: "35735" })).body).at(-1)).toEqual(["account", "0"]);
  });

  test("bears both before net income, and one that is known to be nothing takes no line", async () => {
    const { id } = await signed({ kind: "licence", subKind: "patent", title: "专利许可" });
    const receipt = (await enter(id, { recognitionFeeFen: "999", vatFen: "0" })).body["id"] as string;
    const drawn = await draw(receipt, { ...INCOME, publicFrom: today });
    expect(drawn.body).toMatchObject({ netFen: "38000" });
    expect(linesOf(drawn.body)).toEqual([
      ["recognition_fee", "999"],
      ["cost", "1001"],
      ["inventor", "17735"],
      ["inventor", "8865"],
      ["unit", "3800"],
      ["institution", "7600"],
    ]);
  });

  test("is not seen by the enterprise that paid, nor by who only reads the agreement", async () => {
    const { id } = await signed();
    const path = `/api/agreements/${id}/distributions`;
    const member = await world.someone("enterprise_member", enterprise);
    const reader = await world.someone("reader", pair);
    expect((await world.call("GET", path, { token: member.token })).status).toBe(403);
    expect((await world.call("GET", path, { token: reader.token })).status).toBe(403);
  });

  test("of an agreement without a path is not distributed, until a rule says so", async () => {
    const { id } = await signed({ kind: "incubation", subKind: null, title: "孵化服务" });
    const receipt = (await enter(id)).body["id"] as string;
    expect((await draw(receipt, COMMISSIONED)).body["code"]).toBe("agreements.no_path");
    await rule("path.incubation", "commissioned");
    expect((await draw(receipt, COMMISSIONED)).status).toBe(201);
  });
});

describe("money", () => {
  test("is conserved to the fen over random receipts, amendments, shares and reversals, sent twice now and then", async () => {
    const step = fc.record({
      what: fc.integer({ min: 0, max: 9 }),
      size: fc.integer({ min: 1, max: 70_000 }),
      twice: fc.boolean(),
    });
    let keys = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
        const { id } = await signed({ payments: [] });
        let agreed = 100_000n;
        const kept = new Map<string, { readonly amount: bigint; readonly version: number }>();
        const ask = async (twice: boolean, method: string, path: string, body: unknown, version?: number) => {
          const headers = {
            "idempotency-key": `money-${(keys += 1)}`,
            ...(version === undefined ? {} : { "if-match": `"${version}"` }),
          };
          const call = { token: officer.token, headers, ...(body === undefined ? {} : { body }) };
          const first = await world.call(method, path, call);
          if (!twice) return first;
          const again = await world.call(method, path, call);
          expect(again.status).toBe(first.status);
          return again;
        };
        const received = () => [...kept.values()].reduce((sum, { amount }) => sum + amount, 0n);
        // What each step was answered, and what it should have been.
        const told: (readonly [number | boolean, number | boolean])[] = [];
        for (const { what, size, twice } of steps) {
          const [held] = [...kept.entries()].slice(size % Math.max(kept.size, 1));
          if (held === undefined || what < 4) {
            const body = {
              receivedOn: today,
              amountFen: String(size),
              payer: "甲",
              voucher: `守恒-${(vouchers += 1)}`,
              recognitionFeeFen: String(size % 7),
              vatFen: size % 3 === 0 ? null : String(Math.floor(size / 17)),
            };
            const made = await ask(twice, "POST", `/api/agreements/${id}/receipts`, body);
            told.push([made.status, received() + BigInt(size) <= agreed ? 201 : 422]);
            if (made.status === 201) kept.set(made.body["id"] as string, { amount: BigInt(size), version: 1 });
          } else if (what < 6) {
            const path = `/api/agreements/${id}/amendments`;
            const draft = async () => {
              const { body } = await world.call("GET", path, { token: officer.token });
              return (body as unknown as { id: string; state: string; version: number }[]).find(
                ({ state }) => state === "draft",
              );
            };
            await ask(twice, "POST", path, { reason: "调整" });
            const drafted = await draft();
            await ask(twice, "PATCH", `${path}/${drafted?.id}`, { amountFen: String(size + 1) }, drafted?.version);
            const changed = await draft();
            const move = `${path}/${drafted?.id}/transitions`;
            const moved = await ask(twice, "POST", move, { action: "sign", on: today }, changed?.version);
            told.push([moved.status < 300, received() <= BigInt(size + 1) && BigInt(size + 1) !== agreed]);
            if (moved.status < 300) agreed = BigInt(size + 1);
            else await ask(false, "POST", move, { action: "drop" }, changed?.version);
          } else if (what < 8) {
            const path = `/api/receipts/${held[0]}/reversal`;
            told.push([(await ask(twice, "POST", path, { reason: "记错" }, held[1].version)).status, 200]);
            kept.delete(held[0]);
          } else {
            await ask(twice, "POST", `/api/receipts/${held[0]}/distributions`, {
              account: "横向",
              institution: "学校",
            });
          }
        }
        expect(told.map(([got]) => got)).toEqual(told.map(([, wanted]) => wanted));
        expect(await moneyOf(id)).toMatchObject({
          agreedFen: String(agreed),
          receivedFen: String(received()),
          openFen: String(agreed - received()),
        });
        const { body } = await world.call("GET", `/api/agreements/${id}/distributions`, { token: officer.token });
        for (const each of body["distributions"] as {
          receiptId: string;
          receiptFen: string;
          state: string;
          lines: { amountFen: string }[];
        }[]) {
          expect(each.lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)).toBe(BigInt(each.receiptFen));
          expect(each.state === "proposed").toBe(kept.has(each.receiptId));
        }
      }),
      { numRuns: 25, seed: 20_261_126 },
    );
  });
});
