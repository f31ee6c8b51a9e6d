import type { Bilingual } from "@dual-high/kernel";
import { compareName } from "../../directory/index.ts";
import { LINE_MOVES } from "../rules.ts";
import type { LineState } from "../types.ts";
import { dayError } from "./errors.ts";
import type { MeetingOutcomeKind, Priority, UNPLACED_WHY } from "./types.ts";

export const OUTCOME_NAMES: Readonly<Record<MeetingOutcomeKind, Bilingual>> = {
  interested: { zh: "有意向", en: "Interested" },
  talks_go_on: { zh: "继续洽谈", en: "Talks go on" },
  intent_signed: { zh: "签意向书", en: "Intent signed" },
  nothing: { zh: "未达成", en: "Nothing came of it" },
  enterprise_absent: { zh: "企业未到", en: "Enterprise did not come" },
  partner_absent: { zh: "团队未到", en: "Partner did not come" },
};

// The day ---------------------------------------------------------------------------------------------------------------------

export interface Schedule {
  readonly startsAt: string;
  readonly slotMinutes: number;
  readonly breakMinutes: number;
  readonly slots: number;
  readonly pauseAfter: number | null;
  readonly pauseMinutes: number;
}

function clock(minutes: number): string {
  const inDay = minutes % (24 * 60);
  return `${String(Math.floor(inDay / 60)).padStart(2, "0")}:${String(inDay % 60).padStart(2, "0")}`;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** From when to when each slot is. */
export function slotTimes(day: Schedule): { readonly from: string; readonly to: string }[] {
  return Array.from({ length: day.slots }, (_, slot) => {
    const from = startOf(day, slot);
    return { from: clock(from), to: clock(from + day.slotMinutes) };
  });
}

function startOf({ startsAt, slotMinutes, breakMinutes, pauseAfter, pauseMinutes }: Schedule, slot: number): number {
  const pause = pauseAfter !== null && slot >= pauseAfter ? Math.max(0, pauseMinutes - breakMinutes) : 0;
  return minutesOf(startsAt) + slot * (slotMinutes + breakMinutes) + pause;
}

/** Slots of the day, each once and in order. */
export function slotsOf({ slots }: Pick<Schedule, "slots">, given: readonly number[]): number[] {
  return [...new Set(given)].filter((slot) => slot < slots).toSorted((a, b) => a - b);
}

/** A day ends on the day on which it began. */
export function refuseLateEnd(day: Schedule): void {
  const ends = startOf(day, day.slots - 1) + day.slotMinutes;
  if (ends > 24 * 60) throw dayError("matchmaking.day_too_long", { ends: clock(ends) });
}

interface DayNow {
  readonly title: string;
  readonly state: "open" | "cancelled";
  readonly heldOn: string;
  readonly isPast: boolean;
  readonly isToday: boolean;
}

/** To plan, change or invite: the day is still to come, or is today. */
export function refuseOver(day: DayNow): void {
  if (day.state === "cancelled") throw dayError("matchmaking.day_cancelled", { title: day.title });
  if (day.isPast) throw dayError("matchmaking.day_over", { title: day.title, day: day.heldOn });
}

/** To sign in and to record: the day has come. */
export function refuseEarly(day: DayNow): void {
  if (day.state === "cancelled") throw dayError("matchmaking.day_cancelled", { title: day.title });
  if (!day.isPast && !day.isToday) throw dayError("matchmaking.day_not_yet", { title: day.title, day: day.heldOn });
}

// Who comes -------------------------------------------------------------------------------------------------------------------

/** Needs of one enterprise are one participant; a need that names none stands for itself. */
export function enterpriseKey(enterprise: string, needNumber: string): string {
  return compareName(enterprise) || `#${needNumber}`;
}

/** Works and teams with the same first person of the same unit are one participant. */
export function partnerOf({
  partnerName,
  partnerUnit,
  partnerPeople,
}: {
  readonly partnerName: string;
  readonly partnerUnit: string;
  readonly partnerPeople: string;
}): { readonly key: string; readonly name: string; readonly unit: string } {
  const person = partnerPeople.split(/[;；,，、]/)[0]?.trim() ?? "";
  const name = person === "" ? partnerName : person;
  return { key: `${compareName(name)}|${compareName(partnerUnit)}`, name, unit: partnerUnit };
}

// The timetable ---------------------------------------------------------------------------------------------------------------

const PRIORITY_FACTORS: Readonly<Record<Priority, number>> = { must: 100, normal: 10, if_room: 1 };

/** What it is worth to the day that two meet. A meeting of a higher priority goes before any of a lower one. */
export function worthOf({ score, priority }: { readonly score: number; readonly priority: Priority }): number {
  return PRIORITY_FACTORS[priority] * (100 + Math.round(score * 800));
}

interface Placed {
  readonly id: string;
  readonly slot: number | null;
  readonly table: number | null;
  readonly enterpriseId: string;
  readonly partnerId: string;
}

/** What stands in the way of a meeting at a place; null where nothing does. */
export function findClash<M extends Placed>(
  meetings: readonly M[],
  meeting: Placed,
  place: { readonly slot: number; readonly table: number },
): { readonly what: "table" | "enterprise" | "partner"; readonly other: M } | null {
  for (const other of meetings) {
    if (other.id === meeting.id || other.slot !== place.slot) continue;
    if (other.enterpriseId === meeting.enterpriseId) return { what: "enterprise", other };
    if (other.partnerId === meeting.partnerId) return { what: "partner", other };
    if (other.table === place.table) return { what: "table", other };
  }
  return null;
}

// Outcomes --------------------------------------------------------------------------------------------------------------------

/** Where a line of the ledger goes by what came of a meeting, as far as its own rules allow; unchanged otherwise. */
export function stateAfterMeeting(state: LineState, outcome: MeetingOutcomeKind): LineState {
  const wanted: Readonly<Partial<Record<MeetingOutcomeKind, LineState>>> = {
    interested: "contacted",
    talks_go_on: "in_talks",
    intent_signed: "in_talks",
    nothing: "ended",
  };
  const next = wanted[outcome] ?? state;
  // What is further on than a first meeting brings stays there.
  if (state === "contracted" || (state === "in_talks" && next === "contacted")) return state;
  return LINE_MOVES[state].includes(next) ? next : state;
}

/** What the ledger's log says of a meeting. */
export function outcomeText(
  title: string,
  {
    outcome,
    nextStep,
    nextOn,
    note,
  }: {
    readonly outcome: MeetingOutcomeKind;
    readonly nextStep: string;
    readonly nextOn: string | null;
    readonly note: string;
  },
): Bilingual {
  const { zh, en } = OUTCOME_NAMES[outcome];
  const due = nextOn === null ? { zh: "", en: "" } : { zh: `（${nextOn} 前）`, en: ` (by ${nextOn})` };
  return {
    zh: [
      `对接会“${title}”：${zh}`,
      ...(nextStep === "" ? [] : [`下一步：${nextStep}${due.zh}`]),
      ...(note === "" ? [] : [note]),
    ].join("\n"),
    en: [
      `Meeting day “${title}”: ${en}`,
      ...(nextStep === "" ? [] : [`Next: ${nextStep}${due.en}`]),
      ...(note === "" ? [] : [note]),
    ].join("\n"),
  };
}

interface UnplacedWords {
  /** Of whoever is full. */
  readonly name: string;
  readonly meetings: number;
  readonly can: number;
}

const UNPLACED: Readonly<Record<(typeof UNPLACED_WHY)[number], (words: UnplacedWords) => Bilingual>> = {
  no_common_slot: () => ({
    zh: "双方没有都能到的场次。请与其中一方商量，放开一场。",
    en: "The two have no slot in which both can come. Ask one of them to free a slot.",
  }),
  participant_full: ({ name, meetings, can }) => ({
    zh: `“${name}”有 ${meetings} 场洽谈，能到的只有 ${can} 场。请增加 ${meetings - can} 场，或请对方多留 ${meetings - can} 场时间。`,
    en: `“${name}” has ${meetings} meetings and can come in ${can} ${can === 1 ? "slot" : "slots"}. Add ${meetings - can}, or ask them to free as many.`,
  }),
  tables_full: () => ({
    zh: "洽谈总数超过桌数与场次之积。请加桌或加场次。",
    en: "There are more meetings than tables times slots. Add tables or slots.",
  }),
  crowded_out: () => ({
    zh: "双方都能到的场次被其他洽谈或锁定的洽谈占满。请加桌、加场次，或解锁一场。",
    en: "The slots in which both can come are taken by other or locked meetings. Add tables or slots, or unlock one.",
  }),
};

/** Why a meeting has no place, and what would mend it. */
export function sayUnplaced(reason: (typeof UNPLACED_WHY)[number], words: UnplacedWords): Bilingual {
  return UNPLACED[reason](words);
}
