// The ledger as a workbook that goes out, is edited in Excel and comes back.
import { type Bilingual, type Language, parseDay, parseMoney } from "@dual-high/kernel";
import { neutralise, type SheetTexts, writeWorkbook } from "@dual-high/lists";
import type { ExportColumn } from "../../platform/listing/index.ts";
import { matchError, STATE_NAMES } from "./rules.ts";
import { localTime } from "./times.ts";
import { LEDGER_FIELDS, type LedgerField, type LedgerLine, type LedgerOwner, LINE_STATES } from "./types.ts";

/** The editable cells of a line as plain values: a person's id, a state, a day, fen, texts. */
export type LedgerValues = Readonly<Record<LedgerField, string>>;

export interface ImportRow {
  /** Row number that Excel shows. */
  readonly row: number;
  readonly lineId: string | null;
  readonly number: string;
  readonly label: string;
  /** As it went out; empty where the row has no key. */
  readonly exported: Partial<Record<LedgerField, string>>;
  /** Cells that were written to; a column that is gone is left as it is. */
  readonly edited: Partial<Record<LedgerField, string>>;
  readonly note: string;
}

const HEADERS = {
  number: { zh: "编号", en: "No." },
  needNumber: { zh: "需求编号", en: "Need" },
  enterprise: { zh: "企业", en: "Enterprise" },
  needTitle: { zh: "需求", en: "What is needed" },
  partner: { zh: "伙伴", en: "Partner" },
  unit: { zh: "单位", en: "Unit" },
  answer: { zh: "链接答复", en: "Answer by link" },
  owner: { zh: "负责人", en: "Owner" },
  state: { zh: "状态", en: "State" },
  nextStep: { zh: "下一步", en: "Next step" },
  nextOn: { zh: "下一步日期", en: "Due on" },
  outcome: { zh: "结果", en: "Outcome" },
  contractNumber: { zh: "合同编号", en: "Contract no." },
  amountFen: { zh: "合同金额（万元）", en: "Contract amount (10,000 yuan)" },
  note: { zh: "新增记录", en: "New log entry" },
  key: { zh: "编号（勿改）", en: "Key (do not change)" },
  base: { zh: "导出时（勿改）", en: "As exported (do not change)" },
} as const satisfies Record<string, Bilingual>;
type ColumnName = keyof typeof HEADERS;

const ANSWER_NAMES = {
  interested: { zh: "感兴趣", en: "Interested" },
  not_mine: { zh: "不合适", en: "Not mine" },
} as const satisfies Record<string, Bilingual>;

const COLUMNS: readonly { readonly name: ColumnName; readonly width: number; readonly isHidden?: true }[] = [
  { name: "number", width: 7 },
  { name: "needNumber", width: 10 },
  { name: "enterprise", width: 22 },
  { name: "needTitle", width: 30 },
  { name: "partner", width: 30 },
  { name: "unit", width: 20 },
  { name: "answer", width: 10 },
  { name: "owner", width: 12 },
  { name: "state", width: 10 },
  { name: "nextStep", width: 28 },
  { name: "nextOn", width: 12 },
  { name: "outcome", width: 28 },
  { name: "contractNumber", width: 16 },
  { name: "amountFen", width: 14 },
  { name: "note", width: 34 },
  { name: "key", width: 10, isHidden: true },
  { name: "base", width: 10, isHidden: true },
];

/** The ledger to be read elsewhere: what is seen, without what it takes to come back. */
export const LEDGER_COLUMNS: readonly ExportColumn<LedgerLine>[] = [
  { key: "number", header: HEADERS.number, width: 7, value: ({ number }) => number },
  { key: "needNumber", header: HEADERS.needNumber, width: 10, value: ({ needNumber }) => needNumber },
  { key: "enterprise", header: HEADERS.enterprise, width: 22, value: ({ enterprise }) => enterprise },
  { key: "need", header: HEADERS.needTitle, width: 30, value: ({ needTitle }) => needTitle },
  { key: "partner", header: HEADERS.partner, width: 30, value: ({ partnerName }) => partnerName },
  { key: "unit", header: HEADERS.unit, width: 20, value: ({ partnerUnit }) => partnerUnit },
  {
    key: "lastAnswer",
    header: HEADERS.answer,
    width: 10,
    value: ({ lastAnswer }, language) => (lastAnswer === null ? null : ANSWER_NAMES[lastAnswer][language]),
  },
  { key: "owner", header: HEADERS.owner, width: 12, value: ({ owner }) => owner?.name ?? null },
  { key: "state", header: HEADERS.state, width: 10, value: ({ state }, language) => STATE_NAMES[state][language] },
  { key: "nextStep", header: HEADERS.nextStep, width: 28, value: ({ nextStep }) => nextStep },
  { key: "due", header: HEADERS.nextOn, width: 12, value: ({ nextOn }) => nextOn },
  { key: "outcome", header: HEADERS.outcome, width: 28, value: ({ outcome }) => outcome },
  { key: "contractNumber", header: HEADERS.contractNumber, width: 16, value: ({ contractNumber }) => contractNumber },
  {
    key: "amountFen",
    header: HEADERS.amountFen,
    width: 14,
    value: ({ amountFen }) => (amountFen === null ? null : Number(inWan(BigInt(amountFen)))),
    format: "0.00####",
  },
  {
    key: "lastEntryAt",
    header: { zh: "最近记录", en: "Last entry" },
    width: 16,
    value: ({ lastEntryAt }) => (lastEntryAt === null ? null : localTime(lastEntryAt)),
  },
];

