// Who meets whom on a day: out of the ledger, or put in by hand.
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { compareName, listAccounts } from "../../../directory/index.ts";
import { findNeed, listNeedsById, noteProgress } from "../../../needs/index.ts";
import { findLineRow } from "../../queries/ledger.ts";
import { requireFound } from "../../service/found.ts";
import { openLineFor } from "../../service/lines.ts";
import { dayError } from "../errors.ts";
import {
  type DayRow,
  deleteMeeting,
  insertMeeting,
  insertParticipant,
  type LineToMeet,
  listLinesToMeet,
  listMeetings,
  listParticipants,
  type MeetingRow,
  type ParticipantRow,
  putReaders,
  touchDay,
  updateMeeting,
} from "../queries.ts";
import { enterpriseKey, findClash, partnerOf, refuseOver, slotTimes } from "../rules.ts";
import type { DayMeetingChange, DayMeetingDraft, MeetingDay, Priority, Side } from "../types.ts";
import { auditDay, getDayToChange, getMeetingOf, getParticipantOf, refuseStale, refuseWithdrawn } from "./found.ts";
import { showDay } from "./show.ts";

const MOST_MEETINGS = 500;
/** Of somebody whom no run suggested. */
const SCORE_BY_HAND = 0.5;

/** Enters lines of the ledger: those that are named, or all that are open. */
export async function addLines(ctx: Ctx, dayId: string, lineIds: readonly string[] | null): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseOver(day);
    const lines = await listLinesToMeet(tx, day, lineIds);
    const unfit = lines.find(({ state }) => state === "withdrawn" || state === "ended");
    if (unfit !== undefined) throw dayError("matchmaking.day_line_unfit", unfit);
    if (lines.length === 0) throw dayError("matchmaking.day_nothing_to_add", {});
    await refuseTooMany(tx, day, lines.length);
    await enterLines(tx, day, lines, "normal");
    await touchDay(tx, dayId);
    await auditDay(tx, day, "meetings_added", { lineIds: lines.map(({ id }) => id) });
    return showDay(ctx, tx, dayId);
  });
}

async function refuseTooMany(tx: Tx, day: DayRow, more: number): Promise<void> {
  const known = await listMeetings(tx, day.id);
  if (known.length + more > MOST_MEETINGS) throw dayError("matchmaking.day_too_many_meetings", { most: MOST_MEETINGS });
}

type Sides = Map<string, Pick<ParticipantRow, "id" | "name">>;

async function enterLines(tx: Tx, day: DayRow, lines: readonly LineToMeet[], priority: Priority): Promise<void> {
  const sides: Sides = new Map((await listParticipants(tx, day.id)).map((one) => [`${one.side} ${one.key}`, one]));
  for (const line of lines) {
    const who = {
      key: enterpriseKey(line.enterprise, line.needNumber),
      name: line.enterprise || line.needNumber,
      unit: "",
    };
    const enterprise = await enterSide(tx, day, sides, "enterprise", who);
    const partner = await enterSide(tx, day, sides, "partner", partnerOf(line));
    await insertMeeting(tx, {
      scopeId: day.scopeId,
      dayId: day.id,
      lineId: line.id,
      needId: line.needId,
      needTitle: line.needTitle,
      enterpriseName: enterprise.name,
      partnerName: line.partnerName === partner.name ? partner.name : `${partner.name} · ${line.partnerName}`,
      enterpriseId: enterprise.id,
      partnerId: partner.id,
      score: Math.min(1, Math.max(0, line.relevance ?? SCORE_BY_HAND)),
      priority,
      readers: [],
    });
  }
  await keepReaders(tx, day);
}

async function enterSide(
  tx: Tx,
  day: DayRow,
  sides: Sides,
  side: Side,
  who: { readonly key: string; readonly name: string; readonly unit: string },
): Promise<Pick<ParticipantRow, "id" | "name">> {
  const known = sides.get(`${side} ${who.key}`);
  if (known !== undefined) return known;
  const made = { id: newId(), scopeId: day.scopeId, dayId: day.id, side, ...who, attendee: "", contact: "" };
  await insertParticipant(tx, { ...made, isWalkIn: false, readers: [] });
  sides.set(`${side} ${who.key}`, made);
  return made;
}

/** People of an enterprise that has a scope, and of a team who have an account, see their own meetings. */
async function keepReaders(tx: Tx, day: DayRow): Promise<void> {
  const [participants, meetings] = [await listParticipants(tx, day.id), await listMeetings(tx, day.id)];
  const needs = await listNeedsById(tx, [...new Set(meetings.map(({ needId }) => needId))]);
  const enterpriseOf = new Map(needs.map(({ id, enterpriseId }) => [id, enterpriseId]));
  const accounts = Map.groupBy(
    await listAccounts(tx, day.scopeId),
    ({ name, unit }) => `${compareName(name)}|${compareName(unit ?? "")}`,
  );
  const readersOf = participants.map(({ id, side, key }): [string, string[]] => {
    if (side === "partner") {
      const same = accounts.get(key) ?? [];
      // Two of one name and unit: nobody can say whose meeting it is.
      return [id, same.length === 1 ? same.map(({ userId }) => userId) : []];
    }
    const own = meetings.filter(({ enterpriseId }) => enterpriseId === id);
    return [id, [...new Set(own.map(({ needId }) => enterpriseOf.get(needId) ?? null).filter((one) => one !== null))]];
  });
  await putReaders(tx, day.id, new Map(readersOf));
}

