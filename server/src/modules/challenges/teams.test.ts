import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { achievement, putRecords } from "../../../test/matchmaking.ts";
import { makeNeed } from "../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";

let world: TestApp;
let pair: string;
let token: string;
let needId: string;
beforeAll(async () => {
  world = await openTestApp({ ATTEMPTS_PER_ADDRESS: "100" });
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { name: "某区 × 某校" });
  ({ token } = await world.someone("pair_officer", pair));
  needId = await makeNeed(world, pair, {
    state: "accepted",
    title: "乳铁蛋白分离纯化与发酵放大",
    content: "需要发酵、膜分离和层析纯化方面的团队。",
  });
  const work = (title: string, inventors: string, unit = "某大学") =>
    achievement({ title, content: "", inventors, unit, college: "生物学院" });
  await putRecords(world, pair, {
    achievements: [
      work("一种高密度发酵方法", "李某;王某"),
      work("一种膜分离装置", "王某"),
      work("一种层析纯化工艺", "赵某"),
      work("一种层析纯化介质", "钱某"),
      work("发酵与层析纯化联用", "孙某", "另一大学"),
    ],
    teams: [
      {
        id: "T1",
        name: "分离工程团队",
        content: "膜分离",
        unit: "某大学",
        lead: "赵某",
        origin: { file: "teams.xlsx" },
      },
    ],
  });
});
afterAll(async () => world.db.close());

const capabilities = [{ term: "发酵" }, { term: "膜分离" }, { term: "层析纯化" }];
const post = async (path: string, body: object = {}, headers = {}) =>
  world.call("POST", path, { token, body, headers });
const match = (version: unknown) => ({ "if-match": `"${String(version)}"` });
const propose = async (more: object = {}) =>
  (
    await post(`/api/needs/${needId}/team-proposals`, {
      capabilities,
      limits: { seniors: 0 },
      units: ["某大学"],
      ...more,
    })
  ).body as {
    status: string;
    members: { key: string; name: string; covers: string[] }[];
    alternates: { key: string; candidates: { name: string }[] }[];
    missing: object[];
    keptOut: { name: string; conflicts: { code: string }[] }[];
  };
const namesOf = (members: readonly { name: string }[]) => members.map(({ name }) => name).toSorted();
const form = async (members: readonly string[], more: object = {}) =>
  post(`/api/needs/${needId}/formed-teams`, { capabilities, limits: { seniors: 0 }, members, ...more });
const LI = "李某|某大学";
const WANG = "王某|某大学";
const ZHAO = "赵某|某大学";
const QIAN = "钱某|某大学";
interface Team {
  id: string;
  number: number;
  state: string;
  version: number;
  members: { id: string; key: string; name: string; state: string }[];
  missing: { term: string | null; lacks: number }[];
  steps: { text: { zh: string }; actor: { name: string } | null }[];
}
const teamOf = (answer: { body: unknown }) => answer.body as Team;
const memberOf = (team: Team, name: string) => team.members.find((member) => member.name === name)?.id ?? "";

describe("a proposal", () => {
  test("is the smallest team, with works that show why, and who could stand in", async () => {
    const { status, members, alternates, missing } = await propose();
    expect([status, namesOf(members), missing]).toEqual(["optimal", ["王某", "赵某"], []]);
    expect(members.find(({ name }) => name === "王某")).toMatchObject({
      covers: ["发酵", "膜分离"],
      evidence: [{ term: "发酵", kind: "achievement", text: "一种高密度发酵方法" }, { term: "膜分离" }],
    });
    expect(alternates.find(({ key }) => key === ZHAO)?.candidates.map(({ name }) => name)).toContain("钱某");
  });
  test("asks for a senior where one is wanted, and says when nobody is left", async () => {
    const { members } = await propose({ limits: { seniors: 1 } });
    // Who leads a team counts as one.
    expect(namesOf(members)).toContain("赵某");
    const none = await propose({ limits: { seniors: 1 }, exclude: [ZHAO] });
    expect([none.status, none.missing]).toEqual(["infeasible", [{ term: null, lacks: 1, people: 0 }]]);
  });
  test("keeps to the chosen units", async () => {
    const { members } = await propose({ units: ["另一大学"] });
    expect(namesOf(members)).toEqual(["孙某"]);
  });
  test("knows what people typed in, and leaves out who has enough to do", async () => {
    const said = { key: QIAN, name: "钱某", unit: "某大学", adds: ["膜分离", "发酵"] };
    const put = async (body: object, version: number) =>
      world.call("PUT", `/api/scopes/${pair}/person-capabilities`, { token, body, headers: match(version) });
    expect((await put(said, 0)).body).toMatchObject({ version: 1, updatedBy: { name: "张某" } });
    expect(namesOf((await propose()).members)).toEqual(["钱某"]);
    expect((await put({ ...said, otherProjects: 3 }, 0)).status).toBe(412);
    await put({ ...said, otherProjects: 3 }, 1);
    const { members, keptOut } = await propose();
    expect(namesOf(members)).toEqual(["王某", "赵某"]);
    expect(keptOut).toMatchObject([{ name: "钱某", load: 3, conflicts: [{ code: "busy", keepsOut: true }] }]);
  });
  test("finds people by name", async () => {
    const { body } = await post(`/api/needs/${needId}/team-candidates`, { capabilities, search: "钱" });
    expect(body["items"]).toMatchObject([{ name: "钱某", covers: ["层析纯化"] }]);
  });
});

