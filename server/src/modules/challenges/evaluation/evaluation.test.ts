import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeKept, makeStake } from "../../../../test/directory.ts";
import { endNotice, makeBid, makeChallenge } from "../../../../test/evaluations.ts";
import { makeNeed } from "../../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withSystem } from "../../../platform/db/index.ts";
import { withOwner } from "../../../platform/db/transaction.ts";
import { newId } from "../../../platform/ids.ts";
import { deliverDue } from "../../../platform/outbox/index.ts";

interface Somebody {
  readonly userId: string;
  readonly token: string;
}

let world: TestApp;
let zone: string;
let university: string;
let pair: string;
let lead: Somebody;
let officer: Somebody;
let zoneOfficer: Somebody;
let researcher: Somebody;
let experts: Somebody[];
beforeAll(async () => {
  world = await openTestApp();
  zone = await world.createScope("zone");
  university = await world.createScope("university");
  pair = await world.createScope("pair", { parentId: zone, alsoBeneath: [university] });
  lead = await world.someone("pair_lead", pair);
  officer = await world.someone("pair_officer", pair);
  zoneOfficer = await world.someone("zone_officer", zone);
  researcher = await world.someone("researcher", university);
});
afterAll(async () => world.db.close());

let challengeId: string;
let bids: string[];
beforeEach(async () => {
  // The pair is one for all tests: what one holds in an enterprise is none of the next one's.
  await withOwner(world.db, async (client) => client.query("DELETE FROM stakes"));
  experts = await Promise.all([1, 2, 3].map(async () => world.someone("expert", pair)));
  challengeId = await makeChallenge(world, pair, { zoneId: zone, universityId: university });
  bids = [];
  for (const name of ["李某", "周某", "吴某"]) {
    const member = { name, unit: "样例大学", title: "", role: "", hours: null, isLead: true };
    const readers = [researcher.userId];
    bids.push(await makeBid(world, challengeId, { bidderId: university, readers, content: { members: [member] } }));
  }
});

const base = () => `/api/challenges/${challengeId}/evaluation`;
interface View {
  version: number;
  challenge: { state: string; version: number };
  experts: {
    id: string;
    userId: string;
    state: string;
    conflicts: { id: string; kind: string; bidId: string; fact: { zh: string }; cleared: object | null }[];
    setAside: number;
    withdrawn: object | null;
  }[];
  bids: {
    id: string;
    lacks: number;
    submitted: number;
    stakes: { zh: string }[];
    total: object | null;
    reviews: { state: string; total: number }[];
  }[];
  actions: string[];
  objections: { id: string }[];
}
const view = async (who = lead) => (await world.call("GET", base(), { token: who.token })).body as unknown as View;
const post = async (who: Somebody, path: string, body?: object, version?: number) =>
  world.call("POST", `${base()}${path}`, {
    token: who.token,
    ...(body === undefined ? {} : { body }),
    headers: version === undefined ? {} : { "if-match": `"${version}"` },
  });
const begin = async (expertsPerBid = 2, dueOn: string | null = null) => {
  const { version } = (await view()).challenge;
  return post(lead, "", { expertsPerBid, dueOn }, version);
};
const invite = async (expert: Somebody, name: string, unit: string) =>
  post(officer, "/experts", { userId: expert.userId, name, unit });
const own = async (
  expert: Somebody,
  method = "GET",
  path = "",
  body?: object,
  version?: number,
  // As the client sends it.
  key = newId(),
) =>
  world.call(method, `/api/me/evaluations/${challengeId}${path}`, {
    token: expert.token,
    ...(body === undefined ? {} : { body }),
    headers: { "idempotency-key": key, ...(version === undefined ? {} : { "if-match": `"${version}"` }) },
  });
const declare = async (expert: Somebody, conflicts: object[] = []) =>
  own(expert, "POST", "/declaration", { takesPart: true, conflicts });
const scoresOf = (one: number, two: number) => ({
  scores: [
    { key: "c1", score: one, reason: "路线清楚" },
    { key: "c2", score: two, reason: "有中试经验" },
  ],
});
const score = async (expert: Somebody, bidId: string, one: number, two: number) => {
  await own(expert, "PUT", `/bids/${bidId}`, scoresOf(one, two), 0);
  return own(expert, "POST", `/bids/${bidId}/submission`, undefined, 1);
};
const choose = (chosen: string) => ({
  decision: "方案成熟，代价可承受",
  results: bids.map((bidId) => ({ bidId, isChosen: bidId === chosen, reason: bidId === chosen ? "成熟" : "缺中试" })),
});
/** Two experts without conflicts have judged all bids, and the scoring is closed. */
const judged = async () => {
  await begin(2);
  for (const [index, expert] of experts.slice(0, 2).entries()) {
    await invite(expert, `评委${index}`, "外地研究院");
    await declare(expert);
    for (const bidId of bids) await score(expert, bidId, 80 - index * 20, 60);
  }
  return post(officer, "/closing", {}, (await view()).version);
};
const inNotice = async () => {
  await judged();
  await post(lead, "/decision", choose(bids[0] ?? ""), (await view()).version);
  return post(lead, "/notice", { text: "现予公示" }, (await view()).version);
};
const inboxOf = async ({ token }: Somebody) => {
  await deliverDue(world.db, world.app.outbox);
  const { body } = await world.call("GET", "/api/me/inbox", { token });
  return (body["items"] as { title: { zh: string }; path: string }[]).map(({ title, path }) => `${title.zh} ${path}`);
};

