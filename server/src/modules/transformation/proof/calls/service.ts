import { authorize, type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import { takeNumbers, type Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../../platform/listing/index.ts";
import { findFacility, findFacilityOfManagers } from "../../../facilities/index.ts";
import { findScopeKind } from "../../../identity/index.ts";
import { findPair } from "../../../pairs/index.ts";
import { requireFound } from "../../service/found.ts";
import { isInTeam } from "../applications/origin-queries.ts";
import { listTeams } from "../applications/queries.ts";
import { proofCallExtended, proofCallMoved } from "../events.ts";
import { aboutCall, auditOfCall, changingCall, getCallRow } from "./found.ts";
import {
  type CallContent,
  type CallListing,
  type CallRow,
  cancelCall,
  concludeCall,
  extendCall,
  findClock,
  findProvinceAbove,
  insertCall,
  listCallRows,
  openCall,
  updateCall,
} from "./queries.ts";
import {
  callError,
  formatCallNumber,
  refuseAction,
  refuseExtension,
  refuseUnfitTerms,
  refuseUnready,
} from "./rules.ts";
import { indexCall } from "./search.ts";
import { showCall, summariseCall } from "./show.ts";
import type {
  ProofCall,
  ProofCallChange,
  ProofCallDraft,
  ProofCallExtension,
  ProofCallSummary,
  ProofCallTransition,
} from "./types.ts";

const CENTRE = "proof_of_concept_centre";

export async function listCalls(
  ctx: Ctx,
  scopeId: string,
  listing: CallListing,
  states: readonly string[] | null,
): Promise<TotalledPage<ProofCallSummary>> {
  authorize(ctx.caller, "proof.read", scopeId);
  return transact(ctx, async (tx) => {
    const ofUniversity = (await findScopeKind(tx, scopeId)) === "university";
    const { rows, total } = await listCallRows(tx, scopeId, listing, { states, ofUniversity });
    const shown = rows.map((row) => ({ ...summariseCall(ctx.caller, row), sortKey: row.sortKey }));
    return listPageOf(listing, shown, total);
  });
}

export async function getCall(ctx: Ctx, callId: string): Promise<ProofCall> {
  return transact(ctx, async (tx) => {
    await getCallRow(tx, ctx.caller, "proof.read", callId);
    return showCall(tx, ctx.caller, callId);
  });
}

/** In a pair, or by those who run a proof-of-concept centre of it. */
export async function createCall(ctx: Ctx, scopeId: string, draft: ProofCallDraft): Promise<ProofCall> {
  authorize(ctx.caller, "proof.manage", scopeId);
  refuseUnfitTerms(draft);
  const by = ctx.caller.userId;
  const id = await transactAsSystem(ctx, async (tx) => {
    const own = await findFacilityOfManagers(tx, scopeId, CENTRE);
    const pairId = own?.scopeId ?? scopeId;
    const pair = requireFound(await findPair(tx, pairId));
    const content = await withCentre(tx, pairId, { ...draft, facilityId: own?.id ?? draft.facilityId });
    const provinceId = await findProvinceAbove(tx, pair.zone.id);
    if (draft.audience === "province" && provinceId === null) throw callError("transformation.call_province", {});
    const { year, first } = await takeNumbers(tx, "proof_call_counters", pairId);
    const made = {
      id: newId(),
      scopeId: pairId,
      zoneId: pair.zone.id,
      universityId: pair.university.id,
      provinceId,
      number: formatCallNumber(year, first),
      createdBy: by,
    };
    await insertCall(tx, made, content);
    await indexCall(tx, made.id);
    await audit(tx, { ...auditOfCall(made, by), action: "proof.call_drafted", details: { number: made.number } });
    return made.id;
  });
  return transact(ctx, async (tx) => showCall(tx, ctx.caller, id));
}

async function withCentre(tx: Tx, pairId: string, draft: ProofCallDraft): Promise<CallContent> {
  if (draft.facilityId === null) return { ...draft, centreId: null, centre: "" };
  const facility = await findFacility(tx, draft.facilityId);
  if (facility?.scopeId !== pairId || facility.kind !== CENTRE) throw callError("transformation.call_centre", {});
  return { ...draft, centreId: facility.managerScopeId, centre: facility.name };
}

function draftOf({ title, terms, closesAt, audience, budgetFen, mostFen, quota, facilityId }: CallRow): ProofCallDraft {
  const { purpose, criteria, documents } = terms;
  return {
    title,
    purpose,
    closesAt,
    audience,
    budgetFen,
    mostFen,
    quota,
    criteria: [...criteria],
    documents: [...documents],
    facilityId,
  };
}

export async function changeCall(
  ctx: Ctx,
  callId: string,
  change: ProofCallChange,
  version: number,
): Promise<ProofCall> {
  await changingCall(ctx, callId, "proof.manage", async (tx, call) => {
    const { number, state, scopeId, provinceId } = call;
    if (state !== "draft") throw callError("transformation.call_frozen", { number });
    expectVersion(call, version);
    const next = { ...draftOf(call), ...change } as ProofCallDraft;
    refuseUnfitTerms(next);
    if (next.audience === "province" && provinceId === null) throw callError("transformation.call_province", {});
    await updateCall(tx, callId, await withCentre(tx, scopeId, next));
    await indexCall(tx, callId);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.call_changed",
      details: { number, fields: Object.keys(change) },
    });
  });
  return transact(ctx, async (tx) => showCall(tx, ctx.caller, callId));
}

