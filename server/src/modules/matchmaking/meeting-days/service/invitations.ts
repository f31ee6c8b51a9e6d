// Asking people to a day, with links for which nobody needs an account, and what they answer.
import { daysBetween } from "@dual-high/kernel";
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import type { Config } from "../../../../platform/config.ts";
import { type Database, type Tx, withSystem } from "../../../../platform/db/index.ts";
import type { Outbox } from "../../../../platform/outbox/index.ts";
import {
  createLink,
  findScope,
  forwardLink,
  listLinksTo,
  openLink,
  revokeLinksTo,
  takeAttempt,
} from "../../../identity/index.ts";
import { isSamplePair } from "../../../pairs/index.ts";
import { dayAnswered } from "../../events.ts";
import { requireFound } from "../../service/found.ts";
import { writeCalendar } from "../calendar.ts";
import { dayError } from "../errors.ts";
import {
  type DayRow,
  findDayRow,
  findNow,
  findParticipant,
  listMeetings,
  listParticipants,
  type MeetingRow,
  noteInvited,
  type ParticipantRow,
  touchDay,
  updateParticipant,
} from "../queries.ts";
import { refuseOver, slotsOf, slotTimes } from "../rules.ts";
import type { DayInvitationAnswer, DayInvitationForwarded, DayInvitationsMade, DayInvitationView } from "../types.ts";
import { dayPath, forwardText, invitationText } from "../wording.ts";
import { auditDay, getDayToChange } from "./found.ts";

const PURPOSE = "matchmaking.meeting_day";
/** A chain of passing on ends somewhere. */
const MOST_FORWARDS = 20;

/** A text and a link for each; whoever is asked again loses the link from before. Good until the day is over. */
export async function inviteToDay(
  ctx: Ctx,
  dayId: string,
  participantIds: readonly string[] | null,
  origin: string,
): Promise<DayInvitationsMade> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseOver(day);
    const meetings = takingPlace(await listMeetings(tx, dayId));
    const asked = (await listParticipants(tx, dayId)).filter((one) =>
      participantIds === null
        ? one.invitedAt === null && meetings.some((meeting) => isOf(meeting, one))
        : participantIds.includes(one.id),
    );
    if (asked.length === 0) throw dayError("matchmaking.day_invites_nobody", {});
    const pair = requireFound(await findScope(tx, day.scopeId));
    const days = daysBetween((await findNow(tx)).today, day.heldOn) + 1;
    const items: DayInvitationsMade["items"] = [];
    let expiresAt = "";
    for (const participant of asked) {
      await revokeLinksTo(tx, participant.id);
      const subject = { kind: "day_participant", id: participant.id };
      const link = await createLink(tx, { purpose: PURPOSE, scopeId: day.scopeId, subject, days });
      expiresAt = link.expiresAt;
      await noteInvited(tx, participant.id, link.expiresAt);
      const path = dayPath(link.token);
      const url = `${origin}${path}`;
      const own = meetings.filter((meeting) => isOf(meeting, participant)).length;
      const text = invitationText({ ...day, pairName: pair.name }, { ...participant, meetings: own }, url);
      items.push({ participantId: participant.id, name: participant.name, token: link.token, path, url, text });
    }
    await touchDay(tx, dayId);
    await auditDay(tx, day, "invited", { participantIds: asked.map(({ id }) => id) });
    return { items, expiresAt };
  });
}

function takingPlace(meetings: readonly MeetingRow[]): MeetingRow[] {
  return meetings.filter(({ lineState }) => lineState !== "withdrawn");
}

function isOf({ enterpriseId, partnerId }: MeetingRow, { id }: ParticipantRow): boolean {
  return enterpriseId === id || partnerId === id;
}

// Without an account -----------------------------------------------------------------------------------------------------------

export interface Visitor {
  readonly db: Database;
  readonly config: Config;
  readonly network: string;
}

interface Invited {
  readonly day: DayRow;
  readonly participant: ParticipantRow;
  readonly expiresAt: string;
  readonly linkId: string;
}

async function openInvitation(tx: Tx, token: string): Promise<Invited> {
  const link = await openLink(tx, token, PURPOSE);
  const participant = requireFound(await findParticipant(tx, link.subject.id));
  if (participant.removedAt !== null) throw dayError("matchmaking.day_participant_gone", {});
  const day = requireFound(await findDayRow(tx, participant.dayId));
  return { day, participant, expiresAt: link.expiresAt, linkId: link.id };
}

