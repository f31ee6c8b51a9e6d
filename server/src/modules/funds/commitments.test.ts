// From an application to money that is paid, comes back, is converted or written off: once each, and balanced throughout.
import { readSheets } from "@dual-high/lists";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAgreement, makeReceipt } from "../../../test/agreements.ts";
import { APPLICATION_BODY, FUND_BODY } from "../../../test/funds.ts";
import { linkForTest, makeProject, passGateForTest } from "../../../test/projects.ts";
import { needsPrinting, printPages } from "../../../test/libre-office.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { actorIn } from "../../platform/test-db.ts";
import { listOpenFunds } from "./applications/queries.ts";

type Person = { userId: string; token: string };
type Body = Record<string, unknown>;
let world: TestApp;
let zone: string;
let pair: string;
let lead: Person;
let second: Person;
let third: Person;
let officer: Person;
let asker: Person;
beforeAll(async () => {
  world = await openTestApp();
  zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone });
  lead = await world.someone("pair_lead", pair);
  second = await world.someone("pair_lead", pair);
  third = await world.someone("pair_lead", pair);
  officer = await world.someone("pair_officer", pair);
  asker = await world.someone("technology_manager", pair);
});
afterAll(async () => world.db.close());

const DAY = "2026-06-01";
let made = 0;

async function ask(method: string, path: string, body?: object, who = lead, headers: Record<string, string> = {}) {
  const answer = await world.call(method, path, { token: who.token, body, headers });
  return { status: answer.status, code: answer.body["code"], body: answer.body };
}

async function must(method: string, path: string, body?: object, who = lead, headers: Record<string, string> = {}) {
  const answer = await ask(method, path, body, who, headers);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const firstId = (list: unknown): string => String((list as Body[])[0]?.["id"]);

/** With all that was committed to it paid in. */
async function enterFund(fen = "1000000", more: object = {}): Promise<string> {
  const contributors = [{ name: "样例高新区", source: "zone", committedFen: fen }];
  const body = { ...FUND_BODY, name: `基金 ${(made += 1)}`, stagePlan: [], sourcePlan: [], ...more, contributors };
  const fund = await must("POST", `/api/scopes/${pair}/funds`, body);
  const contributorId = firstId(fund["contributors"]);
  await must("POST", `/api/fund-contributors/${contributorId}/payments`, { amountFen: fen, on: "2026-02-01" });
  return fund["id"] as string;
}

/** An application walked step by step on the version of the last answer. */
class Walk {
  body: Body = {};
  async draft(fundId: string, more: object = {}) {
    const body = { ...APPLICATION_BODY, amountFen: "1000000", fundId, ...more };
    this.body = await must("POST", `/api/scopes/${pair}/fund-applications`, body, asker);
    return this;
  }
  async try(method: string, part: string, body: object, who: Person) {
    const path = `/api/fund-applications/${String(this.body["id"])}${part}`;
    const answer = await ask(method, path, body, who, { "if-match": `"${String(this.body["version"])}"` });
    if (answer.status < 300) this.body = answer.body;
    return answer.status < 300 ? "done" : answer.code;
  }
  async do(part: string, body: object, who = lead) {
    const said = await this.try("POST", part, body, who);
    if (said !== "done") throw new Error(`${part}: ${String(said)}`);
    return this;
  }
  async toCommittee(members = [lead, second]) {
    await this.do("/transitions", { action: "submit" }, asker);
    await this.do("/diligence", { investigatorId: officer.userId });
    await this.do("/report", { findings: "团队和技术可靠", conclusion: "support" }, officer);
    return this.do("/committee", { memberIds: members.map(({ userId }) => userId), meetsOn: DAY });
  }
  async approve(tranches: readonly { amountFen: string; gate?: string }[]) {
    await this.toCommittee();
    await this.do("/votes", { vote: "for", reason: "同意" }, lead);
    await this.do("/votes", { vote: "for", reason: "同意" }, second);
    const planned = tranches.map((tranche) => ({ plannedOn: DAY, ...tranche }));
    await this.do("/decision", { outcome: "approve", on: DAY, reason: "一致通过", tranches: planned });
    return this.body["commitmentId"] as string;
  }
}

async function commitmentsOf(fundId: string): Promise<Body[]> {
  return (await must("GET", `/api/funds/${fundId}/commitments`))["items"] as Body[];
}
const trancheIds = (commitment: Body = {}) => (commitment["tranches"] as Body[]).map(({ id }) => String(id));
const moneyOf = async (fundId: string) =>
  (await must("GET", `/api/funds/${fundId}`))["money"] as Record<string, string>;

async function expectBalanced(fundId: string) {
  const { totals } = (await must("GET", `/api/funds/${fundId}/statement?from=2020-01-01`)) as { totals: Body };
  expect(totals).toMatchObject({ openingFen: "0", closingFen: "0" });
  expect(totals["debitFen"]).toBe(totals["creditFen"]);
}

/** The sheets of a workbook that was asked for, as texts. */
async function sheetsOf(path: string, who = lead) {
  const { bytes, status } = await world.call("GET", path, { token: who.token });
  if (status !== 200) throw new Error(`${path}: ${status}`);
  const sheets = await readSheets({ name: "out.xlsx", bytes: new Uint8Array(bytes) });
  return sheets.map(({ sheet: name, rows }) => ({ name, rows: rows.map(({ values }) => values.map(String)) }));
}

describe("what a fund promised", () => {
  test("is divided by stage and by source to the fen, on any day, and goes out as workbooks", async () => {
    const fundId = await enterFund("1000000");
    const more = { name: "样例大学", source: "university", committedFen: "500000", on: "2026-02-01" };
    const { contributors } = await must("POST", `/api/funds/${fundId}/contributors`, more);
    const university = String((contributors as Body[])[1]?.["id"]);
    await must("POST", `/api/fund-contributors/${university}/payments`, { amountFen: "500000", on: "2026-07-01" });
    const pilot = await (await new Walk().draft(fundId, { title: "甲" })).approve([
      { amountFen: "100001" },
      { amountFen: "200000" },
    ]);
    await (await new Walk().draft(fundId, { title: "乙", stage: "incubation", kind: "equity" })).approve([
      { amountFen: "300000" },
    ]);
    const commitments = await commitmentsOf(fundId);
    for (const trancheId of commitments.map((commitment) => trancheIds(commitment)[0])) {
      await must("POST", `/api/fund-tranches/${String(trancheId)}/payment`, { on: DAY });
    }
    const back = { kind: "repayment", amountFen: "1", on: "2026-06-02" };
    await must("POST", `/api/fund-commitments/${pilot}/returns`, back);
    await must("POST", `/api/fund-commitments/${pilot}/closing`, { on: "2026-06-03", reason: "项目终止" });
    const on = async (day: string) => {
      const { byStage, bySource } = await must("GET", `/api/funds/${fundId}/statement?from=2026-01-01&until=${day}`);
      const of = (list: unknown, key: string) => (list as Body[]).find((each) => each["key"] === key);
      return { stage: (key: string) => of(byStage, key), source: (key: string) => of(bySource, key) };
    };
    const open = await on("2026-06-02");
    const pilotMoney = { committedFen: "300001", paidFen: "100001", heldFen: "0", returnedFen: "1" };
    expect(open.stage("pilot_scale")).toMatchObject(pilotMoney);
    expect(open.stage("incubation")).toMatchObject({ committedFen: "300000", paidFen: "300000", heldFen: "300000" });
    // Until then the zone alone had paid in.
    expect(open.source("zone")).toMatchObject({ paidInFen: "1000000", committedFen: "600001", paidFen: "400001" });
    expect(open.source("university")).toMatchObject({ subscribedFen: "500000", paidInFen: "0", paidFen: "0" });
    const closed = await on("2026-07-01");
    expect(closed.stage("pilot_scale")).toMatchObject({ ...pilotMoney, committedFen: "100001" });
    expect(closed.source("zone")).toMatchObject({ paidFen: "266667", heldFen: "200000", returnedFen: "1" });
    expect(closed.source("university")).toMatchObject({ paidFen: "133334", heldFen: "100000", returnedFen: "0" });

    const statement = await sheetsOf(`/api/funds/${fundId}/statement/export?from=2026-01-01&until=2026-07-01`);
    expect(statement.map(({ name }) => name)).toEqual(["试算平衡表", "分阶段 2026-07-01", "分来源 2026-07-01"]);
    expect(statement[2]?.rows.find(([source]) => source === "高校")).toContain("1,333.34");
    const [promised, tranches] = await sheetsOf(`/api/funds/${fundId}/commitments/export`);
    expect(promised?.rows.filter((row) => row.includes("甲") || row.includes("乙"))).toHaveLength(2);
    expect(tranches?.rows.filter((row) => row.includes("已释放"))).toHaveLength(1);
    const [applications] = await sheetsOf(`/api/scopes/${pair}/fund-applications/export?fundId=${fundId}`, asker);
    expect(applications?.rows.filter((row) => row.includes("已通过"))).toHaveLength(2);
    const reader = await world.someone("technology_manager", await world.createScope("pair"));
    expect((await ask("GET", `/api/scopes/${pair}/fund-applications/export`, undefined, reader)).status).toBe(404);
  });
});

test("takes applications until the evening of its last day in Shanghai, whatever the day of the session", async () => {
  const [clock] = await withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ today: string; before: string; hour: number }>`
      SELECT d::text AS today, (d - 1)::text AS before, extract(hour FROM now() AT TIME ZONE 'Asia/Shanghai')::integer AS hour
      FROM (SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS d) t`.execute(tx.kysely);
    return rows;
  });
  const { today = "", before = "", hour = 0 } = clock ?? {};
  const last = await enterFund("1000000", { endsOn: today });
  const over = await enterFund("1000000", { endsOn: before });
  // Twenty hours behind Shanghai, or six ahead: at any time one of them is on another day.
  const session = hour < 20 ? sql`SET LOCAL TimeZone = 'Etc/GMT+12'` : sql`SET LOCAL TimeZone = 'Etc/GMT-14'`;
  const open = await withSystem(world.db, async (tx) => {
    await session.execute(tx.kysely);
    return (await listOpenFunds(tx, [pair])).map(({ id }) => id);
  });
  expect([open.includes(last), open.includes(over)]).toEqual([true, false]);
});

