// Weights that training proposed: kept with their comparison, put in force by a person, taken back by a person.
import {
  type HeldBack,
  isSameWeights,
  MatchingError,
  NEED_WEIGHTS,
  readTrainedWeights,
  type TrainedWeights,
  type Weights,
} from "@dual-high/matching";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import {
  findWeightsRow,
  insertWeightChange,
  insertWeights,
  listWeightChanges,
  listWeightsRows,
  lockWeights,
  type WeightsRow,
} from "../queries/weights.ts";
import { matchError } from "../rules.ts";
import type { MatchWeights, MatchWeightsDraft } from "../types.ts";
import { namesFor, requireFound, zoneOf } from "./found.ts";

export async function getWeights(ctx: Ctx, scopeId: string): Promise<MatchWeights> {
  authorize(ctx.caller, "match.read", scopeId);
  return transact(ctx, async (tx) => showWeights(tx, scopeId));
}

/** Keeps what training wrote. It takes effect for nobody. */
export async function keepWeights(ctx: Ctx, scopeId: string, { note, file }: MatchWeightsDraft): Promise<MatchWeights> {
  authorize(ctx.caller, "match.weigh", scopeId);
  const { weights, present, heldBack } = readCompared(file);
  return transact(ctx, async (tx) => {
    const zoneId = await zoneOf(tx, scopeId);
    const row = await insertWeights(tx, zoneId, {
      id: newId(),
      scopeId,
      note,
      weights: { ...weights },
      present: { ...present },
      heldBack,
      createdBy: ctx.caller.userId,
    });
    await audit(tx, {
      scopeId,
      zoneId,
      action: "match.weights_kept",
      subjectKind: "match_weights",
      subjectId: row.id,
      details: { number: row.number, weights, present, heldBack },
    });
    return showWeights(tx, scopeId);
  });
}

/**
 * Puts weights in force for the runs that start from now on, or the engine's own. New ones have to have been compared with
 * those in force now; to ones that were in force before, the way back is open.
 */
export async function setWeights(
  ctx: Ctx,
  scopeId: string,
  weightsId: string | null,
  version: number,
): Promise<MatchWeights> {
  authorize(ctx.caller, "match.weigh", scopeId);
  return transact(ctx, async (tx) => {
    const zoneId = await zoneOf(tx, scopeId);
    await lockWeights(tx, scopeId);
    const changes = await listWeightChanges(tx, scopeId);
    const [last] = changes;
    expectVersion({ version: last?.number ?? 0 }, version);
    if ((last?.weightsId ?? null) === weightsId) return showWeights(tx, scopeId);
    const row = weightsId === null ? null : requireFound(await findWeightsRow(tx, scopeId, weightsId));
    const wasInForce = weightsId === null || changes.some((change) => change.weightsId === weightsId);
    if (row !== null && !wasInForce) await refuseComparedWithOthers(tx, row, last?.weightsId ?? null);
    await insertWeightChange(tx, {
      scopeId,
      zoneId,
      number: (last?.number ?? 0) + 1,
      weightsId,
      changedBy: ctx.caller.userId,
    });
    await audit(tx, {
      scopeId,
      zoneId,
      action: "match.weights_set",
      subjectKind: "match_weights",
      subjectId: weightsId ?? scopeId,
      details: { from: last?.weightsId ?? null, to: weightsId, weights: row?.weights ?? NEED_WEIGHTS },
    });
    return showWeights(tx, scopeId);
  });
}

async function refuseComparedWithOthers(tx: Tx, { scopeId, number, present }: WeightsRow, inForceId: string | null) {
  const inForce = inForceId === null ? null : requireFound(await findWeightsRow(tx, scopeId, inForceId));
  if (isSameWeights(weightsOf(present), inForce === null ? NEED_WEIGHTS : weightsOf(inForce.weights))) return;
  throw matchError("matchmaking.weights_compared_with_others", { number });
}

/** What is kept may be of an engine that knew fewer weights. */
function weightsOf(values: object): Weights {
  return readTrainedWeights({ weights: values }).weights;
}

function readCompared(file: unknown): { weights: Weights; present: Weights; heldBack: HeldBack } {
  const { weights, comparison } = readFile(file);
  if (comparison === null || comparison.heldBack.pairs === 0) throw matchError("matchmaking.weights_not_compared", {});
  const { before, after } = comparison.heldBack;
  if (after <= before) throw matchError("matchmaking.weights_not_better", {});
  return { weights, ...comparison };
}

function readFile(file: unknown): TrainedWeights {
  try {
    return readTrainedWeights(file);
  } catch (error) {
    if (!(error instanceof MatchingError)) throw error;
    throw matchError("matchmaking.weights_not_usable", { zh: error.text("zh"), en: error.text("en") });
  }
}

async function showWeights(tx: Tx, scopeId: string): Promise<MatchWeights> {
  const rows = await listWeightsRows(tx, scopeId);
  const changes = await listWeightChanges(tx, scopeId);
  const named = await namesFor(tx, [...rows.map(({ createdBy }) => createdBy), ...changes.map((row) => row.changedBy)]);
  const inForceId = changes[0]?.weightsId ?? null;
  return {
    version: changes[0]?.number ?? 0,
    inForceId,
    engine: { ...NEED_WEIGHTS },
    sets: rows.map(({ id, number, note, weights, present, heldBack, createdBy, createdAt }) => ({
      id,
      number,
      note,
      weights,
      present,
      heldBack,
      createdBy: named(createdBy),
      createdAt,
      wasInForce: changes.some(({ weightsId }) => weightsId === id),
    })),
    changes: changes.map(({ weightsId, changedBy, changedAt }) => ({
      weightsId,
      changedBy: named(changedBy),
      changedAt,
    })),
  };
}
