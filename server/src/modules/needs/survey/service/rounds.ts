import { createHash } from "node:crypto";
import { checkQuestionnaire, type Questionnaire } from "@dual-high/kernel";
import { accessError, authorize, type Caller, type Ctx, transact } from "../../../../platform/access/index.ts";
import type { Permission } from "../../../../platform/access/matrix.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../../platform/listing/index.ts";
import { stableText } from "../../../directory/index.ts";
import { findScope } from "../../../identity/index.ts";
import { addCounts, countsOf, NO_COUNTS } from "../counts.ts";
import { listOfficers, namesFor, notePeople } from "../people.ts";
import {
  countFloors,
  countUnsettled,
  findQuestionnaireRow,
  findRoundRow,
  insertQuestionnaire,
  insertRound,
  listRoundRows,
  type Lock,
  type RoundRow,
  takeRoundSequence,
  updateRound,
} from "../queries/rounds.ts";
import { advanceRound, formatRoundCode, isOver, refuseUpsideDownPeriod, surveyError } from "../rules.ts";
import type {
  QuestionnaireVersion,
  Round,
  ROUND_SORTS,
  RoundAction,
  RoundChange,
  RoundDraft,
  RoundState,
} from "../types.ts";

/** The round, or 404: what the caller may not see there is none of. */
export async function requireRound(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  roundId: string,
  lock: Lock = "read",
): Promise<RoundRow> {
  const round = await findRoundRow(tx, roundId, lock);
  if (round === null) throw accessError("access.not_found", {});
  authorize(caller, permission, round.scopeId);
  return round;
}

export function auditOf(round: Pick<RoundRow, "id" | "scopeId" | "zoneId">) {
  return { scopeId: round.scopeId, zoneId: round.zoneId, subjectKind: "survey_round", subjectId: round.id };
}

export async function listRounds(
  ctx: Ctx,
  scopeId: string,
  listing: Listing<(typeof ROUND_SORTS)[number]>,
  states: readonly RoundState[] | null,
): Promise<TotalledPage<Round>> {
  authorize(ctx.caller, "survey.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listRoundRows(tx, scopeId, listing, states);
    const shown = new Map((await showRounds(tx, rows)).map((round) => [round.id, round]));
    const keyed = rows.flatMap((row) => {
      const round = shown.get(row.id);
      return round === undefined ? [] : [{ ...round, sortKey: row.sortKey }];
    });
    return listPageOf(listing, keyed, total);
  });
}

async function showRounds(tx: Tx, rows: readonly RoundRow[]): Promise<Round[]> {
  const ids = rows.map(({ id }) => id);
  const counts = Map.groupBy(await countFloors(tx, ids), ({ roundId }) => roundId);
  const unsettled = await countUnsettled(tx, ids);
  const person = await namesFor(
    tx,
    rows.map(({ leadId }) => leadId),
  );
  return rows.map((row) => ({
    id: row.id,
    scopeId: row.scopeId,
    zoneId: row.zoneId,
    code: row.code,
    name: row.name,
    startsOn: row.startsOn,
    endsBefore: row.endsBefore,
    state: row.state,
    isOver: isOver(row, row.today),
    lead: person(row.leadId),
    questionnaireNumber: row.questionnaireNumber,
    counts: (counts.get(row.id) ?? []).map(countsOf).reduce(addCounts, NO_COUNTS),
    late: unsettled.get(row.id)?.late ?? 0,
    conflicts: unsettled.get(row.id)?.conflicts ?? 0,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  }));
}

export async function showRound(tx: Tx, row: RoundRow): Promise<Round> {
  const [round] = await showRounds(tx, [row]);
  if (round === undefined) throw accessError("access.not_found", {});
  return round;
}

export async function getRound(ctx: Ctx, roundId: string): Promise<Round> {
  return transact(ctx, async (tx) => showRound(tx, await requireRound(tx, ctx.caller, "survey.read", roundId)));
}

export async function createRound(ctx: Ctx, scopeId: string, draft: RoundDraft): Promise<Round> {
  authorize(ctx.caller, "survey.manage", scopeId);
  refuseUpsideDownPeriod(draft);
  return transact(ctx, async (tx) => {
    const scope = await findScope(tx, scopeId);
    if (scope?.kind !== "pair") throw surveyError("survey.not_in_a_pair", {});
    const zoneId = scope.parentId ?? scopeId;
    const leadId = draft.leadId ?? ctx.caller.userId;
    await refuseUnfitLead(ctx, tx, { scopeId, zoneId }, leadId);
    const { year, sequence } = await takeRoundSequence(tx, scopeId);
    const id = newId();
    const code = formatRoundCode(year, sequence);
    await insertRound(tx, { ...draft, id, scopeId, zoneId, code, leadId }, ctx.caller.userId);
    await notePeople(tx, scopeId, [leadId]);
    await audit(tx, { ...auditOf({ id, scopeId, zoneId }), action: "survey.round_created", details: { code } });
    return showRound(tx, await requireRound(tx, ctx.caller, "survey.read", id));
  });
}

