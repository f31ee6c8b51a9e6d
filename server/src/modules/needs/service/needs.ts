import { accessError, authorize, type Caller, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import { takeNumbers, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import type { StoredRecord } from "../../directory/index.ts";
import { findEnterpriseScopes, findScope, findScopeKind } from "../../identity/index.ts";
import {
  clarityOf,
  CONTENT_FIELDS,
  contentOf,
  listedOf,
  type NeedContent,
  recordOf,
  type StoredNeed,
} from "../content.ts";
import { needChanged, needMoved, needSubmitted } from "../events.ts";
import {
  enterNeeds,
  findNeedRow,
  findPeopleOf,
  insertRevisions,
  listNeedOfficeRows,
  listNeedRows,
  listNeedsById,
  listPairsKnown,
  listRevisionRows,
  type NeedFilter,
  ownedBy,
  updateEnterprise,
  updateState,
} from "../queries.ts";
import {
  actionsFrom,
  advanceState,
  differences,
  formatNumber,
  creditCodeOf,
  isChangeable,
  maskContact,
  officesOf,
  type NeedOffice,
  refuseUnchangeable,
  refuseUnfitEnterprise,
  refuseUpsideDownBudget,
  refuseWhileRewriteWaits,
  requireOffice,
  TRANSITIONS,
} from "../rules.ts";
import { closeRewrite, findOpenRewrite } from "../rewrite-queries.ts";
import { enterEnterprises, indexNeeds } from "../search.ts";
import { needTable } from "../table.ts";
import {
  authorizeNeed,
  handlesNeed,
  isHeld,
  isRestricted,
  noteAllShown,
  noteShown,
  openNeed,
  requireNeed,
} from "./access.ts";
import type {
  FieldChange,
  Need,
  NEED_SORTS,
  NeedAction,
  NeedChange,
  NeedOffices,
  NeedRevision,
  NeedState,
  NeedSummary,
  NeedVisibility,
} from "../types.ts";

export type NeedListing = Listing<(typeof NEED_SORTS)[number]>;

export async function listNeeds(
  ctx: Ctx,
  scopeId: string,
  listing: NeedListing,
  filter: NeedFilter,
): Promise<TotalledPage<NeedSummary>> {
  authorize(ctx.caller, "need.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listNeedRows(tx, { scopeId }, listing, filter);
    const page = listPageOf(listing, rows, total);
    await noteAllShown(tx, page.items, "list");
    return page;
  });
}

export async function getNeed(ctx: Ctx, needId: string): Promise<Need> {
  return transact(ctx, async (tx) => {
    return shownTo(ctx.caller, await openNeed(ctx, tx, needId, "page"));
  });
}

export async function listNeedHistory(ctx: Ctx, needId: string): Promise<NeedRevision[]> {
  return transact(ctx, async (tx) => {
    const need = await openNeed(ctx, tx, needId, "history");
    const rows = await listRevisionRows(tx, need);
    const names = await findPeopleOf(tx, need.id);
    const isMasked = !seesContact(ctx.caller, need);
    return rows.map((row) => ({
      ...row,
      actorName: (row.actorId === null ? undefined : names.get(row.actorId)) ?? null,
      changes: isMasked ? row.changes.filter(({ field }) => field !== "contact") : row.changes,
    }));
  });
}

export interface NewNeedChoices {
  readonly isSubmitted: boolean;
  readonly visibility?: Exclude<NeedVisibility, "province">;
  /** The pair that is to look after it, where an enterprise states it; not needed where there is only one. */
  readonly officeId?: string | undefined;
}

/** In a pair by its office, or in an enterprise by its own people, whom a draft belongs to until they hand it in. */
export async function createNeed(
  ctx: Ctx,
  scopeId: string,
  stated: NeedContent,
  { isSubmitted, visibility = "pair", officeId }: NewNeedChoices,
): Promise<Need> {
  authorize(ctx.caller, "need.create", scopeId);
  refuseUpsideDownBudget(stated.budget);
  return transact(ctx, async (tx) => {
    const { office, content, isOwn } = await placeNeed(ctx, tx, scopeId, stated, officeId);
    await refuseForeignEnterprise(tx, content.enterpriseId);
    const state = isSubmitted ? "submitted" : "draft";
    const drafts = [{ record: (code: string) => recordOf(content, code, { file: "" }), numberIsOwn: false }];
    const [made] = await addNeeds(tx, office.id, drafts, {
      state,
      action: "created",
      enterpriseId: content.enterpriseId,
      zoneId: office.zoneId,
      heldBy: isOwn && !isSubmitted ? content.enterpriseId : null,
      visibilityOf: () => visibility,
    });
    const need = requireNeed(made ?? null);
    await audit(tx, { ...auditOf(ctx.caller, need), action: "need.created", details: { code: need.code, state } });
    if (isSubmitted) await ctx.outbox.emit(tx, needSubmitted, { ...aboutOf(tx, need), payload: payloadOf(need) });
    return shownTo(ctx.caller, need);
  });
}

/** Which pair a need goes to, and whose it is; an enterprise need not tell its own name. */
async function placeNeed(
  ctx: Ctx,
  tx: Tx,
  scopeId: string,
  stated: NeedContent,
  officeId: string | undefined,
): Promise<{ readonly office: NeedOffice; readonly content: NeedContent; readonly isOwn: boolean }> {
  const scope = await findScope(tx, scopeId);
  if (scope?.kind !== "pair" && scope?.kind !== "enterprise") throw accessError("access.not_found", {});
  const { offices, seat } = officesOf(await listNeedOfficeRows(tx, scopeId));
  const office = requireOffice(offices, { enterprise: scope.name, seat, officeId });
  if (scope.kind === "pair") return { office, content: stated, isOwn: false };
  const content = {
    ...stated,
    enterprise: stated.enterprise ?? scope.name,
    creditCode: stated.creditCode ?? creditCodeOf(scope.code),
    enterpriseId: scopeId,
  };
  return { office, content, isOwn: mayIn(ctx.caller, "confidential.handle", scopeId) };
}

/** Where a need that is stated in a scope can go; why there is nowhere is told by where the scope stands. */
export async function listNeedOffices(ctx: Ctx, scopeId: string): Promise<NeedOffices> {
  authorize(ctx.caller, "need.create", scopeId);
  return transact(ctx, async (tx) => {
    const { offices, seat } = officesOf(await listNeedOfficeRows(tx, scopeId));
    const known = await listPairsKnown(tx, scopeId);
    const told = offices.map(({ id, name }) => ({ id, name, isKnown: known.has(id) }));
    return { offices: told.toSorted((one, other) => Number(other.isKnown) - Number(one.isKnown)), seat };
  });
}

export interface NewNeed {
  /** Given the code, for those that have no number of a list. */
  readonly record: (code: string) => StoredRecord;
  readonly numberIsOwn: boolean;
}

/**
 * Any number of needs with the next numbers of their scope, and the first line of their history. One that names an enterprise
 * with a scope of its own reaches its people, wherever it came from: a list, a visit, a form.
 */
export async function addNeeds(
  tx: Tx,
  scopeId: string,
  drafts: readonly NewNeed[],
  {
    state,
    action,
    enterpriseId = null,
    zoneId: knownZoneId = null,
    heldBy = null,
    visibilityOf = () => "pair",
  }: {
    readonly state: NeedState;
    readonly action: string;
    readonly enterpriseId?: string | null;
    /** Of the pair, for an enterprise, which does not see it. */
    readonly zoneId?: string | null;
    readonly heldBy?: string | null;
    /** By the place among the drafts. */
    readonly visibilityOf?: (index: number) => NeedVisibility;
  },
): Promise<StoredNeed[]> {
  if (drafts.length === 0) return [];
  const zoneId = knownZoneId ?? (await requireZoneOf(tx, scopeId));
  const createdBy = tx.actor === "system" ? null : tx.actor.userId;
  const { year, first } = await takeNumbers(tx, "need_counters", scopeId, drafts.length);
  const numbered = drafts.map(({ record, numberIsOwn }, index) => {
    const code = formatNumber(year, first + index);
    return { id: newId(), code, record: record(code), visibility: visibilityOf(index), numberIsOwn };
  });
  const named = numbered.flatMap(({ record }) => listedOf(record).enterprise ?? []);
  const enterprises = enterpriseId === null ? await findEnterpriseScopes(tx, scopeId, [...new Set(named)]) : new Map();
  const entries = numbered.map((need) => ({
    ...need,
    zoneId,
    state,
    createdBy,
    heldBy,
    enterpriseId: enterpriseId ?? enterprises.get(listedOf(need.record).enterprise ?? "") ?? null,
  }));
  await needTable.insertRecords(tx, scopeId, entries, enterpriseId === null ? {} : ownedBy(enterpriseId));
  await enterNeeds(tx, entries);
  await insertRevisions(
    tx,
    entries.map((entry) => ({
      need: { ...entry, scopeId },
      version: 1,
      action,
      fromState: null,
      toState: state,
      reason: null,
      changes: [],
    })),
  );
  const rows = await listNeedsById(
    tx,
    entries.map(({ id }) => id),
  );
  // An enterprise writes neither in the pair's search nor in its directory; both follow the event.
  if (tx.actor === "system" || tx.actor.writeScopes.includes(scopeId)) {
    await indexNeeds(tx, rows);
    await enterEnterprises(tx, scopeId, rows);
  }
  const byId = new Map(rows.map((row) => [row.id, row]));
  return entries.flatMap(({ id }) => byId.get(id) ?? []);
}

async function requireZoneOf(tx: Tx, scopeId: string): Promise<string> {
  const scope = await findScope(tx, scopeId);
  if (scope?.kind !== "pair") throw accessError("access.not_found", {});
  return scope.parentId ?? scopeId;
}

export async function changeNeed(ctx: Ctx, needId: string, change: NeedChange, version: number): Promise<Need> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId, "for_update"));
    authorizeNeed(ctx.caller, "need.update", need);
    expectVersion(need, version);
    refuseUnchangeable({ number: need.code, state: need.state }, sideOf(ctx.caller, need));
    const before = contentOf(need);
    const content = { ...before, ...(change as Partial<NeedContent>) };
    refuseUpsideDownBudget(content.budget);
    const changes = differences(before, content, CONTENT_FIELDS);
    await noteShown(tx, need, "change");
    if (changes.length === 0) return shownTo(ctx.caller, need);
    if (content.enterpriseId !== need.enterpriseId) {
      // Whose need it is, the office says.
      authorize(ctx.caller, "need.update", need.scopeId);
      await refuseForeignEnterprise(tx, content.enterpriseId);
      await updateEnterprise(tx, needId, content.enterpriseId);
    }
    return shownTo(ctx.caller, await replaceContent(ctx, tx, need, content, { action: "changed", reason: null }));
  });
}

