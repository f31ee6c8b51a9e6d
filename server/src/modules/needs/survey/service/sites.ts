import { type Caller, type Ctx, accessError, authorize, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import {
  compareCode,
  compareName,
  ensureEnterprises,
  listEnterpriseFacts,
  matchKey,
} from "../../../directory/index.ts";
import { addCounts, countsOf, NO_COUNTS } from "../counts.ts";
import { listOfficers, namesFor, notePeople } from "../people.ts";
import { countFloors, databaseTime, type FloorCounts, type RoundRow } from "../queries/rounds.ts";
import {
  archiveSite,
  countOpenNeeds,
  findFloorRow,
  findSiteRow,
  type FloorRow,
  insertFloors,
  insertSites,
  listClaimRows,
  listFloorRows,
  listRecentVisits,
  listSiteRows,
  listSitesAt,
  putClaim,
  type RecentVisit,
  removeClaim,
  type SiteRow,
  updateOfficers,
} from "../queries/sites.ts";
import { levelOf, surveyError } from "../rules.ts";
import type { Coverage, Floor, Package, Site, SiteDraft, SiteFacts } from "../types.ts";
import { auditOf, requireRound, showQuestionnaire, showRound } from "./rounds.ts";

/** Every door of a round, in the order in which one walks them. */
export async function listSites(ctx: Ctx, roundId: string): Promise<Site[]> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.read", roundId);
    return showSites(tx, round, await listSiteRows(tx, roundId));
  });
}

/** Doors with who is on the way there and who was there, so that nobody knocks twice. */
export async function showSites(tx: Tx, round: RoundRow, rows: readonly SiteRow[]): Promise<Site[]> {
  const only = rows.length === 1 ? (rows[0]?.id ?? null) : null;
  const claims = await listClaimRows(tx, round.id);
  const visits = await listRecentVisits(tx, round, only);
  const person = await namesFor(tx, [
    ...claims.map(({ userId }) => userId),
    ...visits.map(({ officerId }) => officerId),
  ]);
  const claimsOf = Map.groupBy(claims, ({ siteId }) => siteId);
  const visitsOf = Map.groupBy(visits, ({ askedSiteId }) => askedSiteId);
  return rows.map((row) => ({
    id: row.id,
    roundId: row.roundId,
    floorId: row.floorId,
    building: row.building,
    floor: row.floor,
    unit: row.unit,
    enterprise: row.enterprise,
    creditCode: row.creditCode,
    organisationId: row.organisationId,
    isAddedOnSpot: row.isAddedOnSpot,
    claims: (claimsOf.get(row.id) ?? []).map(({ userId, claimedAt, endsAt }) => ({
      officer: person(userId),
      claimedAt,
      endsAt,
    })),
    visits: (visitsOf.get(row.id) ?? []).map((visit) => visitedOf(visit, person)),
    version: row.version,
  }));
}

function visitedOf(
  visit: RecentVisit,
  person: (id: string) => Site["visits"][number]["officer"],
): Site["visits"][number] {
  const { visitId, roundId, siteId, outcome, state, officerId, visitedAt, receivedAt } = visit;
  return { visitId, roundId, siteId, outcome, state, officer: person(officerId), visitedAt, receivedAt };
}

export async function addSite(ctx: Ctx, roundId: string, draft: SiteDraft): Promise<Site> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.visit", roundId, "for_share");
    const id = newId();
    if ((await findTwin(tx, round, draft)) !== null) throw surveyError("survey.site_twice", draft);
    await enterSites(tx, round, [{ ...draft, id, isAddedOnSpot: false }]);
    await audit(tx, { ...auditOf(round), action: "survey.site_added", details: { siteId: id } });
    return showSite(tx, round, id);
  });
}

/** The door of the same number on the same floor with the same enterprise behind it, however its name is written. */
export async function findTwin(
  tx: Tx,
  round: Pick<RoundRow, "id">,
  { enterprise, ...door }: SiteDraft,
): Promise<SiteRow | null> {
  const name = compareName(enterprise);
  return (await listSitesAt(tx, round.id, door)).find((site) => compareName(site.enterprise) === name) ?? null;
}

