// A campaign on a pilot line from request to settlement.
import { accessError, authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { findDisplayNames, findScope } from "../../identity/index.ts";
import { actingScope, requireBookable } from "../booking/bookables.ts";
import { placeFreed } from "../booking/events.ts";
import { dayAt, firstFull, spanOfDays } from "../booking/hours.ts";
import { instantOf, spanOf } from "../booking/instants.ts";
import { listTaken, lockBookings, readClock } from "../booking/queries.ts";
import { classOfScope } from "../booking/rules.ts";
import { runs } from "../booking/show.ts";
import { type ChargeSources, findCharge, refuseEarlyCharge } from "../costs/charge.ts";
import {
  acceptQuote,
  closeQuote,
  type CampaignListing,
  type CampaignRow,
  findCampaign,
  insertBatch,
  insertCampaign,
  insertQuote,
  listBatches,
  listCampaignRows,
  listKeepers,
  listQuotes,
  type QuoteRow,
  updateCampaign,
} from "./queries.ts";
import {
  allowStep,
  campaignError,
  priceLines,
  refuseBelowNothing,
  refuseSilentWithdrawal,
  refuseUnfitBatchDay,
  stepsFor,
  type Who,
} from "./rules.ts";
import type { Campaign, CampaignDraft, CampaignState, CampaignStep, CampaignSummary, Line } from "./types.ts";

export async function listCampaigns(
  ctx: Ctx,
  scopeId: string,
  listing: CampaignListing,
  states: readonly CampaignState[] | null,
): Promise<TotalledPage<CampaignSummary>> {
  authorize(ctx.caller, "booking.read", scopeId);
  const { rows, total } = await transact(ctx, async (tx) => listCampaignRows(tx, scopeId, listing, states));
  const page = listPageOf(listing, rows, total);
  return { ...page, items: page.items.map(summaryOf) };
}

function summaryOf({ agreedFen, settledFen, ...row }: CampaignRow): CampaignSummary {
  return { ...row, agreedFen: agreedFen.toString(), settledFen: settledFen?.toString() ?? null };
}

async function requireCampaign(tx: Tx, campaignId: string, forUpdate = false): Promise<CampaignRow> {
  const row = await findCampaign(tx, campaignId, forUpdate);
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

function nearScope(ctx: Ctx, row: CampaignRow): string {
  return ctx.caller.readScopes.includes(row.applicantScopeId) ? row.applicantScopeId : actingScope(ctx, row);
}

function whoIs(ctx: Ctx, row: CampaignRow): Who {
  return {
    userId: ctx.caller.userId,
    isManager: runs(ctx.caller, row),
    isApplicant: mayIn(ctx.caller, "booking.request", row.applicantScopeId),
  };
}

export async function getCampaign(ctx: Ctx, campaignId: string): Promise<Campaign> {
  return transact(ctx, async (tx) => {
    const row = await requireCampaign(tx, campaignId);
    if (!runs(ctx.caller, row)) authorize(ctx.caller, "booking.read", nearScope(ctx, row));
    return showCampaign(ctx, tx, row);
  });
}

async function showCampaign(ctx: Ctx, tx: Tx, row: CampaignRow): Promise<Campaign> {
  const quotes = await listQuotes(tx, row.id);
  const batches = await listBatches(tx, row.id);
  const { managerScopeId: _, agreedFen, settledFen, ...shown } = row;
  return {
    ...shown,
    agreedFen: agreedFen.toString(),
    settledFen: settledFen?.toString() ?? null,
    quotes: quotes.map(({ totalFen, ...quote }) => ({ ...quote, totalFen: totalFen.toString() })),
    batches,
    actions: stepsFor(factsOf(row, quotes, batches.length), whoIs(ctx, row)),
  };
}

function factsOf(row: CampaignRow, quotes: readonly QuoteRow[], batches: number) {
  const { number, state, appliedBy } = row;
  return { number, state, appliedBy, batches, hasOpenAmendment: openAmendment(quotes) !== null };
}

function openAmendment(quotes: readonly QuoteRow[]): QuoteRow | null {
  const last = quotes.at(-1);
  const isAgreed = quotes.some(({ acceptedAt }) => acceptedAt !== null);
  return isAgreed && last?.acceptedAt === null && last.closedAt === null ? last : null;
}

export async function requestCampaign(
  ctx: Ctx,
  scopeId: string,
  draft: CampaignDraft,
  sources: ChargeSources,
): Promise<Campaign> {
  authorize(ctx.caller, "booking.request", scopeId);
  return transact(ctx, async (tx) => {
    const line = await requireBookable(tx, draft.bookableId);
    if (line.facilityId === null) throw campaignError("facilities.campaign_subject", {});
    const scope = await findScope(tx, scopeId);
    if (scope === null) throw accessError("access.not_found", {});
    const names = await findDisplayNames(tx, [ctx.caller.userId]);
    const id = newId();
    const near = [line.scopeId, scopeId];
    // Its days are asked again when they are set.
    const charged = await findCharge(tx, ctx, { reference: draft.chargeReference, near, on: null }, sources);
    await insertCampaign(tx, {
      ...draft,
      ...charged,
      id,
      scopeId: line.scopeId,
      managerScopeId: line.managerScopeId,
      applicantScopeId: scopeId,
      appliedBy: ctx.caller.userId,
      applicantName: names.get(ctx.caller.userId) ?? "",
      applicantUnit: scope.name,
      userClass: classOfScope(scope, line.zoneId),
    });
    const row = await requireCampaign(tx, id);
    await audit(tx, {
      scopeId,
      action: "campaign.requested",
      subjectKind: "campaign",
      subjectId: id,
      details: { number: row.number, bookableId: line.id },
    });
    return showCampaign(ctx, tx, row);
  });
}

/** One step, by whoever it is for. */
export async function stepCampaign(
  ctx: Ctx,
  campaignId: string,
  step: CampaignStep,
  { version, sources }: { readonly version: number; readonly sources: ChargeSources },
): Promise<Campaign> {
  return transact(ctx, async (tx) => {
    const row = await requireCampaign(tx, campaignId, true);
    if (!runs(ctx.caller, row)) authorize(ctx.caller, "booking.request", nearScope(ctx, row));
    expectVersion(row, version);
    const quotes = await listQuotes(tx, campaignId);
    const batches = await listBatches(tx, campaignId);
    const who = whoIs(ctx, row);
    allowStep(factsOf(row, quotes, batches.length), step.action, who);
    if (step.action === "schedule") {
      await refuseEarlyCharge(tx, { table: "campaigns", id: campaignId, on: step.startsOn }, sources);
    }
    const moved = await takeStep(tx, row, step, { quotes, batches: batches.length, by: who.userId });
    await updateCampaign(tx, { ...row, ...moved });
    if (row.startsOn !== null && FREEING.includes(step.action)) await freePlace(ctx, tx, row);
    await audit(tx, {
      scopeId: who.isManager ? actingScope(ctx, row) : nearScope(ctx, row),
      action: "campaign.moved",
      subjectKind: "campaign",
      subjectId: campaignId,
      details: { action: step.action, from: row.state, to: moved.state ?? row.state },
    });
    return showCampaign(ctx, tx, await requireCampaign(tx, campaignId));
  });
}

/** What may leave days that were kept. */
const FREEING: readonly CampaignStep["action"][] = ["schedule", "settle", "refuse", "withdraw"];

interface Standing {
  readonly quotes: readonly QuoteRow[];
  readonly batches: number;
  readonly by: string;
}

/** What a step that is allowed writes beside the campaign, and what it changes in it. */
async function takeStep(
  tx: Tx,
  row: CampaignRow,
  step: CampaignStep,
  { quotes, batches, by }: Standing,
): Promise<Partial<CampaignRow>> {
  const { number } = row;
  const last = quotes.at(-1);
  if (step.action === "quote" || step.action === "amend") {
    await putQuote(tx, row, step.lines, { quotes, by, reason: step.action === "amend" ? step.reason : "" });
    return step.action === "quote" ? { state: "quoted" } : {};
  }
  if (step.action === "accept" || step.action === "accept_amendment") {
    if (last !== undefined) await acceptQuote(tx, last.id, by);
    return step.action === "accept" ? { state: "accepted" } : {};
  }
  if (step.action === "review") {
    const state = step.outcome === "failed" ? "refused" : "cleared";
    return { state, reviewedBy: by, reviewOutcome: step.outcome, reviewText: step.text };
  }
  if (step.action === "schedule") {
    const { startsOn, endsBefore } = step;
    if (startsOn >= endsBefore) throw campaignError("facilities.campaign_days", { number, startsOn, endsBefore });
    await refuseFull(tx, row, { startsOn, endsBefore });
    return { state: "scheduled", startsOn, endsBefore };
  }
  if (step.action === "report") {
    const { ranOn, outcome, figures, note } = step;
    const { today } = await readClock(tx);
    refuseUnfitBatchDay({ number, startsOn: row.startsOn ?? ranOn, ranOn, today });
    await insertBatch(tx, row, { id: newId(), number: batches + 1, ranOn, outcome, figures, note }, by);
    return { state: "running" };
  }
  if (step.action === "settle") return { state: "settled", settledFen: row.agreedFen };
  const { reason } = step;
  const isBySide = step.action === "refuse_amendment" || step.action === "withdraw";
  const open = openAmendment(quotes);
  if (step.action === "withdraw") refuseSilentWithdrawal(row, reason);
  // What still waits ends with the campaign.
  if (open !== null) await closeQuote(tx, open.id, { as: isBySide ? "refused" : "taken_back", by, reason });
  if (step.action === "refuse_amendment" || step.action === "withdraw_amendment") return {};
  return { state: step.action === "refuse" ? "refused" : "withdrawn", reason: reason || null };
}

/** One at a time takes a place of the line, for days as for hours; those that it keeps itself do not count. */
async function refuseFull(
  tx: Tx,
  { id, number, bookableId, bookableName: name }: CampaignRow,
  days: { readonly startsOn: string; readonly endsBefore: string },
): Promise<void> {
  await lockBookings(tx, bookableId);
  const { capacity } = await requireBookable(tx, bookableId);
  const span = spanOfDays(days.startsOn, days.endsBefore);
  const all = await listTaken(tx, bookableId, instantOf(span.from), instantOf(span.until));
  const taken = all.filter((each) => each.id !== id);
  const full = firstFull(taken.map(spanOf), span, capacity);
  if (full === null) return;
  const there = taken.filter((each) => spanOf(each).from <= full && spanOf(each).until > full);
  const ids = there.map((each) => each.id);
  const keepers = (await listKeepers(tx, ids)).join("; ");
  throw campaignError("facilities.campaign_no_place", { number, name, ...days, day: dayAt(full), keepers });
}

/** Days that were kept may be free: the waiting list is looked at. */
async function freePlace(ctx: Ctx, tx: Tx, row: CampaignRow): Promise<void> {
  const { bookableId } = row;
  const scopeId = nearScope(ctx, row);
  await ctx.outbox.emit(tx, placeFreed, { aggregate: `bookable:${bookableId}`, scopeId, payload: { bookableId } });
}

/** A quote may be replaced by another as long as it is not accepted: the last one is what is accepted. */
async function putQuote(
  tx: Tx,
  row: CampaignRow,
  wanted: readonly Line[],
  { quotes, by, reason }: Omit<Standing, "batches"> & { readonly reason: string },
): Promise<void> {
  const { lines, total } = priceLines(wanted);
  refuseBelowNothing(row.number, row.agreedFen + total);
  await insertQuote(tx, row, { id: newId(), number: quotes.length + 1, lines, totalFen: total, reason }, by);
}
