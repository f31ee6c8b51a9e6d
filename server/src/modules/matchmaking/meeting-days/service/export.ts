// A day as a workbook: when who meets whom, each participant's own day, and what came of it.
import { type Bilingual, type Language, said } from "@dual-high/kernel";
import { neutralise, type SheetColumn, type SheetPlan, writeWorkbook } from "@dual-high/lists";
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import type { FileAnswer } from "../../../../platform/http/index.ts";
import { OUTCOME_NAMES } from "../rules.ts";
import type { DayMeeting, DayParticipant, MeetingDay } from "../types.ts";
import { auditDay, getDayToRead } from "./found.ts";
import { showDay } from "./show.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

type Row = (string | number | null)[];
interface Column {
  readonly header: Bilingual;
  readonly width: number;
  readonly value: (meeting: DayMeeting, sides: Sides) => string | number | null;
}
interface Sides {
  readonly day: MeetingDay;
  readonly enterprise: DayParticipant | undefined;
  readonly partner: DayParticipant | undefined;
  readonly language: Language;
}

const time = ({ slot }: DayMeeting, { day }: Sides) => (slot === null ? null : (day.times[slot]?.from ?? null));
const table = ({ table: number }: DayMeeting) => (number === null ? null : number + 1);

const WHEN: readonly Column[] = [
  { header: said("时间", "Time"), width: 8, value: time },
  { header: said("桌号", "Table"), width: 7, value: table },
];
const WHO: readonly Column[] = [
  { header: said("企业", "Enterprise"), width: 28, value: (_, { enterprise }) => enterprise?.name ?? null },
  {
    header: said("企业参会人", "Attends for it"),
    width: 14,
    value: (_, { enterprise }) => enterprise?.attendee ?? null,
  },
  { header: said("团队", "Partner"), width: 18, value: (_, { partner }) => partner?.name ?? null },
  { header: said("单位", "Unit"), width: 22, value: (_, { partner }) => partner?.unit ?? null },
  { header: said("团队参会人", "Attends for it"), width: 14, value: (_, { partner }) => partner?.attendee ?? null },
  { header: said("需求编号", "Need no."), width: 18, value: ({ needNumber }) => needNumber },
  { header: said("需求", "Need"), width: 40, value: ({ needTitle }) => needTitle },
  { header: said("成果或团队", "Offer"), width: 36, value: ({ partnerName }) => partnerName },
];
const WHY_NOT: Column = {
  header: said("未排入的原因", "Why it has no place"),
  width: 40,
  value: ({ unplaced }, { language }) => unplaced?.text[language] ?? null,
};
const RESULT: readonly Column[] = [
  {
    header: said("结果", "Outcome"),
    width: 14,
    value: ({ outcome }, { language }) => (outcome === null ? null : OUTCOME_NAMES[outcome][language]),
  },
  { header: said("下一步", "Next step"), width: 30, value: ({ nextStep }) => nextStep },
  { header: said("期限", "Due on"), width: 12, value: ({ nextOn }) => nextOn },
  { header: said("备注", "Note"), width: 40, value: ({ note }) => note },
  { header: said("登记人", "Recorded by"), width: 12, value: ({ recordedBy }) => recordedBy?.name ?? null },
  {
    header: said("台账", "Ledger"),
    width: 10,
    value: ({ lineNumber, isInLedger }) => (isInLedger ? lineNumber : null),
  },
];

export async function exportMeetingDay(ctx: Ctx, dayId: string, language: Language): Promise<FileAnswer> {
  const day = await transact(ctx, async (tx) => {
    const row = await getDayToRead(tx, ctx.caller, "meeting_day.export", dayId);
    await auditDay(tx, row, "exported");
    return showDay(ctx, tx, dayId);
  });
  const sheets = [
    sheetOf(day, language, said("时间表", "Timetable"), [...WHEN, ...WHO, WHY_NOT]),
    peopleSheet(day, language),
    sheetOf(day, language, said("结果", "Outcomes"), [...WHEN, ...WHO.slice(0, 4), ...RESULT]),
  ];
  return {
    name: `${day.title} ${day.heldOn}.xlsx`,
    mediaType: XLSX,
    bytes: await writeWorkbook({ title: day.title, language, madeAt: new Date(), sheets }),
  };
}

function sheetOf(day: MeetingDay, language: Language, name: Bilingual, columns: readonly Column[]): SheetPlan {
  const byId = new Map(day.participants.map((one) => [one.id, one]));
  const rows = day.meetings
    .filter(({ isWithdrawn }) => !isWithdrawn)
    .map((meeting): Row => {
      const sides = { day, enterprise: byId.get(meeting.enterpriseId), partner: byId.get(meeting.partnerId), language };
      return columns.map(({ value }) => clean(value(meeting, sides)));
    });
  return {
    name: name[language],
    heading: `${day.title} · ${name[language]}`,
    columns: columns.map(columnIn(language)),
    rows,
  };
}

function clean(value: string | number | null): string | number | null {
  return typeof value === "string" ? neutralise(value) : value;
}

function columnIn(language: Language) {
  return ({ header, width }: { readonly header: Bilingual; readonly width: number }): SheetColumn => ({
    header: header[language],
    width,
  });
}

const SIDE_NAMES = { enterprise: said("企业", "Enterprise"), partner: said("团队", "Partner") } as const;
const ANSWER_NAMES = {
  none: said("未答复", "No answer"),
  coming: said("参加", "Coming"),
  not_coming: said("不参加", "Not coming"),
  other_time: said("要换时间", "Another time"),
} as const;

function peopleSheet(day: MeetingDay, language: Language): SheetPlan {
  const columns: readonly { readonly header: Bilingual; readonly width: number }[] = [
    { header: said("一方", "Side"), width: 8 },
    { header: said("名称", "Name"), width: 28 },
    { header: said("单位", "Unit"), width: 22 },
    { header: said("参会人", "Attends"), width: 14 },
    { header: said("联系方式", "Contact"), width: 18 },
    { header: said("答复", "Answer"), width: 10 },
    { header: said("留言", "Message"), width: 30 },
    { header: said("签到", "Signed in"), width: 8 },
    { header: said("场数", "Meetings"), width: 8 },
  ];
  const rows = day.participants.map(
    (one): Row => [
      SIDE_NAMES[one.side][language],
      clean(one.name),
      clean(one.unit),
      clean(one.attendee),
      clean(one.contact),
      ANSWER_NAMES[one.answer][language],
      clean(one.comment),
      one.arrivedAt === null ? null : "✓",
      day.meetings.filter(
        ({ enterpriseId, partnerId, slot }) => slot !== null && (enterpriseId === one.id || partnerId === one.id),
      ).length,
    ],
  );
  const name = said("名单", "People")[language];
  return { name, heading: `${day.title} · ${name}`, columns: columns.map(columnIn(language)), rows };
}
