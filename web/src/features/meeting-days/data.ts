import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export type MeetingDay = Schemas["MeetingDay"];
export type MeetingDaySummary = Schemas["MeetingDaySummary"];
export type DayMeeting = Schemas["DayMeeting"];
export type DayParticipant = Schemas["DayParticipant"];
export type Outcome = NonNullable<DayMeeting["outcome"]>;

export const OUTCOMES = [
  "interested",
  "talks_go_on",
  "intent_signed",
  "nothing",
  "enterprise_absent",
  "partner_absent",
] as const satisfies readonly Outcome[];

export function dayQuery(dayId: string) {
  return queryOptions({
    queryKey: ["meeting-days", "one", dayId],
    queryFn: async () => api.get("/api/meeting-days/{dayId}", { params: { path: { dayId } } }),
  });
}

export const myMeetingsQuery = queryOptions({
  queryKey: ["my-meetings"],
  queryFn: async () => (await api.get("/api/my-meetings")).items,
});

export function byId(day: MeetingDay): ReadonlyMap<string, DayParticipant> {
  return new Map(day.participants.map((one) => [one.id, one]));
}

/** The two who meet, as people call them. */
export function pairOf(day: MeetingDay, meeting: DayMeeting): string {
  const people = byId(day);
  return `${people.get(meeting.enterpriseId)?.name ?? "—"} × ${people.get(meeting.partnerId)?.name ?? "—"}`;
}

/** Meetings that take place. */
export function meetingsOf(day: MeetingDay, participantId?: string): readonly DayMeeting[] {
  return day.meetings.filter(
    ({ isWithdrawn, enterpriseId, partnerId }) =>
      !isWithdrawn && (participantId === undefined || enterpriseId === participantId || partnerId === participantId),
  );
}

export function stateOf({ state, isPast, isToday }: Pick<MeetingDay, "state" | "isPast" | "isToday">) {
  return state === "cancelled" ? "cancelled" : isPast ? "past" : isToday ? "today" : "ahead";
}
