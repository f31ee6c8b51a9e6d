import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { achievement, makeRun, putLists, putRecords, settled } from "../../../test/matchmaking.ts";
import { makeNeed } from "../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { cancelJob } from "../../platform/jobs/index.ts";
import { newId } from "../../platform/ids.ts";
import { actorIn } from "../../platform/test-db.ts";
import { findRunRow } from "./queries/runs.ts";
import { workMatchRun } from "./service/run-job.ts";
import { showRun } from "./service/runs.ts";

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

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly contributions: readonly { readonly share: number }[];
  readonly terms: readonly {
    readonly term: string;
    readonly needSpans: readonly { field: "title" | "content"; start: number; end: number }[];
    readonly partnerSpans: readonly { item: number | null; field: "title" | "content"; start: number; end: number }[];
  }[];
  readonly text: { title: string; content: string; items: { item: number; title: string; content: string }[] };
}

describe("a run", () => {
  test("gives every need one outcome", async () => {
    const { runId } = await makeRun(world, pair);
    expect(await get(`/api/match-runs/${runId}`)).toMatchObject({
      state: "done",
      number: 1,
      job: null,
      counts: { needs: 3, matched: 1, toClarify: 1, unmatched: 1 },
      inputs: [
        { kind: "needs", count: 3 },
        { kind: "achievements", count: 2 },
        { kind: "instruments", count: 0 },
        { kind: "teams", count: 1 },
      ],
    });
    const needs = await get(`/api/match-runs/${runId}/needs?withTotal=true`);
    expect(needs["total"]).toBe(3);
    const outcomes = (needs["items"] as { outcome: string }[]).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["matched", "to_clarify", "unmatched"]);
  });

  test("gives reasons that add up to the score and stand where the marks are", async () => {
    const { runId, needId } = await makeRun(world, pair);
    const need = await get(`/api/match-runs/${runId}/needs/${needId}`);
    const shown = need["suggestions"] as Shown[];
    expect(shown.length).toBeGreaterThan(1);
    for (const { score, contributions, terms, text } of shown) {
      expect(contributions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(score, 9);
      for (const { term, needSpans, partnerSpans } of terms) {
        const fold = (value: string) => value.normalize("NFKC").toLowerCase();
        for (const { field, start, end } of needSpans)
          expect(fold(String(need[field]).slice(start, end))).toBe(fold(term));
        for (const { item, field, start, end } of partnerSpans) {
          const source = item === null ? text : text.items.find((each) => each.item === item);
          expect(fold(String(source?.[field]).slice(start, end))).toBe(fold(term));
        }
      }
    }
    expect(shown.some(({ text }) => text.items.length > 0)).toBe(true);
  });

  test("is found by Chinese, pinyin and initials, and filtered by outcome and band", async () => {
    const { runId } = await makeRun(world, pair);
    const found = async (query: string) =>
      ((await get(`/api/match-runs/${runId}/needs?${query}`))["items"] as { title: string }[]).map(
        ({ title }) => title,
      );
    for (const search of ["模具", "mujushouming", "mjsm"])
      expect(await found(`search=${encodeURIComponent(search)}`)).toEqual(["冷挤压模具寿命提升"]);
    expect(await found("outcome=to_clarify")).toEqual(["产品质量提升"]);
    expect(await found("band=none&sort=-position")).toHaveLength(2);
    expect(await found("decision=accepted")).toEqual([]);
  });

  test("has its needs in the order of their list, as people count", async () => {
    const number = (name: string) => ({ number: name, title: `冷挤压模具 ${name}`, content: "模具早期开裂" });
    for (const name of ["N10", "N100", "N2"]) await makeNeed(world, pair, number(name));
    await putRecords(world, pair, { achievements: [achievement()] });
    const { body } = await world.call("POST", `/api/scopes/${pair}/match-runs`, { token, body: {} });
    const runId = String(body["id"]);
    const runner = await world.app.startJobs({ pollMs: 20, retrySeconds: 0 });
    try {
      await settled(world, runId, token);
    } finally {
      await runner.stop();
    }
    const numbers = async (query: string) =>
      ((await get(`/api/match-runs/${runId}/needs?${query}`))["items"] as { number: string }[]).map(
        (need) => need.number,
      );
    expect(await numbers("")).toEqual(["N2", "N10", "N100"]);
    expect(await numbers("sort=-number")).toEqual(["N100", "N10", "N2"]);
  });

  test("lists what nobody fits with the reason, and nothing else", async () => {
    const { runId } = await makeRun(world, pair);
    const { items, total } = await get(`/api/match-runs/${runId}/unmatched?withTotal=true`);
    expect(total).toBe(1);
    const [need] = items as { id: string; title: string; texts: { why: { zh: string } } }[];
    expect(need?.title).toBe("量子点荧光编码微球");
    expect(need?.texts.why.zh).not.toBe("");
    const whole = await get(`/api/match-runs/${runId}/needs/${need?.id}`);
    expect(need).toMatchObject({ texts: whole["texts"], nearest: whole["nearest"], lacks: whole["lacks"] });
    const none = await get(`/api/match-runs/${runId}/unmatched?search=${encodeURIComponent("模具")}`);
    expect(none["items"]).toEqual([]);
  });

  test("is repeated to the byte from what was kept with it", async () => {
    const { runId } = await makeRun(world, pair);
    const { body } = await world.call("POST", `/api/match-runs/${runId}/repeat`, { token });
    expect(body).toMatchObject({ isSame: true });
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ id: string; digest: string }>`SELECT file_id AS id, digest FROM match_runs`.execute(tx.kysely),
    );
    const kept = await withSystem(world.db, async (tx) => world.app.files.readFile(tx, rows[0]?.id ?? ""));
    expect(createHash("sha256").update(kept.bytes).digest("hex")).toBe(rows[0]?.digest);
    const again = await makeRun(world, pair);
    expect((await get(`/api/match-runs/${again.runId}`))["digest"]).toBe(body["digest"]);
  });

  test("needs needs, and somebody to match them with", async () => {
    const start = async () => (await world.call("POST", `/api/scopes/${pair}/match-runs`, { token, body: {} })).body;
    expect(await start()).toMatchObject({ code: "matchmaking.no_needs" });
    await putLists(world, pair);
    const only = { withAchievements: false, withTeams: false };
    const { body } = await world.call("POST", `/api/scopes/${pair}/match-runs`, { token, body: only });
    expect(body["code"]).toBe("matchmaking.no_partners");
  });

  test("waits for the one before it", async () => {
    await putLists(world, pair);
    const start = async () => world.call("POST", `/api/scopes/${pair}/match-runs`, { token, body: {} });
    expect((await start()).status).toBe(202);
    const second = await start();
    expect(second).toMatchObject({ status: 409, body: { code: "matchmaking.run_under_way" } });
    expect(second.body["detail"]).toContain("第 1 次");
  });
});

