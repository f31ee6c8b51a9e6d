import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { noteProgress, noteUnmatched } from "../../needs/index.ts";
import { matchAccepted, matchPostponed, matchRefused, matchTakenBack } from "../events.ts";
import {
  type DecisionRow,
  findDecision,
  insertDecision,
  insertFeedback,
  type MatchedPair,
  type NewDecision,
  updateDecision,
} from "../queries/decisions.ts";
import { hasLines } from "../queries/ledger.ts";
import { type CandidateRow, findCandidateRow, findRunNeedRow, type RunRow } from "../queries/runs.ts";
import { refuseDecidedMeanwhile, refuseUnfitDecision } from "../rules.ts";
import { localTime } from "../times.ts";
import type { Candidate, DecisionDraft, DecisionKind } from "../types.ts";
import { getCompletedRun, namesFor, requireFound } from "./found.ts";
import { openLineFor, withdrawLine } from "./lines.ts";
import { showCandidate } from "./run-needs.ts";

const SIGNALS: Readonly<Record<DecisionKind, string>> = {
  accepted: "accepted",
  refused: "refused",
  postponed: "postponed",
  none: "taken_back",
};

/**
 * What a person decides on a need and a partner. It holds for every run. Accepting opens a line in the ledger; taking that
 * back withdraws the line, as long as nobody has worked on it.
 */
export async function decide(
  ctx: Ctx,
  where: { readonly runId: string; readonly candidateId: string },
  draft: DecisionDraft,
  version: number,
): Promise<Candidate> {
  return transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.decide", where.runId);
    const candidate = requireFound(await findCandidateRow(tx, run, where.candidateId));
    const pair = pairOf(run, candidate);
    refuseUnfitDecision(draft);
    const before = await findDecision(tx, pair, "for_update");
    await refuseLate(tx, before, version, candidate);
    const next: NewDecision = {
      ...pair,
      zoneId: run.zoneId,
      ...draft,
      runId: run.id,
      decidedBy: ctx.caller.userId,
    };
    if (before !== null) await updateDecision(tx, before.id, next);
    else if (!(await insertDecision(tx, next))) await refuseLate(tx, await findDecision(tx, pair), version, candidate);
    const lineId = await followUp(ctx, tx, { run, candidate, before, draft });
    await note(ctx, tx, { run, candidate, draft, lineId });
    const after = requireFound(await findDecision(tx, pair));
    return showCandidate(candidate, [after], await namesFor(tx, [after.decidedBy]));
  });
}

function pairOf(run: RunRow, { needId, kind, partnerId }: CandidateRow): MatchedPair {
  return { scopeId: run.scopeId, needId, partnerKind: kind, partnerId };
}

async function refuseLate(tx: Tx, known: DecisionRow | null, version: number, { name }: CandidateRow): Promise<void> {
  if ((known?.version ?? 0) === version) return;
  const named = await namesFor(tx, [known?.decidedBy ?? null]);
  refuseDecidedMeanwhile(
    known === null ? null : { ...known, at: localTime(known.decidedAt), who: named(known.decidedBy).name },
    version,
    name,
  );
}

interface Decided {
  readonly run: RunRow;
  readonly candidate: CandidateRow;
  readonly draft: DecisionDraft;
}

async function followUp(
  ctx: Ctx,
  tx: Tx,
  { run, candidate, before, draft }: Decided & { readonly before: DecisionRow | null },
): Promise<string | null> {
  const pair = pairOf(run, candidate);
  if (draft.decision !== "accepted") {
    if (before?.decision === "accepted") {
      await withdrawLine(ctx, tx, pair);
      if (!(await hasLines(tx, run.scopeId, candidate.needId))) await noteUnmatched(ctx, tx, candidate.needId);
    }
    return null;
  }
  const need = requireFound(await findRunNeedRow(tx, run, candidate.needId));
  const line = await openLineFor(tx, {
    ...pair,
    zoneId: run.zoneId,
    needNumber: need.number,
    needTitle: need.title,
    enterprise: need.enterprise,
    partnerName: candidate.name,
    partnerUnit: candidate.unit,
    partnerPeople: candidate.people,
    origin: "decision",
    runId: run.id,
    actorId: ctx.caller.userId,
  });
  await noteProgress(ctx, tx, candidate.needId, "matched");
  return line.id;
}

async function note(
  ctx: Ctx,
  tx: Tx,
  { run, candidate, draft, lineId }: Decided & { readonly lineId: string | null },
): Promise<void> {
  const pair = pairOf(run, candidate);
  const { decision, reason, comment } = draft;
  await insertFeedback(tx, {
    ...pair,
    zoneId: run.zoneId,
    runId: run.id,
    signal: SIGNALS[decision],
    reason,
    comment,
    features: featuresOf(candidate),
    engine: run.engine,
    actorId: ctx.caller.userId,
  });
  await audit(tx, {
    scopeId: run.scopeId,
    zoneId: run.zoneId,
    action: `match.${SIGNALS[decision]}`,
    subjectKind: "need",
    subjectId: candidate.needId,
    details: { partnerKind: candidate.kind, partnerId: candidate.partnerId, runId: run.id, reason },
    ...(comment === "" ? {} : { personal: { comment } }),
  });
  const event = { aggregate: `need:${candidate.needId}`, scopeId: run.scopeId };
  const payload = { ...pair, runId: run.id };
  if (lineId !== null) await ctx.outbox.emit(tx, matchAccepted, { ...event, payload: { ...payload, lineId } });
  else if (reason !== null) await ctx.outbox.emit(tx, matchRefused, { ...event, payload: { ...payload, reason } });
  else await ctx.outbox.emit(tx, decision === "none" ? matchTakenBack : matchPostponed, { ...event, payload });
}

/** What the engine knew, so that weights can be learned from what people said. */
export function featuresOf({ score, relevance, rank, band, shared }: CandidateRow): object {
  return { score, relevance, rank, band, terms: shared.map(({ term, share }) => ({ term, share })) };
}