describe("experts", () => {
  test("are in conflict by institution, by a shared work that the directory holds and by the enterprise, each with its fact", async () => {
    const work = { title: "真空精炼装置", inventors: "孙某甲、周某", patentNumber: "ZL202310000001.2" };
    await world.call("POST", `/api/scopes/${pair}/achievements`, { token: officer.token, body: work });
    await begin();
    await invite(experts[0] as Somebody, "孙某甲", "外地研究院");
    await invite(experts[1] as Somebody, "郑某", "样例大学");
    await invite(experts[2] as Somebody, "王某", "样例钢铁有限公司");
    const shown = await view();
    const found = shown.experts.map(({ conflicts }) => conflicts.map(({ kind, bidId }) => [kind, bids.indexOf(bidId)]));
    expect(found[0]).toEqual([["shared_work", 1]]);
    expect(found[1]).toEqual([
      ["institution", 0],
      ["institution", 1],
      ["institution", 2],
    ]);
    expect(found[2]).toEqual([
      ["enterprise", 0],
      ["enterprise", 1],
      ["enterprise", 2],
    ]);
    expect(shown.experts[0]?.conflicts[0]?.fact.zh).toBe(
      "专家与团队成员 周某 同为成果《真空精炼装置》（ZL202310000001.2）的完成人",
    );
  });

  test("are in conflict by what they or their institution hold in the enterprise or on the bidder's side, while they hold it", async () => {
    const enterpriseId = await makeKept(world, "organisations", pair, {
      name: "样例钢铁集团",
      otherNames: ["样例钢铁有限公司"],
    });
    const startUp = await makeKept(world, "organisations", pair, { name: "样例材料创业公司" });
    await makeStake(world, pair, { enterpriseId, holderName: "孙某乙", role: "founder" });
    const institution = { holderKind: "organisation", holderName: "出资研究院" } as const;
    await makeStake(world, pair, { enterpriseId, ...institution });
    await makeStake(world, pair, { enterpriseId, holderName: "王某", until: "2024-01-01" });
    await makeStake(world, pair, { enterpriseId: startUp, holderName: "王某" });
    await makeStake(world, pair, { enterpriseId: startUp, holderName: "吴某" });
    await begin();
    await invite(experts[0] as Somebody, "孙某乙", "外地研究院");
    await invite(experts[1] as Somebody, "郑某", "出资研究院");
    await invite(experts[2] as Somebody, "王某", "外地研究院");
    await makeStake(world, pair, { enterpriseId, holderName: "李某" });
    const shown = await view();
    const factsOf = (index: number) =>
      shown.experts[index]?.conflicts.map(({ kind, bidId, fact }) => [kind, bids.indexOf(bidId), fact.zh]);
    const inAll = (fact: string) => [0, 1, 2].map((bid) => ["investment", bid, fact]);
    expect(factsOf(0)).toEqual(inAll("专家是发榜企业样例钢铁集团的创办人"));
    expect(factsOf(1)).toEqual(inAll("专家所在单位出资研究院是发榜企业样例钢铁集团的出资人"));
    expect(factsOf(2)).toEqual([["investment", 2, "专家与团队成员 吴某 同在企业样例材料创业公司有出资"]]);
    expect(shown.bids.map(({ stakes }) => stakes.map(({ zh }) => zh))).toEqual([
      ["李某 是发榜企业样例钢铁集团的出资人"],
      [],
      [],
    ]);
  });

  test("see the bids that they judge after declaring, and neither see nor score one in conflict", async () => {
    await begin();
    const [expert] = experts as [Somebody];
    await invite(expert, "孙某", "外地研究院");
    const before = (await own(expert)).body["bids"] as { content: object | null; team: object[] }[];
    expect(before.map(({ content }) => content)).toEqual([null, null, null]);
    expect(before[0]?.team).toEqual([{ name: "李某", unit: "样例大学" }]);
    expect((await score(expert, bids[0] ?? "", 80, 60)).body["code"]).toBe("challenges.declaration_missing");
    await declare(expert, [{ bidId: bids[1], fact: "曾是同门" }]);
    const after = (await own(expert)).body["bids"] as { content: object | null; conflict: string | null }[];
    expect(after.map(({ content, conflict }) => [content !== null, conflict])).toEqual([
      [true, null],
      [false, "declared"],
      [true, null],
    ]);
    expect(JSON.stringify(after[1])).not.toContain("两段真空处理");
    const refused = await own(expert, "PUT", `/bids/${bids[1]}`, scoresOf(80, 60), 0);
    expect(refused).toMatchObject({ status: 403, body: { code: "challenges.expert_in_conflict" } });
    expect((await declare(expert)).body["code"]).toBe("challenges.declared_already");
  });

  test("hold nothing of the pair, and somebody else's evaluation is not there", async () => {
    await begin();
    const [expert, other] = experts as [Somebody, Somebody];
    await invite(expert, "孙某", "外地研究院");
    expect((await own(other)).status).toBe(404);
    for (const path of [
      `/api/challenges/${challengeId}/evaluation`,
      `/api/scopes/${pair}/needs`,
      `/api/scopes/${pair}/agreements`,
    ]) {
      expect([403, 404]).toContain((await world.call("GET", path, { token: expert.token })).status);
    }
    const both = await world.createUser([
      ["expert", pair],
      ["researcher", university],
    ]);
    const competitor = { userId: both, token: await world.signInAs(both) };
    expect((await invite(competitor, "", "样例大学")).body["code"]).toBe("challenges.expert_unfit");
    expect((await invite(expert, "孙某", "外地研究院")).body["code"]).toBe("challenges.expert_already");
  });

  test("give every criterion a score and a reason; what they gave is final and nobody else's before the closing", async () => {
    await begin(1);
    const [expert, other] = experts as [Somebody, Somebody];
    for (const one of [expert, other]) {
      await invite(one, one === expert ? "孙某" : "郑某", "外地研究院");
      await declare(one);
    }
    const [bidId = ""] = bids;
    await own(expert, "PUT", `/bids/${bidId}`, { scores: [{ key: "c1", score: 80, reason: "" }] }, 0);
    const incomplete = await own(expert, "POST", `/bids/${bidId}/submission`, undefined, 1);
    expect(incomplete.body["code"]).toBe("challenges.score_missing");
    expect((await own(expert, "PUT", `/bids/${bidId}`, scoresOf(80, 60), 0)).status).toBe(412);
    await own(expert, "PUT", `/bids/${bidId}`, scoresOf(80, 60), 1);
    await own(expert, "POST", `/bids/${bidId}/submission`, undefined, 2);
    expect((await own(expert, "PUT", `/bids/${bidId}`, scoresOf(90, 60), 3)).body["code"]).toBe(
      "challenges.review_given",
    );
    expect(JSON.stringify((await own(other)).body)).not.toContain("路线清楚");
    const office = await view();
    expect(JSON.stringify(office)).not.toContain("路线清楚");
    expect(office.bids[0]).toMatchObject({ submitted: 1, lacks: 0, total: null, reviews: [] });
    const early = await post(officer, "/closing", {}, office.version);
    expect(early).toMatchObject({ status: 422, body: { code: "challenges.experts_missing" } });
    expect(early.body["detail"]).toContain("#2 (1), #3 (1)");
  });
});

