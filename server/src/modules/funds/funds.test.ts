import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FUND_BODY } from "../../../test/funds.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { withOwner } from "../../platform/db/transaction.ts";
import { newId } from "../../platform/ids.ts";
import { actorIn } from "../../platform/test-db.ts";
import { printsPaidBelowZero, readStatementLine, type StatementField } from "./reconciliation/rules.ts";

type Person = { userId: string; token: string };
type Body = Record<string, unknown>;
let world: TestApp;
let zone: string;
let pair: string;
let other: string;
let lead: Person;
let officer: Person;
let zoneOfficer: Person;
beforeAll(async () => {
  world = await openTestApp();
  zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone });
  other = await world.createScope("pair", { parentId: zone });
  lead = await world.someone("pair_lead", pair);
  officer = await world.someone("pair_officer", pair);
  zoneOfficer = await world.someone("zone_officer", zone);
});
afterAll(async () => world.db.close());

let made = 0;

async function ask(method: string, path: string, body?: object, who = lead, headers: Record<string, string> = {}) {
  const answer = await world.call(method, path, { token: who.token, body, headers });
  return { status: answer.status, code: answer.body["code"], body: answer.body };
}

async function enter(more: object = {}, scopeId = pair, who = lead) {
  const answer = await ask(
    "POST",
    `/api/scopes/${scopeId}/funds`,
    { ...FUND_BODY, name: `基金 ${(made += 1)}`, ...more },
    who,
  );
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

const idOf = (body: Body, name: string) =>
  (body["contributors"] as Body[]).find((each) => each["name"] === name)?.["id"] as string;

async function entriesOf(fundId: unknown, who = lead) {
  const { body } = await ask("GET", `/api/funds/${String(fundId)}/entries?sort=number`, undefined, who);
  return body["items"] as Body[];
}

const YEAR = "from=2026-01-01&until=2026-12-31";

describe("a fund", () => {
  test("has what was committed and paid in, by contributor, in its ledger", async () => {
    const fund = await enter();
    expect(fund["number"]).toMatch(/^FUND-\d{4}-\d{6}$/);
    const paid = await ask("POST", `/api/fund-contributors/${idOf(fund, "样例高新区")}/payments`, {
      amountFen: "1500000000",
      on: "2026-02-01",
      voucher: "银收-1",
    });
    expect(paid.status).toBe(201);
    expect(paid.body["money"]).toMatchObject({
      subscribedFen: "8000000000",
      paidInFen: "1500000000",
      bankFen: "1500000000",
      paidOutFen: "0",
    });
    expect(paid.body["contributors"]).toMatchObject([
      { name: "样例高新区", committedFen: "6000000000", paidInFen: "1500000000", openFen: "4500000000" },
      { name: "样例大学", committedFen: "2000000000", paidInFen: "0" },
    ]);
    await ask("POST", `/api/funds/${String(fund["id"])}/entries`, {
      kind: "interest",
      amountFen: "101",
      on: "2026-03-31",
    });
    await ask("POST", `/api/funds/${String(fund["id"])}/entries`, { kind: "fee", amountFen: "1", on: "2026-03-31" });
    const { body } = await ask("GET", `/api/funds/${String(fund["id"])}/statement?from=2026-03-01&until=2026-03-31`);
    expect(body["totals"]).toEqual({ openingFen: "0", debitFen: "102", creditFen: "102", closingFen: "0" });
    expect(body["bank"]).toMatchObject({
      openingFen: "1500000000",
      closingFen: "1500000100",
      movements: [
        { kind: "fee", inFen: "0", outFen: "1" },
        { kind: "interest", inFen: "101", outFen: "0" },
      ],
    });
    const file = await world.call("GET", `/api/funds/${String(fund["id"])}/entries/export?format=csv`, {
      token: lead.token,
    });
    const lines = Buffer.from(file.bytes).toString("utf8").trim().split("\r\n");
    expect(lines).toHaveLength(1 + 2 * 5);
    expect(lines[5]).toContain('1002 银行存款,"15,000,000.00"');
  });

  test("refuses what cannot be, with the field and the figures", async () => {
    const fund = await enter();
    const contributorId = idOf(fund, "样例大学");
    const pay = async (amountFen: string, on = "2026-02-01") =>
      ask("POST", `/api/fund-contributors/${contributorId}/payments`, { amountFen, on });
    const inYuan = await pay("100.005");
    expect(inYuan).toMatchObject({ status: 422, code: "funds.amount_not_fen" });
    expect(inYuan.body["detail"]).toContain("“金额”写的是“100.005”");
    // The form sets it beside the field that it names.
    expect(inYuan.body["errors"]).toEqual([
      { in: "body", pointer: "/amountFen", code: "funds.amount_not_fen", detail: inYuan.body["detail"] },
    ]);
    expect(await pay("0")).toMatchObject({ code: "funds.amount_zero" });
    expect(await pay("1", "2999-01-01")).toMatchObject({ code: "funds.day_to_come" });
    const short = await pay("2000000001");
    expect(short).toMatchObject({ status: 409, code: "funds.balance_short" });
    expect(short.body["detail"]).toContain("“应收出资款”余额为 20,000,000.00 元，不够本次的 20,000,000.01 元");
    const path = `/api/funds/${String(fund["id"])}`;
    expect(await ask("POST", `${path}/entries`, { kind: "fee", amountFen: "1", on: "2026-02-01" })).toMatchObject({
      code: "funds.balance_short",
    });
    const more = { name: "样例企业", source: "enterprise", committedFen: "2000000001", on: "2026-02-01" };
    expect(await ask("POST", `${path}/contributors`, more)).toMatchObject({ code: "funds.over_subscribed" });
    expect(await ask("POST", `${path}/contributors`, { ...more, name: "样例大学" })).toMatchObject({
      code: "funds.contributor_known",
    });
    const patch = async (body: object) => ask("PATCH", path, body, lead, { "if-match": '"1"' });
    expect(await patch({ sizeFen: "7999999999" })).toMatchObject({ code: "funds.size_below_committed" });
    expect(await patch({ endsOn: "2026-01-01" })).toMatchObject({ code: "funds.term_upside_down" });
    expect(await patch({ stagePlan: [{ key: "incubation", amountFen: "10000000001" }] })).toMatchObject({
      code: "funds.plan_too_large",
    });
    expect(await ask("POST", `/api/scopes/${pair}/funds`, { ...FUND_BODY, name: fund["name"] })).toMatchObject({
      code: "funds.name_taken",
    });
    expect(await ask("GET", `${path}/statement?from=2026-02-01&until=2026-01-01`)).toMatchObject({
      code: "funds.period_upside_down",
    });
    expect(await entriesOf(fund["id"])).toHaveLength(2);
  });

  test("takes an entry back once, and never a reversal", async () => {
    const fund = await enter();
    const paid = await ask("POST", `/api/fund-contributors/${idOf(fund, "样例高新区")}/payments`, {
      amountFen: "500",
      on: "2026-02-01",
    });
    expect(paid.status).toBe(201);
    const entry = (await entriesOf(fund["id"])).find(({ kind }) => kind === "contribution_paid") as Body;
    const path = `/api/fund-entries/${String(entry["id"])}/reversal`;
    expect(await ask("POST", path, { on: "2026-01-31", reason: "记错" })).toMatchObject({
      code: "funds.day_before_reversed",
    });
    const both = await Promise.all([1, 2].map(async () => ask("POST", path, { on: "2026-02-02", reason: "记错" })));
    expect(both.map(({ status }) => String(status)).toSorted()).toEqual(["201", "409"]);
    expect(both.find(({ status }) => status === 409)).toMatchObject({ code: "funds.entry_reversed" });
    const after = await entriesOf(fund["id"]);
    const reversal = after.find(({ kind }) => kind === "reversal") as Body;
    expect(reversal["reverses"]).toBe(entry["number"]);
    const again = await ask("POST", `/api/fund-entries/${String(reversal["id"])}/reversal`, {
      on: "2026-02-03",
      reason: "再",
    });
    expect(again).toMatchObject({ status: 409, code: "funds.reversal_kept" });
    expect(again.body["detail"]).toContain(
      `分录 ${String(reversal["number"])} 本身是对分录 ${String(entry["number"])} 的冲销`,
    );
    const { body } = await ask("GET", `/api/funds/${String(fund["id"])}`);
    expect(body["money"]).toMatchObject({ paidInFen: "0", bankFen: "0" });
    // What was committed cannot be taken back once it was paid in.
    await ask("POST", `/api/fund-contributors/${idOf(fund, "样例大学")}/payments`, {
      amountFen: "1",
      on: "2026-02-01",
    });
    const committed = after.find(
      ({ kind, about }) => kind === "contribution_committed" && about === "样例大学",
    ) as Body;
    expect(
      await ask("POST", `/api/fund-entries/${String(committed["id"])}/reversal`, { on: "2026-02-02", reason: "撤回" }),
    ).toMatchObject({ code: "funds.balance_short" });
  });

  test("is seen by the zone, by pairs that may apply without its money, and by nobody else", async () => {
    const fund = await enter({ pairIds: [pair] }, zone, zoneOfficer);
    const seen = await ask("GET", `/api/funds/${String(fund["id"])}`, undefined, officer);
    expect(seen).toMatchObject({ status: 200, body: { money: null, contributors: [], steps: [] } });
    expect(
      (await ask("PATCH", `/api/funds/${String(fund["id"])}`, { purpose: "改" }, lead, { "if-match": '"1"' })).status,
    ).toBe(403);
    const stranger = await world.someone("pair_lead", other);
    expect((await ask("GET", `/api/funds/${String(fund["id"])}`, undefined, stranger)).status).toBe(404);
    const managers = await world.createScope("fund");
    const manager = await world.someone("fund_manager", managers);
    const handed = await ask("PATCH", `/api/funds/${String(fund["id"])}`, { managerScopeId: managers }, zoneOfficer, {
      "if-match": '"1"',
    });
    expect(handed.status).toBe(200);
    const paid = await ask(
      "POST",
      `/api/fund-contributors/${idOf(fund, "样例大学")}/payments`,
      { amountFen: "100", on: "2026-02-01" },
      manager,
    );
    expect(paid).toMatchObject({ status: 201, body: { money: { bankFen: "100" } } });
    const listed = await ask("GET", `/api/scopes/${managers}/funds`, undefined, manager);
    expect((listed.body["items"] as Body[]).map(({ id }) => id)).toEqual([fund["id"]]);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ n: number }>`SELECT count(*)::integer AS n FROM audit_events
        WHERE action = 'fund.contribution_paid' AND scope_id = ${managers}`.execute(tx.kysely),
    );
    expect(rows[0]?.n).toBe(1);
    // What managers from outside call it is what it is found by, by whoever sees it and by no other.
    const path = `/api/funds/${String(fund["id"])}`;
    const renamed = { name: "银杏成长基金", purpose: "只投早期项目" };
    const version = { "if-match": `"${String(paid.body["version"])}"` };
    expect((await ask("PATCH", path, renamed, manager, version)).status).toBe(200);
    const found = async (search: string, who: Person) => {
      const { body } = await ask("GET", `/api/search?q=${encodeURIComponent(search)}`, undefined, who);
      return (body["items"] as Body[]).filter(({ id }) => id === fund["id"]).length;
    };
    expect(await Promise.all([zoneOfficer, manager, stranger].map(async (who) => found("银杏成长", who)))).toEqual([
      1, 1, 0,
    ]);
    expect(await found(String(fund["name"]), zoneOfficer)).toBe(0);
    const ofWords = async (search: string) =>
      ask("GET", `/api/scopes/${managers}/funds?search=${encodeURIComponent(search)}`, undefined, manager);
    expect((await ofWords("早期项目")).body["items"]).toHaveLength(1);
    expect((await ofWords("晚期项目")).body["items"]).toHaveLength(0);
  });
});