describe("a payment to a project", () => {
  test("is compared with the receipts of its agreements, matched by hand and taken back, by whoever sees both", async () => {
    const projectId = await makeProject(world, pair);
    const agreementId = await makeAgreement(world, pair);
    await linkForTest(world, pair, projectId, agreementId);
    const fundId = await enterFund();
    const { name } = await must("GET", `/api/funds/${fundId}`);
    const walk = await new Walk().draft(fundId, { projectId });
    await walk.approve([{ amountFen: "300" }, { amountFen: "500" }]);
    for (const id of trancheIds((await commitmentsOf(fundId))[0]))
      await must("POST", `/api/fund-tranches/${id}/payment`, { on: DAY });
    const receive = async (amountFen: string, payer: string) =>
      makeReceipt(world, pair, agreementId, false, { amountFen, payer, receivedOn: "2026-06-02" });
    const less = await receive("499", String(name));
    const same = await receive("300", "样例钢铁有限公司");
    const path = `/api/funds/${fundId}/receipts`;
    const before = await must("GET", path);
    const paid = before["paidOnly"] as Body[];
    expect(paid.map(({ candidates }) => (candidates as Body[])[0]?.["receiptId"])).toEqual([same, less]);
    expect((before["receivedOnly"] as Body[]).map(({ receiptId }) => receiptId)).toEqual([less]);
    const match = async (at: number, receiptId: string, amountFen: string | null, who = lead) =>
      ask("PUT", `/api/fund-payments/${String(paid[at]?.["paymentId"])}/receipts/${receiptId}`, { amountFen }, who);
    expect((await match(0, same, "300")).status).toBe(200);
    expect(await match(1, same, "1")).toMatchObject({ status: 409, code: "funds.match_beyond_receipt" });
    const foreign = await makeReceipt(world, pair, await makeAgreement(world, pair));
    expect(await match(1, foreign, "1")).toMatchObject({ status: 422, code: "funds.receipt_unfit" });
    expect((await match(1, less, "499", asker)).status).toBe(403);
    const matched = await match(1, less, "499");
    expect(matched.body).toMatchObject({ paidOnly: [{ amountFen: "500", openFen: "1" }], receivedOnly: [] });
    const stand = (body: Body) => (body["matched"] as Body[]).map(({ state, amountFen }) => [state, amountFen]);
    expect(stand(matched.body)).toEqual([
      ["equal", "300"],
      ["open", "499"],
    ]);
    // Managers from outside see what was paid, and not what the pair received.
    const managers = await world.createScope("fund");
    const manager = await world.someone("fund_manager", managers);
    const { version } = await must("GET", `/api/funds/${fundId}`);
    await must("PATCH", `/api/funds/${fundId}`, { managerScopeId: managers }, lead, {
      "if-match": `"${String(version)}"`,
    });
    const outside = await must("GET", path, undefined, manager);
    expect(stand(outside)).toEqual([
      ["not_seen", "300"],
      ["not_seen", "499"],
    ]);
    // What was taken back on either side is told.
    await must("POST", `/api/receipts/${same}/reversal`, { reason: "退回" }, lead, { "if-match": '"1"' });
    expect(stand(await must("GET", path))[0]).toEqual(["receipt_reversed", "300"]);
    expect(await match(0, same, "300")).toMatchObject({ code: "funds.receipt_unfit" });
    const undone = await match(0, same, null);
    expect(stand(undone.body)).toEqual([["open", "499"]]);
    expect((undone.body["paidOnly"] as Body[])[0]).toMatchObject({ candidates: [], amountFen: "300" });
  });
});