async function refuseUnfitLead(
  ctx: Ctx,
  tx: Tx,
  place: { readonly scopeId: string; readonly zoneId: string },
  leadId: string,
): Promise<void> {
  if (leadId === ctx.caller.userId) return;
  const officers = await listOfficers(tx, place);
  if (!officers.some(({ id }) => id === leadId)) throw surveyError("survey.lead_unfit", {});
}

export async function changeRound(ctx: Ctx, roundId: string, change: RoundChange, version: number): Promise<Round> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.manage", roundId, "for_update");
    expectVersion(round, version);
    const changed = { ...round, ...(change as Partial<RoundRow>) };
    refuseUpsideDownPeriod(changed);
    if (changed.leadId !== round.leadId) await refuseUnfitLead(ctx, tx, round, changed.leadId);
    await updateRound(tx, changed);
    await notePeople(tx, round.scopeId, [changed.leadId]);
    const details = { fields: Object.keys(change) };
    await audit(tx, { ...auditOf(round), action: "survey.round_changed", details });
    return showRound(tx, await requireRound(tx, ctx.caller, "survey.read", roundId));
  });
}

/** Locks the round, so that a visit is either in before it closes or late. */
export async function moveRound(ctx: Ctx, roundId: string, action: RoundAction, version: number): Promise<Round> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.manage", roundId, "for_update");
    expectVersion(round, version);
    const { planned } = (await countFloors(tx, [roundId])).map(countsOf).reduce(addCounts, NO_COUNTS);
    const state = advanceRound(round, action, planned);
    await updateRound(tx, { ...round, state });
    const details = { action, from: round.state, to: state };
    await audit(tx, { ...auditOf(round), action: "survey.round_moved", details });
    return showRound(tx, await requireRound(tx, ctx.caller, "survey.read", roundId));
  });
}

/** By its number; the one that is put now where none is named. */
export async function getQuestionnaire(ctx: Ctx, roundId: string, number?: number): Promise<QuestionnaireVersion> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.read", roundId);
    const wanted = number ?? round.questionnaireNumber;
    const found = await showQuestionnaire(tx, round, wanted);
    if (found === null) throw surveyError("survey.no_questionnaire", { code: round.code, number: wanted });
    return found;
  });
}

export async function showQuestionnaire(tx: Tx, round: RoundRow, number: number): Promise<QuestionnaireVersion | null> {
  const row = number === 0 ? null : await findQuestionnaireRow(tx, round, number);
  if (row === null) return null;
  const person = await namesFor(tx, [row.createdBy]);
  return {
    roundId: round.id,
    number,
    digest: row.digest,
    createdAt: row.createdAt,
    createdBy: person(row.createdBy),
    content: row.content as QuestionnaireVersion["content"],
    version: round.version,
  };
}

/** A new version, which is put from now on; visits that answer an earlier one keep it. The same again is no new version. */
export async function putQuestionnaire(
  ctx: Ctx,
  roundId: string,
  content: Questionnaire,
  version: number,
): Promise<QuestionnaireVersion> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.manage", roundId, "for_update");
    expectVersion(round, version);
    const problems = checkQuestionnaire(content);
    if (problems.length > 0) throw surveyError("survey.questionnaire_unsound", { problems });
    const digest = createHash("sha256").update(stableText(content)).digest("hex");
    const held = await findQuestionnaireRow(tx, round, round.questionnaireNumber);
    if (held?.digest === digest) return requireQuestionnaire(tx, round);
    const number = round.questionnaireNumber + 1;
    await insertQuestionnaire(tx, round, { number, content, digest, createdBy: ctx.caller.userId });
    await updateRound(tx, { ...round, questionnaireNumber: number });
    await audit(tx, { ...auditOf(round), action: "survey.questionnaire_put", details: { number, digest } });
    return requireQuestionnaire(tx, await requireRound(tx, ctx.caller, "survey.read", roundId));
  });
}

async function requireQuestionnaire(tx: Tx, round: RoundRow): Promise<QuestionnaireVersion> {
  const { code, questionnaireNumber: number } = round;
  const found = await showQuestionnaire(tx, round, number);
  if (found === null) throw surveyError("survey.no_questionnaire", { code, number });
  return found;
}

export async function listRoundOfficers(
  ctx: Ctx,
  roundId: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return transact(ctx, async (tx) => listOfficers(tx, await requireRound(tx, ctx.caller, "survey.read", roundId)));
}
