// Who comes to a day: what the office notes of them, who walks in, who is taken off.
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { revokeLinksTo } from "../../../identity/index.ts";
import { dayError } from "../errors.ts";
import {
  eraseParticipant,
  insertParticipant,
  listParticipants,
  noteArrival,
  touchDay,
  updateParticipant,
} from "../queries.ts";
import { enterpriseKey, partnerOf, refuseEarly, refuseOver, slotsOf } from "../rules.ts";
import type { DayParticipantChange, DayParticipantDraft, MeetingDay } from "../types.ts";
import { auditDay, getDayToChange, getParticipantOf, refuseStale } from "./found.ts";
import { showDay } from "./show.ts";

interface Where {
  readonly dayId: string;
  readonly participantId: string;
}

/** Somebody who comes without having been asked: signed in by that. A meeting is added for them like any other. */
export async function addWalkIn(ctx: Ctx, dayId: string, draft: DayParticipantDraft): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseOver(day);
    refuseEarly(day);
    const { side, name, unit } = draft;
    const key =
      side === "enterprise"
        ? enterpriseKey(name, name)
        : partnerOf({ partnerName: name, partnerUnit: unit, partnerPeople: name }).key;
    const known = (await listParticipants(tx, dayId)).find((one) => one.side === side && one.key === key);
    if (known !== undefined) throw dayError("matchmaking.day_participant_known", { name: known.name });
    const id = newId();
    await insertParticipant(tx, { ...draft, id, scopeId: day.scopeId, dayId, key, isWalkIn: true, readers: [] });
    await touchDay(tx, dayId);
    await auditDay(tx, day, "walked_in", { participantId: id, side });
    return showDay(ctx, tx, dayId);
  });
}

/** What came by telephone, when somebody cannot, and that they are here. */
export async function changeParticipant(
  ctx: Ctx,
  where: Where,
  change: DayParticipantChange,
  version: number,
): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, where.dayId);
    const participant = await getParticipantOf(tx, day, where.participantId);
    const { hasArrived, ...said } = change;
    if (hasArrived !== undefined) {
      // Pressed twice, or by two at the door: they are here, once.
      refuseEarly(day);
      await noteArrival(tx, participant.id, hasArrived);
    }
    if (Object.keys(said).length > 0) {
      refuseStale(participant, version);
      refuseOver(day);
      const { attendee, contact, comment, unavailable, answer } = participant;
      await updateParticipant(tx, participant.id, {
        attendee: said.attendee ?? attendee,
        contact: said.contact ?? contact,
        comment: said.comment ?? comment,
        unavailable: slotsOf(day, said.unavailable ?? unavailable),
        answer: said.answer ?? answer,
        ...(said.answer === undefined ? {} : { answeredBy: ctx.caller.userId }),
      });
    }
    await touchDay(tx, day.id);
    await auditDay(tx, day, "participant_changed", { participantId: participant.id, fields: Object.keys(change) });
    return showDay(ctx, tx, day.id);
  });
}

/**
 * Takes somebody off the day and forgets who they are: name, contact, answer, links. Meetings that have not taken place do not;
 * what came of the others stays in the ledger.
 */
export async function eraseFromDay(ctx: Ctx, where: Where): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, where.dayId);
    const participant = await getParticipantOf(tx, day, where.participantId);
    await revokeLinksTo(tx, participant.id);
    await eraseParticipant(tx, participant);
    await touchDay(tx, day.id);
    await auditDay(tx, day, "participant_erased", { participantId: participant.id, side: participant.side });
    return showDay(ctx, tx, day.id);
  });
}