describe("an expert found in conflict after scoring", () => {
  test("has the scores set aside, kept and uncounted; the bid needs another; expert and office are told", async () => {
    await judged();
    const before = await view();
    expect(before.bids[0]).toMatchObject({ lacks: 0, total: { count: 2, mean: 66, min: 60, max: 72, deviation: 6 } });
    const [expert] = experts as [Somebody];
    const expertId = before.experts.find(({ userId }) => userId === expert.userId)?.id;
    await post(officer, "/conflicts", { expertId, bidId: bids[0], fact: "配偶在揭榜单位任职" });
    const after = await view();
    expect(after.actions).toContain("invite");
    expect(after.bids.map(({ lacks, submitted }) => [lacks, submitted])).toEqual([
      [1, 1],
      [0, 2],
      [0, 2],
    ]);
    expect(after.experts[0]).toMatchObject({ setAside: 1 });
    expect((await own(expert)).body["bids"]).toMatchObject([{ content: null, conflict: "reported" }, {}, {}]);
    expect(await inboxOf(expert)).toContainEqual(expect.stringContaining("搁置"));
    expect(await inboxOf(lead)).toContainEqual(expect.stringContaining("还需要另一位专家"));
    await post(officer, "/closing", { reason: "余下专家均有回避情形" }, after.version);
    const closed = await view();
    expect(closed.bids[0]).toMatchObject({ total: { count: 1, mean: 60 } });
    expect(new Set(closed.bids[0]?.reviews.map(({ state }) => state))).toEqual(new Set(["set_aside", "submitted"]));
  });
});

