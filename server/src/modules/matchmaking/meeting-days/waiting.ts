import type { Bilingual } from "@dual-high/kernel";
import { mayIn } from "../../../platform/access/index.ts";
import type { WaitingSource } from "../../../platform/ports.ts";
import { type DayStanding, listDayStandings } from "./waiting-queries.ts";

interface Step {
  readonly title: Bilingual;
  readonly action: Bilingual;
  readonly page: string;
}

/** What a day waits for: a timetable, answers, outcomes. Several at once are several lines. */
function stepsOf({ isPast, isOver, unplanned, uninvited, unanswered, unrecorded, daysLeft }: DayStanding): Step[] {
  const steps: Step[] = [];
  if (!isPast && unplanned > 0) {
    steps.push({
      title: { zh: `${unplanned} 场洽谈还没有排进时间表`, en: `${unplanned} of its meetings have no place yet` },
      action: { zh: "排时间表", en: "Plan" },
      page: "",
    });
  }
  if (!isPast && uninvited > 0 && unplanned === 0) {
    steps.push({
      title: { zh: `${uninvited} 方还没有邀请`, en: `${uninvited} still to be invited` },
      action: { zh: "邀请", en: "Invite" },
      page: "/people",
    });
  }
  if (!isPast && !isOver && unanswered > 0 && daysLeft <= 7) {
    steps.push({
      title: { zh: `${unanswered} 方没有答复邀请`, en: `${unanswered} have not answered` },
      action: { zh: "看谁没答复", en: "See who" },
      page: "/people",
    });
  }
  if (isOver && unrecorded > 0) {
    steps.push({
      title: { zh: `${unrecorded} 场没有记结果`, en: `${unrecorded} meetings without an outcome` },
      action: { zh: "记结果", en: "Record" },
      page: "/today",
    });
  }
  return steps;
}

/** For the office: days with meetings that have no place, parties to invite or without an answer, outcomes to record. */
export const meetingDaysWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "meeting_day.manage", scopeId)) return [];
  return (await listDayStandings(tx, scopeId)).flatMap((day) =>
    stepsOf(day).map(({ title, action, page }) => ({
      kind: "meeting_day",
      id: `${day.id}${page}${action.en}`,
      title: { zh: `对接会“${day.title}”${day.heldOn}：${title.zh}`, en: `${day.title}, ${day.heldOn}: ${title.en}` },
      path: `/p/${scopeId}/meeting-days/${day.id}${page}`,
      since: day.createdAt,
      due: day.heldOn,
      action,
    })),
  );
};
