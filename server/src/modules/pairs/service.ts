import { accessError, authorize, type Caller, type Ctx, mayIn, transact } from "../../platform/access/index.ts";
import { SYSTEM_SCOPE_ID } from "../../platform/access/matrix.ts";
import { audit } from "../../platform/audit/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import { expectVersion } from "../../platform/http/index.ts";
import { newId } from "../../platform/ids.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../platform/listing/index.ts";
import { findScope, insertScope } from "../identity/index.ts";
import { pairCreated } from "./events.ts";
import { findPairRow, insertPair, listPairRows, nameOf, type PairFilter, updatePairRow } from "./queries.ts";
import { refuseUnfitSide } from "./rules.ts";
import type { Pair, PAIR_SORTS, PairChange, PairDraft } from "./types.ts";

type PairListing = Listing<(typeof PAIR_SORTS)[number]>;

/** The pairs that the caller, or a side of theirs, stands in. */
export async function listPairs(ctx: Ctx, listing: PairListing, filter: PairFilter): Promise<TotalledPage<Pair>> {
  const { rows, total } = await transact(ctx, async (tx) => listPairRows(tx, listing, filter));
  return listPageOf(listing, rows, total);
}

export async function getPair(ctx: Ctx, pairId: string): Promise<Pair> {
  return transact(ctx, async (tx) => requirePair(ctx.caller, "pair.read", await findPairRow(tx, pairId)));
}

/** A pair is known in itself and on both of its sides; whoever knows it from none of them is told of nothing. */
function requirePair(caller: Caller, permission: "pair.read" | "pair.update", pair: Pair | null): Pair {
  if (pair === null) throw accessError("access.not_found", {});
  const known = [pair.id, pair.zone.id, pair.university.id];
  if (!known.some((scopeId) => mayIn(caller, "pair.read", scopeId))) throw accessError("access.not_found", {});
  if (permission !== "pair.read" && !mayIn(caller, permission, pair.id))
    throw accessError("access.forbidden", { permission });
  return pair;
}

export async function createPair(ctx: Ctx, draft: PairDraft): Promise<Pair> {
  authorize(ctx.caller, "pair.create", draft.zoneId);
  return transact(ctx, async (tx) => {
    const pair = await openPair(tx, { ...draft, id: newId(), isSample: false, sampleNote: null });
    await audit(tx, {
      scopeId: recordOf(ctx.caller, pair.zone.id),
      action: "pair.created",
      subjectKind: "pair",
      subjectId: pair.id,
      details: { zoneId: pair.zone.id, universityId: pair.university.id },
    });
    await ctx.outbox.emit(tx, pairCreated, {
      aggregate: `pair:${pair.id}`,
      scopeId: null,
      payload: { pairId: pair.id },
    });
    return pair;
  });
}

/** The pair and its scope, beneath both sides. In the transaction of whoever may. */
async function openPair(tx: Tx, draft: PairDraft & Pick<Pair, "id" | "isSample" | "sampleNote">): Promise<Pair> {
  const zone = refuseUnfitSide("zone", await findScope(tx, draft.zoneId));
  const university = refuseUnfitSide("university", await findScope(tx, draft.universityId));
  const { zoneId, universityId, ...rest } = draft;
  const isBilingual = zone.nameEn !== null && university.nameEn !== null;
  const pair: Pair = {
    ...rest,
    name: nameOf(zone.name, university.name),
    nameEn: isBilingual ? nameOf(zone.nameEn ?? "", university.nameEn ?? "") : null,
    zone: { id: zoneId, name: zone.name, nameEn: zone.nameEn },
    university: { id: universityId, name: university.name, nameEn: university.nameEn },
    createdAt: new Date().toISOString(),
    version: 1,
  };
  await insertScope(tx, {
    id: pair.id,
    kind: "pair",
    code: null,
    name: pair.name,
    nameEn: pair.nameEn,
    parentId: zoneId,
    alsoBeneath: [universityId],
  });
  await insertPair(tx, pair);
  return pair;
}

export async function updatePair(ctx: Ctx, pairId: string, change: PairChange, version: number): Promise<Pair> {
  return transact(ctx, async (tx) => {
    const pair = requirePair(ctx.caller, "pair.update", await findPairRow(tx, pairId, "for_update"));
    expectVersion(pair, version);
    const changed = {
      ...pair,
      phase: change.phase ?? pair.phase,
      since: change.since === undefined ? pair.since : change.since,
      source: change.source ?? pair.source,
      confidence: change.confidence ?? pair.confidence,
    };
    await updatePairRow(tx, changed);
    await audit(tx, {
      scopeId: recordOf(ctx.caller, pairId),
      zoneId: pair.zone.id,
      action: "pair.changed",
      subjectKind: "pair",
      subjectId: pairId,
      details: { fields: Object.keys(change) },
    });
    return { ...changed, version: pair.version + 1 };
  });
}

/** In the scope's own record where the caller reads it, else in the installation's: an administrator acts from outside. */
function recordOf(caller: Caller, scopeId: string): string {
  return caller.readScopes.includes(scopeId) ? scopeId : SYSTEM_SCOPE_ID;
}
