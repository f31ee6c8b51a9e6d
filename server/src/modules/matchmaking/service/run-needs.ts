import { type Ctx, transact } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { type DecisionRow, listDecisions } from "../queries/decisions.ts";
import {
  type CandidateRow,
  findRunNeedRow,
  listCandidateRows,
  listRunNeedRows,
  listToClarifyRows,
  listUnmatchedRows,
  type RunNeedFilter,
} from "../queries/runs.ts";
import { runReader } from "../compute/engine.ts";
import type { PartnerFound } from "../compute/protocol.ts";
import type {
  Candidate,
  Decision,
  RUN_NEED_SORTS,
  RunNeed,
  RunNeedDetail,
  RunPartner,
  ToClarify,
  Unmatched,
  WhyNot,
} from "../types.ts";
import { getCompletedRun, type Named, namesFor, requireFound } from "./found.ts";
import { openRecord } from "./record.ts";

export async function listRunNeeds(
  ctx: Ctx,
  runId: string,
  listing: Listing<(typeof RUN_NEED_SORTS)[number]>,
  filter: RunNeedFilter,
): Promise<TotalledPage<RunNeed>> {
  return transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.read", runId);
    const { rows, total } = await listRunNeedRows(tx, run, listing, filter);
    return listPageOf(listing, rows, total);
  });
}

/** One need with everything that a person decides by. */
export async function getRunNeed(ctx: Ctx, runId: string, needId: string): Promise<RunNeedDetail> {
  return transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.read", runId);
    const need = requireFound(await findRunNeedRow(tx, run, needId));
    const candidates = await listCandidateRows(tx, run, needId);
    const decisions = await listDecisions(tx, run, needId);
    const named = await namesFor(
      tx,
      decisions.map(({ decidedBy }) => decidedBy),
    );
    return { ...need, suggestions: candidates.map((candidate) => showCandidate(candidate, decisions, named)) };
  });
}

export function showCandidate(
  { shared, ...candidate }: CandidateRow,
  decisions: readonly DecisionRow[],
  named: Named,
): Candidate {
  const told = shared.map(({ term, share }) => ({ kind: "term" as const, name: term, share }));
  const rest = candidate.score - told.reduce((sum, { share }) => sum + share, 0);
  const decision = decisions.find(
    ({ partnerKind, partnerId }) => partnerKind === candidate.kind && partnerId === candidate.partnerId,
  );
  return {
    ...candidate,
    contributions: [...told, { kind: "wording", name: "", share: Math.max(0, rest) }],
    terms: shared,
    decision: showDecision(decision ?? null, named),
  };
}

function showDecision(row: DecisionRow | null, named: Named): Decision {
  if (row === null) {
    return {
      decision: "none",
      reason: null,
      comment: "",
      decidedBy: null,
      decidedAt: null,
      runNumber: null,
      lineId: null,
      version: 0,
    };
  }
  const { decision, reason, comment, decidedBy, decidedAt, runNumber, lineId, version } = row;
  return { decision, reason, comment, decidedBy: named(decidedBy), decidedAt, runNumber, lineId, version };
}

/** Needs that nobody could be found for because they do not say enough, each with the message that asks for it. */
export async function listToClarify(
  ctx: Ctx,
  runId: string,
  listing: Listing<(typeof RUN_NEED_SORTS)[number]>,
): Promise<TotalledPage<ToClarify>> {
  return transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.read", runId);
    const { rows, total } = await listToClarifyRows(tx, run, listing);
    return listPageOf(listing, rows, total);
  });
}

/** Clear needs that nobody in the lists fits, each with whoever comes nearest and what that one lacks. */
export async function listUnmatched(
  ctx: Ctx,
  runId: string,
  listing: Listing<(typeof RUN_NEED_SORTS)[number]>,
): Promise<TotalledPage<Unmatched>> {
  return transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, "match.read", runId);
    const { rows, total } = await listUnmatchedRows(tx, run, listing);
    return listPageOf(listing, rows, total);
  });
}

export async function findRunPartners(ctx: Ctx, runId: string, search: string, limit: number): Promise<RunPartner[]> {
  const run = await transact(ctx, async (tx) => openRecord(tx, ctx, runId));
  return (await runReader.ask(run, "partners", { search, limit })).map(showPartner);
}

function showPartner({ key, kind, id, name, unit, people }: PartnerFound): RunPartner {
  return { key, kind, partnerId: id, name, unit, people };
}

/** Why somebody whom a person has in mind is not among those suggested. */
export async function explainWhyNot(ctx: Ctx, runId: string, needId: string, partnerKey: string): Promise<WhyNot> {
  const { run, number } = await transact(ctx, async (tx) => ({
    number: await needNumber(tx, ctx, runId, needId),
    run: await openRecord(tx, ctx, runId),
  }));
  const found = requireFound(await runReader.ask(run, "whyNot", { needNumber: number, partnerKey }));
  return {
    ...found,
    partner: showPartner(found.partner),
    terms: [...found.terms],
    lacks: [...found.lacks],
    cautions: [...found.cautions],
  };
}

async function needNumber(tx: Tx, ctx: Ctx, runId: string, needId: string): Promise<string> {
  const run = await getCompletedRun(tx, ctx.caller, "match.read", runId);
  return requireFound(await findRunNeedRow(tx, run, needId)).number;
}