describe("the bank's statement", () => {
  test("is taken in once, matched where there is no choice, and what differs is shown with its remedy", async () => {
    const fund = await enter();
    const fundId = String(fund["id"]);
    const pay = async (name: string, amountFen: string, on: string) =>
      ask("POST", `/api/fund-contributors/${idOf(fund, name)}/payments`, { amountFen, on });
    await pay("样例高新区", "100000", "2026-02-01");
    await pay("样例大学", "50000", "2026-02-03");
    await pay("样例大学", "50000", "2026-02-04");
    await pay("样例大学", "777", "2026-02-05");
    const text = [
      "某银行对账单,,,,",
      "交易日期,对方户名,收入,支出,摘要",
      '2026-02-02,样例高新区,"1,000.00",,出资',
      "2026-02-03,样例大学,500.00,,出资",
      "2026-02-28,某银行,,12.50,手续费",
      "二月,某银行,1.00,,利息",
      "2026-02-28,某银行,1.005,,利息",
      '2026-02-28,某银行,"1,00.50",,利息',
    ].join("\n");
    const take = async (apply: boolean) =>
      world.call("POST", `/api/funds/${fundId}/bank-lines/import?apply=${String(apply)}`, {
        token: lead.token,
        file: { name: "对账单.csv", bytes: new TextEncoder().encode(text) },
      });
    expect((await take(false)).body).toMatchObject({ isApplied: false, added: 3, same: 0 });
    const taken = await take(true);
    // The other receipt could be either of two entries: somebody has to say.
    expect(taken.body).toMatchObject({ added: 3, matched: 1 });
    expect((taken.body["refused"] as Body[]).map(({ row }) => row)).toEqual([6, 7, 8]);
    expect((await take(true)).body).toMatchObject({ added: 0, same: 3 });
    const { body } = await ask("GET", `/api/funds/${fundId}/reconciliation`);
    expect(body).toMatchObject({ bankFen: "148750", ledgerFen: "200777", differenceFen: "-52027" });
    expect(body["matched"]).toMatchObject([{ line: { amountFen: "100000" }, entry: { about: "样例高新区" } }]);
    const bankOnly = body["bankOnly"] as { id: string; amountFen: string; candidates: { entryId: string }[] }[];
    expect(bankOnly.map(({ amountFen, candidates }) => [amountFen, candidates.length])).toEqual([
      ["50000", 2],
      ["-1250", 0],
    ]);
    const match = async (lineId: unknown, entryId: unknown) =>
      ask("PUT", `/api/fund-bank-lines/${String(lineId)}/match`, { entryId });
    const [receipt, fee] = bankOnly;
    const chosen = receipt?.candidates[0]?.entryId;
    expect(await match(fee?.id, chosen)).toMatchObject({ status: 409, code: "funds.match_differs" });
    expect((await match(receipt?.id, chosen)).body["ledgerOnly"]).toHaveLength(2);
    // A fee that is entered now is what the bank's line is.
    await ask("POST", `/api/funds/${fundId}/entries`, { kind: "fee", amountFen: "1250", on: "2026-02-28" });
    const after = await ask("GET", `/api/funds/${fundId}/reconciliation`);
    const [line] = after.body["bankOnly"] as { id: string; candidates: { entryId: string }[] }[];
    expect((await match(line?.id, line?.candidates[0]?.entryId)).body["bankOnly"]).toEqual([]);
    const takeBack = async () =>
      ask("POST", `/api/fund-bank-lines/${String(line?.id)}/taking-back`, { reason: "导错文件" });
    expect(await takeBack()).toMatchObject({ status: 409, code: "funds.line_matched" });
    expect((await match(line?.id, null)).body["bankOnly"]).toHaveLength(1);
    // From a wrong file: it counts no more, and the right statement brings it in again.
    expect((await takeBack()).body).toMatchObject({ bankFen: "150000", bankOnly: [] });
    expect(await takeBack()).toMatchObject({ status: 404 });
    expect((await take(true)).body).toMatchObject({ added: 1, same: 2, matched: 1 });
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ reason: string }>`SELECT b.taken_back_reason AS reason FROM fund_bank_lines b JOIN audit_events a
        ON a.action = 'fund.bank_line_taken_back' AND a.details ->> 'lineId' = b.id::text AND b.taken_back_at IS NOT NULL
        WHERE b.fund_id = ${fundId}`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ reason: "导错文件" }]);
  });
});

