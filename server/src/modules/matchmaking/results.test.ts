import { readSheets } from "@dual-high/lists";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { achievement, makeRun, putRecords } from "../../../test/matchmaking.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";

let world: TestApp;
let pair: string;
let token: string;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { parentId: await world.createScope("zone") });
  ({ token } = await world.someone("pair_officer", pair));
});
afterAll(async () => world.db.close());

const get = async (path: string) => (await world.call("GET", path, { token })).body;
const decide = async (runId: string, candidateId: string, body: object, version = 0) =>
  world.call("PUT", `/api/match-runs/${runId}/candidates/${candidateId}/decision`, {
    token,
    body,
    headers: { "if-match": `"${version}"` },
  });

interface Plan {
  readonly version: number;
  readonly lines: readonly {
    readonly needId: string;
    readonly supplier: { readonly key: string; readonly name: string } | null;
    readonly isLocked: boolean;
    readonly text: { readonly zh: string };
  }[];
  readonly loads: readonly { readonly key: string; readonly capacity: number; readonly needs: readonly string[] }[];
}

describe("the plan", () => {
  const plan = async (runId: string, body: object) =>
    world.call("POST", `/api/match-runs/${runId}/plan`, { token, body });
  const planOf = (body: unknown) => body as Plan;

  test("gives each need to the best who has room, and says so", async () => {
    const { runId, needId, candidates } = await makeRun(world, pair);
    const made = planOf(await get(`/api/match-runs/${runId}/plan`));
    expect(made.lines).toMatchObject([{ needId, supplier: { key: candidates[0]?.supplierKey }, isLocked: false }]);
    expect(made.lines[0]?.text.zh).toBe("就是首选，没有让步");
    expect(made.loads).toMatchObject([{ key: candidates[0]?.supplierKey, needs: [needId] }]);
  });

  test("planned anew holds what is locked and leaves out what is forbidden, as a further version", async () => {
    const { runId, needId, candidates } = await makeRun(world, pair);
    const [first, second] = candidates.map(({ supplierKey }) => supplierKey);
    const locked = await plan(runId, { locked: [{ needId, supplierKey: second }] });
    expect(locked.status).toBe(201);
    expect(planOf(locked.body)).toMatchObject({
      version: 2,
      lines: [
        { supplier: { key: second }, isLocked: true, text: { zh: expect.stringContaining("按锁定安排") as string } },
      ],
    });
    const { body } = await plan(runId, {
      forbidden: [{ needId, supplierKey: first }],
      capacities: { [String(second)]: 7 },
    });
    expect(planOf(body).lines[0]?.supplier).toMatchObject({ key: second, capacity: 7 });
    expect(planOf(await get(`/api/match-runs/${runId}/plan?version=1`)).lines[0]?.supplier?.key).toBe(first);
    expect(planOf(await get(`/api/match-runs/${runId}/plan`)).version).toBe(3);
  });

  test("follows what was decided, unless somebody says otherwise", async () => {
    const { runId, candidates } = await makeRun(world, pair);
    await decide(runId, candidates[0]?.id ?? "", { decision: "refused", reason: "no_capacity" });
    expect(planOf((await plan(runId, {})).body).lines[0]?.supplier?.key).toBe(candidates[1]?.supplierKey);
    await decide(runId, candidates[1]?.id ?? "", { decision: "accepted" });
    expect(planOf((await plan(runId, {})).body).lines[0]).toMatchObject({ isLocked: true });
    const free = planOf((await plan(runId, { useDecisions: false })).body);
    expect(free.lines[0]?.supplier?.key).toBe(candidates[0]?.supplierKey);
  });

  test("names what stands in the way of locked pairs", async () => {
    const { runId, needId, candidates } = await makeRun(world, pair);
    const key = candidates[0]?.supplierKey ?? "";
    const both = { locked: [{ needId, supplierKey: key }], forbidden: [{ needId, supplierKey: key }] };
    expect((await plan(runId, both)).body["code"]).toBe("matchmaking.locked_and_forbidden");
    const full = await plan(runId, { locked: [{ needId, supplierKey: key }], capacities: { [key]: 0 } });
    expect([full.status, full.body["code"]]).toEqual([409, "matchmaking.plan_conflict"]);
    expect(full.body["detail"]).toContain("锁定了 1 条需求，名额只有 0");
    const nobody = await plan(runId, { locked: [{ needId, supplierKey: "person 无名氏 " }] });
    expect([nobody.status, nobody.body["code"]]).toEqual([422, "matchmaking.lock_impossible"]);
  });
});

