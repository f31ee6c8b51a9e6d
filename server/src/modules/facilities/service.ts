import { accessError, authorize, type Caller, type Ctx, mayIn, transact } from "../../platform/access/index.ts";
import type { Permission } from "../../platform/access/matrix.ts";
import { audit } from "../../platform/audit/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import { expectVersion } from "../../platform/http/index.ts";
import { newId } from "../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../platform/listing/index.ts";
import { putSearchDocuments } from "../../platform/search/index.ts";
import type { StoredRecord } from "../directory/index.ts";
import { findScopeKind } from "../identity/index.ts";
import {
  type FacilityListing,
  findFacilityRow,
  findInstrumentRow,
  handOverFacility,
  type InstrumentFilter,
  type InstrumentListing,
  type InstrumentRow,
  insertFacility,
  listFacilityRows,
  listInstrumentRows,
  updateFacilityOf,
  updateFacilityRow,
} from "./queries.ts";
import { refuseForeignFacility, refuseUnfitManager } from "./rules.ts";
import { instrumentTarget } from "./targets.ts";
import type {
  Facility,
  FacilityChange,
  FacilityDraft,
  Instrument,
  InstrumentChange,
  InstrumentDraft,
} from "./types.ts";

// Facilities ------------------------------------------------------------------------------------------------------------------

export async function listFacilities(
  ctx: Ctx,
  scopeId: string,
  listing: FacilityListing,
  kinds: readonly string[] | null,
): Promise<TotalledPage<Facility>> {
  authorize(ctx.caller, "facility.read", scopeId);
  const { rows, total } = await transact(ctx, async (tx) => listFacilityRows(tx, scopeId, listing, kinds));
  return listPageOf(listing, rows, total);
}

export async function getFacility(ctx: Ctx, facilityId: string): Promise<Facility> {
  return transact(ctx, async (tx) =>
    authorizeFacility(ctx.caller, "facility.read", await findFacilityRow(tx, facilityId)),
  );
}

/** In the pair, or for those who manage the facility. */
function authorizeFacility(caller: Caller, permission: Permission, facility: Facility | null): Facility {
  if (facility === null) throw accessError("access.not_found", {});
  const { managerScopeId } = facility;
  if (managerScopeId === null || !mayIn(caller, permission, managerScopeId)) {
    authorize(caller, permission, facility.scopeId);
  }
  return facility;
}

export async function createFacility(ctx: Ctx, scopeId: string, draft: FacilityDraft): Promise<Facility> {
  authorize(ctx.caller, "facility.create", scopeId);
  return transact(ctx, async (tx) => {
    await refuseForeignManager(tx, draft.managerScopeId);
    const id = newId();
    await insertFacility(tx, { ...draft, id, scopeId });
    await index(tx, scopeId, id, draft);
    await audit(tx, {
      scopeId,
      action: "facility.created",
      subjectKind: "facility",
      subjectId: id,
      details: { kind: draft.kind },
    });
    return authorizeFacility(ctx.caller, "facility.read", await findFacilityRow(tx, id));
  });
}

export async function changeFacility(
  ctx: Ctx,
  facilityId: string,
  change: FacilityChange,
  version: number,
): Promise<Facility> {
  return transact(ctx, async (tx) => {
    const before = await findFacilityRow(tx, facilityId, "for_update");
    const facility = authorizeFacility(ctx.caller, "facility.update", before);
    expectVersion(facility, version);
    const changed = { ...facility, ...(change as Partial<FacilityDraft>) };
    if (changed.managerScopeId !== facility.managerScopeId) {
      authorize(ctx.caller, "facility.create", facility.scopeId);
      await refuseForeignManager(tx, changed.managerScopeId);
    }
    await updateFacilityRow(tx, changed);
    if (changed.managerScopeId !== facility.managerScopeId) await handOverFacility(tx, changed);
    if (ctx.caller.writeScopes.includes(facility.scopeId)) await index(tx, facility.scopeId, facilityId, changed);
    await audit(tx, {
      // Managers from outside the pair have a record of their own.
      scopeId: ctx.caller.readScopes.includes(facility.scopeId)
        ? facility.scopeId
        : (facility.managerScopeId ?? facility.scopeId),
      action: "facility.changed",
      subjectKind: "facility",
      subjectId: facilityId,
      details: { fields: Object.keys(change) },
    });
    return authorizeFacility(ctx.caller, "facility.read", await findFacilityRow(tx, facilityId));
  });
}

async function refuseForeignManager(tx: Tx, managerScopeId: string | null): Promise<void> {
  if (managerScopeId !== null) refuseUnfitManager(await findScopeKind(tx, managerScopeId));
}