/** Writes what a locked need says from now on, with its history, its record and its event. */
export async function replaceContent(
  ctx: Ctx,
  tx: Tx,
  need: StoredNeed,
  content: NeedContent,
  {
    action,
    reason,
    also = [],
  }: { readonly action: string; readonly reason: string | null; readonly also?: readonly FieldChange[] },
): Promise<StoredNeed> {
  const changes = [...differences(contentOf(need), content, CONTENT_FIELDS), ...also];
  const record = recordOf(content, need.number, need.record["origin"]);
  await needTable.updateRecords(tx, need.scopeId, [{ ...need, record }]);
  const changed = requireNeed(await findNeedRow(tx, need.id));
  // An enterprise does not write in the pair; `keepFindable` does it after the event.
  if (ctx.caller.writeScopes.includes(need.scopeId)) await indexNeeds(tx, [changed]);
  // What its enterprise wrote before it handed the need in stands in no history that others read later.
  const told = isHeld(need) ? [] : changes;
  await insertRevisions(tx, [
    {
      need: changed,
      version: changed.version,
      action,
      fromState: need.state,
      toState: need.state,
      reason,
      changes: told,
    },
  ]);
  const fields = changes.map(({ field }) => field);
  await audit(tx, { ...auditOf(ctx.caller, need), action: "need.changed", details: { fields } });
  if (!isHeld(need)) await announceChange(ctx, tx, changed, fields);
  return changed;
}