describe("an amount at the bank", () => {
  /** Rows of a sheet: fen with their sign, or what is wrong in English. */
  const read = (...rows: Partial<Record<StatementField, string>>[]) => {
    const cells = rows.map((row) => (field: StatementField) => ({ onDay: "2026-02-01", ...row })[field] ?? "");
    return cells.map((cell) => {
      const reading = readStatementLine(cell, printsPaidBelowZero(cells));
      return "line" in reading ? Number(reading.line.amount) : reading.problem.en;
    });
  };

  test.each<[string, Partial<Record<StatementField, string>>, number]>([
    ["paid", { received: "0.00", paid: "100" }, -10000],
    ["paid, printed below zero", { paid: "-100.00" }, -10000],
    ["paid, and a signed amount besides", { paid: "100", amount: "-100" }, -10000],
    ["paid, and an amount without a sign besides", { paid: "100", amount: "100" }, -10000],
    ["received, and the amount besides", { received: "100", amount: "100", direction: "贷" }, 10000],
    ["a signed amount alone", { amount: "-100" }, -10000],
    ["the bank's debit", { amount: "100", direction: "借" }, -10000],
    ["the bank's debit with a sign", { amount: "-100", direction: "D" }, -10000],
    ["the bank's credit", { amount: "100", direction: "贷" }, 10000],
    ["支", { amount: "100", direction: "支" }, -10000],
  ])("is read from %s", (_, row, fen) => expect(read(row)).toEqual([fen]));

  test.each<[string, Partial<Record<StatementField, string>>, string]>([
    ["both columns", { received: "1", paid: "1" }, "keep one of them"],
    ["another amount", { paid: "100", amount: "-90" }, "“Amount” is CNY -90.00"],
    ["the other sign", { received: "100", amount: "-100" }, "“Amount” is CNY -100.00"],
    ["a credit below zero", { amount: "-100", direction: "贷" }, "“Amount” is CNY -100.00"],
    ["the other direction", { paid: "100", direction: "贷" }, "unlike “Received” and “Paid”"],
    ["a direction nobody knows", { amount: "100", direction: "转" }, "says “转”"],
    ["a receipt below zero", { received: "-5" }, "write it without the sign under “Paid”"],
    ["nothing", { direction: "借" }, "give the amount"],
  ])("is refused with %s", (_, row, words) => expect(read(row)).toEqual([expect.stringContaining(words)]));

  test("below zero among others that were paid is no payment", () => {
    expect(read({ paid: "100" }, { paid: "-100" })).toEqual([
      -10000,
      expect.stringContaining("write it without the sign under “Received”"),
    ]);
    expect(read({ paid: "-100" }, { paid: "-7" })).toEqual([-10000, -700]);
  });
});