/** Opens, cancels or concludes. It closes by itself, by the database's clock. */
export async function moveCall(
  ctx: Ctx,
  callId: string,
  { action, reason }: ProofCallTransition,
  version: number,
): Promise<ProofCall> {
  await changingCall(ctx, callId, "proof.manage", async (tx, call) => {
    refuseAction(call, action, reason);
    if (action === "cancel") await refuseApplicant(tx, ctx.caller.userId, call);
    expectVersion(call, version);
    if (action === "open") {
      refuseUnready({ ...call, ...draftOf(call) }, await findClock(tx));
      await openCall(tx, callId, ctx.caller.userId);
      await indexCall(tx, callId);
    }
    if (action === "cancel") await cancelCall(tx, callId, reason);
    if (action === "conclude") await concludeCall(tx, callId);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.call_moved",
      details: { number: call.number, action },
      personal: { reason },
    });
    await ctx.outbox.emit(tx, proofCallMoved, {
      aggregate: `proof_call:${callId}`,
      scopeId: call.scopeId,
      payload: { ...aboutCall(call), action, team: await listTeams(tx, callId) },
    });
  });
  return transact(ctx, async (tx) => showCall(tx, ctx.caller, callId));
}

/** When a call ends is not for those who apply under it. */
async function refuseApplicant(tx: Tx, userId: string, { id, number }: CallRow): Promise<void> {
  if (await isInTeam(tx, id, userId)) throw callError("transformation.call_own_application", { number });
}

export async function putOffClose(
  ctx: Ctx,
  callId: string,
  { closesAt, reason }: ProofCallExtension,
  version: number,
): Promise<ProofCall> {
  await changingCall(ctx, callId, "proof.manage", async (tx, call) => {
    refuseExtension(call, closesAt);
    await refuseApplicant(tx, ctx.caller.userId, call);
    expectVersion(call, version);
    const by = ctx.caller.userId;
    await extendCall(tx, callId, { from: call.closesAt ?? "", to: closesAt, reason, by });
    await audit(tx, {
      ...auditOfCall(call, by),
      action: "proof.call_extended",
      details: { number: call.number, from: call.closesAt, to: closesAt },
      personal: { reason },
    });
    await ctx.outbox.emit(tx, proofCallExtended, {
      aggregate: `proof_call:${callId}`,
      scopeId: call.scopeId,
      payload: { ...aboutCall(call), closesAt, reason, team: await listTeams(tx, callId) },
    });
  });
  return transact(ctx, async (tx) => showCall(tx, ctx.caller, callId));
}