describe("an expert who no longer judges", () => {
  const idOf = async (expert: Somebody) => (await view()).experts.find(({ userId }) => userId === expert.userId)?.id;

  test("is withdrawn by the office with a reason: scores are set aside, closed scoring is taken up again, all are told", async () => {
    await judged();
    const [expert, other] = experts as [Somebody, Somebody];
    const path = `/experts/${await idOf(expert)}/withdrawal`;
    expect((await post(officer, path, { reason: "" })).status).toBe(422);
    await post(officer, path, { reason: "与揭榜方同赴外地考察" });
    const after = await view();
    expect(after.experts[0]).toMatchObject({
      state: "withdrawn",
      setAside: 3,
      withdrawn: { by: { id: officer.userId }, reason: "与揭榜方同赴外地考察", isOwn: false },
    });
    expect(after.bids.map(({ lacks, submitted, total }) => [lacks, submitted, total])).toEqual(
      [1, 1, 1].map((lacks) => [lacks, 1, null]),
    );
    expect(after.actions).toContain("close");
    const again = await post(officer, path, { reason: "再次" });
    expect(again).toMatchObject({ status: 409, body: { code: "challenges.expert_out" } });
    expect((await own(expert)).body).toMatchObject({
      state: "withdrawn",
      withdrawn: { reason: "与揭榜方同赴外地考察", isOwn: false },
      bids: [{ content: null }, { content: null }, { content: null }],
    });
    expect((await score(expert, bids[0] ?? "", 1, 1)).body["code"]).toBe("challenges.expert_out");
    expect(await inboxOf(expert)).toContainEqual(expect.stringContaining("您不再评审此榜"));
    expect(await inboxOf(lead)).toContainEqual(expect.stringContaining("搁置评分 3 份"));
    await post(officer, "/closing", { reason: "另一位专家已评完" }, after.version);
    const closed = await view();
    expect(closed.bids[0]).toMatchObject({ total: { count: 1, mean: 60 } });
    expect(closed.bids[0]?.reviews.map(({ state }) => state).toSorted()).toEqual(["set_aside", "submitted"]);
    expect((await own(other)).body).toMatchObject({ withdrawn: null });
  });

  test("steps down while scores are taken: what was given counts no more, what was only kept is dropped; once, however often it is sent", async () => {
    await begin(1);
    const [expert, other] = experts as [Somebody, Somebody];
    for (const one of [expert, other]) {
      await invite(one, one === expert ? "孙某" : "郑某", "外地研究院");
      await declare(one);
    }
    await score(expert, bids[0] ?? "", 80, 60);
    await own(expert, "PUT", `/bids/${bids[1]}`, scoresOf(70, 70), 0);
    const stepDown = async () => own(expert, "POST", "/withdrawal", { reason: "临时出国" });
    expect((await stepDown()).body).toMatchObject({ withdrawn: { reason: "临时出国", isOwn: true } });
    expect((await stepDown()).status).toBe(200);
    const after = await view();
    expect(after.experts[0]).toMatchObject({ setAside: 1, withdrawn: { isOwn: true } });
    expect(after.bids[0]).toMatchObject({ submitted: 0, lacks: 1 });
    expect((await inboxOf(lead)).filter((line) => line.includes("退出评审"))).toHaveLength(1);
    await post(officer, "/closing", { reason: "试" }, after.version);
    expect((await own(other, "POST", "/withdrawal", { reason: "晚了" })).body["code"]).toBe(
      "challenges.evaluation_not_open",
    );
  });
});

describe("a conflict that is a namesake's", () => {
  test("is cleared by a named person with a reason, stays in the record, is not found again, and its scores count again", async () => {
    await judged();
    const enterpriseId = await makeKept(world, "organisations", pair, { name: "样例钢铁有限公司" });
    await makeStake(world, pair, { enterpriseId, holderName: "评委0", holderUnit: "另一研究院" });
    await post(officer, "/conflict-check");
    const [expert] = experts as [Somebody];
    await post(officer, "/conflicts", {
      expertId: (await view()).experts[0]?.id,
      bidId: bids[2],
      fact: "与该团队有合作",
    });
    const found = (await view()).experts[0]?.conflicts ?? [];
    const computed = found.find(({ kind }) => kind === "investment");
    const reported = found.find(({ kind }) => kind === "reported");
    const clear = async (id: string | undefined) =>
      post(officer, `/conflicts/${id}/clearing`, { reason: "出资人身份证尾号不同，系另一人" });
    expect((await clear(reported?.id)).body["code"]).toBe("challenges.conflict_stated");
    expect((await clear(computed?.id)).status).toBe(200);
    expect((await clear(computed?.id)).body["code"]).toBe("challenges.conflict_cleared");
    await post(officer, "/conflict-check");
    const after = await view();
    expect(after.experts[0]?.conflicts.filter(({ kind }) => kind === "investment")).toMatchObject(
      [0, 1, 2].map(() => ({ cleared: { by: { id: officer.userId }, reason: "出资人身份证尾号不同，系另一人" } })),
    );
    expect(after.experts[0]).toMatchObject({ setAside: 1 });
    expect(after.bids.map(({ submitted }) => submitted)).toEqual([2, 2, 1]);
    const shown = (await own(expert)).body["bids"] as { conflict: string | null; content: object | null }[];
    expect(shown.map(({ conflict, content }) => [conflict, content === null])).toEqual([
      [null, false],
      [null, false],
      ["reported", true],
    ]);
    expect(await inboxOf(expert)).toContainEqual(expect.stringContaining("第 1、2 号：经核实为同名"));
  });
});

