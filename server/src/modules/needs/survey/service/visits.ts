import { createHash } from "node:crypto";
import { checkAnswers, type QuestionProblem } from "@dual-high/kernel";
import { accessError, authorize, type Caller, type Ctx, mayIn, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../../platform/listing/index.ts";
import { stableText } from "../../../directory/index.ts";
import { maskContact } from "../../rules.ts";
import { createNeed } from "../../service/needs.ts";
import { namesFor, notePeople } from "../people.ts";
import { findQuestionnaireRow, type RoundRow } from "../queries/rounds.ts";
import { findSiteRow, removeClaim } from "../queries/sites.ts";
import {
  findVisitRow,
  insertFoundNeed,
  insertVersion,
  insertVisit,
  listFoundNeeds,
  listVersionRows,
  listVisitRows,
  markConflict,
  settleVisitRow,
  standVersion,
  type VersionRow,
  type VisitFilter,
  type VisitRow,
} from "../queries/visits.ts";
import { isOver, judgeVersion, settleVisit, surveyError } from "../rules.ts";
import type {
  Visit,
  VISIT_SORTS,
  VisitContent,
  VisitReceipt,
  VisitSettlement,
  VisitSummary,
  VisitUpload,
} from "../types.ts";
import { auditOf, requireRound } from "./rounds.ts";
import { enterSites, findTwin } from "./sites.ts";

const VISIT_FILE = "survey_visit";

function digestOf(content: unknown): string {
  return createHash("sha256").update(stableText(content)).digest("hex");
}

/**
 * Takes a visit once, however often and by however many lines it comes. The round is held, so that the visit is either in
 * before it closes or late; what the phone's clock says is written down and decides nothing.
 */
export async function takeVisit(
  ctx: Ctx,
  roundId: string,
  visitId: string,
  { content, sentAt, basedOn, edition, follows, madeBy }: VisitUpload,
): Promise<VisitReceipt> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.visit", roundId, "for_share");
    if (round.state === "draft") throw surveyError("survey.round_not_open", round);
    const over = isOver(round, round.today);
    const digest = digestOf(content);
    const sender = ctx.caller.userId;
    if (madeBy !== null && madeBy !== sender) throw surveyError("survey.other_officer", {});
    const siteId = await ensureSite(tx, round, content);
    const isFirst = await insertVisit(tx, round, {
      id: visitId,
      siteId,
      digest,
      state: over ? "late" : "counted",
      outcome: content.outcome,
      officerId: sender,
      visitedAt: content.visitedAt,
      sentAt,
    });
    const visit = await requireVisit(tx, round, visitId, "for_update");
    const known = await listVersionRows(tx, visit);
    const result = isFirst
      ? "accepted"
      : judgeVersion({ ...visit, known }, { digest, basedOn, edition, follows }, over);
    const problems = await problemsOf(tx, round, content);
    if (result !== "repeated") {
      await insertVersion(tx, visit, { digest, edition, content, problems, sentBy: sender, sentAt });
      await stand(tx, visit, { digest, content }, result);
      if (visit.state === "counted" && result !== "conflict") await enterNeedsOf(ctx, tx, visit, content);
      await removeClaim(tx, visit.siteId, sender);
      await notePeople(tx, round.scopeId, [sender]);
      const details = { visitId, result, digest, state: visit.state, needs: content.needs.length };
      await audit(tx, { ...auditOf(round), action: "survey.visit_taken", details });
    }
    const after = await requireVisit(tx, round, visitId);
    return {
      visitId,
      result,
      state: after.state,
      digest,
      standing: after.digest,
      missingFiles: await missingFiles(ctx, tx, visitId, content),
      needs: await foundNeeds(tx, after),
      problems,
      receivedAt: after.receivedAt,
      clockAheadSeconds: after.clockAheadSeconds,
    };
  });
}

async function stand(
  tx: Tx,
  visit: VisitRow,
  version: Pick<VersionRow, "digest" | "content">,
  result: "accepted" | "corrected" | "conflict",
): Promise<void> {
  if (result === "corrected") await standVersion(tx, visit, version);
  if (result === "conflict") await markConflict(tx, visit);
}

/**
 * The door, entered with the visit where it was added on the spot. Two officers who both found it without a network stood at
 * one door: the second visit goes to the door of the first.
 */
async function ensureSite(tx: Tx, round: RoundRow, { siteId, newSite }: VisitContent): Promise<string> {
  const site = await findSiteRow(tx, siteId);
  if (site?.roundId === round.id) return siteId;
  if (site !== null || newSite === null) throw surveyError("survey.no_such_site", { code: round.code, siteId });
  const twin = await findTwin(tx, round, newSite);
  if (twin !== null) return twin.id;
  await enterSites(tx, round, [{ ...newSite, id: siteId, isAddedOnSpot: true }]);
  return siteId;
}

