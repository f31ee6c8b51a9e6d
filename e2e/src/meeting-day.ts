import { ifMatch } from "@dual-high/client";
import type { Api } from "./client.ts";

/** A day in Shanghai, so many days from today. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

export async function createDay(api: Api, scopeId: string, more: { title: string; slots: number; tables: number }) {
  const body = { place: "科创中心三楼报告厅", heldOn: dayFromNow(1), startsAt: "09:00", slotMinutes: 20, ...more };
  return api.post("/api/scopes/{scopeId}/meeting-days", { params: { path: { scopeId } }, body });
}

/** Planned the day before, held today: what has begun is no longer planned. */
export async function holdToday(api: Api, dayId: string): Promise<void> {
  const { version } = await api.get("/api/meeting-days/{dayId}", { params: { path: { dayId } } });
  await api.patch("/api/meeting-days/{dayId}", {
    params: { path: { dayId }, header: ifMatch({ version }) },
    body: { heldOn: dayFromNow(0) },
  });
}

/** A day of the matches that were accepted, planned and invited to, and one of which nothing is known yet. */
export async function makeMeetingDay(api: Api, scopeId: string): Promise<Readonly<Record<string, string>>> {
  const { id: dayId } = await createDay(api, scopeId, { title: "秋季对接会", slots: 6, tables: 4 });
  const path = { dayId };
  const { version } = await api.post("/api/meeting-days/{dayId}/lines", { params: { path }, body: {} });
  await api.post("/api/meeting-days/{dayId}/timetable", {
    params: { path, header: ifMatch({ version }) },
    body: {},
  });
  const { items } = await api.post("/api/meeting-days/{dayId}/invitations", { params: { path }, body: {} });
  await holdToday(api, dayId);
  const empty = await createDay(api, scopeId, { title: "冬季对接会", slots: 8, tables: 10 });
  return { meetingDayId: dayId, emptyDayId: empty.id, dayToken: items[0]?.token ?? "" };
}
