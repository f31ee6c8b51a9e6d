// A workbook of bids in the columns of the export: what a bid says to its cells and back. Pure.
import { type Bilingual, parseMoney } from "@dual-high/kernel";
import type { SheetTexts } from "@dual-high/lists";
import { readSheetLines } from "../../../platform/listing/index.ts";
import { compareName } from "../../directory/index.ts";
import type { ChallengeTerms } from "../notice/types.ts";
import { BidContent, type BidMember } from "./types.ts";
import { bidError } from "./rules.ts";

/** By the names that the export writes, without what stands in brackets. */
const HEADERS = {
  receipt: ["回执号", "receipt"],
  bidder: ["揭榜单位", "申报单位", "institution"],
  title: ["揭榜项目名称", "项目名称", "title"],
  lead: ["负责人", "项目负责人", "lead"],
  members: ["团队成员及分工", "团队成员", "members and roles", "members"],
  plan: ["攻关方案", "技术方案", "plan"],
  indicators: ["承诺指标", "promised"],
  price: ["报价", "price, yuan", "price"],
  priceNote: ["报价说明", "note on the price"],
  evidence: ["工作基础", "evidence"],
  contact: ["联系方式", "contact"],
} as const;
type Field = keyof typeof HEADERS;

export interface BidRowRead {
  readonly receipt: string;
  readonly bidder: string;
  readonly content: BidContent;
}
export type BidReading =
  | { readonly row: number; readonly entry: BidRowRead }
  | { readonly row: number; readonly title: string; readonly problem: Bilingual };

/** One person a line: name｜unit｜title｜role｜hours. */
export function writeMembers(members: readonly BidMember[]): string {
  return members
    .map(({ name, unit, title, role, hours }) =>
      [name, unit, title, role, hours === null ? "" : String(hours)]
        .map((part) => part.replaceAll(/[｜|\n]/g, " "))
        .join("｜")
        .replace(/｜+$/, ""),
    )
    .join("\n");
}

/** One indicator a line, by its name. */
export function writePromises({ indicators }: Pick<BidContent, "indicators">, terms: ChallengeTerms): string {
  return indicators
    .filter(({ promised }) => promised !== "")
    .map(({ key, promised }) => `${terms.indicators.find((each) => each.key === key)?.name ?? key}：${promised}`)
    .join("\n");
}

