// The register of challenges as offices keep it, read from a workbook. Pure.
import { type Bilingual, parseDay, parseMoney } from "@dual-high/kernel";
import type { SheetTexts } from "@dual-high/lists";
import { readSheetLines } from "../../../platform/listing/index.ts";
import { splitIndicators } from "./prefill.ts";
import { noticeError } from "./rules.ts";
import { CHALLENGE_MODE_NAMES, CHALLENGE_MODES, type ChallengeMode, type ChallengeTerms } from "./types.ts";

const HEADERS = {
  needs: ["需求编号", "需求序号", "对应需求", "need", "needs"],
  title: ["榜单名称", "榜单题目", "项目名称", "题目", "title"],
  mode: ["揭榜方式", "方式", "mode"],
  purpose: ["攻关内容", "榜单内容", "主要内容", "purpose"],
  indicators: ["主要技术指标", "技术指标", "考核指标", "indicators"],
  money: ["榜金或预算", "榜金", "预算", "榜单金额", "reward or budget"],
  closesAt: ["截止时间", "截止日期", "揭榜截止时间", "closes"],
} as const;
type Field = keyof typeof HEADERS;

/** What a row changes of the draft that its needs make; what it leaves empty is as the needs say. */
export interface RegisterRow {
  readonly needNumbers: readonly string[];
  readonly title: string | null;
  readonly mode: ChallengeMode;
  readonly purpose: string | null;
  readonly indicators: ChallengeTerms["indicators"] | null;
  readonly money: ChallengeTerms["money"] | null;
  readonly closesAt: string | null;
}

export type RegisterReading =
  | { readonly row: number; readonly entry: RegisterRow }
  | { readonly row: number; readonly problem: Bilingual };

/** Reads the first sheet that has the column of needs and another; empty rows are passed over. */
export function readRegister(fileName: string, sheets: readonly SheetTexts[]): RegisterReading[] {
  const lines = readSheetLines<Field>(sheets, {
    names: HEADERS,
    isHeader: (columns) => columns.has("needs") && columns.size > 1,
  });
  if (lines === null) throw noticeError("challenges.register_header_missing", { file: fileName });
  return lines.map(({ row, cell }) => readRow(row, cell));
}

function readRow(row: number, cell: (field: Field) => string): RegisterReading {
  const refuse = (zh: string, en: string): RegisterReading => ({ row, problem: { zh, en } });
  const needNumbers = cell("needs")
    .split(/[、，,;；\s]+/)
    .filter((part) => part !== "");
  if (needNumbers.length === 0) {
    return refuse(
      "没有写需求编号，请补上后重新导入",
      "It names no need: add the need's number and take the list in again",
    );
  }
  const mode = cell("mode") === "" ? "negotiated" : CHALLENGE_MODES.find((each) => namesMode(each, cell("mode")));
  if (mode === undefined) {
    return refuse(
      `揭榜方式“${cell("mode")}”认不出，请写“洽谈式”“密封式”或“赛马制”`,
      `The mode “${cell("mode")}” is not known: write negotiated, sealed or horse race`,
    );
  }
  const money = readMoney(cell("money"));
  if (money === undefined) {
    return refuse(
      `金额“${cell("money")}”读不出，请写数字和单位，或“面议”`,
      `The sum “${cell("money")}” cannot be read`,
    );
  }
  const closesAt = readClose(cell("closesAt"));
  if (closesAt === undefined) {
    return refuse(
      `截止时间“${cell("closesAt")}”读不出，请写成 2026-12-31 或 2026-12-31 17:00`,
      `The close “${cell("closesAt")}” cannot be read: write 2026-12-31 or 2026-12-31 17:00`,
    );
  }
  const indicators = cell("indicators") === "" ? null : splitIndicators(cell("indicators"));
  const textOf = (field: Field, most: number) => (cell(field) === "" ? null : cell(field).slice(0, most));
  return {
    row,
    entry: {
      needNumbers,
      mode,
      money,
      closesAt,
      indicators,
      title: textOf("title", 300),
      purpose: textOf("purpose", 20_000),
    },
  };
}

function namesMode(mode: ChallengeMode, text: string): boolean {
  const { zh, en } = CHALLENGE_MODE_NAMES[mode];
  return text.startsWith(zh.slice(0, 2)) || text.toLowerCase() === en || text === mode;
}

/** Null: nothing is said; undefined: it cannot be read. */
function readMoney(text: string): ChallengeTerms["money"] | null | undefined {
  const reading = parseMoney(text);
  if (reading.kind === "empty") return null;
  if (reading.kind === "negotiable") return { kind: "open", low: null, high: null, note: "" };
  if (reading.kind === "unreadable") return undefined;
  return { kind: "budget", low: String(reading.low), high: String(reading.high), note: "" };
}

/** A day without a time is open until it ends, in Beijing. */
function readClose(text: string): string | null | undefined {
  const [, day = text, time] = /^(.*\d)[T\s]+(\d{1,2}:\d{2})(?::\d{2})?$/.exec(text.trim()) ?? [];
  const reading = parseDay(day, "end");
  if (reading.kind === "empty") return null;
  if (reading.kind !== "day" || reading.partial === true) return undefined;
  return `${reading.day}T${time === undefined ? "23:59" : time.padStart(5, "0")}:00+08:00`;
}
