import { mayIn } from "../../../platform/access/index.ts";
import type { WaitingSource } from "../../../platform/ports.ts";
import { listEnding } from "./queries.ts";

const DAYS = 60;

/** Rooms whose time ends soon, and that nobody has afterwards, wait for those who run them. */
export const spaceWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "facility.update", scopeId)) return [];
  return (await listEnding(tx, scopeId, DAYS)).map(({ id, facilityId, room, occupant, since, endsBefore }) => ({
    kind: "room_ending",
    id,
    title: { zh: `${room}（${occupant}）到期`, en: `${room} (${occupant}) ends` },
    path: `/p/${scopeId}/facilities/${facilityId}/space`,
    since,
    due: endsBefore,
    action: { zh: "去续期或收回", en: "Prolong or end" },
  }));
};
