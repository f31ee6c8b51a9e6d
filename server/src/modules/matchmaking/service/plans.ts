import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { runReader } from "../compute/engine.ts";
import type { WrittenWishes } from "../compute/protocol.ts";
import { listDecisions } from "../queries/decisions.ts";
import {
  findPlan,
  insertPlan,
  listCandidateKeys,
  listRunNeedNames,
  type RunRow,
  type StoredPlan,
} from "../queries/runs.ts";
import { resolvePlan } from "../resolve-plan.ts";
import { matchError } from "../rules.ts";
import type { MatchPlan, PlanDraft, PlanTally, PlanTallyDraft } from "../types.ts";
import { getCompletedRun, namesFor, requireFound } from "./found.ts";
import { openRecord, refusePutAway } from "./record.ts";

export async function getPlan(ctx: Ctx, runId: string, version: number | null): Promise<MatchPlan> {
  return transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.read", runId);
    return showPlan(tx, run, requireFound(await findPlan(tx, run, version)));
  });
}

/** Plans anew with what people lock, forbid and allow; the plans before stay as they were. */
export async function replan(ctx: Ctx, runId: string, draft: PlanDraft): Promise<MatchPlan> {
  const { wishes, record, suppliers } = await transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.run", runId);
    await refusePutAway(tx, run);
    const { wishes: said, suppliers: named } = await wishesFor(tx, run, draft);
    const keep = draft.changeAtMost === null ? {} : { keep: await keepOf(tx, run, draft.changeAtMost) };
    return { wishes: { ...said, ...keep }, suppliers: named, record: await openRecord(tx, ctx, runId) };
  });
  const { plan, impossible } = await runReader.ask(record, "plan", wishes);
  const [first] = impossible;
  if (first !== undefined) {
    throw matchError("matchmaking.lock_impossible", { need: first[0], supplier: suppliers.get(first[1]) ?? first[1] });
  }
  const [conflict] = plan.conflicts;
  if (conflict !== undefined) throw matchError("matchmaking.plan_conflict", conflict);
  return transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.run", runId);
    const needs = await listRunNeedNames(tx, run);
    const place = { zoneId: run.zoneId, runId, scopeId: run.scopeId };
    const version = await insertPlan(tx, place, {
      ...resolvePlan(plan, needs),
      note: draft.note,
      wishes,
      createdBy: ctx.caller.userId,
    });
    await audit(tx, {
      scopeId: run.scopeId,
      zoneId: run.zoneId,
      action: "match.planned",
      subjectKind: "match_run",
      subjectId: runId,
      details: {
        version,
        locked: wishes.locked.length,
        forbidden: wishes.forbidden.length,
        placed: plan.placed,
        ...(plan.revision === null ? {} : { changeAtMost: draft.changeAtMost, dropped: plan.revision.dropped }),
      },
    });
    return showPlan(tx, run, requireFound(await findPlan(tx, run, version)));
  });
}

/** The newest plan as one to change little. */
async function keepOf(tx: Tx, run: RunRow, percent: number): Promise<WrittenWishes["keep"] & object> {
  const { version, lines } = requireFound(await findPlan(tx, run, null));
  const previous = lines.flatMap(({ number, supplier }) =>
    supplier === null ? [] : [[number, supplier.key] as const],
  );
  return { version, previous, changeAtMost: percent / 100 };
}

/** What a plan that somebody edits uses, is worth and breaks; nothing is planned or kept. */
export async function tally(ctx: Ctx, runId: string, draft: PlanTallyDraft): Promise<PlanTally> {
  const { wishes, record, pairs, ids } = await transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.run", runId);
    const names = await listRunNeedNames(tx, run);
    const numbers = new Map(names.map(({ needId, number }) => [needId, number]));
    return {
      wishes: (await wishesFor(tx, run, draft)).wishes,
      record: await openRecord(tx, ctx, runId),
      pairs: draft.pairs.map((pair) => [requireFound(numbers.get(pair.needId) ?? null), pair.supplierKey] as const),
      ids: new Map(names.map(({ needId, number }) => [number, needId])),
    };
  });
  const { total, placed, loads, broken } = await runReader.ask(record, "tally", { pairs, wishes });
  return {
    total,
    placed,
    loads: loads.map(({ supplier: { key, name, unit, capacity }, taken, locked }) => ({
      key,
      name,
      unit,
      capacity,
      taken,
      locked,
    })),
    broken: broken.map(({ needId, ...rest }) => ({
      ...rest,
      needId: needId === null ? null : (ids.get(needId) ?? null),
    })),
  };
}