describe("what was paid and what arrived", () => {
  /** A fund that paid 300 and 500 to a project, and its payments. */
  async function payTwice(projectId: string) {
    const fundId = await enterFund();
    await (await new Walk().draft(fundId, { projectId })).approve([{ amountFen: "300" }, { amountFen: "500" }]);
    for (const id of trancheIds((await commitmentsOf(fundId))[0]))
      await must("POST", `/api/fund-tranches/${id}/payment`, { on: DAY });
    const { paidOnly } = await must("GET", `/api/funds/${fundId}/receipts`);
    const [first = "", other = ""] = (paidOnly as Body[]).map(({ paymentId }) => String(paymentId));
    return { fundId, first, other };
  }
  const match = async (paymentId: string, receiptId: string, amountFen: string | null) =>
    ask("PUT", `/api/fund-payments/${paymentId}/receipts/${receiptId}`, { amountFen });
  async function makeReceiver() {
    const projectId = await makeProject(world, pair);
    const agreementId = await makeAgreement(world, pair);
    await linkForTest(world, pair, projectId, agreementId);
    const receive = async (amountFen: string) =>
      makeReceipt(world, pair, agreementId, false, { amountFen, payer: "基金", receivedOn: "2026-06-02" });
    return { projectId, receive };
  }

  test("are matched in parts: several receipts of one payment, several payments in one receipt, each to the fen", async () => {
    const { projectId, receive } = await makeReceiver();
    const { first, other } = await payTwice(projectId);
    const [small, large] = [await receive("120"), await receive("680")];
    expect((await match(first, small, "120")).status).toBe(200);
    expect((await match(first, large, "180")).body).toMatchObject({ paidOnly: [{ paymentId: other, openFen: "500" }] });
    const beyond = await match(first, large, "181");
    expect(beyond).toMatchObject({ status: 409, code: "funds.match_beyond_payment" });
    expect(beyond.body["errors"]).toMatchObject([{ pointer: "/amountFen" }]);
    for (const text of ["0", "1.5", "-1", ""]) expect((await match(other, large, text)).status).toBe(422);
    const whole = await match(other, large, "500");
    expect(whole.body).toMatchObject({
      paidOnly: [],
      matched: [
        { amountFen: "120", state: "equal", receipt: { receiptId: small, openFen: "0" } },
        { amountFen: "180", state: "equal", receipt: { receiptId: large, openFen: "0" } },
        { amountFen: "500", state: "equal", receipt: { receiptId: large, openFen: "0" } },
      ],
    });
    // Said again it is the same; taken back, both have it open again.
    expect((await match(other, large, "500")).body["matched"]).toHaveLength(3);
    expect((await match(other, large, null)).body).toMatchObject({
      paidOnly: [{ paymentId: other, openFen: "500", candidates: [{ receiptId: large, openFen: "500" }] }],
    });
  });

  test("are never matched beyond either amount, by whoever writes and by however many at once", async () => {
    const { projectId, receive } = await makeReceiver();
    const funds = [await payTwice(projectId), await payTwice(projectId), await payTwice(projectId)];
    const receipt = await receive("700");
    const answers = await Promise.all(
      funds.flatMap(({ first, other }) => [match(first, receipt, "300"), match(other, receipt, "400")]),
    );
    const taken = answers.filter(({ status }) => status === 200).length;
    expect([1, 2]).toContain(taken);
    const sumOf = async () =>
      withSystem(world.db, async (tx) => {
        const { rows } = await sql<{ fen: string }>`SELECT sum(amount_fen)::text AS fen FROM fund_receipt_matches
          WHERE receipt_id = ${receipt}`.execute(tx.kysely);
        return Number(rows[0]?.fen);
      });
    expect(await sumOf()).toBeLessThanOrEqual(700);
    expect(700 - (await sumOf())).toBeLessThan(400);
    const actor = actorIn([pair]);
    const write = async (paymentId: string, receiptId: string, amountFen: string) =>
      withActor(world.db, actor, async (tx) =>
        sql`INSERT INTO fund_receipt_matches (payment_id, receipt_id, amount_fen, fund_id, scope_id, matched_by)
          VALUES (${paymentId}, ${receiptId}, ${amountFen}::bigint, ${funds[0]?.fundId}, ${pair}, ${actor.userId})`.execute(
          tx.kysely,
        ),
      );
    const { first = "", other = "" } = funds[0] ?? {};
    for (const paymentId of [first, other]) await match(paymentId, receipt, null);
    await expect(write(first, receipt, "301")).rejects.toMatchObject({ constraint: "fund_matches_payment" });
    const small = await receive("10");
    await expect(write(first, small, "11")).rejects.toMatchObject({ constraint: "fund_matches_receipt" });
    await write(first, small, "10");
  });
});

describe("the books", () => {
  test("are closed up to a day, for whoever writes, and reopened with a reason", async () => {
    const fundId = await enterFund();
    const commitmentId = await (await new Walk().draft(fundId)).approve([{ amountFen: "300" }]);
    const late = await new Walk().draft(fundId, { title: "结账后" });
    await late.toCommittee([lead]);
    await late.do("/votes", { vote: "for", reason: "同意" });
    const close = async (until: string) => ask("POST", `/api/funds/${fundId}/closings`, { until });
    expect(await close("2999-01-01")).toMatchObject({ code: "funds.day_to_come" });
    expect(await close("2026-06-30")).toMatchObject({ status: 201, body: { closedUntil: "2026-06-30" } });
    expect(await close("2026-06-30")).toMatchObject({ status: 409, code: "funds.books_closed_already" });
    const fee = async (on: string) =>
      ask("POST", `/api/funds/${fundId}/entries`, { kind: "fee", amountFen: "1", on, voucher: on });
    const refused = await fee("2026-06-30");
    expect(refused).toMatchObject({ status: 409, code: "funds.books_closed" });
    expect(refused.body["detail"]).toContain("已结到 2026-06-30");
    expect(refused.body["detail"]).toContain("重新开账");
    const decision = { outcome: "approve", on: DAY, reason: "通过", tranches: [{ amountFen: "1", plannedOn: DAY }] };
    expect(await late.try("POST", "/decision", decision, lead)).toBe("funds.books_closed");
    const closing = { on: DAY, reason: "终止" };
    expect(await ask("POST", `/api/fund-commitments/${commitmentId}/closing`, closing)).toMatchObject({
      code: "funds.books_closed",
    });
    const past = async () =>
      withActor(world.db, actorIn([pair]), async (tx) =>
        sql`INSERT INTO fund_entries (id, fund_id, scope_id, number, kind, on_day, created_by)
          VALUES (${newId()}, ${fundId}, ${pair}, 999, 'fee', '2026-06-30', ${lead.userId})`.execute(tx.kysely),
      );
    await expect(past()).rejects.toMatchObject({ constraint: "fund_entries_books_open" });
    expect((await fee("2026-07-01")).status).toBe(201);

    const reopen = async (from: string, reason: string) =>
      ask("POST", `/api/funds/${fundId}/reopenings`, { from, reason });
    expect((await reopen("2026-06-01", "")).status).toBe(422);
    expect(await reopen("2026-07-01", "补记")).toMatchObject({ status: 409, code: "funds.books_open" });
    const opened = await reopen("2026-06-01", "漏记手续费");
    expect(opened).toMatchObject({ status: 201, body: { closedUntil: "2026-05-31" } });
    expect((opened.body["steps"] as Body[])[0]).toMatchObject({
      actor: { id: lead.userId },
      text: { zh: "自 2026-06-01 起重新开账：漏记手续费" },
    });
    expect((await fee("2026-06-30")).status).toBe(201);
    expect(await fee("2026-05-31")).toMatchObject({ code: "funds.books_closed" });
    expect(await reopen("2026-01-01", "全部补记")).toMatchObject({ body: { closedUntil: null } });
    const change = withActor(world.db, actorIn([pair]), async (tx) =>
      sql`UPDATE fund_closings SET closed_until = '2026-01-01' WHERE fund_id = ${fundId}`.execute(tx.kysely),
    );
    await expect(change).rejects.toThrow(/permission denied|only added to/);
  });
});