export interface NewSite extends SiteDraft {
  readonly id: string;
  readonly isAddedOnSpot: boolean;
}

/** Enters doors with the floors that they stand on, and their enterprises into the directory. */
export async function enterSites(tx: Tx, round: RoundRow, sites: readonly NewSite[]): Promise<void> {
  const names = [...new Map(sites.map((site) => [`${site.building}\n${site.floor}`, site])).values()];
  await insertFloors(
    tx,
    round,
    names.map(({ building, floor }) => ({ id: newId(), building, floor, level: levelOf(floor) ?? 0 })),
  );
  const floors = new Map(
    (await listFloorRows(tx, round.id)).map(({ id, building, floor }) => [`${building}\n${floor}`, id]),
  );
  const organisations = await ensureEnterprises(
    tx,
    round.scopeId,
    sites.map(({ enterprise, creditCode }) => ({
      name: enterprise,
      ...(creditCode === null ? {} : { creditCode }),
    })),
  );
  await insertSites(
    tx,
    round,
    sites.map((site, index) => ({
      id: site.id,
      floorId: floors.get(`${site.building}\n${site.floor}`) ?? "",
      unit: site.unit,
      enterprise: site.enterprise,
      creditCode: site.creditCode,
      matchKeys: keysOf(site),
      organisationId: organisations[index] ?? null,
      isAddedOnSpot: site.isAddedOnSpot,
    })),
  );
}

function keysOf({ enterprise, creditCode }: SiteDraft): string[] {
  return [
    ...(creditCode === null ? [] : matchKey("code", compareCode(creditCode))),
    ...matchKey("name", compareName(enterprise)),
  ];
}

async function requireSite(
  tx: Tx,
  caller: Caller,
  siteId: string,
  lock: "read" | "for_update" = "read",
): Promise<SiteRow> {
  const site = await findSiteRow(tx, siteId, lock);
  if (site === null) throw accessError("access.not_found", {});
  authorize(caller, "survey.visit", site.scopeId);
  return site;
}

async function showSite(tx: Tx, round: RoundRow, siteId: string): Promise<Site> {
  const row = await findSiteRow(tx, siteId);
  const [site] = row === null ? [] : await showSites(tx, round, [row]);
  if (site === undefined) throw accessError("access.not_found", {});
  return site;
}

/** Takes a door off the list, or puts it back; visits that were made there stay. */
export async function changeSite(ctx: Ctx, siteId: string, isArchived: boolean, version: number): Promise<Site> {
  return transact(ctx, async (tx) => {
    const site = await requireSite(tx, ctx.caller, siteId, "for_update");
    expectVersion(site, version);
    const round = await requireRound(tx, ctx.caller, "survey.manage", site.roundId);
    await archiveSite(tx, siteId, isArchived);
    const action = isArchived ? "survey.site_removed" : "survey.site_restored";
    await audit(tx, { ...auditOf(round), action, details: { siteId } });
    return showSite(tx, round, siteId);
  });
}

/** Says that the caller is on the way to a door; the answer says who else is, and who was there. */
export async function claimSite(ctx: Ctx, siteId: string): Promise<Site> {
  return transact(ctx, async (tx) => {
    const site = await requireSite(tx, ctx.caller, siteId);
    const round = await requireRound(tx, ctx.caller, "survey.visit", site.roundId);
    await putClaim(tx, site, ctx.caller.userId);
    await notePeople(tx, site.scopeId, [ctx.caller.userId]);
    await audit(tx, { ...auditOf(round), action: "survey.site_claimed", details: { siteId } });
    return showSite(tx, round, siteId);
  });
}

export async function releaseSite(ctx: Ctx, siteId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const site = await requireSite(tx, ctx.caller, siteId);
    const round = await requireRound(tx, ctx.caller, "survey.visit", site.roundId);
    await removeClaim(tx, siteId, ctx.caller.userId);
    await audit(tx, { ...auditOf(round), action: "survey.site_released", details: { siteId } });
  });
}