async function index(tx: Tx, scopeId: string, id: string, facility: FacilityDraft): Promise<void> {
  const { name, nameEn, unit, location, field, description } = facility;
  const subtitle = [unit, location].filter((part) => part !== null).join(" · ");
  await putSearchDocuments(tx, [
    {
      kind: "facility",
      id,
      scopeId,
      title: name,
      titleEn: nameEn,
      subtitle,
      keywords: [unit, field],
      text: description,
    },
  ]);
}

// Instruments -----------------------------------------------------------------------------------------------------------------

export async function listInstruments(
  ctx: Ctx,
  scopeId: string,
  listing: InstrumentListing,
  filter: InstrumentFilter,
): Promise<TotalledPage<Instrument>> {
  authorize(ctx.caller, "facility.read", scopeId);
  const { rows, total } = await transact(ctx, async (tx) => listInstrumentRows(tx, scopeId, listing, filter));
  const page = listPageOf(listing, rows, total);
  return { ...page, items: page.items.map(shown) };
}

export async function getInstrument(ctx: Ctx, instrumentId: string): Promise<Instrument> {
  return transact(ctx, async (tx) =>
    shown(authorizeInstrument(ctx.caller, "facility.read", await findInstrumentRow(tx, instrumentId))),
  );
}

function authorizeInstrument(caller: Caller, permission: Permission, instrument: InstrumentRow | null): InstrumentRow {
  if (instrument === null) throw accessError("access.not_found", {});
  authorize(caller, permission, instrument.scopeId);
  return instrument;
}

export async function createInstrument(ctx: Ctx, scopeId: string, draft: InstrumentDraft): Promise<Instrument> {
  authorize(ctx.caller, "facility.create", scopeId);
  return transact(ctx, async (tx) => {
    const id = newId();
    await instrumentTarget.insertRecords(tx, scopeId, [
      { id, record: recordOf(draft, id, { file: "" }), numberIsOwn: false },
    ]);
    await place(tx, scopeId, id, draft.facilityId);
    await audit(tx, { scopeId, action: "instrument.created", subjectKind: "instrument", subjectId: id });
    return shown(authorizeInstrument(ctx.caller, "facility.read", await findInstrumentRow(tx, id)));
  });
}

export async function changeInstrument(
  ctx: Ctx,
  instrumentId: string,
  change: InstrumentChange,
  version: number,
): Promise<Instrument> {
  return transact(ctx, async (tx) => {
    const row = await findInstrumentRow(tx, instrumentId, "for_update");
    const instrument = authorizeInstrument(ctx.caller, "facility.update", row);
    expectVersion(instrument, version);
    const { scopeId, number, facilityId } = instrument;
    const changed = { ...shown(instrument), ...(change as Partial<InstrumentDraft>) };
    const record = recordOf(changed, number, instrument.record["origin"]);
    await instrumentTarget.updateRecords(tx, scopeId, [{ ...instrument, record }]);
    if (changed.facilityId !== facilityId) await place(tx, scopeId, instrumentId, changed.facilityId);
    await audit(tx, {
      scopeId,
      action: "instrument.changed",
      subjectKind: "instrument",
      subjectId: instrumentId,
      details: { fields: Object.keys(change) },
    });
    return shown(authorizeInstrument(ctx.caller, "facility.read", await findInstrumentRow(tx, instrumentId)));
  });
}

async function place(tx: Tx, scopeId: string, instrumentId: string, facilityId: string | null): Promise<void> {
  if (facilityId !== null) refuseForeignFacility(scopeId, await findFacilityRow(tx, facilityId));
  await updateFacilityOf(tx, instrumentId, facilityId);
}

function recordOf(draft: InstrumentDraft, number: string, origin: unknown): StoredRecord {
  const { name, model, functions, unit, location, price, contact } = draft;
  const filled = {
    name,
    model,
    functions,
    unit,
    location,
    price,
    contact: contact === null ? null : filledOf(contact),
  };
  return { id: number, origin, ...filledOf(filled) };
}

function filledOf(fields: object): StoredRecord {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function shown({ record, number, numberIsOwn, ...row }: InstrumentRow): Instrument {
  const stored = record as {
    functions: string;
    contact?: Partial<NonNullable<Instrument["contact"]>>;
    origin: unknown;
  };
  const { contact } = stored;
  const origin = stored.origin as NonNullable<Instrument["origin"]>;
  return {
    ...row,
    listNumber: numberIsOwn ? number : null,
    functions: stored.functions,
    contact:
      contact === undefined
        ? null
        : { name: contact.name ?? null, phone: contact.phone ?? null, email: contact.email ?? null },
    origin: origin.file === "" ? null : origin,
  };
}
