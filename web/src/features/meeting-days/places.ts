import type { DayMeeting, MeetingDay } from "./data.ts";

export type PlaceState =
  | "free"
  | "here"
  | "busyTable"
  | "busyEnterprise"
  | "busyPartner"
  | "awayEnterprise"
  | "awayPartner";

/** What speaks against a meeting at a place; `free` where nothing does. Who is busy is said before who sits there. */
export function placeState(
  { meetings, participants }: Pick<MeetingDay, "meetings" | "participants">,
  meeting: DayMeeting,
  slot: number,
  table: number,
): PlaceState {
  if (meeting.slot === slot && meeting.table === table) return "here";
  const others = meetings.filter((other) => other.id !== meeting.id && other.slot === slot);
  if (others.some(({ enterpriseId }) => enterpriseId === meeting.enterpriseId)) return "busyEnterprise";
  if (others.some(({ partnerId }) => partnerId === meeting.partnerId)) return "busyPartner";
  const isAway = (who: string) => {
    const one = participants.find(({ id }) => id === who);
    return one?.answer === "not_coming" || one?.unavailable.includes(slot) === true;
  };
  if (isAway(meeting.enterpriseId)) return "awayEnterprise";
  if (isAway(meeting.partnerId)) return "awayPartner";
  return others.some((other) => other.table === table) ? "busyTable" : "free";
}

/** Which slot runs at a time of day (HH:MM), which is the next; -1 for none. */
export function slotsAt(
  times: MeetingDay["times"],
  clock: string,
): { readonly running: number; readonly next: number } {
  return {
    running: times.findIndex(({ from, to }) => from <= clock && clock < to),
    next: times.findIndex(({ from }) => from > clock),
  };
}
