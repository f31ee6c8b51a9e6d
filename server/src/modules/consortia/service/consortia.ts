import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, takeNumbers, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { findAgreement } from "../../agreements/index.ts";
import { findScope, findScopeKind } from "../../identity/index.ts";
import {
  type ConsortiumFilter,
  type ConsortiumListing,
  findNumbersByName,
  insertConsortium,
  insertStep,
  listConsortiumRows,
  updateConsortium,
  updateState,
} from "../queries/consortia.ts";
import { insertMembers, listMembers } from "../queries/parts.ts";
import { advanceConsortium, consortiaError, formatNumber } from "../rules.ts";
import { GRADE_NAMES } from "../types.ts";
import type {
  Consortium,
  ConsortiumChange,
  ConsortiumContent,
  ConsortiumDraft,
  ConsortiumSummary,
  ConsortiumTransition,
  MemberDraft,
} from "../shapes.ts";
import { auditOf, changeConsortium, indexConsortium } from "./change.ts";
import { contentOf, findOwnLacks, getConsortiumRow, showConsortium, summarise } from "./found.ts";

export async function listConsortia(
  ctx: Ctx,
  scopeId: string,
  listing: ConsortiumListing,
  filter: ConsortiumFilter,
): Promise<TotalledPage<ConsortiumSummary>> {
  authorize(ctx.caller, "consortium.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listConsortiumRows(tx, scopeId, listing, filter);
    return listPageOf(
      listing,
      rows.map((row) => ({ ...summarise(row), sortKey: row.sortKey })),
      total,
    );
  });
}

export async function getConsortium(ctx: Ctx, consortiumId: string): Promise<Consortium> {
  return transact(ctx, async (tx) => {
    await getConsortiumRow(tx, ctx.caller, "consortium.read", consortiumId);
    return showConsortium(tx, ctx.caller, consortiumId);
  });
}

export async function createConsortium(
  ctx: Ctx,
  scopeId: string,
  { lead, ...content }: ConsortiumDraft,
): Promise<Consortium> {
  authorize(ctx.caller, "consortium.create", scopeId);
  return transact(ctx, async (tx) => {
    await refuseTakenName(tx, scopeId, content.name);
    const enteredOn = await findToday(tx);
    const members =
      lead === null
        ? []
        : [
            {
              ...lead,
              creditCode: null,
              enterpriseId: null,
              representative: "",
              enteredOn,
              agreedBy: "",
              isLead: true,
            },
          ];
    const id = await enterConsortium(ctx, tx, scopeId, content, members);
    return showConsortium(tx, ctx.caller, id);
  });
}

/** The next number of the scope, its first members, the first line of its history, and words to find it by. */
export async function enterConsortium(
  ctx: Ctx,
  tx: Tx,
  scopeId: string,
  content: ConsortiumContent,
  members: readonly (MemberDraft & { readonly isLead: boolean })[],
): Promise<string> {
  const scope = await findScope(tx, scopeId);
  if (scope?.kind !== "pair" && scope?.kind !== "zone") throw accessError("access.not_found", {});
  await refuseUnfit(tx, content);
  const { year, first } = await takeNumbers(tx, "consortium_counters", scopeId);
  const { userId } = ctx.caller;
  const made = {
    id: newId(),
    scopeId,
    zoneId: scope.kind === "zone" ? scopeId : (scope.parentId ?? scopeId),
    managerScopeId: content.managerScopeId,
    readers: readersOf(scopeId, content),
    number: formatNumber(year, first),
    createdBy: userId,
  };
  await insertConsortium(tx, made, content);
  if (members.length > 0) await insertMembers(tx, made, members);
  await insertStep(tx, made, userId, "entered", { members: members.length });
  await indexConsortium(tx, made.id);
  await audit(tx, {
    ...auditOf(made),
    action: "consortium.entered",
    details: { number: made.number, type: content.type, members: members.length },
  });
  return made.id;
}

function readersOf(scopeId: string, { managerScopeId, pairIds }: ConsortiumContent): string[] {
  return [...new Set([scopeId, ...(managerScopeId === null ? [] : [managerScopeId]), ...pairIds])];
}

async function refuseTakenName(tx: Tx, scopeId: string, name: string): Promise<void> {
  const taken = (await findNumbersByName(tx, scopeId, [name])).get(name.toLowerCase());
  if (taken !== undefined) throw consortiaError("consortia.name_taken", { name, number: taken.number });
}

/** Only what the caller reads can be linked, and only scopes of the right kind read it. */
async function refuseUnfit(tx: Tx, { agreementId, pairIds, managerScopeId }: ConsortiumContent): Promise<void> {
  if (agreementId !== null && (await findAgreement(tx, agreementId))?.kind !== "consortium") {
    throw consortiaError("consortia.agreement_unfit", {});
  }
  for (const pairId of pairIds) {
    if ((await findScopeKind(tx, pairId)) !== "pair") throw accessError("access.not_found", {});
  }
  if (managerScopeId !== null && (await findScopeKind(tx, managerScopeId)) !== "consortium") {
    throw accessError("access.not_found", {});
  }
}

export async function reviseConsortium(
  ctx: Ctx,
  consortiumId: string,
  change: ConsortiumChange,
  version: number,
): Promise<Consortium> {
  return changeConsortium(ctx, { consortiumId, version }, async (tx, row) => {
    const before = contentOf(row);
    const content = { ...before, ...(change as Partial<ConsortiumContent>) };
    const fields = (Object.keys(before) as (keyof ConsortiumContent)[]).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(content[field]),
    );
    if (fields.length === 0) return null;
    if (content.name.toLowerCase() !== row.name.toLowerCase()) await refuseTakenName(tx, row.scopeId, content.name);
    const isHandedOver = fields.some((field) => ["pairIds", "managerScopeId"].includes(field));
    if (isHandedOver) authorize(ctx.caller, "consortium.create", row.scopeId);
    if (fields.some((field) => ["agreementId", "pairIds", "managerScopeId"].includes(field))) {
      await refuseUnfit(tx, content);
    }
    await updateConsortium(tx, consortiumId, content);
    return { action: "changed", details: { fields }, audited: { fields } };
  });
}

export async function moveConsortium(
  ctx: Ctx,
  consortiumId: string,
  step: ConsortiumTransition,
  version: number,
): Promise<Consortium> {
  return changeConsortium(ctx, { consortiumId, version }, async (tx, row) => {
    const { lacks } = await findOwnLacks(tx, row, await listMembers(tx, consortiumId));
    const { userId } = ctx.caller;
    const state = advanceConsortium({ ...row, lacks }, step, { actorId: userId, today: await findToday(tx) });
    const { action, on, people, grade, nextOn, reason } = step;
    await updateState(tx, consortiumId, { state, on, by: userId, grade, nextOn });
    const done = { action, details: { on, people, grade, nextOn, reason }, audited: { on, grade } };
    if (action !== "assess" || grade === null) return done;
    return { ...done, news: { what: "assessed", about: GRADE_NAMES[grade].zh, on } };
  });
}
