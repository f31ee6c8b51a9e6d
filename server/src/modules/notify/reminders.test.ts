import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { giveScores, makeBid, makeChallenge, makeEvaluation, makeNotice } from "../../../test/evaluations.ts";
import { makeConsortium } from "../../../test/consortia.ts";
import { makeNeed } from "../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { DEADLINES } from "../../app.ts";
import { withSystem } from "../../platform/db/index.ts";
import { withOwner } from "../../platform/db/transaction.ts";
import { remindersDue } from "./reminder-rules.ts";
import { remindOfDeadlines } from "./reminders.ts";

describe("of the days before a deadline", () => {
  test.each([
    [31, null],
    [30, { tell: 30, pass: [] }],
    [8, { tell: 30, pass: [] }],
    [7, { tell: 7, pass: [30] }],
    [1, { tell: 1, pass: [7, 30] }],
    [0, { tell: 1, pass: [7, 30] }],
    [-1, null],
  ])("with %i left, the nearest is told and those before it count as told", (left, expected) => {
    expect(remindersDue(left, [30, 7, 1])).toEqual(expected);
  });
  test("none reminds of nothing", () => {
    expect(remindersDue(0, [])).toBeNull();
    expect(remindersDue(-1, [], true)).toBeNull();
  });
  test("what is late is told once more where it is to be", () => {
    expect(remindersDue(-3, [7, 1], true)).toEqual({ tell: -1, pass: [7, 1] });
  });
});

