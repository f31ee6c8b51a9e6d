// Meeting days with meetings out of the ledger, in any scope.
import { sql } from "kysely";
import { createLink } from "../src/modules/identity/index.ts";
import {
  insertDay,
  insertMeeting,
  insertParticipant,
  listMeetings,
  listParticipants,
} from "../src/modules/matchmaking/meeting-days/queries.ts";
import { insertLine } from "../src/modules/matchmaking/queries/ledger.ts";
import { withActor, withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { actorIn } from "../src/platform/test-db.ts";
import { makeNeed } from "./needs.ts";
import type { TestApp } from "./test-app.ts";

/** A day in Shanghai, so many days from today. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

export function dayDraft(more: object = {}) {
  return {
    title: "冷挤压专场对接会",
    place: "高新区科创中心三楼",
    heldOn: dayFromNow(3),
    startsAt: "09:00",
    slotMinutes: 20,
    slots: 4,
    tables: 2,
    ...more,
  };
}

export interface LineParts {
  readonly enterprise: string;
  readonly person: string;
  readonly enterpriseId?: string | null;
}

/** A line of the ledger with its need, as an acceptance makes it. */
export async function insertMatchedLine(
  world: TestApp,
  scopeId: string,
  { enterprise, person, enterpriseId = null }: LineParts,
): Promise<string> {
  const title = `${enterprise}需要${person}`;
  const needId = await makeNeed(world, scopeId, { state: "matched", title, enterprise, enterpriseId });
  return withActor(world.db, actorIn([scopeId]), async (tx) =>
    insertLine(tx, {
      zoneId: scopeId,
      scopeId,
      needId,
      partnerKind: "team",
      partnerId: newId(),
      needNumber: `N-${needId.slice(-6)}`,
      needTitle: title,
      enterprise,
      partnerName: `${person}团队的成果`,
      partnerUnit: "某大学",
      partnerPeople: `${person};赵某`,
      origin: "decision",
      runId: null,
      ownerId: null,
      searchText: title,
    }),
  );
}

async function needOf(world: TestApp, lineId: string): Promise<string> {
  return withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT need_id AS id FROM ledger_lines WHERE id = ${lineId}`.execute(
      tx.kysely,
    );
    return rows[0]?.id ?? "";
  });
}

/** A day of one meeting, without what leads there. */
export async function insertSampleDay(
  world: TestApp,
  scopeId: string,
  { heldOn = dayFromNow(3), readers = [] }: { readonly heldOn?: string; readonly readers?: readonly string[] } = {},
) {
  const actor = actorIn([scopeId]);
  const lineId = await insertMatchedLine(world, scopeId, { enterprise: "某公司", person: "李某" });
  const needId = await needOf(world, lineId);
  const dayId = newId();
  await withActor(world.db, actor, async (tx) => {
    const draft = { ...dayDraft(), heldOn, breakMinutes: 5, pauseAfter: null, pauseMinutes: 0, note: "" };
    await insertDay(tx, { ...draft, id: dayId, scopeId, zoneId: scopeId, createdBy: actor.userId });
    const side = { scopeId, dayId, unit: "", attendee: "", contact: "", isWalkIn: false, readers: [] };
    const [enterpriseId, partnerId] = [newId(), newId()];
    await insertParticipant(tx, { ...side, id: enterpriseId, side: "enterprise", key: "某公司", name: "某公司" });
    await insertParticipant(tx, { ...side, id: partnerId, side: "partner", key: "李某|某大学", name: "李某" });
    await insertMeeting(tx, {
      scopeId,
      dayId,
      lineId,
      needId,
      needTitle: "冷挤压模具寿命提升",
      enterpriseName: "某公司",
      partnerName: "李某",
      enterpriseId,
      partnerId,
      score: 0.5,
      priority: "normal",
      readers,
    });
  });
  return withSystem(world.db, async (tx) => {
    const [meeting] = await listMeetings(tx, dayId);
    const participants = await listParticipants(tx, dayId);
    return { dayId, lineId, meetingId: meeting?.id ?? "", participantId: participants[0]?.id ?? "" };
  });
}

/** A good link to a day, in a scope of its own. */
export async function makeDayLink(world: TestApp): Promise<string> {
  const scopeId = await world.createScope("pair");
  const { participantId } = await insertSampleDay(world, scopeId);
  return withActor(world.db, actorIn([scopeId]), async (tx) => {
    const subject = { kind: "day_participant", id: participantId };
    return (await createLink(tx, { purpose: "matchmaking.meeting_day", scopeId, subject, days: 1 })).token;
  });
}

/** As if the day had been so many days later or earlier. */
export async function moveDay(world: TestApp, dayId: string, heldOn: string): Promise<void> {
  await withSystem(world.db, async (tx) => {
    await sql`SET LOCAL ROLE NONE`.execute(tx.kysely);
    await sql`UPDATE meeting_days SET held_on = ${heldOn}::date WHERE id = ${dayId}`.execute(tx.kysely);
  });
}