/** Who walks a floor. */
export async function assignFloor(
  ctx: Ctx,
  floorId: string,
  officerIds: readonly string[],
  version: number,
): Promise<Floor> {
  return transact(ctx, async (tx) => {
    const floor = await findFloorRow(tx, floorId, "for_update");
    if (floor === null) throw accessError("access.not_found", {});
    const round = await requireRound(tx, ctx.caller, "survey.manage", floor.roundId);
    expectVersion(floor, version);
    const known = new Set([...(await listOfficers(tx, round)).map(({ id }) => id), ...floor.officerIds]);
    if (officerIds.some((id) => !known.has(id))) throw surveyError("survey.officer_unfit", floor);
    await updateOfficers(tx, floorId, [...new Set(officerIds)]);
    await notePeople(tx, round.scopeId, officerIds);
    await audit(tx, { ...auditOf(round), action: "survey.floor_assigned", details: { floorId, officerIds } });
    const after = await findFloorRow(tx, floorId);
    const [shown] = after === null ? [] : await showFloors(tx, [after], await countFloors(tx, [round.id], floorId));
    if (shown === undefined) throw accessError("access.not_found", {});
    return shown;
  });
}

async function showFloors(tx: Tx, floors: readonly FloorRow[], counted: readonly FloorCounts[]): Promise<Floor[]> {
  const counts = new Map(counted.map((row) => [row.floorId, countsOf(row)]));
  const person = await namesFor(
    tx,
    floors.flatMap(({ officerIds }) => officerIds),
  );
  return floors.map((floor) => ({
    id: floor.id,
    building: floor.building,
    floor: floor.floor,
    level: floor.level,
    officers: floor.officerIds.map(person),
    counts: counts.get(floor.id) ?? NO_COUNTS,
    version: floor.version,
  }));
}

export async function getCoverage(ctx: Ctx, roundId: string): Promise<Coverage> {
  return transact(ctx, async (tx) => {
    await requireRound(tx, ctx.caller, "survey.read", roundId);
    const floors = await showFloors(tx, await listFloorRows(tx, roundId), await countFloors(tx, [roundId]));
    return { roundId, total: floors.map(({ counts }) => counts).reduce(addCounts, NO_COUNTS), floors };
  });
}

/** All that a phone needs of a round while it is without a network. */
export async function getPackage(ctx: Ctx, roundId: string): Promise<Package> {
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.visit", roundId);
    const rows = await listSiteRows(tx, roundId);
    const sites = await showSites(tx, round, rows);
    const factsOf = await factsFor(tx, round, sites);
    return {
      madeAt: await databaseTime(tx),
      round: await showRound(tx, round),
      questionnaire: await showQuestionnaire(tx, round, round.questionnaireNumber),
      floors: await showFloors(tx, await listFloorRows(tx, roundId), await countFloors(tx, [roundId])),
      sites: sites.map((site) => packedSiteOf(site, factsOf(site))),
    };
  });
}

function packedSiteOf(site: Site, facts: SiteFacts): Package["sites"][number] {
  const { id, floorId, building, floor, unit, enterprise, creditCode, claims, visits } = site;
  return { id, floorId, building, floor, unit, enterprise, creditCode, claims, visits, facts };
}

async function factsFor(tx: Tx, round: RoundRow, sites: readonly Site[]): Promise<(site: Site) => SiteFacts> {
  const ids = sites.flatMap(({ organisationId }) => organisationId ?? []);
  const facts = await listEnterpriseFacts(tx, ids);
  const names = sites.map(({ enterprise, organisationId }) => facts.get(organisationId ?? "")?.name ?? enterprise);
  const openNeeds = await countOpenNeeds(tx, round.scopeId, names);
  return ({ enterprise, creditCode, organisationId, visits }) => {
    const known = facts.get(organisationId ?? "");
    const name = known?.name ?? enterprise;
    return {
      name,
      nameEn: known?.nameEn ?? null,
      creditCode: known?.creditCode ?? creditCode,
      website: known?.website ?? null,
      openNeeds: openNeeds.get(name) ?? 0,
      lastVisit: visits[0]?.receivedAt ?? null,
    };
  };
}