describe("what was entered wrongly", () => {
  test("is committed anew by the same contributor, after the error was reversed", async () => {
    const fund = await enter();
    const entries = await entriesOf(fund["id"]);
    const wrong = entries.find(({ kind, about }) => kind === "contribution_committed" && about === "样例大学") as Body;
    const undone = await ask("POST", `/api/fund-entries/${String(wrong["id"])}/reversal`, {
      on: "2026-03-01",
      reason: "金额记错",
    });
    expect(undone.status).toBe(201);
    const path = `/api/fund-contributors/${idOf(fund, "样例大学")}/commitments`;
    const again = await ask("POST", path, { committedFen: "123456", on: "2026-03-02" });
    expect(again.status).toBe(201);
    const shown = (again.body["contributors"] as Body[]).find(({ name }) => name === "样例大学");
    expect(shown).toMatchObject({ committedFen: "123456", openFen: "123456" });
    expect(await ask("POST", path, { committedFen: "99999999999", on: "2026-03-02" })).toMatchObject({
      code: "funds.over_subscribed",
    });
  });

  test("twice is told with the entry that has it, and taken with a voucher of its own", async () => {
    const fund = await enter();
    const path = `/api/fund-contributors/${idOf(fund, "样例高新区")}/payments`;
    const payment = { amountFen: "5000", on: "2026-03-01", voucher: "银收-1" };
    const both = await Promise.all([1, 2].map(async () => ask("POST", path, payment)));
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([201, 409]));
    const second = await ask("POST", path, payment);
    expect(second).toMatchObject({ status: 409, code: "funds.entry_known" });
    const held = (await entriesOf(fund["id"])).find(({ kind }) => kind === "contribution_paid");
    expect(second.body["detail"]).toContain(String(held?.["number"]));
    expect(await ask("POST", path, { ...payment, voucher: "银收-2" })).toMatchObject({ status: 201 });
  });

  test("is not paid on a day on which it was not there yet, nor before the fund starts", async () => {
    const fund = await enter();
    await ask("POST", `/api/fund-contributors/${idOf(fund, "样例高新区")}/payments`, {
      amountFen: "5000",
      on: "2026-06-01",
    });
    const fee = async (on: string) =>
      ask("POST", `/api/funds/${String(fund["id"])}/entries`, { kind: "fee", amountFen: "100", on });
    expect(await fee("2026-05-31")).toMatchObject({ code: "funds.balance_short" });
    expect(await fee("1999-06-01")).toMatchObject({ code: "funds.day_before_start" });
    expect(await fee("2026-06-01")).toMatchObject({ status: 201 });
  });

  test("keeps its term around its entries and what is still to be paid", async () => {
    const fund = await enter({ contributors: [{ name: "样例高新区", source: "zone", committedFen: "100" }] });
    const path = `/api/funds/${String(fund["id"])}`;
    await ask("POST", `/api/fund-contributors/${idOf(fund, "样例高新区")}/payments`, {
      amountFen: "100",
      on: "2026-03-01",
    });
    const { body } = await ask("GET", path);
    const entries = (await entriesOf(fund["id"])).map((entry) => String(entry["onDay"] ?? entry["on"])).toSorted();
    const patch = async (change: object) =>
      ask("PATCH", path, change, lead, { "if-match": `"${String(body["version"])}"` });
    const late = await patch({ startsOn: "2026-10-01" });
    expect(late).toMatchObject({ status: 409, code: "funds.starts_after_entries" });
    expect(late.body["detail"]).toContain(`最早的分录在 ${entries[0]}`);
    const short = await patch({ endsOn: "2026-02-15" });
    expect(short).toMatchObject({ status: 409, code: "funds.ends_before_entries" });
    expect((await patch({ endsOn: "2026-03-01" })).status).toBe(200);
  });

  test("a name or a stage that stands there twice is named", async () => {
    const contributors = [1, 2].map(() => ({ name: "样例高新区", source: "zone", committedFen: "100" }));
    const body = { ...FUND_BODY, name: "重名基金", contributors };
    expect(await ask("POST", `/api/scopes/${pair}/funds`, body)).toMatchObject({
      status: 422,
      code: "funds.named_twice",
    });
  });
});

