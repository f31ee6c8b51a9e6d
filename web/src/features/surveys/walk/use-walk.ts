import { useStore } from "../../../data/store.ts";
import type { NewDoor, KeptVisit, RoundPackage } from "./kept-visit.ts";
import { walk, type WalkState } from "./walk-state.ts";

/** What the phone keeps. Only beneath the walk's frame, which stands in when there is nothing. */
export function useWalk(): WalkState {
  const state = useStore(walk);
  if (state === null) throw new Error("Nobody walks yet.");
  return state;
}

/** A door to knock at: of the round's list, or found on the spot and known to this phone alone so far. */
export interface Door extends NewDoor {
  readonly id: string;
  readonly listed: RoundPackage["sites"][number] | null;
  /** The visit that was written last on this phone. */
  readonly visit: KeptVisit | null;
}

/** The doors of a round as this phone knows them, in walking order; those found on the spot come last on their floor. */
export function doorsOf(
  roundId: string,
  { rounds, visits }: Pick<WalkState, "rounds" | "visits">,
): ReadonlyMap<string, Door> {
  const sites = rounds.find(({ round }) => round.id === roundId)?.sites ?? [];
  // Visits come with the oldest change first, so that the last of a door stays.
  const bySite = new Map(visits.filter((visit) => visit.roundId === roundId).map((visit) => [visit.siteId, visit]));
  const doors = new Map<string, Door>();
  for (const listed of sites) {
    const { id, building, floor, unit, enterprise, creditCode } = listed;
    doors.set(id, { id, building, floor, unit, enterprise, creditCode, listed, visit: bySite.get(id) ?? null });
  }
  for (const [id, visit] of bySite) {
    if (!doors.has(id) && !isListed(visit, doors)) doors.set(id, { ...visit.door, id, listed: null, visit });
  }
  return doors;
}

/** A colleague had found the same door, and the visit went there. */
function isListed(visit: KeptVisit, doors: ReadonlyMap<string, Door>): boolean {
  return visit.state === "sent" && findDoor(doors, visit.door) !== null;
}

/** The door of the same number on the same floor with the same enterprise. */
export function findDoor(doors: ReadonlyMap<string, Door>, wanted: NewDoor): Door | null {
  const key = keyOf(wanted);
  return [...doors.values()].find((door) => keyOf(door) === key) ?? null;
}

function keyOf({ building, floor, unit, enterprise }: NewDoor): string {
  return [building, floor, unit ?? "", enterprise].map((part) => part.replaceAll(/\s/g, "").toLowerCase()).join("\n");
}