test("each step waits on the workbench of whoever may take it, and what is an expert's to do stands first in their list", async () => {
  const waits = async (who: Somebody) => {
    const { body } = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: who.token });
    const today = body["today"] as { kind: string; id: string; title: { zh: string }; due: string | null }[];
    return today
      .filter(({ kind, id }) => kind === "evaluation" && id === challengeId)
      .map(({ title }) => title.zh.replace(/^.*：/, ""));
  };
  const listed = async (expert: Somebody) => {
    const { body } = await world.call("GET", "/api/me/evaluations", { token: expert.token });
    return (body["items"] as { waits: string | null; dueOn: string | null }[]).map(({ waits: what, dueOn }) => [
      what,
      dueOn,
    ]);
  };
  expect([await waits(lead), await waits(officer)]).toEqual([["已开标，待开始评审"], []]);
  await begin(2, "2031-01-01");
  expect(await waits(officer)).toEqual(["3 个揭榜方还缺专家"]);
  const panel = experts.slice(0, 2);
  for (const [index, expert] of panel.entries()) await invite(expert, `评委${index}`, "外地研究院");
  expect(await waits(officer)).toEqual([]);
  const [first, second] = panel as [Somebody, Somebody];
  expect(await listed(first)).toEqual([["declare", "2031-01-01"]]);
  for (const expert of panel) await declare(expert);
  for (const bidId of bids) await score(first, bidId, 80, 60);
  expect([await listed(first), await listed(second)]).toEqual([[[null, "2031-01-01"]], [["score", "2031-01-01"]]]);
  expect(await waits(officer)).toEqual([]);
  const due = await world.call("PUT", `${base()}/due`, {
    token: officer.token,
    body: { dueOn: "2026-01-31" },
    headers: { "if-match": `"${(await view()).version}"` },
  });
  expect(due.body["dueOn"]).toBe("2026-01-31");
  expect(await waits(officer)).toEqual(["评分期限 2026-01-31，3 个揭榜方未评满"]);
  for (const bidId of bids) await score(second, bidId, 70, 50);
  expect(await waits(officer)).toEqual(["评分已齐，待截止"]);
  await post(officer, "/closing", {}, (await view()).version);
  expect([await waits(lead), await waits(officer)]).toEqual([["评分已截止，待作出决定"], []]);
  await post(lead, "/decision", choose(bids[0] ?? ""), (await view()).version);
  expect(await waits(lead)).toEqual(["已作出决定，待公示"]);
  await post(lead, "/notice", {}, (await view()).version);
  expect([await waits(lead), await waits(zoneOfficer)]).toEqual([[], []]);
  const objection = { name: "赵某", contact: "13800000000", body: "指标不符" };
  await world.call("POST", `/api/public-notices/${challengeId}/objections`, { body: objection });
  expect([await waits(lead), await waits(officer)]).toEqual([[], ["1 条异议待答复"]]);
  const answer = { token: officer.token, body: { answer: "已核对", isUpheld: false } };
  await world.call("POST", `/api/notice-objections/${(await view()).objections[0]?.id}/answer`, answer);
  await endNotice(world, challengeId);
  expect([await waits(lead), await waits(zoneOfficer)]).toEqual([[], ["公示期满，待授榜"]]);
});