describe("the team's shares", () => {
  test("are transferred after their lock alone, and no more of them than the team holds", async () => {
    const terms = { trigger: "date", triggerOn: DAY, triggerText: "到期", valuation: "评估", teamShareBp: 7_000 };
    const draft = async (lockedUntil: string) => {
      const fundId = await enterFund();
      const running = { ...terms, lockedUntil: "2031-12-31" };
      const walk = await new Walk().draft(fundId, { kind: "grant_to_equity", terms: running });
      const commitmentId = await walk.approve([{ amountFen: "300" }]);
      // Nothing is asked for under a lock that is over: the years pass here.
      await withActor(world.db, actorIn([pair]), async (tx) =>
        sql`UPDATE fund_applications SET terms = terms || ${JSON.stringify({ lockedUntil })}::jsonb
          WHERE id = ${String(walk.body["id"])}`.execute(tx.kysely),
      );
      const [trancheId] = trancheIds((await commitmentsOf(fundId))[0]);
      await must("POST", `/api/fund-tranches/${String(trancheId)}/payment`, { on: DAY });
      return { fundId, path: `/api/fund-commitments/${commitmentId}` };
    };
    const { fundId, path } = await draft("2026-08-31");
    const give = async (on: string, shareBp: number) =>
      ask("POST", `${path}/share-transfers`, { on, shareBp, recipient: "样例员工持股平台" });
    expect(await give("2026-09-01", 100)).toMatchObject({ status: 409, code: "funds.not_converted" });
    const conversion = { on: DAY, event: "到期", valuationFen: "1000", fundShareBp: 3_000, teamShareBp: 7_000 };
    await must("POST", `${path}/conversion`, conversion);
    const locked = await give("2026-08-31", 100);
    expect(locked).toMatchObject({ status: 409, code: "funds.shares_locked" });
    expect(locked.body["detail"]).toContain("锁定到研发期结束 2026-08-31");
    expect(await give("2026-09-01", 7_001)).toMatchObject({ status: 409, code: "funds.shares_short" });
    const given = await give("2026-09-01", 6_000);
    expect(given).toMatchObject({ status: 201, body: { mayTransfer: true, conversion: { teamHeldBp: 1_000 } } });
    expect(await give("2026-09-02", 1_001)).toMatchObject({ code: "funds.shares_short" });
    // Past the service too.
    const written = withActor(world.db, actorIn([pair]), async (tx) =>
      sql`INSERT INTO fund_share_transfers (id, fund_id, scope_id, readers, conversion_id, on_day, share_bp, recipient,
          recorded_by)
        SELECT ${newId()}, fund_id, scope_id, readers, id, '2026-08-31', 1, '某人', app_user_id() FROM fund_conversions
        WHERE fund_id = ${fundId}`.execute(tx.kysely),
    );
    await expect(written).rejects.toMatchObject({ constraint: "fund_share_transfers_locked" });
    const { transfers } = given.body["conversion"] as { transfers: Body[] };
    const undo = `/api/fund-share-transfers/${firstId(transfers)}/taking-back`;
    expect(await ask("POST", undo, { reason: "登记错了" })).toMatchObject({
      status: 200,
      body: { conversion: { teamHeldBp: 7_000, transfers: [] } },
    });
    expect((await ask("POST", undo, { reason: "再" })).status).toBe(404);
    const later = await draft("2031-12-31");
    await must("POST", `${later.path}/conversion`, conversion);
    expect((await commitmentsOf(later.fundId))[0]).toMatchObject({
      mayTransfer: false,
      conversion: { lockedUntil: "2031-12-31", teamHeldBp: 7_000 },
    });
  });
});

