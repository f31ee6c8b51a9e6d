import { readLearning } from "@dual-high/matchlist";
import { NEED_WEIGHTS } from "@dual-high/matching";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeRun, settled } from "../../../test/matchmaking.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { actorIn } from "../../platform/test-db.ts";
import { insertFeedback } from "./queries/decisions.ts";

let world: TestApp;
let pair: string;
let zone: string;
let token: string;
let officer: string;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone });
  ({ token } = await world.someone("pair_lead", pair));
  ({ token: officer } = await world.someone("pair_officer", pair));
});
afterAll(async () => world.db.close());

const FILE = {
  weights: { ...NEED_WEIGHTS, needTitle: 1 },
  present: NEED_WEIGHTS,
  heldBack: { pairs: 40, before: 0.6, after: 0.7 },
};

interface Shown {
  readonly version: number;
  readonly inForceId: string | null;
  readonly sets: readonly { readonly id: string; readonly number: number; readonly wasInForce: boolean }[];
  readonly changes: readonly { readonly weightsId: string | null; readonly changedBy: { readonly name: string } }[];
}

const keep = async (file: object, as = token) =>
  world.call("POST", `/api/scopes/${pair}/match-weights`, { token: as, body: { note: "六月的决定", file } });
const put = async (weightsId: string | null, version: number, as = token) =>
  world.call("PUT", `/api/scopes/${pair}/match-weights/in-force`, {
    token: as,
    body: { weightsId },
    headers: { "if-match": `"${version}"` },
  });
const shown = ({ body }: { readonly body: unknown }) => body as Shown;
const keptId = async (file: object = FILE) => shown(await keep(file)).sets[0]?.id ?? "";
const auditActions = async () =>
  withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ action: string }>`
      SELECT action FROM audit_events WHERE scope_id = ${pair} AND action LIKE 'match.weights%' ORDER BY id`.execute(
      tx.kysely,
    );
    return rows.map(({ action }) => action);
  });

async function runAgain(): Promise<string> {
  const { body } = await world.call("POST", `/api/scopes/${pair}/match-runs`, { token, body: {} });
  const runner = await world.app.startJobs({ pollMs: 20, retrySeconds: 0 });
  try {
    await settled(world, String(body["id"]), token);
  } finally {
    await runner.stop();
  }
  return String(body["id"]);
}

async function scoresOf(runId: string): Promise<unknown> {
  const { body } = await world.call("GET", `/api/match-runs/${runId}/needs`, { token });
  return (body["items"] as { bestScore: number }[]).map(({ bestScore }) => bestScore);
}

describe("weights", () => {
  test("take effect when a person puts them in force, are told by the run, and the run can be repeated", async () => {
    const { runId: first } = await makeRun(world, pair);
    const id = await keptId();
    const second = await runAgain();
    expect(await scoresOf(second)).toEqual(await scoresOf(first));

    expect((await put(id, 0)).status).toBe(200);
    const third = await runAgain();
    expect(await scoresOf(third)).not.toEqual(await scoresOf(first));
    const { body } = await world.call("GET", `/api/match-runs/${third}`, { token });
    expect(body["options"]).toMatchObject({ weights: { id, number: 1, values: FILE.weights } });
    const repeated = await world.call("POST", `/api/match-runs/${third}/repeat`, { token });
    expect(repeated.body).toMatchObject({ isSame: true });
    const compared = await world.call("GET", `/api/match-runs/${third}/compare/${second}`, { token });
    expect(compared.body["parameters"]).toEqual([{ name: "weights", before: "engine", after: "1" }]);

    expect(shown(await put(null, 1))).toMatchObject({ inForceId: null, version: 2, sets: [{ wasInForce: true }] });
    expect(await scoresOf(await runAgain())).toEqual(await scoresOf(first));
    const back = shown(await put(id, 2));
    expect(back.inForceId).toBe(id);
    expect(back.changes.map(({ weightsId }) => weightsId)).toEqual([id, null, id]);
    expect(await auditActions()).toEqual([
      "match.weights_kept",
      "match.weights_set",
      "match.weights_set",
      "match.weights_set",
    ]);
  });

  test("of a run are those that were in force when it was started", async () => {
    await makeRun(world, pair);
    const id = await keptId();
    const { body } = await world.call("POST", `/api/scopes/${pair}/match-runs`, { token, body: {} });
    await put(id, 0);
    const runner = await world.app.startJobs({ pollMs: 20, retrySeconds: 0 });
    await settled(world, String(body["id"]), token);
    await runner.stop();
    const run = await world.call("GET", `/api/match-runs/${String(body["id"])}`, { token });
    expect(run.body["options"]).toMatchObject({ weights: null });
  });

  test("are put in force only when they were compared with those in force now", async () => {
    const [one, other] = [await keptId(), await keptId({ ...FILE, weights: { meaning: 0.4 } })];
    await put(one, 0);
    const refused = await put(other, 1);
    expect([refused.status, refused.body["code"]]).toEqual([409, "matchmaking.weights_compared_with_others"]);
    const next = await keptId({ ...FILE, present: FILE.weights, weights: { meaning: 0.4 } });
    expect(shown(await put(next, 1)).inForceId).toBe(next);
  });

  test.each<[string, object, string]>([
    ["written by hand", { weights: { meaning: 0.3 } }, "matchmaking.weights_not_compared"],
    [
      "compared on nothing",
      { ...FILE, heldBack: { pairs: 0, before: 0, after: 1 } },
      "matchmaking.weights_not_compared",
    ],
    [
      "no better than before",
      { ...FILE, heldBack: { pairs: 40, before: 0.7, after: 0.7 } },
      "matchmaking.weights_not_better",
    ],
    ["unknown to the engine", { ...FILE, weights: { meening: 0.3 } }, "matchmaking.weights_not_usable"],
  ])("%s are not kept", async (_name, file, code) => {
    const { status, body } = await keep(file);
    expect([status, body["code"]]).toEqual([422, code]);
  });

  test("of two people who change them at once the second is told", async () => {
    const id = await keptId();
    await put(id, 0);
    expect((await put(null, 0)).status).toBe(412);
  });

  test("are kept and put in force by the head of the pair's office alone, and read by the office", async () => {
    const id = await keptId();
    expect((await keep(FILE, officer)).status).toBe(403);
    expect((await put(id, 0, officer)).status).toBe(403);
    const seen = await world.call("GET", `/api/scopes/${pair}/match-weights`, { token: officer });
    expect(shown(seen).sets).toMatchObject([{ id, number: 1 }]);
    const { token: stranger } = await world.someone("pair_lead", await world.createScope("pair", { parentId: zone }));
    expect((await world.call("GET", `/api/scopes/${pair}/match-weights`, { token: stranger })).status).toBe(404);
  });

  test("of another pair cannot be put in force", async () => {
    const id = await keptId();
    const other = await world.createScope("pair", { parentId: zone });
    const { token: lead } = await world.someone("pair_lead", other);
    const { status } = await world.call("PUT", `/api/scopes/${other}/match-weights/in-force`, {
      token: lead,
      body: { weightsId: id },
      headers: { "if-match": '"0"' },
    });
    expect(status).toBe(404);
  });
});

