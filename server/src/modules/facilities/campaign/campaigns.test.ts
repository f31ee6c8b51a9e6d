import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSignedAgreement } from "../../../../test/agreements.ts";
import { makeBookable, noonIn } from "../../../../test/bookings.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withActor, withSystem } from "../../../platform/db/index.ts";
import { withOwner } from "../../../platform/db/transaction.ts";
import { deliverDue } from "../../../platform/outbox/index.ts";
import { priceLines } from "./rules.ts";

let world: TestApp;
let pair: string;
let house: string;
let enterprise: string;
let manager: { userId: string; token: string };
let applicant: { userId: string; token: string };
let line: string;
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair");
  house = await world.createScope("facility");
  enterprise = await world.createScope("enterprise", { name: "某合成生物公司" });
  manager = await world.someone("facility_manager", house);
  applicant = await world.someone("enterprise_lead", enterprise);
  line = (await makeBookable(world, pair, { isOpen: true, managerScopeId: house })).bookableId;
});
afterAll(async () => world.db.close());

const DRAFT = {
  title: "母乳寡糖中试",
  description: "5 吨罐三批",
  hazards: "乙醇",
  chargeReference: "中试协议 2026-03",
};
const apply = async () =>
  (
    await world.call("POST", `/api/scopes/${enterprise}/campaigns`, {
      token: applicant.token,
      body: { ...DRAFT, bookableId: line },
    })
  ).body;
const step = async (campaign: Record<string, unknown>, body: object, token: string) =>
  world.call("POST", `/api/campaigns/${String(campaign["id"])}/steps`, {
    token,
    body,
    headers: { "if-match": `"${String(campaign["version"])}"` },
  });
const LINES = [
  { text: "5 吨罐", quantityThousandths: 3000, unit: "批", fenEach: "12000000" },
  { text: "纯化", quantityThousandths: 2500, unit: "天", fenEach: "333333" },
];

test("sums are exact to the fen, whatever the quantities and prices", () => {
  const anyLine = fc.record({
    text: fc.constant("x"),
    unit: fc.constant("批"),
    quantityThousandths: fc.integer({ min: 1, max: 1_000_000_000 }),
    fenEach: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map(String),
  });
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), (lines) => {
      const { lines: priced, total } = priceLines(lines);
      expect(priced.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)).toBe(total);
      for (const { amountFen, quantityThousandths, fenEach } of priced) {
        const off = BigInt(amountFen) * 1000n - BigInt(quantityThousandths) * BigInt(fenEach);
        expect(off <= 500n && off >= -500n).toBe(true);
      }
    }),
  );
  expect(priceLines(LINES).total).toBe(36_833_333n);
});