describe("an application", () => {
  test("goes through due diligence and the committee, and is decided by neither who asked nor who looked", async () => {
    const fundId = await enterFund();
    const walk = await new Walk().draft(fundId);
    expect(walk.body["number"]).toMatch(/^FUND-\d{4}-\d{6}-001$/);
    expect(await walk.try("POST", "/diligence", { investigatorId: officer.userId }, lead)).toBe(
      "funds.application_state",
    );
    await walk.do("/transitions", { action: "submit" }, asker);
    const waiting = async (who: Person) => {
      const { today } = (await must("GET", `/api/scopes/${pair}/workbench`, undefined, who)) as { today: Body[] };
      return today.filter(({ id }) => id === walk.body["id"]).map(({ action }) => (action as Body)["zh"]);
    };
    expect(await waiting(lead)).toEqual(["去安排"]);
    expect(await waiting(asker)).toEqual([]);
    expect(await walk.try("PATCH", "", { purpose: "改" }, asker)).toBe("funds.application_state");
    expect(await walk.try("POST", "/diligence", { investigatorId: asker.userId }, lead)).toBe("funds.person_unfit");
    await walk.do("/diligence", { investigatorId: second.userId });
    // Whoever has an interest stands back, and somebody else looks.
    await walk.do("/report", { findings: "—", conclusion: "support", interest: "持有申请企业股份" }, second);
    expect(walk.body).toMatchObject({ state: "submitted", investigator: null });
    await walk.do("/diligence", { investigatorId: second.userId });
    expect(await walk.try("POST", "/report", { findings: "好", conclusion: "support" }, officer)).toBe(
      "funds.not_investigator",
    );
    expect(await walk.try("POST", "/committee", { memberIds: [lead.userId], meetsOn: DAY }, lead)).toBe(
      "funds.report_missing",
    );
    const title = encodeURIComponent("财务尽调报告");
    const file = { name: "报告.txt", bytes: new TextEncoder().encode("报告") };
    const paper = await world.call("POST", `/api/fund-applications/${String(walk.body["id"])}/papers?title=${title}`, {
      token: second.token,
      file,
    });
    walk.body = paper.body;
    const paperId = firstId(paper.body["papers"]);
    expect((await world.call("GET", `/api/fund-papers/${paperId}`, { token: lead.token })).status).toBe(200);
    await walk.do("/report", { findings: "团队可靠", conclusion: "conditions" }, second);
    const call = async (members: Person[]) =>
      walk.try("POST", "/committee", { memberIds: members.map(({ userId }) => userId), meetsOn: DAY }, lead);
    expect(await call([lead, second, officer])).toBe("funds.person_unfit");
    expect(await call([lead, third, officer])).toBe("done");
    expect(await walk.try("POST", "/votes", { vote: "for", reason: "同意" }, asker)).toBe("access.forbidden");
    const decide = async (outcome: string, who: Person, more: object = {}) =>
      walk.try("POST", "/decision", { outcome, on: DAY, reason: "经表决", ...more }, who);
    await walk.do("/votes", { vote: "conflict", reason: "亲属任职" }, lead);
    expect(await walk.try("POST", "/votes", { vote: "for", reason: "同意" }, lead)).toBe("funds.voted");
    await walk.do("/votes", { vote: "for", reason: "同意" }, third);
    expect(await decide("decline", lead)).toBe("funds.votes_open");
    await walk.do("/votes", { vote: "against", reason: "成本高" }, officer);
    expect(await decide("approve", lead, { tranches: [{ amountFen: "1", plannedOn: DAY }] })).toBe("funds.no_majority");
    expect(await decide("decline", second)).toBe("funds.investigator_decides");
    expect(await decide("return", lead, { on: "2026-05-31" })).toBe("funds.decided_before_meeting");
    expect(await decide("return", lead)).toBe("done");
    const minutes = await world.call("GET", `/api/fund-applications/${String(walk.body["id"])}/minutes`, {
      token: lead.token,
    });
    expect(Buffer.from(minutes.bytes).subarray(0, 2).toString()).toBe("PK");
    // What came back is judged anew.
    await walk.do("/transitions", { action: "submit" }, asker);
    expect(walk.body).toMatchObject({ state: "submitted", votes: [], report: null });
    await walk.do("/transitions", { action: "withdraw", reason: "另有资金" }, asker);
    expect(await moneyOf(fundId)).toMatchObject({ committedFen: "0", uncommittedFen: "1000000" });
  });

  test("has minutes that print with the votes and their reasons", async (context) => {
    needsPrinting(context);
    const walk = await (await new Walk().draft(await enterFund())).toCommittee();
    await walk.do("/votes", { vote: "against", reason: "市场太小，成本太高" });
    const minutes = await world.call("GET", `/api/fund-applications/${String(walk.body["id"])}/minutes`, {
      token: lead.token,
    });
    const [pages = []] = await printPages([{ name: "minutes.docx", bytes: minutes.bytes }]);
    for (const part of [String(walk.body["number"]), "市场太小，成本太高"]) expect(pages.join("")).toContain(part);
  });

  test("is not decided by the head of the office who asked, nor committed beyond what is there", async () => {
    const fundId = await enterFund("1000");
    const body = { ...APPLICATION_BODY, amountFen: "2000", fundId };
    const walk = new Walk();
    walk.body = await must("POST", `/api/scopes/${pair}/fund-applications`, body, lead);
    await walk.do("/transitions", { action: "submit" }, lead);
    await walk.do("/diligence", { investigatorId: officer.userId }, second);
    await walk.do("/report", { findings: "好", conclusion: "support" }, officer);
    await walk.do("/committee", { memberIds: [second.userId], meetsOn: DAY }, second);
    expect(await walk.try("POST", "/votes", { vote: "for", reason: "同意" }, lead)).toBe("funds.own_matter");
    await walk.do("/votes", { vote: "for", reason: "同意" }, second);
    const approve = async (who: Person, tranches: object[]) =>
      walk.try("POST", "/decision", { outcome: "approve", on: DAY, reason: "通过", tranches }, who);
    expect(await approve(lead, [{ amountFen: "1", plannedOn: DAY }])).toBe("funds.own_matter");
    expect(await approve(second, [])).toBe("funds.tranches_missing");
    expect(await approve(second, [{ amountFen: "1.005", plannedOn: DAY }])).toBe("funds.amount_not_fen");
    expect(await approve(second, [{ amountFen: "2001", plannedOn: DAY }])).toBe("funds.tranches_too_large");
    expect(await approve(second, [{ amountFen: "1", plannedOn: DAY, gate: "pilot_scale" }])).toBe(
      "funds.gate_without_project",
    );
    const path = `/api/fund-applications/${String(walk.body["id"])}/decision`;
    const tranches = [{ amountFen: "1001", plannedOn: DAY }];
    const refused = await ask("POST", path, { outcome: "approve", on: DAY, reason: "通过", tranches }, second, {
      "if-match": `"${String(walk.body["version"])}"`,
    });
    expect(refused).toMatchObject({ status: 409, code: "funds.overcommitted" });
    expect(refused.body["detail"]).toContain("未承诺的资金为 10.00 元，不够本次的 10.01 元");
    expect(await approve(second, [{ amountFen: "1000", plannedOn: DAY }])).toBe("done");
    expect(await moneyOf(fundId)).toMatchObject({ committedFen: "1000", uncommittedFen: "0" });
  });

  test("is judged by nobody who wrote at it or works on its project, and by as many as the fund asks for", async () => {
    const fundId = await enterFund("1000000", { committeeLeast: 2 });
    const projectId = await makeProject(world, pair);
    await withActor(world.db, actorIn([pair]), async (tx) => {
      await sql`UPDATE projects SET owner_id = ${second.userId} WHERE id = ${projectId}`.execute(tx.kysely);
    });
    const walk = await new Walk().draft(fundId, { projectId });
    expect(await walk.try("PATCH", "", { purpose: "负责人改写" }, lead)).toBe("done");
    await walk.do("/transitions", { action: "submit" }, asker);
    for (const { userId } of [lead, second]) {
      expect(await walk.try("POST", "/diligence", { investigatorId: userId }, lead)).toBe("funds.person_unfit");
    }
    await walk.do("/diligence", { investigatorId: officer.userId });
    await walk.do("/report", { findings: "好", conclusion: "support" }, officer);
    const call = async (...members: Person[]) =>
      walk.try("POST", "/committee", { memberIds: members.map(({ userId }) => userId), meetsOn: DAY }, lead);
    for (const member of [lead, second, officer]) expect(await call(third, member)).toBe("funds.person_unfit");
    expect(await call(third)).toBe("funds.committee_small");
    const fourth = await world.someone("pair_officer", pair);
    expect(await call(third, fourth)).toBe("done");
    await walk.do("/votes", { vote: "for", reason: "同意" }, third);
    await walk.do("/votes", { vote: "conflict", reason: "亲属任职" }, fourth);
    const decide = async (who: Person) => {
      const tranches = [{ amountFen: "1", plannedOn: DAY }];
      return walk.try("POST", "/decision", { outcome: "approve", on: DAY, reason: "通过", tranches }, who);
    };
    for (const who of [lead, second]) expect(await decide(who)).toBe("funds.own_matter");
    expect(await decide(third)).toBe("funds.committee_small");
  });

  test("for a grant that is to become equity says on what terms", async () => {
    const fundId = await enterFund();
    const draft = async (more: object) =>
      ask("POST", `/api/scopes/${pair}/fund-applications`, { ...APPLICATION_BODY, fundId, ...more }, asker);
    const terms = {
      trigger: "financing_round",
      triggerText: "完成 A 轮市场化融资",
      valuation: "按本轮投前估值",
      discountBp: 2000,
      teamShareBp: 9000,
      lockedUntil: "2028-12-31",
    };
    const kind = "grant_to_equity";
    expect(await draft({ kind })).toMatchObject({ status: 422, code: "funds.terms_missing" });
    expect(await draft({ terms })).toMatchObject({ code: "funds.terms_unwanted" });
    expect(await draft({ kind, terms: { ...terms, trigger: "date" } })).toMatchObject({
      code: "funds.trigger_day_missing",
    });
    const large = await draft({ kind, terms: { ...terms, teamShareBp: 9001 } });
    expect(large).toMatchObject({ status: 422, code: "funds.team_share_too_large" });
    expect(large.body["detail"]).toContain("90.01%");
    expect(await draft({ kind, terms })).toMatchObject({ status: 201, body: { terms } });
  });

  test("of an enterprise is its own and the fund's, without what the fund keeps to itself", async () => {
    const enterprise = await world.createScope("enterprise");
    const boss = await world.someone("enterprise_lead", enterprise);
    const projectId = await makeProject(world, pair);
    await withActor(world.db, actorIn([pair]), async (tx) => {
      await sql`UPDATE projects SET enterprise_id = ${enterprise} WHERE id = ${projectId}`.execute(tx.kysely);
    });
    const fundId = await enterFund();
    const open = await must("GET", `/api/scopes/${enterprise}/open-funds?projectId=${projectId}`, undefined, boss);
    expect((open["items"] as Body[]).map(({ id }) => id)).toContain(fundId);
    const body = { ...APPLICATION_BODY, fundId, projectId };
    const own = await must("POST", `/api/scopes/${enterprise}/fund-applications`, body, boss);
    const walk = new Walk();
    walk.body = own;
    await walk.do("/transitions", { action: "submit" }, boss);
    await walk.do("/diligence", { investigatorId: officer.userId });
    await walk.do("/report", { findings: "好", conclusion: "support" }, officer);
    const seen = await must("GET", `/api/fund-applications/${String(own["id"])}`, undefined, boss);
    expect(seen).toMatchObject({ state: "due_diligence", report: null, votes: [], papers: [], actions: ["withdraw"] });
    expect(
      await ask("POST", `/api/scopes/${enterprise}/fund-applications`, { ...body, projectId: null }, boss),
    ).toMatchObject({
      status: 409,
      code: "funds.not_open_to",
    });
    const listed = await must("GET", `/api/scopes/${enterprise}/fund-applications`, undefined, boss);
    expect(listed["items"]).toHaveLength(1);
  });
});