/** Pairs by the numbers of their needs, with what was decided where that is to count. */
async function wishesFor(
  tx: Tx,
  run: RunRow,
  draft: Pick<PlanDraft, "locked" | "forbidden" | "capacities" | "useDecisions">,
): Promise<{ readonly wishes: WrittenWishes; readonly suppliers: ReadonlyMap<string, string> }> {
  const numbers = new Map((await listRunNeedNames(tx, run)).map(({ needId, number }) => [needId, number]));
  const pairsOf = (pairs: PlanDraft["locked"]) =>
    pairs.map(({ needId, supplierKey }) => [requireFound(numbers.get(needId) ?? null), supplierKey] as const);
  const locked = pairsOf(draft.locked);
  const forbidden = pairsOf(draft.forbidden);
  const keys = await listCandidateKeys(tx, run);
  const suppliers = new Map(keys.map(({ supplierKey, name }) => [supplierKey, name]));
  refuseContradiction(locked, forbidden, suppliers);
  if (!draft.useDecisions) return { wishes: { locked, forbidden, capacities: draft.capacities }, suppliers };
  const decided = { accepted: new Map<string, string>(), refused: [] as (readonly [string, string])[] };
  const supplierOf = new Map(keys.map((key) => [`${key.needId} ${key.kind} ${key.partnerId}`, key.supplierKey]));
  for (const { needId, partnerKind, partnerId, decision } of await listDecisions(tx, run)) {
    const number = numbers.get(needId);
    const supplier = supplierOf.get(`${needId} ${partnerKind} ${partnerId}`);
    if (number === undefined || supplier === undefined) continue;
    if (decision === "accepted") decided.accepted.set(number, supplier);
    if (decision === "refused") decided.refused.push([number, supplier]);
  }
  // What somebody says now holds over what was decided before.
  const said = new Set([...locked, ...forbidden].map(([number, key]) => `${number}\n${key}`));
  const isLocked = new Set(locked.map(([number]) => number));
  return {
    wishes: {
      locked: [
        ...locked,
        ...[...decided.accepted].filter(([number, key]) => !isLocked.has(number) && !said.has(`${number}\n${key}`)),
      ],
      forbidden: [...forbidden, ...decided.refused.filter(([number, key]) => !said.has(`${number}\n${key}`))],
      capacities: draft.capacities,
    },
    suppliers,
  };
}

function refuseContradiction(
  locked: WrittenWishes["locked"],
  forbidden: WrittenWishes["forbidden"],
  suppliers: ReadonlyMap<string, string>,
): void {
  const not = new Set(forbidden.map(([number, key]) => `${number}\n${key}`));
  const both = locked.find(([number, key]) => not.has(`${number}\n${key}`));
  if (both === undefined) return;
  const [need, key] = both;
  throw matchError("matchmaking.locked_and_forbidden", { need, supplier: suppliers.get(key) ?? key });
}

async function showPlan(tx: Tx, run: RunRow, plan: StoredPlan): Promise<MatchPlan> {
  const { wishes, createdBy, revision, lines, loads, ...rest } = plan;
  const { keep } = wishes;
  const named = await namesFor(tx, [createdBy]);
  const ids = new Map((await listRunNeedNames(tx, run)).map(({ needId, number }) => [number, needId]));
  const pairsOf = (pairs: WrittenWishes["locked"]) =>
    pairs.flatMap(([number, supplierKey]) => {
      const needId = ids.get(number);
      return needId === undefined ? [] : [{ needId, supplierKey }];
    });
  // The plan was written with every need of the run; some may be for named people alone by now.
  const isShown = new Set(ids.values());
  return {
    ...rest,
    lines: lines.filter(({ needId }) => isShown.has(needId)),
    loads: loads.map((load) => ({ ...load, needs: load.needs.filter((needId) => isShown.has(needId)) })),
    runId: run.id,
    locked: pairsOf(wishes.locked),
    forbidden: pairsOf(wishes.forbidden),
    capacities: { ...wishes.capacities },
    revision:
      revision === null || keep === undefined
        ? null
        : { ...revision, version: keep.version, changeAtMost: Math.round(keep.changeAtMost * 100) },
    createdBy: named(createdBy),
  };
}