test("from the request through quote, review, batches and an amendment to settlement", async () => {
  const asked = await apply();
  expect(asked).toMatchObject({ state: "requested", applicantUnit: "某合成生物公司", actions: ["withdraw"] });
  expect((await step(asked, { action: "quote", lines: LINES }, applicant.token)).body["code"]).toBe(
    "facilities.campaign_not_yours",
  );
  const first = await step(asked, { action: "quote", lines: LINES.slice(0, 1) }, manager.token);
  const quoted = await step(first.body, { action: "quote", lines: LINES }, manager.token);
  expect(quoted.body).toMatchObject({
    state: "quoted",
    agreedFen: "0",
    quotes: [{ number: 1 }, { totalFen: "36833333" }],
  });
  const accepted = await step(quoted.body, { action: "accept" }, applicant.token);
  expect(accepted.body).toMatchObject({ state: "accepted", agreedFen: "36833333" });
  const early = await step(
    accepted.body,
    { action: "schedule", startsOn: "2026-01-04", endsBefore: "2026-01-25" },
    manager.token,
  );
  expect(early.body["code"]).toBe("facilities.campaign_wrong_state");
  const review = { action: "review", outcome: "passed_with_conditions", text: "乙醇回收须有人值守" };
  const cleared = await step(accepted.body, review, manager.token);
  expect(cleared.body).toMatchObject({
    state: "cleared",
    reviewedBy: manager.userId,
    reviewText: "乙醇回收须有人值守",
  });
  const days = { action: "schedule", startsOn: "2026-01-04", endsBefore: "2026-01-04" };
  expect((await step(cleared.body, days, manager.token)).body["code"]).toBe("facilities.campaign_days");
  const scheduled = await step(cleared.body, { ...days, endsBefore: "2026-01-25" }, manager.token);
  const figures = [{ name: "收率", value: "82.5", unit: "%" }];
  for (const ranOn of ["2026-01-03", "2031-01-01"]) {
    const unfit = { action: "report", ranOn, outcome: "good", figures };
    const refused = await step(scheduled.body, unfit, manager.token);
    expect(refused).toMatchObject({ status: 422, body: { code: "facilities.campaign_batch_day" } });
    for (const part of [ranOn, "2026-01-04"]) expect(refused.body["detail"]).toContain(part);
  }
  const running = await step(
    scheduled.body,
    { action: "report", ranOn: "2026-01-06", outcome: "good", figures, note: "第一批" },
    manager.token,
  );
  expect(running.body).toMatchObject({ state: "running", batches: [{ number: 1, figures }] });
  const less = [{ text: "第三批未做", quantityThousandths: 1000, unit: "批", fenEach: "-12000000" }];
  const amended = await step(running.body, { action: "amend", lines: less, reason: "第三批取消" }, manager.token);
  expect(amended.body).toMatchObject({ agreedFen: "36833333" });
  expect((await step(amended.body, { action: "settle" }, manager.token)).body["code"]).toBe(
    "facilities.campaign_amendment_open",
  );
  const agreed = await step(amended.body, { action: "accept_amendment" }, applicant.token);
  expect(agreed.body).toMatchObject({ agreedFen: "24833333" });
  const settled = await step(agreed.body, { action: "settle" }, manager.token);
  expect(settled.body).toMatchObject({ state: "settled", settledFen: "24833333", actions: [] });
  const { rows } = await withSystem(world.db, async (tx) =>
    sql`SELECT id FROM audit_events WHERE subject_id = ${String(asked["id"])}`.execute(tx.kysely),
  );
  expect(rows).toHaveLength(10);
});

const dayIn = (days: number) => noonIn(days).slice(0, 10);
const cleared = async (bookableId: string, chargeReference = DRAFT.chargeReference) => {
  const made = await world.call("POST", `/api/scopes/${enterprise}/campaigns`, {
    token: applicant.token,
    body: { ...DRAFT, bookableId, chargeReference },
  });
  const quoted = await step(made.body, { action: "quote", lines: LINES }, manager.token);
  const accepted = await step(quoted.body, { action: "accept" }, applicant.token);
  return (await step(accepted.body, { action: "review", outcome: "passed", text: "同意" }, manager.token)).body;
};
const schedule = async (campaign: Record<string, unknown>, from: number, until: number) =>
  step(campaign, { action: "schedule", startsOn: dayIn(from), endsBefore: dayIn(until) }, manager.token);
const book = async (bookableId: string, days: number, body: object = {}) =>
  world.call("POST", `/api/scopes/${enterprise}/bookings`, {
    token: applicant.token,
    body: {
      bookableId,
      startsAt: noonIn(days),
      endsAt: noonIn(days, 1),
      chargeKind: "other",
      chargeReference: "研发费用",
      ...body,
    },
  });

test("a campaign is not scheduled before the agreement that it is charged to begins, though the manager cannot read that", async () => {
  const { agreementId } = await makeSignedAgreement(world, pair);
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ number: string }>`UPDATE agreements SET enterprise_id = ${enterprise}, starts_on = ${dayIn(5)}::date,
      ends_on = ${dayIn(500)}::date WHERE id = ${agreementId} RETURNING number`.execute(tx.kysely),
  );
  const { bookableId } = await makeBookable(world, pair, { isOpen: true, managerScopeId: house });
  // Its days are not known yet when it is asked for.
  const ready = await cleared(bookableId, rows[0]?.number);
  expect(ready).toMatchObject({ state: "cleared" });
  const early = await schedule(ready, 4, 8);
  expect(early).toMatchObject({ status: 409, body: { code: "facilities.charge_not_begun" } });
  expect(early.body["detail"]).toContain(dayIn(5));
  expect((await schedule(ready, 5, 8)).body).toMatchObject({ state: "scheduled" });
});