export async function announceChange(
  { outbox }: Pick<Ctx, "outbox">,
  tx: Tx,
  need: StoredNeed,
  fields: readonly string[],
): Promise<void> {
  await outbox.emit(tx, needChanged, { ...aboutOf(tx, need), payload: { ...payloadOf(need), fields: [...fields] } });
}

export async function moveNeed(
  ctx: Ctx,
  needId: string,
  { action, reason }: { readonly action: NeedAction; readonly reason: string },
  version: number,
): Promise<Need> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId, "for_update"));
    authorizeNeed(ctx.caller, TRANSITIONS[action].permission, need);
    expectVersion(need, version);
    await noteShown(tx, need, "change");
    return shownTo(ctx.caller, await advance(ctx, tx, need, action, reason));
  });
}

/** Whoever moves a need on; the system reads all scopes. */
export interface MovingCtx extends Pick<Ctx, "outbox"> {
  readonly caller: Pick<Caller, "readScopes">;
}

/** One step of a locked need, with its history, its record and its event. */
export async function advance(
  ctx: MovingCtx,
  tx: Tx,
  need: StoredNeed,
  action: NeedAction,
  reason: string,
): Promise<StoredNeed> {
  const state = advanceState({ number: need.code, state: need.state }, action, reason);
  if ((await findOpenRewrite(tx, need)) !== null) {
    refuseWhileRewriteWaits({ number: need.code, state: need.state }, action);
    if (action === "close") await closeRewrite(tx, need, { state: "withdrawn", isOnBehalf: false, note: null });
  }
  const stateReason = reason === "" ? null : reason;
  await updateState(tx, { id: need.id, state, stateReason });
  const moved = requireNeed(await findNeedRow(tx, need.id));
  await insertRevisions(tx, [
    {
      need,
      version: moved.version,
      action,
      fromState: need.state,
      toState: state,
      reason: stateReason,
      changes: [],
    },
  ]);
  const details = { action, from: need.state, to: state };
  await audit(tx, { ...auditOf(ctx.caller, need), action: "need.moved", details });
  const about = aboutOf(tx, need);
  const payload = payloadOf(moved);
  if (action === "submit") await ctx.outbox.emit(tx, needSubmitted, { ...about, payload });
  else if (!isHeld(moved))
    await ctx.outbox.emit(tx, needMoved, { ...about, payload: { ...payload, ...details, reason: stateReason } });
  return moved;
}

