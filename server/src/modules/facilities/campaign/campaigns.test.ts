import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBookable } from "../../../../test/bookings.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withSystem } from "../../../platform/db/index.ts";
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
    { action: "schedule", startsOn: "2027-01-04", endsBefore: "2027-01-25" },
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
  const days = { action: "schedule", startsOn: "2027-01-04", endsBefore: "2027-01-04" };
  expect((await step(cleared.body, days, manager.token)).body["code"]).toBe("facilities.campaign_days");
  const scheduled = await step(cleared.body, { ...days, endsBefore: "2027-01-25" }, manager.token);
  const figures = [{ name: "收率", value: "82.5", unit: "%" }];
  const running = await step(
    scheduled.body,
    { action: "report", ranOn: "2027-01-06", outcome: "good", figures, note: "第一批" },
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