/** What the page behind a link shows: their own day as it is planned now. */
export async function viewDayInvitation({ db, config, network }: Visitor, token: string): Promise<DayInvitationView> {
  await takeAttempt(db, config, { network, at: "link" });
  return withSystem(db, async (tx) => showInvitation(tx, await openInvitation(tx, token)));
}

async function showInvitation(tx: Tx, { day, participant, expiresAt }: Invited): Promise<DayInvitationView> {
  const pair = requireFound(await findScope(tx, day.scopeId));
  const others = new Map((await listParticipants(tx, day.id)).map((one) => [one.id, one]));
  const times = slotTimes(day);
  const own = takingPlace(await listMeetings(tx, day.id)).filter((meeting) => isOf(meeting, participant));
  const meetings = own.flatMap((meeting) => {
    const { id, slot, table, needTitle } = meeting;
    const time = slot === null ? undefined : times[slot];
    if (slot === null || table === null || time === undefined) return [];
    const other = others.get(participant.side === "enterprise" ? meeting.partnerId : meeting.enterpriseId);
    const name = participant.side === "enterprise" ? meeting.partnerName : meeting.enterpriseName;
    return [{ id, ...time, slot, table: table + 1, needTitle, withName: name, withUnit: other?.unit ?? "" }];
  });
  const { side, name, unit, attendee, answer, comment, unavailable } = participant;
  const { title, place, heldOn, note, state, isPast } = day;
  return {
    pairName: pair.name,
    isSample: await isSamplePair(tx, day.scopeId),
    title,
    place,
    heldOn,
    note,
    isCancelled: state === "cancelled",
    isPast,
    times,
    side,
    name,
    unit,
    attendee,
    answer,
    comment,
    unavailable,
    meetings,
    waiting: own.length - meetings.length,
    calendar: writeCalendar(
      { title, place, heldOn, changedAt: new Date(Date.parse(day.plannedAt ?? day.createdAt)) },
      meetings.map(({ id, from, to, table, withName, needTitle }) => ({
        id,
        from,
        to,
        summary: `${title} · ${withName}`,
        description: `第 ${table} 桌 / Table ${table}\n${needTitle}`,
      })),
    ),
    expiresAt,
  };
}

/** Comes, does not, or asks for another time. It may be changed until the day is over: the last answer counts. */
export async function answerDayInvitation(
  { db, config, network }: Visitor,
  outbox: Outbox,
  { token, ...given }: DayInvitationAnswer,
): Promise<DayInvitationView> {
  await takeAttempt(db, config, { network, at: "link" });
  return withSystem(db, async (tx) => {
    const { day, participant, linkId, ...rest } = await openInvitation(tx, token);
    refuseOver(day);
    await updateParticipant(tx, participant.id, {
      answer: given.answer,
      attendee: given.attendee || participant.attendee,
      contact: given.contact || participant.contact,
      comment: given.comment,
      unavailable: given.answer === "other_time" ? slotsOf(day, given.unavailable) : participant.unavailable,
      answeredBy: null,
    });
    await touchDay(tx, day.id);
    await auditDay(tx, day, "invitation_answered", { participantId: participant.id, answer: given.answer, linkId });
    await outbox.emit(tx, dayAnswered, {
      aggregate: `meeting_day:${day.id}`,
      scopeId: day.scopeId,
      payload: {
        scopeId: day.scopeId,
        dayId: day.id,
        title: day.title,
        createdBy: day.createdBy,
        answer: given.answer,
      },
    });
    const now = requireFound(await findParticipant(tx, participant.id));
    return showInvitation(tx, { ...rest, day, linkId, participant: now });
  });
}

/** Passes an invitation on to a colleague: a link of their own to the same place at the table. */
export async function forwardDayInvitation(
  { db, config, network }: Visitor,
  token: string,
  origin: string,
): Promise<DayInvitationForwarded> {
  await takeAttempt(db, config, { network, at: "link" });
  return withSystem(db, async (tx) => {
    const { day, participant } = await openInvitation(tx, token);
    refuseOver(day);
    const forwards = (await listLinksTo(tx, [participant.id])).filter(({ forwardedFrom }) => forwardedFrom !== null);
    if (forwards.length >= MOST_FORWARDS) throw dayError("matchmaking.day_too_many_forwards", {});
    const made = await forwardLink(tx, token, PURPOSE);
    const pair = requireFound(await findScope(tx, day.scopeId));
    await auditDay(tx, day, "invitation_forwarded", { participantId: participant.id, linkId: made.id });
    const path = dayPath(made.token);
    const url = `${origin}${path}`;
    return {
      token: made.token,
      path,
      url,
      expiresAt: made.expiresAt,
      text: forwardText({ ...day, pairName: pair.name }, url),
    };
  });
}