describe("a tranche", () => {
  test("is paid when its gate was passed, once, whatever is sent again", async () => {
    const LATER = "2026-06-02";
    const fundId = await enterFund();
    const projectId = await makeProject(world, pair);
    const walk = await new Walk().draft(fundId, { projectId });
    await walk.approve([{ amountFen: "300000" }, { amountFen: "700000", gate: "pilot_scale" }]);
    const [first = "", gated = ""] = trancheIds((await commitmentsOf(fundId))[0]);
    const pay = async (id: string, key: string = newId(), on = LATER) =>
      ask("POST", `/api/fund-tranches/${id}/payment`, { on, voucher: "银付-1" }, lead, { "idempotency-key": key });
    expect(await pay(first, newId(), "2026-05-31")).toMatchObject({ status: 422, code: "funds.paid_before_decided" });
    const early = await pay(gated);
    expect(early).toMatchObject({ status: 409, code: "funds.gate_not_passed" });
    expect(early.body["detail"]).toContain("第 2 期要等项目通过“中试”关口");
    await passGateForTest(world, pair, projectId, "pilot_scale", LATER);
    const before = await pay(gated, newId(), DAY);
    expect(before).toMatchObject({ status: 422, code: "funds.paid_before_gate" });
    expect(before.body["detail"]).toContain("2026-06-01 早于项目通过“中试”关口的日期 2026-06-02");
    // The same key, other keys, and other people, all at once.
    const key = newId();
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, async () => pay(gated, key)),
      ...Array.from({ length: 5 }, async () => pay(gated)),
      ask("POST", `/api/fund-tranches/${gated}/payment`, { on: LATER }, second),
    ]);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    for (const { status, code } of answers) {
      expect([undefined, "funds.tranche_paid", "http.key_in_use"]).toContain(status === 201 ? undefined : code);
    }
    expect(await moneyOf(fundId)).toMatchObject({ paidOutFen: "700000", bankFen: "300000" });
    expect(await pay(gated)).toMatchObject({ status: 409, code: "funds.tranche_paid" });
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ n: number }>`SELECT count(*)::integer AS n FROM fund_payments WHERE tranche_id = ${gated}`.execute(
        tx.kysely,
      ),
    );
    expect(rows[0]?.n).toBe(1);
    // Past the service, the table itself takes no second payment.
    const twice = withActor(world.db, actorIn([pair]), async (tx) => {
      await sql`INSERT INTO fund_payments (id, fund_id, scope_id, readers, tranche_id, entry_id, paid_on)
        SELECT ${newId()}, fund_id, scope_id, readers, tranche_id, (SELECT id FROM fund_entries WHERE fund_id = ${fundId}
          ORDER BY number LIMIT 1), paid_on FROM fund_payments WHERE tranche_id = ${gated}`.execute(tx.kysely);
    });
    await expect(twice).rejects.toMatchObject({ constraint: "fund_payments_once" });
    // A payment that is taken back leaves the tranche to be paid again.
    const { items } = (await must("GET", `/api/funds/${fundId}/entries?kind=tranche_paid`)) as { items: Body[] };
    await must("POST", `/api/fund-entries/${String(items[0]?.["id"])}/reversal`, { on: LATER, reason: "退汇" });
    expect(await pay(gated)).toMatchObject({ status: 201 });
    expect(await pay(first)).toMatchObject({ status: 201, body: { paidFen: "1000000" } });
    expect(await moneyOf(fundId)).toMatchObject({ paidOutFen: "1000000", bankFen: "0", uncommittedFen: "0" });
    await expectBalanced(fundId);
  });

  test("of a project that was stopped is not paid, and its commitment can be closed", async () => {
    const fundId = await enterFund();
    const projectId = await makeProject(world, pair);
    const walk = await new Walk().draft(fundId, { projectId });
    const commitmentId = await walk.approve([{ amountFen: "1000000" }]);
    await withActor(world.db, actorIn([pair]), async (tx) => {
      await sql`UPDATE projects SET state = 'stopped', ended_on = '2026-05-01' WHERE id = ${projectId}`.execute(
        tx.kysely,
      );
    });
    const [id = ""] = trancheIds((await commitmentsOf(fundId))[0]);
    expect(await ask("POST", `/api/fund-tranches/${id}/payment`, { on: DAY })).toMatchObject({
      code: "funds.project_ended",
    });
    const close = async () =>
      ask("POST", `/api/fund-commitments/${commitmentId}/closing`, { on: DAY, reason: "项目终止" });
    expect(await close()).toMatchObject({ status: 201, body: { releasedFen: "1000000" } });
    expect(await close()).toMatchObject({ status: 409, code: "funds.commitment_closed" });
    expect(await moneyOf(fundId)).toMatchObject({ committedFen: "0", uncommittedFen: "1000000" });
  });

  test("that comes back after its commitment was closed is free for others", async () => {
    const fundId = await enterFund("100");
    const commitmentId = await (await new Walk().draft(fundId)).approve([{ amountFen: "60" }, { amountFen: "40" }]);
    const [first] = trancheIds((await commitmentsOf(fundId))[0]);
    await must("POST", `/api/fund-tranches/${first}/payment`, { on: DAY });
    await must("POST", `/api/fund-commitments/${commitmentId}/closing`, { on: DAY, reason: "项目缩减" });
    expect(await moneyOf(fundId)).toMatchObject({ committedFen: "60", uncommittedFen: "40" });
    const { items } = (await must("GET", `/api/funds/${fundId}/entries?kind=tranche_paid`)) as { items: Body[] };
    await must("POST", `/api/fund-entries/${String(items[0]?.["id"])}/reversal`, { on: DAY, reason: "退汇" });
    expect(await moneyOf(fundId)).toMatchObject({ committedFen: "0", uncommittedFen: "100", bankFen: "100" });
    expect((await commitmentsOf(fundId))[0]).toMatchObject({ releasedFen: "100", paidFen: "0" });
  });
});