describe("a plan that is edited", () => {
  const plan = async (runId: string, body: object) =>
    (await world.call("POST", `/api/match-runs/${runId}/plan`, { token, body })).body;

  test("planned anew keeps the pairs of the newest plan, within what may change, and its workbook shows it", async () => {
    const { runId, needId, candidates } = await makeRun(world, pair);
    const [first, second] = candidates.map(({ supplierKey }) => supplierKey);
    await plan(runId, { locked: [{ needId, supplierKey: second }] });
    const kept = await plan(runId, { changeAtMost: 0 });
    expect(kept).toMatchObject({
      version: 3,
      lines: [{ supplier: { key: second }, isLocked: false }],
      revision: { version: 2, changeAtMost: 0, kept: 1, dropped: 0, added: 0, isWithinLimit: true },
    });
    const { bytes } = await world.call("GET", `/api/match-runs/${runId}/workbook`, { token });
    const sheets = await readSheets({ name: "list.xlsx", bytes });
    const planned = JSON.stringify(sheets.find(({ sheet }) => sheet === "承接计划")?.rows.map(({ values }) => values));
    expect(planned).toContain(candidates[1]?.name);

    const forced = await plan(runId, { locked: [{ needId, supplierKey: first }], changeAtMost: 0 });
    expect(forced).toMatchObject({
      lines: [{ supplier: { key: first }, isLocked: true }],
      revision: { version: 3, kept: 0, dropped: 1, added: 1, isWithinLimit: false },
    });
    expect(await plan(runId, {})).toMatchObject({ revision: null });
  });

  test("is counted while it is edited, and nothing is kept of that", async () => {
    const { runId, needId, candidates } = await makeRun(world, pair);
    const [first, second] = candidates;
    const tally = async (body: object) =>
      (await world.call("POST", `/api/match-runs/${runId}/plan/tally`, { token, body })).body;
    const pairs = [{ needId, supplierKey: first?.supplierKey }];
    const usual = await get(`/api/match-runs/${runId}/plan`);
    expect(await tally({ pairs })).toEqual({
      total: expect.closeTo(Number(usual["total"]), 9) as number,
      placed: 1,
      loads: [expect.objectContaining({ key: first?.supplierKey, taken: 1, locked: 0 })],
      broken: [],
    });
    expect(
      await tally({
        pairs,
        locked: [{ needId, supplierKey: second?.supplierKey }],
        capacities: { [String(first?.supplierKey)]: 0 },
      }),
    ).toMatchObject({
      broken: [
        { rule: "lock_missing", needId, supplierKey: second?.supplierKey },
        { rule: "above_max", needId: null, supplierKey: first?.supplierKey },
      ],
    });
    await decide(runId, first?.id ?? "", { decision: "refused", reason: "wrong_field" });
    expect(await tally({ pairs })).toMatchObject({ broken: [{ rule: "forbidden", needId }] });
    expect(await tally({ pairs, useDecisions: false })).toMatchObject({ broken: [] });
    expect(await tally({ pairs: [] })).toMatchObject({ placed: 0, total: 0, loads: [] });
    expect((await get(`/api/match-runs/${runId}/plan`))["versions"]).toBe(1);
  });
});

describe("the workbook", () => {
  test("is the match list with what was decided, by whom and when", async () => {
    const { runId, candidates } = await makeRun(world, pair);
    await decide(runId, candidates[0]?.id ?? "", { decision: "refused", reason: "too_early", comment: "只有仿真" });
    const { bytes, headers } = await world.call("GET", `/api/match-runs/${runId}/workbook`, { token });
    expect(decodeURIComponent(headers.get("content-disposition") ?? "")).toContain("对接清单 第1次.xlsx");
    const sheets = await readSheets({ name: "对接清单.xlsx", bytes });
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      "对接清单",
      "承接计划",
      "待澄清需求",
      "未匹配需求",
      "可用仪器",
      "说明",
    ]);
    const [header, first, second] = sheets[0]?.rows.map(({ values }) => values) ?? [];
    const at = header?.indexOf("决定") ?? -1;
    expect(first?.[at]).toMatch(/^不采用：成果不够成熟；只有仿真\n张某 \d{4}-\d\d-\d\d$/);
    expect(second?.[at] ?? "").toBe("");
    const english = await world.call("GET", `/api/match-runs/${runId}/workbook`, {
      token,
      headers: { "accept-language": "en" },
    });
    const [sheet] = await readSheets({ name: "list.xlsx", bytes: english.bytes });
    expect(sheet?.rows[1]?.values).toContain(first?.[0]);
    expect(sheet?.rows[0]?.values).toContain("Decision");
  });
});