async function requireVisit(
  tx: Tx,
  round: RoundRow,
  visitId: string,
  lock: "read" | "for_update" = "read",
): Promise<VisitRow> {
  const visit = await findVisitRow(tx, round, visitId, lock);
  if (visit === null || visit.roundId !== round.id) throw accessError("access.not_found", {});
  return visit;
}

async function problemsOf(
  tx: Tx,
  round: RoundRow,
  { questionnaireNumber: number, outcome, answers }: VisitContent,
): Promise<QuestionProblem[]> {
  // Whoever was not let in has nothing to answer.
  if (outcome !== "visited" || number === 0) return [];
  const questionnaire = await findQuestionnaireRow(tx, round, number);
  if (questionnaire === null) throw surveyError("survey.no_questionnaire", { code: round.code, number });
  return checkAnswers(questionnaire.content, answers);
}

/** What enterprises asked for goes to triage. Another wording under the same key is another need: neither is lost. */
async function enterNeedsOf(ctx: Ctx, tx: Tx, visit: VisitRow, { needs }: VisitContent): Promise<void> {
  const known = new Set((await listFoundNeeds(tx, visit)).map(({ key, digest }) => `${key} ${digest}`));
  for (const { key, need } of needs) {
    const digest = digestOf(need);
    if (known.has(`${key} ${digest}`)) continue;
    const filled = {
      ...need,
      enterprise: need.enterprise ?? visit.enterprise,
      creditCode: need.creditCode ?? visit.creditCode,
    };
    const made = await createNeed({ ...ctx, tx }, visit.scopeId, filled, { isSubmitted: true });
    await insertFoundNeed(tx, visit, { key, digest, needId: made.id });
  }
}

async function foundNeeds(tx: Tx, visit: VisitRow): Promise<VisitReceipt["needs"]> {
  return (await listFoundNeeds(tx, visit)).map(({ key, needId, number, title }) => ({ key, needId, number, title }));
}

async function missingFiles(ctx: Ctx, tx: Tx, visitId: string, { files }: VisitContent): Promise<string[]> {
  const here = new Set((await ctx.files.listFiles(tx, VISIT_FILE, visitId)).map(({ sha256 }) => sha256));
  return [...new Set(files.map(({ sha256 }) => sha256))].filter((sha256) => !here.has(sha256));
}

export async function listVisits(
  ctx: Ctx,
  roundId: string,
  listing: Listing<(typeof VISIT_SORTS)[number]>,
  filter: VisitFilter,
): Promise<TotalledPage<VisitSummary>> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.read", roundId);
    const { rows, total } = await listVisitRows(tx, round.id, listing, filter);
    const person = await namesFor(
      tx,
      rows.map(({ officerId }) => officerId),
    );
    return listPageOf(
      listing,
      rows.map((row) => ({ ...summaryOf(row, person), sortKey: row.sortKey })),
      total,
    );
  });
}

function summaryOf(row: VisitRow, person: (id: string) => VisitSummary["officer"]): VisitSummary {
  const { id, roundId, siteId, building, floor, unit, enterprise, outcome, state, hasConflict } = row;
  const { visitedAt, receivedAt, clockAheadSeconds, needs, version, officerId } = row;
  const where = { id, roundId, siteId, building, floor, unit, enterprise };
  const when = { visitedAt, receivedAt, clockAheadSeconds };
  return { ...where, outcome, state, hasConflict, officer: person(officerId), ...when, needs, version };
}

export async function getVisit(ctx: Ctx, roundId: string, visitId: string): Promise<Visit> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.read", roundId);
    return showVisit(ctx, tx, await requireVisit(tx, round, visitId));
  });
}

async function showVisit(ctx: Ctx, tx: Tx, row: VisitRow): Promise<Visit> {
  const versions = await listVersionRows(tx, row);
  const files = await ctx.files.listFiles(tx, VISIT_FILE, row.id);
  const person = await namesFor(tx, [row.officerId, row.settledBy, ...versions.map(({ sentBy }) => sentBy)]);
  const isContactMasked = !mayIn(ctx.caller, "survey.visit", row.scopeId);
  const named = new Set(versions.flatMap(({ content }) => content.files.map(({ sha256 }) => sha256)));
  const { needs: _, ...summary } = summaryOf(row, person);
  return {
    ...summary,
    digest: row.digest,
    versions: versions
      .toSorted((a, b) => Number(b.digest === row.digest) - Number(a.digest === row.digest))
      .map(({ digest, content, problems, sentBy, sentAt, receivedAt }) => ({
        digest,
        isStanding: digest === row.digest,
        sentBy: person(sentBy),
        sentAt,
        receivedAt,
        content: isContactMasked ? maskPeople(content) : content,
        problems,
      })),
    needs: await foundNeeds(tx, row),
    files: files.map(({ id, sha256, name, mediaType, sizeBytes }) => ({ id, sha256, name, mediaType, sizeBytes })),
    missingFiles: [...named].filter((sha256) => !files.some((file) => file.sha256 === sha256)),
    isContactMasked,
    settledBy: row.settledBy === null ? null : person(row.settledBy),
    settledAt: row.settledAt,
    settledReason: row.settledReason,
    maySettle: mayIn(ctx.caller, "survey.manage", row.scopeId),
  };
}