describe("the database keeps the ledger", () => {
  const insertLines = async (fundId: string, amounts: readonly number[], entryId = newId(), isNew = true, first = 10) =>
    withActor(world.db, actorIn([pair]), async (tx) => {
      if (isNew) {
        await sql`INSERT INTO fund_entries (id, fund_id, scope_id, number, kind, on_day, created_by)
          VALUES (${entryId}, ${fundId}, ${pair}, 99, 'fee', '2026-02-01', ${lead.userId})`.execute(tx.kysely);
      }
      for (const [index, amount] of amounts.entries()) {
        await sql`INSERT INTO fund_lines (fund_id, scope_id, entry_id, position, account, amount_fen)
          VALUES (${fundId}, ${pair}, ${entryId}, ${index + first}, '1002', ${amount})`.execute(tx.kysely);
      }
    });
  const refused = async (work: Promise<unknown>) =>
    work.then(() => "taken").catch((error: unknown) => (error as { constraint?: string }).constraint);

  test("balanced when it commits, closed afterwards, and only added to", async () => {
    const fund = await enter();
    const fundId = String(fund["id"]);
    expect(await refused(insertLines(fundId, [5, -4]))).toBe("fund_entries_balanced");
    expect(await refused(insertLines(fundId, []))).toBe("fund_entries_balanced");
    const kept = newId();
    expect(await refused(insertLines(fundId, [5, -5], kept))).toBe("taken");
    expect(await refused(insertLines(fundId, [7, -7], kept, false, 20))).toBe("fund_entries_closed");
    for (const change of [
      "UPDATE fund_lines SET amount_fen = 9",
      "DELETE FROM fund_entries",
      "UPDATE fund_entries SET text = 'x'",
    ]) {
      expect(
        await refused(
          withOwner(world.db, async (client) => {
            await client.query(
              "ALTER TABLE fund_lines NO FORCE ROW LEVEL SECURITY; ALTER TABLE fund_entries NO FORCE ROW LEVEL SECURITY",
            );
            await client.query(change);
          }),
        ),
      ).toBe("fund_ledger_kept");
    }
    expect(await ask("GET", `/api/funds/${fundId}/statement?${YEAR}`)).toMatchObject({
      body: { totals: { openingFen: "0", closingFen: "0" } },
    });
  });
});