export function valuesOf(line: LedgerLine): LedgerValues {
  return {
    owner: line.owner?.id ?? "",
    state: line.state,
    nextStep: line.nextStep,
    nextOn: line.nextOn ?? "",
    outcome: line.outcome,
    contractNumber: line.contractNumber,
    amountFen: line.amountFen ?? "",
  };
}

/** People by what the workbook calls them: two of one name are told apart. */
function ownerNames(owners: readonly LedgerOwner[]): Map<string, string> {
  const count = Map.groupBy(owners, ({ name }) => name);
  return new Map(
    owners.map(({ id, name }) => [id, (count.get(name)?.length ?? 0) > 1 ? `${name} #${id.slice(-4)}` : name]),
  );
}

/** A value as a person reads it. */
export function sayValue(
  field: LedgerField,
  value: string,
  owners: readonly LedgerOwner[],
  language: Language,
): string {
  if (value === "") return "";
  if (field === "owner") return ownerNames(owners).get(value) ?? "";
  if (field === "state") return STATE_NAMES[value as keyof typeof STATE_NAMES]?.[language] ?? value;
  return field === "amountFen" ? inWan(BigInt(value)) : value;
}

function inWan(fen: bigint): string {
  const fraction = String(fen % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${fen / 1_000_000n}${fraction === "" ? "" : `.${fraction}`}`;
}

export async function writeLedger(
  lines: readonly LedgerLine[],
  owners: readonly LedgerOwner[],
  { language, madeAt }: { readonly language: Language; readonly madeAt: Date },
): Promise<Uint8Array> {
  const title = language === "zh" ? "对接台账" : "Ledger";
  const cells = (line: LedgerLine): Readonly<Record<ColumnName, string | number | null>> => {
    const values = valuesOf(line);
    const shown = (field: LedgerField) => sayValue(field, values[field], owners, language);
    return {
      number: line.number,
      needNumber: line.needNumber,
      enterprise: line.enterprise,
      needTitle: line.needTitle,
      partner: line.partnerName,
      unit: line.partnerUnit,
      answer: line.lastAnswer === null ? "" : ANSWER_NAMES[line.lastAnswer][language],
      // Who owns a line and is no longer here stays its owner until somebody says otherwise.
      owner: shown("owner") === "" ? (line.owner?.name ?? "") : shown("owner"),
      state: shown("state"),
      nextStep: values.nextStep,
      nextOn: values.nextOn,
      outcome: values.outcome,
      contractNumber: values.contractNumber,
      amountFen: values.amountFen === "" ? null : Number(shown("amountFen")),
      note: "",
      key: line.id,
      base: JSON.stringify({ ...values, ownerName: shown("owner") === "" ? (line.owner?.name ?? "") : shown("owner") }),
    };
  };
  return writeWorkbook({
    title,
    language,
    madeAt,
    sheets: [
      {
        name: title,
        heading: title,
        frozenColumns: 1,
        columns: COLUMNS.map(({ name, width, isHidden }) => ({
          header: HEADERS[name][language],
          width,
          ...(name === "amountFen" ? { format: "0.00####" } : {}),
          ...(isHidden === undefined ? {} : { isHidden }),
        })),
        rows: lines.map((line) => {
          const row = cells(line);
          return COLUMNS.map(({ name }) => row[name]);
        }),
      },
    ],
  });
}

/** The rows of a ledger that came back, in whatever order its rows and columns are by now. */
export function readLedger(fileName: string, sheets: readonly SheetTexts[]): ImportRow[] {
  for (const { rows } of sheets) {
    const at = rows.findIndex(({ values }) => columnOf(values, "key") >= 0);
    const header = rows[at];
    if (header === undefined) continue;
    const columns = new Map(COLUMNS.map(({ name }) => [name, columnOf(header.values, name)]));
    return rows.slice(at + 1).flatMap(({ number, values }) => {
      const cell = (name: ColumnName) => tidy(values[columns.get(name) ?? -1] ?? "");
      const row = readRow(number, cell, (name) => (columns.get(name) ?? -1) >= 0);
      const isEmpty = values.every((value) => value.trim() === "");
      return isEmpty ? [] : [row];
    });
  }
  throw matchError("matchmaking.not_a_ledger", { name: fileName });
}

function columnOf(values: readonly string[], name: ColumnName): number {
  const { zh, en } = HEADERS[name];
  return values.findIndex((value) => value.trim() === zh || value.trim() === en);
}

function tidy(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").trim();
}

function readRow(row: number, cell: (name: ColumnName) => string, has: (name: ColumnName) => boolean): ImportRow {
  const base = parseBase(cell("base"));
  const edited: Partial<Record<LedgerField, string>> = {};
  for (const field of LEDGER_FIELDS) {
    if (!has(field)) continue;
    const text = cell(field);
    // What nobody touched stays as it is, whatever was done to it to make it harmless on its way out.
    const shown = field === "owner" ? base["ownerName"] : base[field];
    if (text !== neutralise(tidy(shown ?? ""))) edited[field] = text;
  }
  const { ownerName: _, ...exported } = base;
  const key = cell("key");
  return {
    row,
    lineId: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key) ? key.toLowerCase() : null,
    number: cell("number"),
    label: [cell("needTitle"), cell("partner")].filter((part) => part !== "").join(" × "),
    exported,
    edited,
    note: cell("note"),
  };
}

function parseBase(text: string): Record<string, string> {
  try {
    const base = JSON.parse(text.replace(/^'/, "")) as unknown;
    if (typeof base !== "object" || base === null) return {};
    return Object.fromEntries(Object.entries(base).filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}

export type CellReading = { readonly value: string } | { readonly problem: Bilingual };

/** What somebody wrote into a cell, as a plain value; or why it cannot be one. */
export function readCell(field: LedgerField, text: string, owners: readonly LedgerOwner[]): CellReading {
  if (text === "") return field === "state" ? { problem: STATE_EMPTY } : { value: "" };
  switch (field) {
    case "owner":
      return readOwner(text, owners);
    case "state": {
      const state = LINE_STATES.find((each) => Object.values(STATE_NAMES[each]).includes(text) || each === text);
      return state === undefined || state === "withdrawn" ? { problem: stateUnknown(text) } : { value: state };
    }
    case "nextOn": {
      const reading = parseDay(text, "end");
      return reading.kind === "day" && reading.partial !== true
        ? { value: reading.day }
        : {
            problem: {
              zh: `“${text}”不是日期，请写成 2026-01-31`,
              en: `“${text}” is no date: write it as 2026-01-31`,
            },
          };
    }
    case "amountFen": {
      const reading = parseMoney(text, "wan");
      return reading.kind === "amount" && reading.low === reading.high
        ? { value: String(reading.low) }
        : {
            problem: {
              zh: `“${text}”不是金额，请写数字（单位万元）`,
              en: `“${text}” is no amount: write a figure, in units of 10,000 yuan`,
            },
          };
    }
    default: {
      const most = { nextStep: 500, outcome: 2000, contractNumber: 100 }[field];
      return text.length <= most
        ? { value: text }
        : { problem: { zh: `超过 ${most} 个字符，请缩短`, en: `Longer than ${most} characters: shorten it` } };
    }
  }
}

const STATE_EMPTY: Bilingual = {
  zh: `状态不能为空，可选：${stateNames("zh")}`,
  en: `The state may not be empty; choose from ${stateNames("en")}`,
};

function stateNames(language: Language): string {
  return LINE_STATES.filter((state) => state !== "withdrawn")
    .map((state) => STATE_NAMES[state][language])
    .join(language === "zh" ? "、" : ", ");
}

function stateUnknown(text: string): Bilingual {
  return {
    zh: `没有“${text}”这个状态，可选：${stateNames("zh")}`,
    en: `There is no state “${text}”; choose from ${stateNames("en")}`,
  };
}

function readOwner(text: string, owners: readonly LedgerOwner[]): CellReading {
  const names = ownerNames(owners);
  const found = owners.filter(({ id, name }) => names.get(id) === text || name === text);
  const [only] = found;
  if (only !== undefined && found.length === 1) return { value: only.id };
  return {
    problem:
      only === undefined
        ? {
            zh: `“${text}”不是本专班人员，请从负责人名单中选`,
            en: `“${text}” does not belong to the pair's office: choose somebody who does`,
          }
        : {
            zh: `有 ${found.length} 位“${text}”，请写成 ${found.map(({ id }) => names.get(id)).join(" 或 ")}`,
            en: `There are ${found.length} people called “${text}”: write ${found.map(({ id }) => names.get(id)).join(" or ")}`,
          },
  };
}