test("a campaign's days take a place of its line: nothing is booked beyond its capacity, by the hour or by the day", async () => {
  const own = await makeBookable(world, pair, { isOpen: true, managerScopeId: house });
  const path = `/api/bookables/${own.bookableId}/calendar?from=${noonIn(1)}&until=${noonIn(12)}`;
  const calendar = async (token: string) => (await world.call("GET", path, { token })).body;
  const first = await schedule(await cleared(own.bookableId), 2, 5);
  expect(first.body).toMatchObject({ state: "scheduled" });
  expect((await book(own.bookableId, 3)).body).toMatchObject({ code: "facilities.slot_taken" });
  const free = await book(own.bookableId, 5);
  expect(free.status).toBe(201);
  const second = await cleared(own.bookableId);
  const clash = await schedule(second, 4, 8);
  expect(clash).toMatchObject({ status: 409, body: { code: "facilities.campaign_no_place" } });
  expect(clash.body["detail"]).toContain(String(first.body["number"]));
  expect((await schedule(second, 5, 8)).body["detail"]).toContain(String(free.body["number"]));
  expect((await schedule(second, 6, 8)).body).toMatchObject({ state: "scheduled" });

  const stranger = await world.someone("researcher", await world.createScope("university"));
  const period = { startsAt: `${dayIn(1)}T16:00:00.000000Z`, endsAt: `${dayIn(4)}T16:00:00.000000Z` };
  const seen = await calendar(stranger.token);
  expect(seen["taken"]).toContainEqual(period);
  expect(seen).toMatchObject({ campaigns: [], bookings: [] });
  const shown = await calendar(manager.token);
  expect(shown["campaigns"]).toMatchObject([
    { number: first.body["number"], applicantUnit: "某合成生物公司", ...period },
    { number: second["number"] },
  ]);

  const feed = await world.call("POST", `/api/scopes/${house}/calendar-feeds`, {
    token: manager.token,
    body: { bookableId: own.bookableId },
  });
  const { bytes } = await world.call("GET", String(feed.body["path"]));
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain(`DTSTART;VALUE=DATE:${dayIn(2).replaceAll("-", "")}`);
  expect(text).toContain(`DTEND;VALUE=DATE:${dayIn(5).replaceAll("-", "")}`);
  const use = await world.call("GET", `/api/scopes/${house}/utilisation?from=${dayIn(1)}&until=${dayIn(4)}`, {
    token: manager.token,
  });
  const figures = { campaigns: 1, bookedMinutes: 2 * 1440, usedMinutes: 0, bookings: 0 };
  expect(use.body["bookables"]).toContainEqual(expect.objectContaining({ bookableId: own.bookableId, ...figures }));
  expect(use.body["users"]).toContainEqual(
    expect.objectContaining({ unit: "某合成生物公司", userClass: "other", ...figures }),
  );

  // Its own days do not stand in its way; those that it leaves go to who waits for them.
  const waits = (await book(own.bookableId, 2, { joinsLine: true })).body;
  expect(waits).toMatchObject({ state: "waiting" });
  expect((await schedule(first.body, 3, 5)).body).toMatchObject({ startsOn: dayIn(3) });
  await deliverDue(world.db, world.app.outbox);
  const offered = await world.call("GET", `/api/bookings/${String(waits["id"])}`, { token: applicant.token });
  expect(offered.body).toMatchObject({ state: "offered" });
});

