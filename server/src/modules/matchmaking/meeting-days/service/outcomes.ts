// What came of meetings, on the spot; and how it gets into the ledger.
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import type { Language } from "@dual-high/kernel";
import type { Tx } from "../../../../platform/db/index.ts";
import { findLineRow } from "../../queries/ledger.ts";
import { namesFor, requireFound } from "../../service/found.ts";
import { addEntry, applyToLine } from "../../service/lines.ts";
import { localTime } from "../../times.ts";
import { dayError } from "../errors.ts";
import {
  type DayRow,
  findMeeting,
  listMeetings,
  type MeetingRow,
  noteInLedger,
  type RecordedOutcome,
  touchDay,
  writeOutcome,
} from "../queries.ts";
import { OUTCOME_NAMES, outcomeText, refuseEarly, stateAfterMeeting } from "../rules.ts";
import type { MeetingDay, MeetingOutcome } from "../types.ts";
import { auditDay, getDayToChange, getMeetingOf, refuseWithdrawn } from "./found.ts";
import { isInLedger, showDay } from "./show.ts";

/**
 * Records what came of a meeting. The same said twice is said once; whoever says something else of a meeting that somebody
 * recorded meanwhile is told what it is, and nothing of either is lost.
 */
export async function recordOutcome(
  ctx: Ctx,
  where: { readonly dayId: string; readonly meetingId: string },
  { toLedger, ...said }: MeetingOutcome,
  version: number,
  language: Language,
): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, where.dayId);
    refuseEarly(day);
    const meeting = await getMeetingOf(tx, day, where.meetingId);
    refuseWithdrawn(meeting);
    if (!isSame(meeting, said)) {
      await refuseMeanwhile(tx, meeting, version);
      await writeOutcome(tx, meeting.id, { ...said, by: ctx.caller.userId });
      await touchDay(tx, day.id);
      await auditDay(
        tx,
        day,
        "outcome_recorded",
        { meetingId: meeting.id, outcome: said.outcome },
        { note: said.note },
      );
    }
    if (toLedger) await writeToLedger(ctx, tx, day, requireFound(await findMeeting(tx, meeting.id)), language);
    return showDay(ctx, tx, day.id);
  });
}

function isSame(meeting: MeetingRow, said: RecordedOutcome): boolean {
  return (
    meeting.outcome === said.outcome &&
    meeting.nextStep === said.nextStep &&
    meeting.nextOn === said.nextOn &&
    meeting.note === said.note
  );
}

async function refuseMeanwhile(tx: Tx, meeting: MeetingRow, version: number): Promise<void> {
  if (meeting.version === version) return;
  const { outcome, recordedBy, recordedAt } = meeting;
  if (outcome === null || recordedAt === null) throw dayError("matchmaking.day_changed_meanwhile", {});
  const named = await namesFor(tx, [recordedBy]);
  const who = recordedBy === null ? "" : named(recordedBy).name;
  throw dayError("matchmaking.outcome_recorded_meanwhile", {
    who,
    outcome: OUTCOME_NAMES[outcome],
    at: localTime(recordedAt),
  });
}

/** Writes into the ledger what was recorded and is not there yet, meeting by meeting; pressed twice it writes once. */
export async function putOutcomesInLedger(ctx: Ctx, dayId: string, language: Language): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseEarly(day);
    for (const meeting of await listMeetings(tx, dayId)) {
      if (meeting.outcome === null || meeting.lineState === "withdrawn") continue;
      await writeToLedger(ctx, tx, day, meeting, language);
    }
    return showDay(ctx, tx, dayId);
  });
}

/** An entry of the ledger's log, and the line's state and next step by its own rules. What was written is corrected by a further entry. */
async function writeToLedger(ctx: Ctx, tx: Tx, day: DayRow, meeting: MeetingRow, language: Language): Promise<void> {
  const { outcome, nextStep, nextOn, note, entryId } = meeting;
  if (outcome === null || isInLedger(meeting)) return;
  const line = requireFound(await findLineRow(tx, meeting.lineId, "for_update"));
  const recorded = { outcome, nextStep, nextOn, note };
  const text = outcomeText(day.title, recorded)[language];
  const entry = await addEntry(ctx, tx, line, { kind: "meeting", happenedOn: day.heldOn, text, corrects: entryId });
  const state = stateAfterMeeting(line.state, outcome);
  await applyToLine(ctx, tx, requireFound(await findLineRow(tx, line.id)), {
    state,
    ...(nextStep === "" ? {} : { nextStep }),
    ...(nextOn === null ? {} : { nextOn }),
    ...(state === "ended" && line.outcome === "" ? { outcome: text } : {}),
  });
  await noteInLedger(tx, meeting.id, { recorded, entryId: entry.id });
}