describe("what arrives twice", () => {
  const countOf = async (table: string) => {
    const { rows } = await withOwner(world.db, async (client) =>
      client.query(`SELECT count(*)::integer AS n FROM ${table} WHERE challenge_id = $1`, [challengeId]),
    );
    return (rows as { n: number }[])[0]?.n;
  };

  test("with the same key is answered as the first time: declaration, scores and objection are each one", async () => {
    await begin(1);
    const [expert] = experts as [Somebody];
    await invite(expert, "孙某", "外地研究院");
    const twice = async (method: string, path: string, body: object | undefined, version?: number) => {
      const key = newId();
      const first = await own(expert, method, path, body, version, key);
      const second = await own(expert, method, path, body, version, key);
      expect(first.status).toBe(200);
      expect(second).toMatchObject({ status: 200, body: first.body });
    };
    await twice("POST", "/declaration", { takesPart: true, conflicts: [{ bidId: bids[1], fact: "曾是同门" }] });
    await twice("PUT", `/bids/${bids[0]}`, scoresOf(80, 60), 0);
    await twice("POST", `/bids/${bids[0]}/submission`, undefined, 1);
    expect(await countOf("expert_conflicts")).toBe(1);
    expect(await countOf("bid_reviews")).toBe(1);
    await post(officer, "/closing", { reason: "试" }, (await view()).version);
    await post(lead, "/decision", choose(bids[0] ?? ""), (await view()).version);
    await post(lead, "/notice", {}, (await view()).version);
    const object = async (key: string, body = "评分有误") =>
      world.call("POST", `/api/bids/${bids[1]}/objections`, {
        token: researcher.token,
        body: { body },
        headers: { "idempotency-key": key },
      });
    const key = newId();
    const both = await Promise.all([object(key), object(newId())]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201]));
    expect((await object(key)).body).toMatchObject({ objections: [{ body: "评分有误" }] });
    expect(await countOf("notice_objections")).toBe(1);
    await object(newId(), "指标也不符");
    expect(await countOf("notice_objections")).toBe(2);
  });

  test("an objection in public that is sent twice is one, and one to an earlier result does not stand against the next", async () => {
    await inNotice();
    const object = async () =>
      world.call("POST", `/api/public-notices/${challengeId}/objections`, {
        body: { name: "赵某", contact: "13800000000", body: "指标与公告不符" },
      });
    expect((await object()).status).toBe(204);
    expect((await object()).status).toBe(204);
    expect(await countOf("notice_objections")).toBe(1);
    const answer = { token: officer.token, body: { answer: "属实", isUpheld: true } };
    await world.call("POST", `/api/notice-objections/${(await view()).objections[0]?.id}/answer`, answer);
    await post(lead, "/reconsideration", { reason: "异议成立" }, (await view()).version);
    await post(officer, "/closing", {}, (await view()).version);
    await post(lead, "/decision", choose(bids[1] ?? ""), (await view()).version);
    await post(lead, "/notice", { text: "再次公示" }, (await view()).version);
    expect((await object()).status).toBe(204);
    expect(await countOf("notice_objections")).toBe(2);
    const { objections } = await view();
    await world.call("POST", `/api/notice-objections/${objections[1]?.id}/answer`, {
      ...answer,
      body: { answer: "已核对", isUpheld: false },
    });
    await endNotice(world, challengeId);
    expect((await post(zoneOfficer, "/award", undefined, (await view()).version)).status).toBe(200);
  });

  test("leaves nothing behind when it was refused: the key is free for the next attempt", async () => {
    await begin(1);
    const [expert] = experts as [Somebody];
    await invite(expert, "孙某", "外地研究院");
    const key = newId();
    const early = await own(expert, "PUT", `/bids/${bids[0]}`, scoresOf(80, 60), 0, key);
    expect(early.body["code"]).toBe("challenges.declaration_missing");
    await declare(expert);
    expect((await own(expert, "PUT", `/bids/${bids[0]}`, scoresOf(80, 60), 0, key)).status).toBe(200);
  });
});

describe("a stake that is entered after scoring", () => {
  test("is found when conflicts are looked for again: scores are set aside and closed scoring is taken up again", async () => {
    await judged();
    const enterpriseId = await makeKept(world, "organisations", pair, { name: "样例钢铁有限公司" });
    await makeStake(world, pair, { enterpriseId, holderName: "评委0", shareBp: 500 });
    expect((await view()).actions).toContain("decide");
    await post(officer, "/conflict-check");
    const after = await view();
    expect(after.experts[0]?.conflicts.map(({ kind }) => kind)).toEqual(["investment", "investment", "investment"]);
    expect(after.experts[0]).toMatchObject({ setAside: 3 });
    expect(after.bids.map(({ lacks, total }) => [lacks, total])).toEqual([1, 1, 1].map((lacks) => [lacks, null]));
    expect(after.actions).not.toContain("decide");
    await post(officer, "/conflict-check");
    expect((await view()).experts[0]?.conflicts).toHaveLength(3);
  });
});