/** A pair that no run suggested: it gets a line in the ledger like any other. */
export async function addMeeting(ctx: Ctx, dayId: string, draft: DayMeetingDraft): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseOver(day);
    await refuseTooMany(tx, day, 1);
    const need = await findNeed(tx, draft.needId);
    const found = requireFound(need?.scopeId === day.scopeId ? need : null);
    const partner = await partnerAsked(tx, day, draft);
    const line = await openLineFor(tx, {
      zoneId: day.zoneId,
      scopeId: day.scopeId,
      needId: found.id,
      ...partner,
      needNumber: found.number,
      needTitle: found.record.title,
      enterprise: found.record.enterprise ?? "",
      origin: "decision",
      runId: null,
      actorId: ctx.caller.userId,
    });
    if ((await listMeetings(tx, dayId)).some(({ lineId }) => lineId === line.id))
      throw dayError("matchmaking.day_pair_known", {});
    await noteProgress(ctx, tx, found.id, "matched");
    await enterLines(tx, day, [{ ...line, relevance: null }], draft.priority);
    await touchDay(tx, dayId);
    await auditDay(tx, day, "meetings_added", { lineIds: [line.id] });
    return showDay(ctx, tx, dayId);
  });
}

type Partner = Pick<LineToMeet, "partnerName" | "partnerUnit" | "partnerPeople"> & {
  readonly partnerKind: "achievement" | "team" | "stated";
  readonly partnerId: string;
};

/** A partner of another meeting of the day is met by the same work or team; a name alone is somebody who is in no list. */
async function partnerAsked(tx: Tx, day: DayRow, { participantId, name, unit }: DayMeetingDraft): Promise<Partner> {
  if (participantId === null) {
    if (name === "") throw dayError("matchmaking.day_partner_missing", {});
    return { partnerKind: "stated", partnerId: newId(), partnerName: name, partnerUnit: unit, partnerPeople: name };
  }
  const participant = await getParticipantOf(tx, day, participantId);
  if (participant.side !== "partner") throw dayError("matchmaking.day_partner_missing", {});
  const other = (await listMeetings(tx, day.id)).find(({ partnerId }) => partnerId === participant.id);
  const line = other === undefined ? null : await findLineRow(tx, other.lineId);
  if (line !== null) {
    const { partnerKind, partnerId, partnerName, partnerUnit, partnerPeople } = line;
    return { partnerKind, partnerId, partnerName, partnerUnit, partnerPeople };
  }
  const { id, name: partnerName, unit: partnerUnit } = participant;
  return { partnerKind: "stated", partnerId: id, partnerName, partnerUnit, partnerPeople: partnerName };
}

/** Moves a meeting, locks it, gives it another priority. A place that is taken is refused with whom it is taken by. */
export async function changeMeeting(
  ctx: Ctx,
  where: { readonly dayId: string; readonly meetingId: string },
  change: DayMeetingChange,
  version: number,
): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, where.dayId);
    refuseOver(day);
    const meeting = await getMeetingOf(tx, day, where.meetingId);
    refuseStale(meeting, version);
    refuseWithdrawn(meeting);
    if (meeting.outcome !== null) throw dayError("matchmaking.meeting_has_outcome", {});
    const { place } = change;
    if (place !== undefined && place !== null) await refuseTaken(tx, day, meeting, place);
    const slot = place === undefined ? meeting.slot : (place?.slot ?? null);
    const table = place === undefined ? meeting.table : (place?.table ?? null);
    const isLocked = place === null ? false : (change.isLocked ?? meeting.isLocked);
    if (isLocked && slot === null) throw dayError("matchmaking.day_lock_without_place", {});
    const unplaced = slot === null ? meeting.unplaced : null;
    await updateMeeting(tx, meeting.id, {
      priority: change.priority ?? meeting.priority,
      slot,
      table,
      isLocked,
      unplaced,
    });
    await touchDay(tx, day.id);
    await auditDay(tx, day, "meeting_changed", { meetingId: meeting.id, slot, table, isLocked });
    return showDay(ctx, tx, day.id);
  });
}

async function refuseTaken(
  tx: Tx,
  day: DayRow,
  meeting: MeetingRow,
  place: { readonly slot: number; readonly table: number },
): Promise<void> {
  if (place.slot >= day.slots || place.table >= day.tables) throw dayError("matchmaking.day_slot_unknown", day);
  const clash = findClash(await listMeetings(tx, day.id), meeting, place);
  if (clash === null) return;
  const { other, what } = clash;
  const from = slotTimes(day)[place.slot]?.from ?? "";
  const table = (other.table ?? 0) + 1;
  const pair = `${other.enterpriseName} × ${other.partnerName}`;
  if (what === "table") {
    throw dayError("matchmaking.day_place_taken", {
      zh: `${from} 第 ${table} 桌已安排 ${pair}`,
      en: `table ${table} at ${from} is taken by ${pair}`,
    });
  }
  const who = what === "enterprise" ? other.enterpriseName : other.partnerName;
  throw dayError("matchmaking.day_place_taken", {
    zh: `${who} ${from} 在第 ${table} 桌另有洽谈（${pair}）`,
    en: `${who} is at table ${table} at ${from} (${pair})`,
  });
}

/** Takes a meeting off the day; the ledger's line stays. */
export async function removeMeeting(
  ctx: Ctx,
  where: { readonly dayId: string; readonly meetingId: string },
): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, where.dayId);
    refuseOver(day);
    const meeting = await getMeetingOf(tx, day, where.meetingId);
    if (meeting.outcome !== null) throw dayError("matchmaking.meeting_has_outcome", {});
    await deleteMeeting(tx, meeting.id);
    await keepReaders(tx, day);
    await touchDay(tx, day.id);
    await auditDay(tx, day, "meeting_removed", { meetingId: meeting.id, lineId: meeting.lineId });
    return showDay(ctx, tx, day.id);
  });
}