/** Reads the first sheet with the columns of a title and a lead; empty rows are passed over. */
export function readBidSheet(fileName: string, sheets: readonly SheetTexts[], terms: ChallengeTerms): BidReading[] {
  const lines = readSheetLines<Field>(sheets, {
    names: HEADERS,
    isHeader: (columns) => columns.has("title") && columns.has("lead"),
    nameOf: (header) => header.replace(/[（(].*$/, ""),
  });
  if (lines === null) throw bidError("challenges.bid_header_missing", { file: fileName });
  return lines.map(({ row, cell }) => readRow(row, cell, terms));
}

function readRow(row: number, cell: (field: Field) => string, terms: ChallengeTerms): BidReading {
  const title = cell("title");
  const refuse = (zh: string, en: string): BidReading => ({ row, title, problem: { zh, en } });
  const members = readMembers(cell("members"), cell("lead"), cell("bidder"));
  if ("wrong" in members) {
    return refuse(
      `“团队成员及分工”里的“${members.wrong}”读不出，请每人一行写成“姓名｜单位｜职称｜分工｜工时”`,
      `“${members.wrong}” among the members cannot be read: write one person a line, as name｜unit｜title｜role｜hours`,
    );
  }
  const promises = readPromises(cell("indicators"), terms);
  if ("wrong" in promises) {
    return refuse(
      `“承诺指标”里的“${promises.wrong}”对不上榜单的指标，请每项一行写成“指标名：承诺值”（${terms.indicators.map(({ name }) => name).join("、")}）`,
      `“${promises.wrong}” among what is promised is none of the challenge's indicators: write one a line, as name: value`,
    );
  }
  const price = parseMoney(cell("price"), "yuan");
  if (price.kind === "unreadable" || (price.kind === "amount" && price.low !== price.high)) {
    return refuse(
      `“报价（元）”里的“${cell("price")}”读不出，请只写一个数，单位元；说明写在“报价说明”`,
      `The price “${cell("price")}” cannot be read: write one number in yuan, and anything else into the note on the price`,
    );
  }
  const content = BidContent.safeParse({
    title,
    members: members.read,
    plan: cell("plan"),
    indicators: promises.read,
    price: price.kind === "amount" ? String(price.low) : null,
    // "面议" is no sum, and is kept in words.
    priceNote: [price.kind === "negotiable" ? cell("price") : "", cell("priceNote")].filter(Boolean).join("；"),
    evidence: cell("evidence"),
    contact: cell("contact"),
  });
  if (!content.success) {
    const [field] = (content.error.issues[0]?.path ?? []).map(String);
    return refuse(
      `“${NAMES[field ?? ""] ?? field}”太长，或有不能用的内容，请改短后重新导入`,
      `“${field}” is too long, or holds what it cannot: shorten it and take the sheet in again`,
    );
  }
  return { row, entry: { receipt: cell("receipt").toUpperCase(), bidder: cell("bidder"), content: content.data } };
}

const NAMES: Readonly<Record<string, string>> = {
  title: "揭榜项目名称",
  members: "团队成员及分工",
  plan: "攻关方案",
  indicators: "承诺指标",
  price: "报价（元）",
  priceNote: "报价说明",
  evidence: "工作基础",
  contact: "联系方式",
};

type Read<T> = { readonly read: T[] } | { readonly wrong: string };

/** The lead is the first of that name; who is not among the members comes first, of the institution that bids. */
function readMembers(text: string, lead: string, bidder: string): Read<BidMember> {
  const members: BidMember[] = [];
  for (const line of linesOf(text, "\n").flatMap((each) => (/[｜|]/.test(each) ? [each] : linesOf(each, /[；;、]/)))) {
    const [name = "", unit = "", title = "", role = "", hours = "", ...more] = line
      .split(/[｜|]/)
      .map((part) => part.trim());
    const worked = /^(\d{0,5})\s*(?:小时|h|hours?)?$/i.exec(hours);
    if (name === "" || more.length > 0 || worked === null) return { wrong: line };
    members.push({ name, unit, title, role, hours: worked[1] ? Number(worked[1]) : null, isLead: false });
  }
  const at = members.findIndex(({ name }) => compareName(name) === compareName(lead));
  if (lead === "") return { read: members };
  if (at < 0) {
    return { read: [{ name: lead, unit: bidder, title: "", role: "负责人", hours: null, isLead: true }, ...members] };
  }
  return { read: members.map((member, index) => ({ ...member, isLead: index === at })) };
}

/** What begins with no indicator's name goes on with the one before; where there is one indicator, its name may be left out. */
function readPromises(text: string, { indicators }: ChallengeTerms): Read<BidContent["indicators"][number]> {
  const read: { key: string; promised: string }[] = [];
  const [only, ...others] = indicators;
  for (const line of linesOf(text, "\n").flatMap((each) => linesOf(each, /[；;]/))) {
    const named = indicators
      .filter(({ name }) => line.startsWith(name) && /^\s*[：:]/.test(line.slice(name.length)))
      .toSorted((a, b) => b.name.length - a.name.length)[0];
    const last = read.at(-1);
    if (named !== undefined) {
      read.push({ key: named.key, promised: line.slice(named.name.length).replace(/^\s*[：:]\s*/, "") });
    } else if (last !== undefined) last.promised += `；${line}`;
    else if (only !== undefined && others.length === 0) read.push({ key: only.key, promised: line });
    else return { wrong: line };
  }
  return { read };
}

function linesOf(text: string, between: string | RegExp): string[] {
  return text
    .split(between)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