describe("what weights are learnt from", () => {
  const learn = async (runId: string, as = token) =>
    world.call("GET", `/api/match-runs/${runId}/learning`, { token: as });
  const read = (bytes: Uint8Array) => readLearning(new TextDecoder().decode(bytes).split("\n"));

  test("is the last judgement on each pair with the texts of the run, and no name", async () => {
    const { runId, candidates } = await makeRun(world, pair);
    const decide = async (at: number, body: object, version = 0) =>
      world.call("PUT", `/api/match-runs/${runId}/candidates/${candidates[at]?.id ?? ""}/decision`, {
        token,
        body,
        headers: { "if-match": `"${version}"` },
      });
    await decide(0, { decision: "refused", reason: "too_early", comment: "张工说再等等" });
    await decide(0, { decision: "accepted" }, 1);
    await decide(1, { decision: "refused", reason: "wrong_field", comment: "不是一个方向" });
    const { status, headers, bytes } = await learn(runId);
    expect(status).toBe(200);
    expect(decodeURIComponent(headers.get("content-disposition") ?? "")).toContain("决定 第1次.jsonl");
    const learning = read(bytes);
    expect(learning?.present).toEqual(NEED_WEIGHTS);
    expect(learning?.needs).toHaveLength(3);
    expect(learning?.candidates).toHaveLength(3);
    expect(learning?.judgements.map(({ accepted, reason }) => ({ accepted, reason }))).toEqual(
      expect.arrayContaining([
        { accepted: true, reason: null },
        { accepted: false, reason: "wrong_field" },
      ]),
    );
    expect(learning?.judgements).toHaveLength(2);
    expect(new TextDecoder().decode(bytes)).not.toMatch(/张工|方向|李某|王某|某大学/);
  });

  test("counts what came of a link, and not that a talk ended or a decision was taken back", async () => {
    const { runId, needId, candidates } = await makeRun(world, pair);
    const [first, second] = candidates;
    const actor = actorIn([pair]);
    const say = async (candidate: (typeof candidates)[number] | undefined, signal: string) =>
      withActor(world.db, actor, async (tx) =>
        insertFeedback(tx, {
          zoneId: zone,
          scopeId: pair,
          needId,
          partnerKind: candidate?.kind ?? "",
          partnerId: candidate?.partnerId ?? "",
          runId,
          signal,
          reason: null,
          comment: "",
          features: {},
          engine: null,
          actorId: actor.userId,
        }),
      );
    await say(first, "not_mine");
    await say(first, "ended");
    await say(second, "accepted");
    await say(second, "taken_back");
    const learning = read((await learn(runId)).bytes);
    expect(learning?.judgements).toMatchObject([{ accepted: false, reason: "not_mine" }]);
  });

  test("is given to the head of the pair's office alone", async () => {
    const { runId } = await makeRun(world, pair);
    expect((await learn(runId, officer)).status).toBe(403);
  });
});