test("whatever way a campaign is scheduled, the table itself lets it take no more than there is room for", async () => {
  const { bookableId } = await makeBookable(world, pair, { isOpen: true, managerScopeId: house });
  const campaign = await cleared(bookableId);
  expect((await book(bookableId, 31)).status).toBe(201);
  const put = withActor(world.db, { userId: manager.userId, readScopes: [house], writeScopes: [house] }, async (tx) =>
    sql`UPDATE campaigns SET state = 'scheduled', starts_on = ${dayIn(30)}, ends_before = ${dayIn(33)}
        WHERE id = ${String(campaign["id"])}`.execute(tx.kysely),
  );
  await expect(put).rejects.toMatchObject({ code: "23P01", constraint: "campaigns_capacity" });
});

test("a scheduled campaign is called off by either side with the reason, and its days go to who waits for them", async () => {
  const { bookableId } = await makeBookable(world, pair, { isOpen: true, managerScopeId: house });
  const first = (await schedule(await cleared(bookableId), 2, 5)).body;
  expect(first["actions"]).toEqual(["schedule", "report", "amend", "refuse"]);
  const waits = (await book(bookableId, 3, { joinsLine: true })).body;
  const silent = await step(first, { action: "withdraw" }, applicant.token);
  expect(silent).toMatchObject({ status: 422, body: { code: "facilities.campaign_reason_needed" } });
  const withdrawn = await step(first, { action: "withdraw", reason: "原料未到" }, applicant.token);
  expect(withdrawn.body).toMatchObject({ state: "withdrawn", reason: "原料未到", startsOn: dayIn(2), actions: [] });
  await deliverDue(world.db, world.app.outbox);
  const offered = await world.call("GET", `/api/bookings/${String(waits["id"])}`, { token: applicant.token });
  expect(offered.body).toMatchObject({ state: "offered" });

  const second = (await schedule(await cleared(bookableId), 6, 9)).body;
  const refused = await step(second, { action: "refuse", reason: "罐体检修" }, manager.token);
  expect(refused.body).toMatchObject({ state: "refused", reason: "罐体检修" });
  expect((await schedule(await cleared(bookableId), 6, 9)).body).toMatchObject({ state: "scheduled" });

  const third = (await schedule(await cleared(bookableId), 0, 2)).body;
  const report = { action: "report", ranOn: dayIn(0), outcome: "good", figures: [] };
  const running = (await step(third, report, manager.token)).body;
  expect((await step(running, { action: "withdraw", reason: "晚了" }, applicant.token)).body["code"]).toBe(
    "facilities.campaign_wrong_state",
  );
});

test("an amendment is refused by the applicant or taken back by the line; it stays on record and stops nothing", async () => {
  const { bookableId } = await makeBookable(world, pair, { isOpen: true, managerScopeId: house });
  const more = { action: "amend", lines: LINES.slice(0, 1), reason: "加做一批" };
  const amended = (await step(await cleared(bookableId), more, manager.token)).body;
  const waiting = async () =>
    JSON.stringify(
      (await world.call("GET", `/api/scopes/${enterprise}/workbench`, { token: applicant.token })).body,
    ).includes(`${String(amended["number"])} ${DRAFT.title}：变更待答复`);
  expect(await waiting()).toBe(true);
  const refusal = { action: "refuse_amendment", reason: "预算已满" };
  expect((await step(amended, refusal, manager.token)).body["code"]).toBe("facilities.campaign_not_yours");
  expect((await step(amended, { ...refusal, reason: " " }, applicant.token)).status).toBe(422);
  const refused = (await step(amended, refusal, applicant.token)).body;
  expect(refused).toMatchObject({
    state: "cleared",
    agreedFen: "36833333",
    quotes: [{ closedAs: null }, { acceptedAt: null, closedAs: "refused", closedReason: "预算已满" }],
  });
  expect(await waiting()).toBe(false);
  const late = await step(refused, { action: "accept_amendment" }, applicant.token);
  expect(late.body["code"]).toBe("facilities.campaign_no_amendment");

  const again = (await step(refused, more, manager.token)).body;
  const backward = { action: "withdraw_amendment", reason: "写错了数量" };
  expect((await step(again, backward, applicant.token)).body["code"]).toBe("facilities.campaign_not_yours");
  const back = (await step(again, backward, manager.token)).body;
  expect(back["quotes"]).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3, closedAs: "taken_back" }]);

  // What still waits ends with the campaign.
  const open = (await step(back, more, manager.token)).body;
  const ended = await step(open, { action: "withdraw" }, applicant.token);
  expect(ended.body).toMatchObject({ state: "withdrawn", reason: null });
  expect(ended.body["quotes"]).toMatchObject([{}, {}, {}, { number: 4, closedAs: "refused", closedReason: "" }]);
});