describe("a run and the world around it", () => {
  const begin = async () => {
    await putLists(world, pair);
    const { body } = await world.call("POST", `/api/scopes/${pair}/match-runs`, { token, body: {} });
    return { runId: String(body["id"]), jobId: (body["job"] as { id: string }).id };
  };

  test("that is cancelled before its end leaves nothing, and the next one goes", async () => {
    const { runId, jobId } = await begin();
    await withActor(world.db, actorIn([pair]), async (tx) => cancelJob(tx, jobId));
    expect(await get(`/api/match-runs/${runId}`)).toMatchObject({ state: "cancelled", counts: { candidates: 0 } });
    expect(await get(`/api/match-runs/${runId}/needs`)).toMatchObject({ code: "matchmaking.run_not_done" });
    expect((await makeRun(world, pair)).candidates.length).toBeGreaterThan(0);
  });

  test("cancelled while it writes its results, it is cancelled or done and never both", async () => {
    const { runId, jobId } = await begin();
    const runner = await world.app.startJobs({ pollMs: 20, retrySeconds: 0 });
    try {
      // As soon as the plan is made, all that is left is to write down what was found.
      for (;;) {
        const { job, state } = (await get(`/api/match-runs/${runId}`)) as {
          job: { progressDone: number } | null;
          state: string;
        };
        if (state !== "queued" && (job === null || job.progressDone >= 10)) break;
      }
      const { status } = await world.call("POST", `/api/jobs/${jobId}/cancel`, { token });
      const { state } = await settled(world, runId, token);
      const candidates = await withSystem(world.db, async (tx) =>
        sql`SELECT FROM match_candidates WHERE run_id = ${runId}`.execute(tx.kysely),
      );
      expect([status, state, candidates.rows.length > 0]).toEqual(
        state === "done" ? [409, "done", true] : [200, "cancelled", false],
      );
    } finally {
      await runner.stop();
    }
  });

  test("whose end is refused because somebody cancelled has written nothing", async () => {
    const { runId } = await begin();
    const { db, app } = world;
    const cancelled = new Error("cancelled at 99 %");
    const job = {
      id: newId(),
      input: { runId },
      scopeId: pair,
      createdBy: null,
      attempt: 1,
      signal: new AbortController().signal,
      progress: async () => {},
      finish: async () => {
        throw cancelled;
      },
    };
    const work = workMatchRun(job, { db, outbox: app.outbox, files: app.files });
    await expect(work).rejects.toBe(cancelled);
    const left = await withSystem(db, async (tx) =>
      sql`SELECT run_id FROM match_run_needs UNION SELECT run_id FROM match_candidates UNION SELECT run_id FROM match_plans
        UNION SELECT id FROM match_runs WHERE completed_at IS NOT NULL
        UNION SELECT id FROM files WHERE owner_kind <> 'match_run_snapshot'`.execute(tx.kysely),
    );
    expect(left.rows).toEqual([]);
  });

  test("has the lists as they were at one moment, and says that one was being taken in", async () => {
    const { runId } = await begin();
    await withSystem(world.db, async (tx) =>
      sql`INSERT INTO jobs (id, kind, scope_id, input, state, started_at)
        VALUES (gen_random_uuid(), 'directory.accept_imports', ${pair}, '{}', 'running', now())`.execute(tx.kysely),
    );
    const runner = await world.app.startJobs({ pollMs: 20, retrySeconds: 0 });
    const run = await settled(world, runId, token);
    await runner.stop();
    // Where it failed, the job says why.
    expect([run["state"], run["job"]]).toEqual(["done", null]);
    expect(run["importRunning"]).toBe(true);
    await putRecords(world, pair, { achievements: [achievement({ title: "冷挤压模具的强化", inventors: "钱某" })] });
    expect(await get(`/api/match-runs/${runId}`)).toMatchObject({ inputs: [{ kind: "needs" }, { count: 2 }, {}, {}] });
  });
});