describe("money that was paid", () => {
  const terms = {
    trigger: "financing_round",
    triggerText: "A 轮",
    valuation: "投前估值",
    teamShareBp: 7000,
    lockedUntil: "2028-12-31",
  };
  test("becomes equity by the event of its terms, brings gain, and what is lost takes two people", async () => {
    const fundId = await enterFund();
    const walk = await new Walk().draft(fundId, { kind: "grant_to_equity", terms });
    const commitmentId = await walk.approve([{ amountFen: "1000000" }]);
    const about = `/api/fund-commitments/${commitmentId}`;
    const conversion = {
      on: DAY,
      event: "A 轮 3,000 万元",
      valuationFen: "3000000000",
      fundShareBp: 1000,
      teamShareBp: 7000,
    };
    expect(await ask("POST", `${about}/conversion`, conversion)).toMatchObject({ code: "funds.nothing_to_convert" });
    expect(await ask("POST", `${about}/returns`, { kind: "dividend", amountFen: "5000", on: DAY })).toMatchObject({
      status: 409,
      code: "funds.dividend_of_nothing",
    });
    await must("POST", `/api/fund-tranches/${trancheIds((await commitmentsOf(fundId))[0])[0]}/payment`, { on: DAY });
    expect(await ask("POST", `${about}/conversion`, { ...conversion, teamShareBp: 9001 })).toMatchObject({
      code: "funds.team_share_too_large",
    });
    expect(
      await ask("POST", `${about}/conversion`, { ...conversion, teamShareBp: 9000, fundShareBp: 1001 }),
    ).toMatchObject({
      code: "funds.shares_too_large",
    });
    const more = await ask("POST", `${about}/conversion`, { ...conversion, teamShareBp: 7001 });
    expect(more).toMatchObject({ status: 422, code: "funds.team_share_above_terms" });
    expect(more.body["detail"]).toContain("团队占股不超过 70%，“团队占股”填了 70.01%");
    const converted = await must("POST", `${about}/conversion`, conversion);
    expect(converted).toMatchObject({ heldFen: "1000000", conversion: { amountFen: "1000000", fundShareBp: 1000 } });
    expect(await ask("POST", `${about}/conversion`, conversion)).toMatchObject({ code: "funds.nothing_to_convert" });
    await must("POST", `${about}/returns`, { kind: "dividend", amountFen: "5000", on: DAY });
    expect(await ask("POST", `${about}/returns`, { kind: "exit", amountFen: "900000", on: DAY })).toMatchObject({
      code: "funds.cost_missing",
    });
    const exit = { kind: "exit", amountFen: "900000", costFen: "600000", on: DAY };
    expect(await must("POST", `${about}/returns`, exit)).toMatchObject({ heldFen: "400000", returnedFen: "905000" });
    expect(await ask("POST", `${about}/returns`, exit)).toMatchObject({ code: "funds.entry_known" });
    expect(await ask("POST", `${about}/returns`, { ...exit, voucher: "银收-另一笔" })).toMatchObject({
      code: "funds.balance_short",
    });
    const propose = async (amountFen: string) => ask("POST", `${about}/write-offs`, { amountFen, reason: "企业清算" });
    expect(await propose("400001")).toMatchObject({ code: "funds.write_off_too_large" });
    const proposed = await propose("400000");
    const writeOffId = firstId(proposed.body["writeOffs"]);
    const approve = async (who: Person) => ask("POST", `/api/fund-write-offs/${writeOffId}/approval`, { on: DAY }, who);
    expect(await approve(lead)).toMatchObject({ status: 409, code: "funds.write_off_own" });
    expect(await approve(second)).toMatchObject({ status: 201, body: { heldFen: "0" } });
    expect(await approve(second)).toMatchObject({ status: 409, code: "funds.write_off_done" });
    expect(await moneyOf(fundId)).toMatchObject({ returnedFen: "905000", bankFen: "905000", uncommittedFen: "905000" });
    await expectBalanced(fundId);
    // Taken back, it is shown as that, and what is held can be written off anew.
    const { items } = (await must("GET", `/api/funds/${fundId}/entries?kind=write_off`)) as { items: Body[] };
    await must("POST", `/api/fund-entries/${String(items[0]?.["id"])}/reversal`, { on: DAY, reason: "清算有余款" });
    expect((await commitmentsOf(fundId))[0]).toMatchObject({
      heldFen: "400000",
      writeOffs: [{ id: writeOffId, isReversed: true, mayApprove: false }],
    });
    expect((await propose("400000")).body["writeOffs"]).toMatchObject([
      { isReversed: true },
      { isReversed: false, approvedBy: null },
    ]);
  });

  test("is locked for days to come, and as long as the grant is one", async () => {
    const fundId = await enterFund();
    const draft = async (more: object) => {
      const body = { ...APPLICATION_BODY, amountFen: "1000000", fundId, kind: "grant_to_equity" };
      return ask("POST", `/api/scopes/${pair}/fund-applications`, { ...body, terms: { ...terms, ...more } }, asker);
    };
    const early = await draft({ trigger: "date", triggerOn: "2030-01-01", lockedUntil: "2029-12-31" });
    expect(early).toMatchObject({ status: 422, code: "funds.lock_before_trigger" });
    const walk = new Walk();
    walk.body = (await draft({ lockedUntil: "2020-01-01" })).body;
    expect(await walk.try("POST", "/transitions", { action: "submit" }, asker)).toBe("funds.lock_over");
    await walk.try("PATCH", "", { terms: { ...terms, lockedUntil: "2031-12-31" } }, asker);
    expect(await walk.try("POST", "/transitions", { action: "submit" }, asker)).toBe("done");
  });

  test("becomes equity once, all of it, and its commitment is closed on no day before the last payment", async () => {
    const fundId = await enterFund();
    const walk = await new Walk().draft(fundId, { kind: "grant_to_equity", terms });
    const about = `/api/fund-commitments/${await walk.approve([{ amountFen: "400000" }, { amountFen: "600000" }])}`;
    const [first = "", rest = ""] = trancheIds((await commitmentsOf(fundId))[0]);
    const pay = async (id: string) => ask("POST", `/api/fund-tranches/${id}/payment`, { on: "2026-06-02" });
    const conversion = {
      on: "2026-06-03",
      event: "A 轮",
      valuationFen: "3000000000",
      fundShareBp: 200,
      teamShareBp: 7000,
    };
    const convert = async () => ask("POST", `${about}/conversion`, conversion);
    await pay(first);
    const open = await convert();
    expect(open).toMatchObject({ status: 409, code: "funds.converted_unpaid" });
    expect(open.body["detail"]).toContain("第 2 期还没有拨付");
    expect((await commitmentsOf(fundId))[0]).toMatchObject({ mayConvert: false });
    const close = async (on: string) => ask("POST", `${about}/closing`, { on, reason: "不再拨付" });
    expect(await close("2025-01-01")).toMatchObject({ status: 422, code: "funds.closed_too_early" });
    const between = await close("2026-06-01");
    expect(between.body["detail"]).toContain("2026-06-01 不能早于 2026-06-02");
    await pay(rest);
    expect(await convert()).toMatchObject({ status: 201, body: { conversion: { amountFen: "1000000" } } });
    const { items } = (await must("GET", `/api/funds/${fundId}/entries?kind=tranche_paid`)) as { items: Body[] };
    expect(items).toHaveLength(2);
  });

  test("that somebody proposed to write off is taken back by them, or declined by another with the reason", async () => {
    const fundId = await enterFund();
    const walk = await new Walk().draft(fundId, { kind: "equity" });
    const about = `/api/fund-commitments/${await walk.approve([{ amountFen: "1000000" }])}`;
    await must("POST", `/api/fund-tranches/${trancheIds((await commitmentsOf(fundId))[0])[0]}/payment`, { on: DAY });
    const propose = async () => {
      const { writeOffs } = await must("POST", `${about}/write-offs`, { amountFen: "1000", reason: "企业清算" });
      return `/api/fund-write-offs/${String((writeOffs as Body[]).at(-1)?.["id"])}`;
    };
    const waits = async () => {
      const { today } = await must("GET", `/api/scopes/${pair}/workbench`, undefined, second);
      return (today as Body[]).filter(({ kind, path }) => kind === "fund_write_off" && String(path).includes(fundId));
    };
    const one = await propose();
    expect(await waits()).toHaveLength(1);
    expect(await ask("POST", `${one}/withdrawal`, { reason: "收回" }, second)).toMatchObject({
      status: 409,
      code: "funds.write_off_others",
    });
    expect(await ask("POST", `${one}/refusal`, { reason: "驳回" })).toMatchObject({
      code: "funds.write_off_declined_own",
    });
    expect((await ask("POST", `${one}/refusal`, { reason: "" }, second)).status).toBe(422);
    const declined = await ask("POST", `${one}/refusal`, { reason: "仍可追回" }, second);
    expect(declined.body["writeOffs"]).toMatchObject([
      { dropped: { as: "declined", by: { id: second.userId }, reason: "仍可追回" }, mayApprove: false },
    ]);
    expect(await waits()).toEqual([]);
    expect(await ask("POST", `${one}/approval`, { on: DAY }, second)).toMatchObject({
      code: "funds.write_off_dropped",
    });
    const other = await propose();
    const back = await ask("POST", `${other}/withdrawal`, { reason: "款项已收回" });
    expect(back.body["writeOffs"]).toMatchObject([{}, { dropped: { as: "withdrawn" }, mayWithdraw: false }]);
    expect(await must("GET", `/api/funds/${fundId}`)).toMatchObject({ money: { bankFen: "0" } });
  });

  test("becomes equity on the day of its terms and not before", async () => {
    const fundId = await enterFund();
    const dated = { ...terms, trigger: "date", triggerOn: "2026-07-01" };
    const walk = await new Walk().draft(fundId, { kind: "grant_to_equity", terms: dated });
    const about = `/api/fund-commitments/${await walk.approve([{ amountFen: "1000000" }])}`;
    await must("POST", `/api/fund-tranches/${trancheIds((await commitmentsOf(fundId))[0])[0]}/payment`, { on: DAY });
    const shares = { valuationFen: "3000000000", fundShareBp: 1000, teamShareBp: 7000 };
    const convertOn = async (on: string) => ask("POST", `${about}/conversion`, { on, event: "到期", ...shares });
    expect(await convertOn("2026-06-30")).toMatchObject({ status: 422, code: "funds.trigger_not_due" });
    expect(await convertOn("2026-07-01")).toMatchObject({ status: 201 });
  });

  test("balances after any sequence of paying, returning, reversing and sending again", async () => {
    const step = fc.oneof(
      fc.record({ what: fc.constant("pay" as const), which: fc.nat(3), twice: fc.boolean() }),
      fc.record({
        what: fc.constant("repay" as const),
        which: fc.integer({ min: 1, max: 400_000 }),
        twice: fc.constant(false),
      }),
      fc.record({ what: fc.constant("reverse" as const), which: fc.nat(20), twice: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const fundId = await enterFund();
        const commitmentId = await (await new Walk().draft(fundId)).approve(
          ["250000", "250000", "250000", "250000"].map((amountFen) => ({ amountFen })),
        );
        const ids = trancheIds((await commitmentsOf(fundId))[0]);
        const expected = { paid: new Set<string>(), repaid: 0n };
        const wrong: string[] = [];
        const note = (isTrue: boolean, words: string) => void (isTrue || wrong.push(words));
        for (const { what, which, twice } of steps) {
          const key = newId();
          const send = async (path: string, body: object) => {
            const first = await ask("POST", path, body, lead, { "idempotency-key": key });
            const again = twice ? await ask("POST", path, body, lead, { "idempotency-key": key }) : first;
            note(
              first.status !== 201 || again.status === 201,
              `${path} was answered ${first.status}, then ${again.status}`,
            );
            return first.status === 201;
          };
          if (what === "pay") {
            const id = ids[which] ?? "";
            const isPaid = await send(`/api/fund-tranches/${id}/payment`, { on: DAY });
            note(isPaid !== expected.paid.has(id), `a tranche: ${String(isPaid)}`);
            expected.paid.add(id);
          } else if (what === "repay") {
            const held = BigInt(expected.paid.size) * 250_000n - expected.repaid;
            const body = { kind: "repayment", amountFen: String(which), on: DAY };
            const isTaken = await send(`/api/fund-commitments/${commitmentId}/returns`, body);
            note(isTaken === BigInt(which) <= held, `${which} repaid of ${held}: ${String(isTaken)}`);
            if (isTaken) expected.repaid += BigInt(which);
          } else {
            const entries = await must("GET", `/api/funds/${fundId}/entries?sort=number&limit=100`);
            const items = entries["items"] as Body[];
            const { id, kind, lines, reversedBy } = items[which % items.length] as Body;
            const isReversed = await send(`/api/fund-entries/${String(id)}/reversal`, { on: DAY, reason: "记错" });
            note(!isReversed || (kind !== "reversal" && reversedBy === null), `${String(kind)} was reversed`);
            // A fund whose contribution was taken back goes on in another run.
            if (isReversed && String(kind).startsWith("contribution")) break;
            if (isReversed && kind === "repayment") {
              expected.repaid -= BigInt((lines as { debitFen: string }[])[0]?.debitFen ?? 0);
            }
            const tranches = (await commitmentsOf(fundId))[0]?.["tranches"] as Body[];
            for (const tranche of tranches) if (tranche["paidOn"] === null) expected.paid.delete(String(tranche["id"]));
          }
          await expectBalanced(fundId);
          const money = await moneyOf(fundId);
          note(money["paidOutFen"] === String(expected.paid.size * 250_000), `paid out ${money["paidOutFen"]}`);
          note(money["returnedFen"] === String(expected.repaid), `returned ${money["returnedFen"]}`);
        }
        await expectBalanced(fundId);
        expect(wrong).toEqual([]);
      }),
      { numRuns: 8, seed: 72 },
    );
  });
});