test("nobody reviews their own application, and a failed review ends it", async () => {
  const both = await world.createUser([
    ["facility_manager", house],
    ["enterprise_lead", enterprise],
  ]);
  const token = await world.signInAs(both);
  const asked = await world.call("POST", `/api/scopes/${enterprise}/campaigns`, {
    token,
    body: { ...DRAFT, bookableId: line },
  });
  const quoted = await step(asked.body, { action: "quote", lines: LINES }, token);
  const accepted = await step(quoted.body, { action: "accept" }, token);
  const review = { action: "review", outcome: "failed", text: "废水处理能力不足" };
  expect((await step(accepted.body, review, token)).body["code"]).toBe("facilities.campaign_own_review");
  const { body } = await world.call("GET", `/api/scopes/${house}/workbench`, { token: manager.token });
  expect(JSON.stringify(body)).toContain("待安环审查");
  const failed = await step(accepted.body, review, manager.token);
  expect(failed.body).toMatchObject({ state: "refused", reviewText: "废水处理能力不足", actions: [] });
});

test("a quote below nothing is refused, and others see nothing of a campaign", async () => {
  const asked = await apply();
  const below = [{ text: "减免", quantityThousandths: 1000, unit: "项", fenEach: "-1" }];
  expect((await step(asked, { action: "quote", lines: below }, manager.token)).body["code"]).toBe(
    "facilities.campaign_total_negative",
  );
  const stranger = await world.someone("enterprise_lead", await world.createScope("enterprise"));
  const foreign = await world.call("GET", `/api/campaigns/${String(asked["id"])}`, { token: stranger.token });
  expect(foreign.status).toBe(404);
});

test("100 campaigns and 100 bookings at once on a line with capacity 3 give exactly 3", async () => {
  const { bookableId } = await makeBookable(world, pair, { isOpen: true, managerScopeId: house, capacity: 3 });
  const model = await cleared(bookableId);
  await withOwner(world.db, async (client) => {
    await client.query("SET LOCAL ROLE dualhigh_keeper");
    await client.query(
      `INSERT INTO campaigns (id, number, bookable_id, scope_id, manager_scope_id, applicant_scope_id, applied_by,
          applicant_name, applicant_unit, title, description, charge_reference, state, reviewed_by, review_outcome)
        SELECT gen_random_uuid(), 'CAMP-2026-7' || lpad(n::text, 6, '0'), bookable_id, scope_id, manager_scope_id,
          applicant_scope_id, applied_by, applicant_name, applicant_unit, title, description, charge_reference, state,
          reviewed_by, review_outcome
        FROM campaigns, generate_series(1, 100) n WHERE id = $1`,
      [model["id"]],
    );
  });
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<Record<string, unknown>>`SELECT id, version FROM campaigns
      WHERE bookable_id = ${bookableId} AND id <> ${String(model["id"])}`.execute(tx.kysely),
  );
  const answers = await Promise.all(rows.flatMap((campaign) => [schedule(campaign, 20, 23), book(bookableId, 21)]));
  const won = answers.filter(({ status }) => status === 200 || status === 201);
  expect(won).toHaveLength(3);
  const codes = new Set(answers.filter((answer) => !won.includes(answer)).map(({ body }) => body["code"]));
  expect(codes).toEqual(new Set(["facilities.campaign_no_place", "facilities.slot_taken"]));
});