test("a run that is done between two looks at it has not failed", async () => {
  const { runId } = await makeRun(world, pair);
  const shown = await withActor(world.db, actorIn([pair]), async (tx) => {
    const row = await findRunRow(tx, runId);
    return row === null ? null : showRun(tx, { ...row, completedAt: null });
  });
  expect(shown).toMatchObject({ state: "done", job: null });
});

describe("another pair's", () => {
  test("run, candidates, plan and workbook do not exist", async () => {
    const { runId, needId, candidates } = await makeRun(world, pair);
    const stranger = (await world.someone("pair_officer", await world.createScope("pair"))).token;
    const paths = ["", "/needs", `/needs/${needId}`, "/plan", "/workbook", "/to-clarify", `/compare/${runId}`];
    for (const path of paths)
      expect((await world.call("GET", `/api/match-runs/${runId}${path}`, { token: stranger })).status).toBe(404);
    const decision = `/api/match-runs/${runId}/candidates/${candidates[0]?.id}/decision`;
    const headers = { "if-match": '"0"' };
    const { status } = await world.call("PUT", decision, { token: stranger, body: { decision: "accepted" }, headers });
    expect(status).toBe(404);
  });

  test("run is open to the zone's officer to read, not to decide", async () => {
    const zone = await world.createScope("zone");
    const below = await world.createScope("pair", { parentId: zone });
    const { runId, candidates } = await makeRun(world, below);
    const officer = (await world.someone("zone_officer", zone)).token;
    expect((await world.call("GET", `/api/match-runs/${runId}`, { token: officer })).status).toBe(200);
    const path = `/api/match-runs/${runId}/candidates/${candidates[0]?.id}/decision`;
    const call = { token: officer, body: { decision: "accepted" }, headers: { "if-match": '"0"' } };
    expect((await world.call("PUT", path, call)).status).toBe(403);
  });
});