export async function checkDraft(ctx: Ctx, scopeId: string, content: NeedContent): Promise<Need["clarity"]> {
  authorize(ctx.caller, "need.read", scopeId);
  return clarityOf(recordOf(content, "-", { file: "" }));
}

async function refuseForeignEnterprise(tx: Tx, enterpriseId: string | null): Promise<void> {
  if (enterpriseId !== null) refuseUnfitEnterprise(await findScopeKind(tx, enterpriseId));
}

function sideOf(caller: Caller, need: StoredNeed): "office" | "enterprise" {
  return mayIn(caller, "need.update", need.scopeId) ? "office" : "enterprise";
}

function scopesOf({ scopeId, enterpriseId }: StoredNeed): string[] {
  return enterpriseId === null ? [scopeId] : [scopeId, enterpriseId];
}

/** Who works on a need calls the person behind it; others see who it is about, masked. */
export function seesContact(caller: Caller, need: StoredNeed): boolean {
  return scopesOf(need).some(
    (scopeId) => mayIn(caller, "need.update", scopeId) || mayIn(caller, "need.advance", scopeId),
  );
}

export function shownTo(caller: Caller, need: StoredNeed): Need {
  const { id, scopeId, state, stateSince, stateReason, createdAt, updatedAt, version, clarity } = need;
  const content = contentOf(need);
  const isContactMasked = content.contact !== null && !seesContact(caller, need);
  const origin = need.record["origin"] as NonNullable<Need["origin"]>;
  const may = (permission: Permission) => scopesOf(need).some((scope) => mayIn(caller, permission, scope));
  return {
    id,
    scopeId,
    state,
    stateSince,
    stateReason,
    createdAt,
    updatedAt,
    version,
    clarity,
    number: need.code,
    listNumber: need.numberIsOwn ? need.number : null,
    origin: origin.file === "" ? null : origin,
    visibility: need.visibility,
    openedBy: need.openedBy,
    ...content,
    contact: isContactMasked && content.contact !== null ? maskContact(content.contact) : content.contact,
    isContactMasked,
    actions: actionsFrom(state).filter((action) => may(TRANSITIONS[action].permission)),
    mayChange: may("need.update") && isChangeable(state, sideOf(caller, need)),
    isOwnDraft: isHeld(need),
    mayHandle: handlesNeed(caller, need),
  };
}

/** On the pair's record; what an enterprise does from outside the pair stands on its own. */
export function auditOf(caller: Pick<Caller, "readScopes">, need: StoredNeed) {
  const { id, scopeId, zoneId, enterpriseId } = need;
  const isOutside = !caller.readScopes.includes(scopeId) && enterpriseId !== null;
  return { ...(isOutside ? { scopeId: enterpriseId } : { scopeId, zoneId }), subjectKind: "need", subjectId: id };
}

export function aboutOf(tx: Tx, { id, scopeId, enterpriseId }: StoredNeed) {
  const isOutside = tx.actor !== "system" && !tx.actor.writeScopes.includes(scopeId);
  return { aggregate: `need:${id}`, scopeId: isOutside ? enterpriseId : scopeId };
}

export function payloadOf(need: StoredNeed) {
  const { id, scopeId, code, record, createdBy, enterpriseId } = need;
  const title = isRestricted(need) || isHeld(need) ? "" : String(record["title"]);
  return { needId: id, needScopeId: scopeId, number: code, title, createdBy, enterpriseId };
}