describe("the decision", () => {
  test("is a person's, with a reason for every bid, after the closing; the second to decide learns who was first", async () => {
    await begin();
    expect((await post(lead, "/decision", choose(bids[0] ?? ""), (await view()).version)).body["code"]).toBe(
      "challenges.scoring_open",
    );
    await post(officer, "/closing", { reason: "试" }, (await view()).version);
    const { version } = await view();
    const short = { ...choose(bids[0] ?? ""), results: [{ bidId: bids[0], isChosen: true, reason: "成熟" }] };
    expect((await post(lead, "/decision", short, version)).body["code"]).toBe("challenges.result_incomplete");
    expect((await post(lead, "/decision", choose(""), version)).body["code"]).toBe("challenges.nobody_chosen");
    const both = await Promise.all([
      post(lead, "/decision", choose(bids[2] ?? ""), version),
      post(zoneOfficer, "/decision", choose(bids[1] ?? ""), version),
    ]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body["code"]).toBe("challenges.already_decided");
    expect(refused?.body["detail"]).toMatch(/张某/);
  });

  test("is told to each bidder with the notice, and to nobody before", async () => {
    await judged();
    const result = async () =>
      (await world.call("GET", `/api/bids/${bids[1]}/result`, { token: researcher.token })).body;
    await post(lead, "/decision", choose(bids[0] ?? ""), (await view()).version);
    expect(await result()).toMatchObject({ bid: { isChosen: null }, reason: null, decision: null, mayObject: false });
    await post(lead, "/notice", { text: "现予公示" }, (await view()).version);
    expect(await result()).toMatchObject({
      bid: { isChosen: false },
      reason: "缺中试",
      chosen: [{ bidder: "样例大学" }],
      mayObject: true,
    });
    expect(await inboxOf(researcher)).toContainEqual(expect.stringContaining(`/bids/${bids[1]}/result`));
    expect((await world.call("GET", `/api/bids/${bids[1]}/result`, { token: lead.token })).status).toBe(403);
  });

  test("can be taken back with a reason: scores can be given again and the bids are as before", async () => {
    await inNotice();
    await post(lead, "/reconsideration", { reason: "指标核对有误" }, (await view()).version);
    const shown = await view();
    expect(shown.challenge.state).toBe("in_evaluation");
    expect(shown.actions).toContain("close");
    expect((await world.call("GET", `/api/public-notices/${challengeId}`)).status).toBe(404);
  });
});

describe("the public notice", () => {
  test("is read without an account, takes objections until it ends, and they are answered by somebody who did not decide", async () => {
    await inNotice();
    const notice = await world.call("GET", `/api/public-notices/${challengeId}`);
    expect(notice.body).toMatchObject({ chosen: [{ lead: "李某" }], isOpen: true, text: "现予公示" });
    expect(JSON.stringify(notice.body)).not.toContain("周某");
    const objection = { name: "赵某", contact: "13800000000", body: "指标与公告不符" };
    const object = async (more: object = {}) =>
      world.call("POST", `/api/public-notices/${challengeId}/objections`, { body: { ...objection, ...more } });
    expect((await object()).status).toBe(204);
    const bidder = { token: researcher.token, body: { body: "评分有误" }, headers: { "idempotency-key": newId() } };
    const objected = await world.call("POST", `/api/bids/${bids[1]}/objections`, bidder);
    expect(objected.body["objections"]).toMatchObject([{ body: "评分有误", answer: null }]);
    const answer = async (who: Somebody, id: string, isUpheld = false) =>
      world.call("POST", `/api/notice-objections/${id}/answer`, {
        token: who.token,
        body: { answer: "已核对，一致", isUpheld },
      });
    const { objections } = await view();
    expect((await answer(lead, objections[0]?.id ?? "")).body["code"]).toBe("challenges.objection_by_decider");
    expect((await answer(officer, objections[0]?.id ?? "")).status).toBe(200);
    expect((await answer(officer, objections[0]?.id ?? "")).body["code"]).toBe("challenges.objection_answered");
    await endNotice(world, challengeId);
    expect((await object()).status).toBe(204);
    expect((await object({ body: "又一条" })).body["code"]).toBe("challenges.notice_over");
    const early = await post(zoneOfficer, "/award", undefined, (await view()).version);
    expect(early.body["code"]).toBe("challenges.objections_open");
    await answer(officer, objections[1]?.id ?? "", true);
    const upheld = await post(zoneOfficer, "/award", undefined, (await view()).version);
    expect(upheld.body["code"]).toBe("challenges.objection_upheld");
  });
});