/** Whoever does not go there sees whom it is about, and cannot call them. */
function maskPeople(content: VisitContent): VisitContent {
  return {
    ...content,
    met: content.met.map((met) => {
      const { name, phone } = maskContact({ name: met.name, phone: met.phone, email: null });
      return { ...met, name: name ?? "", phone };
    }),
    needs: content.needs.map(({ key, need }) => ({
      key,
      need: need.contact === null ? need : { ...need, contact: maskContact(need.contact) },
    })),
  };
}

/** Lets a late visit count, sets it aside with a reason, or says which of two versions stands. */
export async function settle(
  ctx: Ctx,
  roundId: string,
  visitId: string,
  settlement: VisitSettlement,
  version: number,
): Promise<Visit> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.manage", roundId);
    const visit = await requireVisit(tx, round, visitId, "for_update");
    expectVersion(visit, version);
    refuseOtherLead(ctx.caller, round, visit, settlement);
    const versions = await listVersionRows(tx, visit);
    const { action, reason } = settlement;
    const known = versions.map(({ digest }) => digest);
    const settled = settleVisit(visit, settlement, { by: ctx.caller.userId, known });
    const chosen = versions.find(({ digest }) => digest === settlement.digest);
    if (action === "choose" && chosen !== undefined && chosen.digest !== visit.digest) {
      await standVersion(tx, visit, chosen);
    }
    const by = ctx.caller.userId;
    await settleVisitRow(tx, visit, { ...settled, by, reason: reason === "" ? null : reason });
    const after = await requireVisit(tx, round, visitId);
    const standing = versions.find(({ digest }) => digest === after.digest);
    if (after.state === "counted" && standing !== undefined) await enterNeedsOf(ctx, tx, after, standing.content);
    const details = { visitId, action, digest: after.digest, from: visit.state, to: after.state };
    await audit(tx, { ...auditOf(round), action: "survey.visit_settled", details });
    return showVisit(ctx, tx, after);
  });
}

/** What came late is the lead's to confirm, but for the lead's own visits, which a colleague confirms. */
function refuseOtherLead(caller: Caller, round: RoundRow, visit: VisitRow, { action }: VisitSettlement): void {
  if (action === "choose" || round.leadId === caller.userId || visit.officerId === round.leadId) return;
  throw surveyError("survey.leads_to_settle", { code: round.code, enterprise: visit.enterprise });
}

/** A photo or file of a visit, once; sent again it is what is here. */
export async function takeVisitFile(
  ctx: Ctx,
  roundId: string,
  visitId: string,
  sha256: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Visit["files"][number]> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.visit", roundId);
    // One after another: two lines that send the same photo leave one.
    const visit = await requireVisit(tx, round, visitId, "for_update");
    const here = (await ctx.files.listFiles(tx, VISIT_FILE, visitId)).find((held) => held.sha256 === sha256);
    if (here !== undefined) return fileOf(here);
    const versions = await listVersionRows(tx, visit);
    const named = versions.flatMap(({ content }) => content.files).find((listed) => listed.sha256 === sha256);
    if (named === undefined) throw surveyError("survey.file_unnamed", { name: file.name, sha256 });
    if (createHash("sha256").update(file.bytes).digest("hex") !== sha256) {
      throw surveyError("survey.file_differs", { name: named.name });
    }
    const { scopeId } = round;
    const draft = { scopeId, ownerKind: VISIT_FILE, ownerId: visitId, name: named.name, bytes: file.bytes };
    const put = await ctx.files.putFile(tx, draft);
    const details = { visitId, sha256, sizeBytes: put.sizeBytes };
    await audit(tx, { ...auditOf(round), action: "survey.visit_file_taken", details });
    return fileOf(put);
  });
}

function fileOf({ id, sha256, name, mediaType, sizeBytes }: Visit["files"][number]): Visit["files"][number] {
  return { id, sha256, name, mediaType, sizeBytes };
}

export async function readVisitFile(ctx: Ctx, roundId: string, visitId: string, sha256: string) {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.read", roundId);
    const visit = await requireVisit(tx, round, visitId);
    authorize(ctx.caller, "survey.read", visit.scopeId);
    const here = (await ctx.files.listFiles(tx, VISIT_FILE, visitId)).find((held) => held.sha256 === sha256);
    if (here === undefined) throw accessError("access.not_found", {});
    return ctx.files.readFile(tx, here.id);
  });
}
