// The list of consortia as a zone keeps it: what is exported is what is taken in, under the same headers.
import { type Bilingual, parseDay, said } from "@dual-high/kernel";
import type { SheetTexts } from "@dual-high/lists";
import { type ExportColumn, readSheetLines } from "../../platform/listing/index.ts";
import {
  CONSORTIUM_TYPES,
  type ConsortiumType,
  CONTRIBUTIONS,
  GRADE_NAMES,
  type MemberKind,
  STATE_NAMES,
  TYPES,
} from "./types.ts";
import { consortiaError, quantityText } from "./rules.ts";
import type { ConsortiumSummary } from "./shapes.ts";

const HEADERS = {
  name: { zh: "联合体名称", en: "Consortium" },
  type: { zh: "类型", en: "Type" },
  chainNode: { zh: "产业链节点", en: "Chain node" },
  lead: { zh: "牵头单位", en: "Lead" },
  members: { zh: "成员单位", en: "Members" },
  goal: { zh: "目标与方向", en: "Goal" },
  foundedOn: { zh: "成立日期", en: "Founded on" },
  basis: { zh: "成立文件", en: "Founding document" },
  assessOn: { zh: "下次评估", en: "Next assessment" },
} as const satisfies Record<string, Bilingual>;
type Field = keyof typeof HEADERS;
const FIELDS = Object.keys(HEADERS) as readonly Field[];

const OTHER_HEADERS: Readonly<Record<Field, readonly string[]>> = {
  name: ["名称", "创新联合体", "创新联合体名称", "name"],
  type: ["联合体类型", "类别"],
  chainNode: ["产业链", "产业链环节", "产业领域", "领域"],
  lead: ["牵头企业", "牵头", "牵头单位名称"],
  members: ["成员", "参与单位", "成员单位名单", "共建单位"],
  goal: ["目标", "方向", "攻关方向", "主要任务"],
  foundedOn: ["组建日期", "成立时间", "组建时间", "founded"],
  basis: ["批复文件", "文号", "依据"],
  assessOn: ["评估日期", "下次评估日期", "评估时间"],
};

const NAMES = Object.fromEntries(
  FIELDS.map((field) => [field, [HEADERS[field].zh, HEADERS[field].en.toLowerCase(), ...OTHER_HEADERS[field]]]),
) as Record<Field, string[]>;

const SEPARATORS = /[、，,；;\n]+/;

type Exported = ConsortiumSummary & { readonly goal: string; readonly basis: string };

export const CONSORTIUM_COLUMNS: readonly ExportColumn<Exported>[] = [
  { key: "number", header: said("编号", "Number"), width: 20, value: ({ number }) => number },
  { key: "name", header: HEADERS.name, width: 36, value: ({ name }) => name },
  { key: "type", header: HEADERS.type, width: 14, value: ({ type }, language) => TYPES[type].name[language] },
  {
    key: "state",
    header: said("状态", "State"),
    width: 10,
    value: ({ state }, language) => STATE_NAMES[state][language],
  },
  { key: "chainNode", header: HEADERS.chainNode, width: 20, value: ({ chainNode }) => chainNode },
  { key: "lead", header: HEADERS.lead, width: 30, value: ({ lead }) => lead },
  {
    key: "members",
    header: HEADERS.members,
    width: 50,
    value: ({ memberNames }, language) => memberNames.join(language === "zh" ? "、" : "; "),
  },
  { key: "goal", header: HEADERS.goal, width: 50, value: ({ goal }) => goal },
  { key: "foundedOn", header: HEADERS.foundedOn, width: 12, value: ({ foundedOn }) => foundedOn },
  { key: "basis", header: HEADERS.basis, width: 28, value: ({ basis }) => basis },
  {
    key: "tasks",
    header: said("任务（完成/全部）", "Tasks (done/all)"),
    width: 16,
    value: ({ tasks }) => `${tasks.accepted}/${tasks.open + tasks.reported + tasks.accepted}`,
  },
  { key: "overdue", header: said("逾期任务", "Tasks overdue"), width: 12, value: ({ tasks }) => tasks.overdue },
  {
    key: "contributions",
    header: said("投入（到位/承诺）", "Contributions (delivered/promised)"),
    width: 40,
    value: ({ contributions }, language) =>
      contributions
        .map(({ kind, promised, delivered }) => {
          const amounts = [delivered, promised].map((sum) => quantityText(kind, BigInt(sum), language));
          return `${CONTRIBUTIONS[kind].name[language]} ${amounts.join("/")}`;
        })
        .join(language === "zh" ? "；" : "; "),
  },
  {
    key: "delivered",
    header: said("投入到位", "Delivered"),
    width: 12,
    value: ({ deliveredBp }) => (deliveredBp === null ? null : `${Math.floor(deliveredBp / 100)}%`),
  },
  { key: "results", header: said("共有成果", "Results"), width: 10, value: ({ results }) => results },
  {
    key: "grade",
    header: said("评估等次", "Grade"),
    width: 12,
    value: ({ grade }, language) => (grade === null ? null : GRADE_NAMES[grade][language]),
  },
  { key: "assessOn", header: HEADERS.assessOn, width: 12, value: ({ assessOn }) => assessOn },
];