describe("the award", () => {
  test("waits for the notice and is not made by who decided; of two at once the second learns who was first", async () => {
    await inNotice();
    const { version } = await view();
    expect((await post(zoneOfficer, "/award", undefined, version)).body["code"]).toBe("challenges.notice_runs");
    await endNotice(world, challengeId);
    expect((await post(lead, "/award", undefined, version)).body["code"]).toBe("challenges.award_by_decider");
    const second = await world.someone("pair_lead", pair);
    const both = await Promise.all([
      post(zoneOfficer, "/award", undefined, version),
      post(second, "/award", undefined, version),
    ]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body["code"]).toBe("challenges.already_awarded");
    expect(refused?.body["detail"]).toMatch(/张某/);
  });

  test("makes one draft agreement, and signing it makes the need contracted", async () => {
    const needId = await makeNeed(world, pair, { state: "in_challenge" });
    await withOwner(world.db, async (client) =>
      client.query(
        `INSERT INTO challenge_needs (challenge_id, need_id, scope_id, position, number, title, enterprise)
         VALUES ($1, $2, $3, 0, 'NEED-2026-000001', '轴承钢', '样例钢铁有限公司')`,
        [challengeId, needId, pair],
      ),
    );
    await inNotice();
    await endNotice(world, challengeId);
    expect((await post(zoneOfficer, "/award", undefined, (await view()).version)).status).toBe(200);
    await deliverDue(world.db, world.app.outbox);
    await deliverDue(world.db, world.app.outbox);
    const list = await world.call("GET", `/api/scopes/${pair}/agreements?originId=${challengeId}`, {
      token: officer.token,
    });
    const drafts = list.body["items"] as { id: string }[];
    expect(drafts).toHaveLength(1);
    const path = `/api/agreements/${drafts[0]?.id}`;
    const { body } = await world.call("GET", path, { token: officer.token });
    expect(body).toMatchObject({ amountFen: "90000000", ipTerms: "成果归双方共有。", indicators: "氧含量：≤ 6ppm" });
    const change = { token: officer.token, body: { startsOn: "2026-12-01", endsOn: "2027-12-01" } };
    await world.call("PATCH", path, { ...change, headers: { "if-match": '"1"' } });
    await world.call("POST", `${path}/transitions`, {
      token: officer.token,
      body: { action: "sign", on: "2026-11-01" },
      headers: { "if-match": '"2"' },
    });
    const need = await world.call("GET", `/api/needs/${needId}`, { token: officer.token });
    expect(need.body["state"]).toBe("contracted");
  });
});

describe("a joint application", () => {
  test("goes to notice without experts, once both sides and the intent agreement are there", async () => {
    challengeId = await makeChallenge(world, pair, {
      zoneId: zone,
      universityId: university,
      mode: "negotiated",
      state: "applied",
    });
    bids = [await makeBid(world, challengeId), await makeBid(world, challengeId)];
    const announce = async () => post(lead, "/notice", {}, 0);
    expect((await announce()).body["code"]).toBe("challenges.application_incomplete");
    await withOwner(world.db, async (client) =>
      client.query(
        `INSERT INTO joint_applications SELECT * FROM jsonb_populate_record(NULL::joint_applications, $1::jsonb)`,
        [
          JSON.stringify({
            bid_id: bids[1],
            challenge_id: challengeId,
            scope_id: pair,
            zone_id: zone,
            university_id: university,
            readers: [],
            summary: "双方商定两年内完成",
            amount_fen: 50_000_000,
            agreement_file_id: bids[1],
            bidder_confirmed_by: researcher.userId,
            bidder_confirmed_at: "2026-11-22T00:00:00Z",
            poster_confirmed_by: officer.userId,
            poster_confirmed_at: "2026-11-22T00:00:00Z",
            accepted_by: officer.userId,
            accepted_at: "2026-11-22T00:00:00Z",
            updated_by: officer.userId,
            updated_at: "2026-11-22T00:00:00Z",
            version: 1,
          }),
        ],
      ),
    );
    const announced = await announce();
    expect(announced.body).toMatchObject({
      challenge: { state: "in_notice" },
      decided: { by: { id: officer.userId } },
      decision: "双方商定两年内完成",
      bids: [{ result: { isChosen: false } }, { result: { isChosen: true } }],
    });
    await endNotice(world, challengeId);
    expect((await post(zoneOfficer, "/award", undefined, (await view()).version)).status).toBe(200);
    await deliverDue(world.db, world.app.outbox);
    const list = await world.call("GET", `/api/scopes/${pair}/agreements?originId=${challengeId}`, {
      token: officer.token,
    });
    expect(list.body["items"]).toMatchObject([{ amountFen: "50000000" }]);
  });
});

test("whoever judged finds it in their own data, and an erased account has no name there", async () => {
  await judged();
  const [expert] = experts as [Somebody];
  const { body } = await world.call("GET", "/api/me/export", { token: expert.token });
  expect(JSON.stringify((body["sections"] as Record<string, unknown>)["challenges"])).toContain("路线清楚");
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM audit_events
      WHERE action = 'evaluation.scored' AND actor_id = ${expert.userId}`.execute(tx.kysely),
  );
  expect(rows[0]?.n).toBe(3);
});