test("capabilities are suggested from the text, with how many people have them", async () => {
  const { body } = await world.call("GET", `/api/needs/${needId}/team-suggestion`, { token });
  const suggested = body["capabilities"] as { term: string; people: number; sources: string[]; isLikely: boolean }[];
  expect(suggested.find(({ term }) => term === "发酵")).toMatchObject({
    people: 3,
    sources: ["terms"],
    isLikely: true,
  });
  expect(body["units"]).toMatchObject([
    { unit: "某大学", people: 4 },
    { unit: "另一大学", people: 1 },
  ]);
});

describe("a team that is kept", () => {
  test("has nobody asked, and every step with a name", async () => {
    const made = await form([WANG, ZHAO]);
    expect(made.status).toBe(201);
    const team = teamOf(made);
    expect(team).toMatchObject({ number: 1, state: "draft", version: 1, missing: [] });
    expect(team.steps).toMatchObject([{ text: { zh: "组成团队，2 人" }, actor: { name: "张某" } }]);
    const { body } = await world.call("GET", `/api/scopes/${pair}/formed-teams?withTotal=true`, { token });
    expect(body).toMatchObject({
      total: 1,
      items: [{ missing: 0, capabilities: 3, members: [{ name: "王某" }, { name: "赵某" }] }],
    });
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT action, details FROM audit_events WHERE subject_id = ${team.id}`.execute(tx.kysely),
    );
    expect(rows).toMatchObject([{ action: "team.formed", details: { members: 2, capabilities: 3 } }]);
  });
  test("says what it lacks after a swap, and forgets who was never asked", async () => {
    const team = teamOf(await form([WANG, ZHAO]));
    const patch = async (members: readonly string[], version: number) =>
      world.call("PATCH", `/api/formed-teams/${team.id}`, { token, body: { members }, headers: match(version) });
    const swapped = teamOf(await patch([LI, ZHAO], 1));
    expect(swapped.missing).toEqual([]);
    expect(namesOf(swapped.members)).toEqual(["李某", "赵某"]);
    expect(teamOf(await patch([LI, QIAN], 2)).missing).toEqual([{ term: "膜分离", lacks: 1 }]);
    expect((await patch([WANG], 1)).status).toBe(412);
    expect((await patch(["周某|某大学"], 3)).body).toMatchObject({ code: "challenges.person_unknown" });
  });
  test("counts a person's teams: with the limit reached, who was asked elsewhere cannot be put in", async () => {
    const limits = { seniors: 0, mostProjects: 1 };
    const first = teamOf(await form([WANG, ZHAO], { limits }));
    await post(`/api/formed-teams/${first.id}/members/${memberOf(first, "王某")}/invitation`, {}, match(1));
    const other = await makeNeed(world, pair, { state: "accepted", title: "另一条需求" });
    const again = await post(`/api/needs/${other}/formed-teams`, { capabilities, limits, members: [WANG] });
    expect([again.status, again.body["code"]]).toEqual([409, "challenges.over_limit"]);
    expect(String(again.body["detail"])).toContain("王某 已有 1 个项目");
  });
  test("is not formed for a need that nobody accepted", async () => {
    needId = await makeNeed(world, pair, { state: "draft" });
    expect((await form([WANG])).body).toMatchObject({ code: "challenges.need_unfit", status: 409 });
  });
  test("is not there for another pair, and only to read for a reader", async () => {
    const team = teamOf(await form([WANG, ZHAO]));
    const stranger = await world.someone("pair_officer", await world.createScope("pair"));
    const reader = await world.someone("reader", pair);
    const path = `/api/formed-teams/${team.id}`;
    expect((await world.call("GET", path, { token: stranger.token })).status).toBe(404);
    expect((await world.call("GET", path, { token: reader.token })).body).toMatchObject({ mayChange: false });
    const change = { body: { note: "x" }, headers: match(1) };
    expect((await world.call("PATCH", path, { token: reader.token, ...change })).status).toBe(403);
  });
});

describe("an invitation", () => {
  const invite = async (team: Team, name: string) => {
    const path = `/api/formed-teams/${team.id}/members/${memberOf(team, name)}/invitation`;
    const { body } = await post(path, {}, match(team.version));
    return body as unknown as { token: string; text: { zh: string }; team: Team };
  };
  const visit = async (what: "view" | "answer", body: object) =>
    world.call("POST", `/api/team-invitations/${what}`, { body });

  test("says what is asked of whom and names nobody else", async () => {
    const team = teamOf(await form([WANG, ZHAO]));
    const made = await invite(team, "王某");
    expect(made.team.state).toBe("inviting");
    expect(made.text.zh).toMatch(/^王某老师您好，我们是某区 × 某校结对工作专班.*“发酵”“膜分离”/);
    const { body } = await visit("view", { token: made.token });
    expect(body).toMatchObject({
      name: "王某",
      members: 2,
      covers: ["发酵", "膜分离"],
      origin: { title: "乳铁蛋白分离纯化与发酵放大" },
    });
    expect(JSON.stringify(body)).not.toContain("赵某");
  });
  test("accepted by all makes the team formed, each step with name and time, and the inviter is told", async () => {
    const team = teamOf(await form([WANG, ZHAO]));
    const wang = await invite(team, "王某");
    const zhao = await invite(wang.team, "赵某");
    expect((await visit("answer", { token: wang.token, answer: "accept", comment: "可以" })).status).toBe(204);
    expect((await visit("answer", { token: wang.token, answer: "accept" })).status).toBe(409);
    await visit("answer", { token: zhao.token, answer: "accept" });
    const { body } = await world.call("GET", `/api/formed-teams/${team.id}`, { token });
    expect(body).toMatchObject({ state: "formed", version: 5 });
    expect((body as unknown as Team).steps.map(({ text, actor }) => [text.zh, actor?.name ?? null])).toEqual([
      ["赵某 通过链接接受", null],
      ["王某 通过链接接受：可以", null],
      ["邀请 赵某，14 天内有效", "张某"],
      ["邀请 王某，14 天内有效", "张某"],
      ["组成团队，2 人", "张某"],
    ]);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT payload ->> 'isFormed' AS formed FROM events WHERE type = 'challenges.team_answered' ORDER BY seq`.execute(
        tx.kysely,
      ),
    );
    expect(rows).toEqual([{ formed: "false" }, { formed: "true" }]);
  });
  test("declined leaves the place open, keeps the person out for this need and waits for the office", async () => {
    const team = teamOf(await form([WANG, ZHAO]));
    const { token: link } = await invite(team, "赵某");
    await visit("answer", { token: link, answer: "decline", comment: "太忙" });
    const { body } = await world.call("GET", `/api/formed-teams/${team.id}`, { token });
    expect(body).toMatchObject({ state: "inviting", missing: [{ term: "层析纯化", lacks: 1 }] });
    const workbench = await world.call("GET", `/api/scopes/${pair}/workbench`, { token });
    expect(workbench.body["today"]).toMatchObject([
      { kind: "formed_team", title: { zh: `赵某 谢绝加入第 1 个团队：乳铁蛋白分离纯化与发酵放大` } },
    ]);
    const { keptOut } = await propose();
    expect(keptOut.find(({ name }) => name === "赵某")?.conflicts.map(({ code }) => code)).toEqual(["declined"]);
  });
  test("ends with the place: taken off, sent again or dissolved, the old link is no good", async () => {
    const team = teamOf(await form([WANG, ZHAO]));
    const first = await invite(team, "王某");
    const second = await invite(first.team, "王某");
    expect((await visit("view", { token: first.token })).status).toBe(404);
    const off = await world.call("PATCH", `/api/formed-teams/${team.id}`, {
      token,
      body: { members: [LI, ZHAO] },
      headers: match(second.team.version),
    });
    expect((await visit("answer", { token: second.token, answer: "accept" })).status).toBe(404);
    expect(teamOf(off).members.find(({ name }) => name === "王某")?.state).toBe("left");
    const li = await invite(teamOf(off), "李某");
    const gone = await post(
      `/api/formed-teams/${team.id}/dissolution`,
      { comment: "企业撤回" },
      match(li.team.version),
    );
    expect(teamOf(gone).state).toBe("dissolved");
    expect((await visit("view", { token: li.token })).status).toBe(404);
    const change = { token, body: { note: "x" }, headers: match(teamOf(gone).version) };
    expect((await world.call("PATCH", `/api/formed-teams/${team.id}`, change)).body).toMatchObject({
      code: "challenges.team_dissolved",
    });
  });
  test("to one person from two teams at once, with room for one: one is made, the other says why not", async () => {
    const limits = { seniors: 0, mostProjects: 1 };
    const first = teamOf(await form([WANG, ZHAO], { limits }));
    const other = await makeNeed(world, pair, { state: "accepted", title: "另一条需求" });
    const second = teamOf(await post(`/api/needs/${other}/formed-teams`, { capabilities, limits, members: [WANG] }));
    const answers = await Promise.all(
      [first, second].map(async (team) =>
        post(`/api/formed-teams/${team.id}/members/${memberOf(team, "王某")}/invitation`, {}, match(1)),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: "challenges.over_limit" });
  });
  test("by telephone is written down under the office's name", async () => {
    const team = teamOf(await form([WANG, ZHAO]));
    const path = `/api/formed-teams/${team.id}/members/${memberOf(team, "王某")}/answer`;
    const noted = await post(path, { answer: "accept", comment: "电话" }, match(1));
    expect(noted.body["members"]).toMatchObject([
      { name: "王某", state: "accepted", answeredBy: { name: "张某" } },
      {},
    ]);
    expect((await post(path, { answer: "decline" }, match(2))).body).toMatchObject({
      code: "challenges.member_answered",
    });
  });
});