describe("a deadline", () => {
  let world: TestApp;
  let pair: string;
  let lead: { readonly userId: string; readonly token: string };
  beforeAll(async () => {
    world = await openTestApp();
  });
  beforeEach(async () => {
    await world.db.reset();
    pair = await world.createScope("pair");
    lead = await world.someone("pair_lead", pair);
  });
  afterAll(async () => world.db.close());

  const inDays = async (days: number): Promise<string> => {
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ day: string }>`SELECT ((now() AT TIME ZONE 'Asia/Shanghai')::date + ${days}::integer)::text AS day`.execute(
        tx.kysely,
      ),
    );
    return rows[0]?.day ?? "";
  };
  const remind = async () => remindOfDeadlines(world.db, DEADLINES);
  const inbox = async ({ token }: { readonly token: string }) =>
    ((await world.call("GET", "/api/me/inbox", { token })).body["items"] as { title: { zh: string } }[]).map(
      ({ title }) => title.zh,
    );

  test("of a consortium that is late is told to those who look after it, once", async () => {
    const { consortiumId, taskId } = await makeConsortium(world, pair);
    const yesterday = await inDays(-1);
    await withSystem(world.db, async (tx) =>
      sql`UPDATE consortium_tasks SET due_on = ${yesterday}::date WHERE id = ${taskId}`.execute(tx.kysely),
    );
    await Promise.all([remind(), remind()]);
    await remind();
    expect((await inbox(lead)).filter((title) => title.includes("联合体任务"))).toEqual([
      expect.stringMatching(new RegExp(`^已逾期 1 天（${yesterday}）：联合体任务：中试样品（`)),
    ]);
    const { body } = await world.call("GET", "/api/me/inbox", { token: lead.token });
    expect(JSON.stringify(body)).toContain(`/p/${pair}/consortia/${consortiumId}`);
  });

  test("is told to its office, its enterprise and whoever wrote it down, once, by several processes at once", async () => {
    const enterprise = await world.createScope("enterprise");
    const owner = await world.someone("enterprise_lead", enterprise);
    const reader = await world.someone("reader", pair);
    const deadline = await inDays(7);
    await makeNeed(world, pair, { title: "轴承钢", deadline, enterpriseId: enterprise, state: "in_talks" });
    const told = await Promise.all([remind(), remind(), remind()]);
    expect(told.toSorted()).toEqual([0, 0, 1]);
    for (const person of [lead, owner]) {
      expect(await inbox(person)).toEqual([
        expect.stringMatching(new RegExp(`^还有 7 天到期（${deadline}）：NEED-.* 轴承钢$`)),
      ]);
    }
    expect(await inbox(reader)).toEqual([]);
    expect(await remind()).toBe(0);
  });
  test("that is moved reminds anew; one that is done, far away or over does not", async () => {
    const needId = await makeNeed(world, pair, { deadline: await inDays(1), state: "accepted" });
    await makeNeed(world, pair, { deadline: await inDays(1), state: "delivered" });
    await makeNeed(world, pair, { deadline: await inDays(31), state: "accepted" });
    await makeNeed(world, pair, { deadline: await inDays(-1), state: "accepted" });
    expect(await remind()).toBe(1);
    const later = await inDays(6);
    await withSystem(world.db, async (tx) =>
      sql`UPDATE needs SET deadline = ${later} WHERE id = ${needId}`.execute(tx.kysely),
    );
    expect(await remind()).toBe(1);
    expect(await inbox(lead)).toHaveLength(2);
  });
  test("is told on the days that the office has set, and not to those who muted it", async () => {
    const muted = await world.someone("pair_officer", pair);
    await world.call("PUT", "/api/me/preferences/mute:deadlines", { token: muted.token, body: { value: true } });
    await makeNeed(world, pair, { deadline: await inDays(20), state: "accepted" });
    const path = `/api/scopes/${pair}/reminder-days`;
    expect((await world.call("GET", path, { token: lead.token })).body).toEqual({
      days: [30, 7, 1],
      isDefault: true,
      version: 0,
    });
    const set = { token: lead.token, body: { days: [3, 14] }, headers: { "if-match": '"0"' } };
    expect((await world.call("PUT", path, set)).body).toEqual({ days: [14, 3], isDefault: false, version: 1 });
    expect((await world.call("PUT", path, set)).status).toBe(412);
    expect(await remind()).toBe(0);
    await world.call("PUT", path, { ...set, body: { days: [21] }, headers: { "if-match": '"1"' } });
    expect(await remind()).toBe(1);
    expect(await inbox(lead)).toHaveLength(1);
    expect(await inbox(muted)).toEqual([]);
  });
  describe("and a challenge's", () => {
    const set = async (table: string, challengeId: string, changes: string) =>
      withOwner(world.db, async (client) =>
        client.query(`UPDATE ${table} SET ${changes} WHERE ${table === "challenges" ? "id" : "challenge_id"} = $1`, [
          challengeId,
        ]),
      );
    const noonIn = (days: number) =>
      `(((now() AT TIME ZONE 'Asia/Shanghai')::date + ${days} + time '12:00') AT TIME ZONE 'Asia/Shanghai')`;

    test("window is told to the office, the poster and whoever has a bid that is not in, once for each of the days", async () => {
      const enterprise = await world.createScope("enterprise");
      const poster = await world.someone("enterprise_lead", enterprise);
      const university = await world.createScope("university");
      const bidder = await world.someone("researcher", university);
      const done = await world.someone("researcher", university);
      const challengeId = await makeChallenge(world, pair, {
        mode: "negotiated",
        state: "published",
        posterId: enterprise,
      });
      await set("challenges", challengeId, `closes_at = ${noonIn(7)}`);
      const draft = await makeBid(world, challengeId, { bidderId: university, readers: [bidder.userId] });
      await makeBid(world, challengeId, { bidderId: university, readers: [done.userId] });
      await withOwner(world.db, async (client) =>
        client.query("UPDATE bids SET state = 'draft', is_open = false WHERE id = $1", [draft]),
      );
      expect(await remind()).toBe(2);
      expect(await inbox(lead)).toEqual([expect.stringMatching(/^还有 7 天到期.*：揭榜截止$/)]);
      expect(await inbox(poster)).toEqual(await inbox(lead));
      expect(await inbox(bidder)).toEqual([expect.stringMatching(/揭榜书还没有提交$/)]);
      expect(await inbox(done)).toEqual([]);
      expect(await remind()).toBe(0);
      await set("challenges", challengeId, `closes_at = ${noonIn(1)}`);
      expect(await remind()).toBe(2);
    });

    test("scores are asked for from the office and from experts who have not given theirs", async () => {
      const expert = await world.someone("expert", pair);
      const { challengeId, bidId } = await makeEvaluation(world, pair, { expert: expert.userId });
      await set("evaluations", challengeId, `due_on = '${await inDays(7)}'`);
      expect(await remind()).toBe(2);
      expect(await inbox(expert)).toEqual([expect.stringMatching(/请您评分$/)]);
      expect(await inbox(lead)).toEqual([expect.stringMatching(/评分期限$/)]);
      await giveScores(world, challengeId, { bidId, userId: expert.userId });
      await set("evaluations", challengeId, `due_on = '${await inDays(1)}'`);
      expect(await remind()).toBe(1);
      expect(await inbox(expert)).toHaveLength(1);
    });

    test("notice, gates and milestones are told when their day is near, and none that is over or done", async () => {
      const notice = await makeNotice(world, pair);
      await set("evaluations", notice.challengeId, `notice_ends_at = ${noonIn(1)} + interval '12 hours'`);
      const step = (key: string, due: string) => ({ key, name: key === "m1" ? "样机" : "初测", due, keeps: 1 });
      const near = await inDays(7);
      const steps = async (state: "awarded" | "racing", terms: object) => {
        const id = await makeChallenge(world, pair, { state });
        await set("challenges", id, `terms = terms || '${JSON.stringify(terms)}'::jsonb`);
        return id;
      };
      const awarded = await steps("awarded", { milestones: [step("m1", near), step("m2", await inDays(40))] });
      const runner = await world.someone("researcher", await world.createScope("university"));
      const bidId = await makeBid(world, awarded, { readers: [runner.userId] });
      await withOwner(world.db, async (client) =>
        client.query("UPDATE bids SET state = 'chosen' WHERE id = $1", [bidId]),
      );
      await steps("racing", { gates: [step("g1", near)] });
      expect(await remind()).toBe(3);
      expect((await inbox(lead)).map((line) => line.replace(/^.*：/, "")).toSorted()).toEqual(
        ["公示最后一天", "赛马考核“初测”", "里程碑“样机”（榜单所写）"].toSorted(),
      );
      expect(await inbox(runner)).toEqual([expect.stringMatching(/里程碑“样机”/)]);
    });
  });
  test("of a need for named people is told to those who read it, without its title", async () => {
    const officer = await world.someone("pair_officer", pair);
    await makeNeed(world, pair, {
      title: "保密需求",
      deadline: await inDays(1),
      visibility: "restricted",
      state: "accepted",
    });
    await remind();
    expect(await inbox(officer)).toEqual([]);
    const [title] = await inbox(lead);
    expect(title).toMatch(/^还有 1 天到期（.*）：NEED-2026-\d+$/);
  });
  test("stands in the workbench when it is near, and as late when it is over", async () => {
    await makeNeed(world, pair, { title: "快了", deadline: await inDays(5), state: "accepted" });
    await makeNeed(world, pair, { title: "过了", deadline: await inDays(-2), state: "in_talks" });
    await makeNeed(world, pair, { title: "还早", deadline: await inDays(25), state: "accepted" });
    const { body } = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: lead.token });
    const today = body["today"] as { kind: string; title: { zh: string }; isLate: boolean }[];
    const seen = today
      .filter(({ kind }) => kind === "need_deadline")
      .map(({ title, isLate }) => [title.zh.split(" ").at(-1), isLate]);
    expect(new Map(seen as [string, boolean][])).toEqual(
      new Map([
        ["快了", false],
        ["过了", true],
      ]),
    );
  });
});