export interface ListedConsortium {
  readonly name: string;
  readonly type: ConsortiumType;
  readonly chainNode: string | null;
  readonly lead: string | null;
  readonly members: readonly string[];
  readonly goal: string;
  readonly foundedOn: string | null;
  readonly basis: string;
  readonly assessOn: string | null;
}

export type ConsortiumReading =
  | { readonly row: number; readonly listed: ListedConsortium }
  | { readonly row: number; readonly problem: Bilingual };

/** Reads the first sheet that has the columns; a row that cannot be read says why and stops no other. */
export function readConsortia(fileName: string, sheets: readonly SheetTexts[]): ConsortiumReading[] {
  const lines = readSheetLines(sheets, { names: NAMES, isHeader: (columns) => columns.has("name") });
  if (lines === null) throw consortiaError("consortia.list_header_missing", { file: fileName });
  const seen = new Map<string, number>();
  return lines.map(({ row, cell }) => {
    const cells = Object.fromEntries(FIELDS.map((field) => [field, cell(field)])) as Record<Field, string>;
    const first = seen.get(cells.name.toLowerCase());
    if (cells.name !== "" && first !== undefined) {
      return {
        row,
        problem: said(`与第 ${first} 行同名，请合成一行`, `has the name of row ${first}: make it one row`),
      };
    }
    seen.set(cells.name.toLowerCase(), row);
    return readRow(row, cells);
  });
}

const LIMITS: Readonly<Partial<Record<Field, number>>> = {
  name: 300,
  chainNode: 200,
  lead: 300,
  goal: 20_000,
  basis: 500,
};

function readRow(row: number, cells: Readonly<Record<Field, string>>): ConsortiumReading {
  const refuse = (zh: string, en: string) => ({ row, problem: said(zh, en) });
  if (cells.name === "")
    return refuse("没有写联合体名称，请补上后重新导入", "says no name: add it and take the list in again");
  const long = FIELDS.find((field) => cells[field].length > (LIMITS[field] ?? 20_000));
  if (long !== undefined) {
    return refuse(`${HEADERS[long].zh}太长，请改短后重新导入`, `${HEADERS[long].en} is too long: shorten it`);
  }
  const type = readType(cells.type);
  if (type === null) {
    const offered = CONSORTIUM_TYPES.map((each) => TYPES[each].name);
    return refuse(
      `“${cells.name}”的类型写的是“${cells.type}”，请写 ${offered.map(({ zh }) => zh).join("、")} 之一`,
      `the type of “${cells.name}” is “${cells.type}”: write one of ${offered.map(({ en }) => en).join(", ")}`,
    );
  }
  const days = { foundedOn: parseDay(cells.foundedOn, "start"), assessOn: parseDay(cells.assessOn, "end") };
  for (const field of ["foundedOn", "assessOn"] as const) {
    if (days[field].kind !== "unreadable") continue;
    return refuse(
      `“${cells.name}”的${HEADERS[field].zh}写的是“${cells[field]}”，请写成 2026-12-31`,
      `${HEADERS[field].en} of “${cells.name}” is “${cells[field]}”: write it as 2026-12-31`,
    );
  }
  const dayOf = (field: "foundedOn" | "assessOn") => (days[field].kind === "day" ? days[field].day : null);
  const lead = cells.lead === "" ? null : cells.lead;
  const names = cells.members.split(SEPARATORS).map((name) => name.trim());
  const members = [...new Set(names)].filter((name) => name !== "" && name !== lead);
  const listed: ListedConsortium = {
    name: cells.name,
    type,
    chainNode: cells.chainNode === "" ? null : cells.chainNode,
    lead,
    members,
    goal: cells.goal,
    foundedOn: dayOf("foundedOn"),
    basis: cells.basis,
    assessOn: dayOf("assessOn"),
  };
  return { row, listed };
}

function readType(text: string): ConsortiumType | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return null;
  const isMeant = (type: ConsortiumType) => {
    const { zh, en } = TYPES[type].name;
    return [type, en.toLowerCase(), zh, zh.slice(0, 2), `${zh.slice(0, 2)}型`].includes(wanted);
  };
  return CONSORTIUM_TYPES.find(isMeant) ?? null;
}

/** What a unit's name says it is; the office corrects what it says wrongly. */
export function kindByName(name: string): MemberKind {
  if (/公司|集团|厂$|股份/.test(name)) return "enterprise";
  if (/研究院|研究所|研究中心|实验室|院所|检验院|检测院/.test(name)) return "institute";
  if (/大学|学院/.test(name)) return "university";
  return /园区?$|园$|高新区|开发区|孵化器/.test(name) ? "park" : "other";
}
