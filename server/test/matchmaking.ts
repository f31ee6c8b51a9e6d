// Pairs with lists that match, runs that are done, lines and links: what matchmaking's tests begin with.
import type { Achievement, Team } from "@dual-high/lists";
import { listOf, writeRecordHead } from "@dual-high/matchlist";
import { sql } from "kysely";
import { digestOf, directoryTargets } from "../src/modules/directory/index.ts";
import { RunComputer } from "../src/modules/matchmaking/compute/run-computer.ts";
import { writeLedger } from "../src/modules/matchmaking/ledger-workbook.ts";
import { insertImport, insertLine } from "../src/modules/matchmaking/queries/ledger.ts";
import { insertOutreach } from "../src/modules/matchmaking/queries/outreach.ts";
import { createLink } from "../src/modules/identity/index.ts";
import { insertRun, listCandidateRows } from "../src/modules/matchmaking/queries/runs.ts";
import { writeResult } from "../src/modules/matchmaking/service/run-result.ts";
import { withActor, withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { actorIn } from "../src/platform/test-db.ts";
import { makeNeed } from "./needs.ts";
import type { TestApp } from "./test-app.ts";

const ORIGIN = { file: "list.xlsx" };

const CLEAR = {
  title: "冷挤压模具寿命提升",
  content: "模具在大批量冷挤压时早期开裂，希望把使用寿命由2万次提高到5万次以上。现有设备为630吨冷挤压机。",
};
const VAGUE = { title: "产品质量提升", content: "希望对接高校专家。" };
const ALONE = {
  title: "量子点荧光编码微球",
  content: "开发量子点荧光编码微球，实现12重流式检测，变异系数小于5%。",
};

export function achievement(parts: Partial<Achievement> = {}): Achievement {
  return {
    id: `A-${newId().slice(-8)}`,
    title: "一种冷挤压模具的表面强化方法",
    content: "对冷挤压模具进行渗氮与涂层复合处理，减少开裂，延长使用寿命。",
    legalStatus: "granted",
    inventors: "李某",
    unit: "某大学",
    college: "机械学院",
    origin: ORIGIN,
    ...parts,
  };
}

function team(parts: Partial<Team> = {}): Team {
  return {
    id: `T-${newId().slice(-8)}`,
    name: "精密成形团队",
    content: "冷挤压、冷锻工艺与模具寿命",
    unit: "某大学",
    college: "材料学院",
    lead: "王某",
    capacity: 1,
    items: [{ title: "冷挤压模具寿命预测", content: "基于应力分布的冷挤压模具寿命预测" }],
    origin: ORIGIN,
    ...parts,
  };
}

/** Puts records into a scope as an accepted list does. */
export async function putRecords(
  world: TestApp,
  scopeId: string,
  lists: { readonly achievements?: readonly Achievement[]; readonly teams?: readonly Team[] },
): Promise<void> {
  for (const target of directoryTargets) {
    const records = target.kind === "achievements" ? lists.achievements : lists.teams;
    if (records === undefined) continue;
    await withSystem(world.db, async (tx) => {
      const incoming = records.map((record) => ({ record, hasOwnNumber: true, digest: digestOf(record as never) }));
      const comparisons = await target.compare(tx, scopeId, incoming as never);
      await target.apply(tx, scopeId, comparisons);
    });
  }
}

/** A run that is done, in any scope, without the lists that lead there. */
export async function insertDoneRun(world: TestApp, scopeId: string) {
  const needId = newId();
  const partners = [achievement({ id: newId() }), achievement({ id: newId(), inventors: "赵某" })];
  const needs = [{ id: "N1", ...CLEAR, origin: ORIGIN }];
  const lists = { needs: listOf("needs", needs), achievements: listOf("achievements", partners) };
  const head = Buffer.from([...writeRecordHead(lists, { top: 5, capacity: 2, today: "2026-06-30" }), ""].join("\n"));
  const computer = new RunComputer({ head });
  const lines = computer.match({ from: 0, to: needs.length });
  computer.collect({ from: 0, lines });
  const plan = computer.solve();
  const actor = actorIn([scopeId]);
  const run = await withActor(world.db, actor, async (tx) =>
    insertRun(tx, {
      id: newId(),
      zoneId: scopeId,
      scopeId,
      note: "",
      options: {
        top: 5,
        capacity: 2,
        withAchievements: true,
        withTeams: true,
        withInstruments: true,
        needIds: null,
        weights: null,
      },
      jobId: newId(),
      createdBy: actor.userId,
    }),
  );
  const { db, app } = world;
  const rows = {
    at: "2026-06-30T02:00:00.000000Z",
    importRunning: false,
    needs: new Map([["N1", { id: needId, version: 1 }]]),
    versions: new Map(),
  };
  async function* blocks() {
    yield { from: 0, lines, ...computer.describe({ from: 0, lines }) };
  }
  const result = { rows, head, inputs: computer.inputs(), plan, blocks, tookMs: () => 1 };
  await withSystem(db, async (tx) => writeResult(tx, { db, outbox: app.outbox, files: app.files }, run, result));
  const [candidate] = await withSystem(db, async (tx) => listCandidateRows(tx, run, needId));
  return { runId: run.id, needId, candidateId: candidate?.id ?? "", partnerKey: candidate?.partnerKey ?? "" };
}

/** A line of the ledger, in any scope. */
export async function insertSampleLine(world: TestApp, scopeId: string): Promise<string> {
  return withActor(world.db, actorIn([scopeId]), async (tx) =>
    insertLine(tx, {
      zoneId: scopeId,
      scopeId,
      needId: newId(),
      partnerKind: "team",
      partnerId: newId(),
      needNumber: "N1",
      needTitle: CLEAR.title,
      enterprise: "某公司",
      partnerName: "精密成形团队",
      partnerUnit: "某大学",
      partnerPeople: "王某",
      origin: "decision",
      runId: null,
      ownerId: null,
      searchText: "n1",
    }),
  );
}

export interface MatchedPairWorld {
  readonly scopeId: string;
  readonly needId: string;
}

/** Three needs (clear, vague, and one that nobody fits) with two achievements and a team. */
export async function putLists(world: TestApp, scopeId: string): Promise<MatchedPairWorld> {
  const needId = await makeNeed(world, scopeId, { ...CLEAR, state: "accepted" });
  await makeNeed(world, scopeId, { ...VAGUE, state: "submitted" });
  await makeNeed(world, scopeId, { ...ALONE, state: "submitted" });
  await putRecords(world, scopeId, {
    achievements: [
      achievement(),
      achievement({ title: "一种压铸模具的冷却装置", content: "压铸模具的冷却水道", inventors: "赵某" }),
    ],
    teams: [team()],
  });
  return { scopeId, needId };
}

export interface DoneRun extends MatchedPairWorld {
  readonly runId: string;
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly partnerId: string;
    readonly supplierKey: string;
  }[];
}