describe("why not somebody", () => {
  test("is asked by name, pinyin or people, and answered with where they stand and what they lack", async () => {
    const { runId, needId, candidates } = await makeRun(world, pair);
    const find = async (search: string) =>
      (await get(`/api/match-runs/${runId}/partners?search=${encodeURIComponent(search)}`)) as unknown as {
        key: string;
        name: string;
      }[];
    const [cooling] = await find("压铸");
    expect(cooling?.name).toBe("一种压铸模具的冷却装置");
    expect((await find("yazhumuju")).map(({ key }) => key)).toEqual([cooling?.key]);
    expect((await find("赵某")).map(({ key }) => key)).toEqual([cooling?.key]);
    const ask = async (key: string) =>
      get(`/api/match-runs/${runId}/needs/${needId}/why-not?partner=${encodeURIComponent(key)}`);
    const answer = await ask(cooling?.key ?? "");
    expect(answer).toMatchObject({ of: 3, partner: { name: cooling?.name } });
    expect((answer["text"] as { zh: string }).zh.length).toBeGreaterThan(5);
    const shown = await ask((candidates[0] as unknown as { partnerKey: string }).partnerKey);
    expect(shown).toMatchObject({ isShown: true, rank: 1 });
    expect((await ask("achievement none"))["code"]).toBe("access.not_found");
  });
});

describe("two runs compared", () => {
  test("say which partners came in and why", async () => {
    const before = await makeRun(world, pair);
    const same = await makeRun(world, pair);
    const none = await get(`/api/match-runs/${same.runId}/compare/${before.runId}`);
    expect(none).toMatchObject({ unchanged: 3, needs: [], parameters: [], engine: null });
    await putRecords(world, pair, {
      achievements: [
        achievement({ title: "冷挤压模具寿命提升方法", inventors: "钱某", content: "冷挤压模具早期开裂的预防" }),
      ],
    });
    const after = await makeRun(world, pair, { top: 1 });
    const changed = await get(`/api/match-runs/${before.runId}/compare/${after.runId}`);
    expect(changed).toMatchObject({
      before: { number: 1 },
      after: { number: 3 },
      parameters: [{ name: "top", before: "5", after: "1" }],
      lists: [{ kind: "needs", added: 0, changed: 0 }, { kind: "achievements", added: 1 }, {}, {}],
    });
    const [need] = changed["needs"] as { partners: { change: string; name: string; causes: string[] }[] }[];
    const came = need?.partners.find(({ change }) => change === "in");
    expect(came).toMatchObject({ name: "冷挤压模具寿命提升方法", causes: ["partner_added", "parameters"] });
    expect(need?.partners.find(({ change }) => change === "out")?.causes).toEqual(["parameters"]);
  });

  test("have to be of one pair", async () => {
    const one = await makeRun(world, pair);
    const elsewhere = await world.createScope("pair");
    const other = await makeRun(world, elsewhere);
    const userId = await world.createUser([
      ["pair_officer", pair],
      ["pair_officer", elsewhere],
    ]);
    const both = await world.signInAs(userId);
    const { status, body } = await world.call("GET", `/api/match-runs/${one.runId}/compare/${other.runId}`, {
      token: both,
    });
    expect([status, body["code"]]).toEqual([409, "matchmaking.other_pair"]);
  });
});

test("questions about several runs at once are each answered about their own", async () => {
  const one = await makeRun(world, pair);
  const elsewhere = await world.createScope("pair");
  const other = await makeRun(world, elsewhere);
  const userId = await world.createUser([
    ["pair_officer", pair],
    ["pair_officer", elsewhere],
  ]);
  const both = await world.signInAs(userId);
  const ask = async ({ runId }: { runId: string }, at: number) => {
    const path = `/api/match-runs/${runId}`;
    // Planning is a change: with a key it would hold a transaction open while the others wait for the thread.
    const headers = { "idempotency-key": `${runId}-${at}` };
    const [found, planned] = await Promise.all([
      world.call("GET", `${path}/partners?search=${encodeURIComponent("李某")}`, { token: both }),
      world.call("POST", `${path}/plan`, { token: both, body: {}, headers }),
    ]);
    return { keys: (found.body as unknown as { key: string }[]).map(({ key }) => key), status: planned.status };
  };
  const answers = await Promise.all([0, 1, 2].flatMap((at) => [ask(one, at), ask(other, at)]));
  const keys = (run: typeof one) =>
    run.candidates.map((candidate) => (candidate as unknown as { partnerKey: string }).partnerKey);
  for (const [at, answer] of answers.entries()) {
    expect(answer.status).toBe(201);
    expect(answer.keys).toHaveLength(1);
    expect(keys(at % 2 === 0 ? one : other)).toEqual(expect.arrayContaining(answer.keys));
  }
});