/** A run in the scope that is done, made by somebody of its office. */
export async function makeRun(world: TestApp, scopeId: string, body: object = {}): Promise<DoneRun> {
  const { token } = await world.someone("pair_officer", scopeId);
  const needId = await firstNeed(world, scopeId);
  const started = await world.call("POST", `/api/scopes/${scopeId}/match-runs`, { token, body });
  if (started.status !== 202) throw new Error(`The run did not start: ${JSON.stringify(started.body)}`);
  const runId = String(started.body["id"]);
  const runner = await world.app.startJobs({ pollMs: 20, retrySeconds: 0 });
  try {
    await settled(world, runId, token);
  } finally {
    await runner.stop();
  }
  const { body: need } = await world.call("GET", `/api/match-runs/${runId}/needs/${needId}`, { token });
  return { scopeId, needId, runId, candidates: (need["suggestions"] ?? []) as DoneRun["candidates"] };
}

export async function settled(world: TestApp, runId: string, token: string): Promise<Record<string, unknown>> {
  for (;;) {
    const { body } = await world.call("GET", `/api/match-runs/${runId}`, { token });
    if (!["queued", "running"].includes(String(body["state"]))) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The need that says enough, made with its lists where the scope has none yet. */
async function firstNeed(world: TestApp, scopeId: string): Promise<string> {
  const known = await withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM needs WHERE scope_id = ${scopeId}
      AND title = ${CLEAR.title} ORDER BY id LIMIT 1`.execute(tx.kysely);
    return rows[0]?.id;
  });
  return known ?? (await putLists(world, scopeId)).needId;
}

/** A link as it is sent; the answer is its token. */
export async function makeOutreachLink(world: TestApp): Promise<string> {
  const scopeId = await world.createScope("pair", { name: "某区 × 某校" });
  const { token } = await world.someone("pair_officer", scopeId);
  const lineId = await insertSampleLine(world, scopeId);
  const { body } = await world.call("POST", `/api/ledger-lines/${lineId}/links`, { token, body: {} });
  return String(body["token"]);
}

/** Something that was sent, in any scope. */
export async function insertSampleOutreach(world: TestApp, scopeId: string): Promise<string> {
  const actor = actorIn([scopeId]);
  const id = newId();
  return withActor(world.db, actor, async (tx) => {
    const subject = { kind: "outreach", id };
    const { expiresAt } = await createLink(tx, { purpose: "matchmaking.answer", scopeId, subject, days: 14 });
    await insertOutreach(tx, {
      id,
      zoneId: scopeId,
      scopeId,
      audience: "partner",
      needId: newId(),
      partnerKind: null,
      partnerId: null,
      runId: null,
      shown: {
        audience: "partner",
        pairName: "某区 × 某校",
        isSample: false,
        needNumber: "N1",
        needTitle: CLEAR.title,
        needText: CLEAR.content,
        enterprise: "某公司",
        partnerName: null,
        partnerUnit: null,
        reason: null,
        terms: [],
      },
      expiresAt,
      createdBy: actor.userId,
    });
    return id;
  });
}

/** A ledger as it goes out. */
export async function ledgerFile() {
  return { name: "台账.xlsx", bytes: await writeLedger([], [], { language: "zh", madeAt: new Date(0) }) };
}

/** An edited ledger that was handed in, in any scope. */
export async function insertSampleImport(world: TestApp, scopeId: string): Promise<string> {
  const actor = actorIn([scopeId]);
  const id = newId();
  await withActor(world.db, actor, async (tx) =>
    insertImport(tx, {
      id,
      zoneId: scopeId,
      scopeId,
      fileName: "台账.xlsx",
      sha256: "ab".repeat(32),
      rows: [],
      createdBy: actor.userId,
    }),
  );
  return id;
}
