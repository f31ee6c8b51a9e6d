// A list of stakes as an office keeps it: what is exported is what is taken in, under the same headers. Pure.
import { type Bilingual, parseDay } from "@dual-high/kernel";
import type { SheetTexts } from "@dual-high/lists";
import { type ExportColumn, readSheetLines } from "../../../platform/listing/index.ts";
import { stakeError } from "./errors.ts";
import { type Stake, StakeDraft } from "./types.ts";

const HEADERS = {
  enterprise: { zh: "企业名称", en: "Enterprise" },
  holder: { zh: "出资人", en: "Holder" },
  kind: { zh: "出资人类型", en: "Kind of holder" },
  unit: { zh: "出资人单位", en: "Holder's unit" },
  role: { zh: "方式", en: "As" },
  share: { zh: "持股比例（%）", en: "Share, %" },
  since: { zh: "开始日期", en: "Since" },
  until: { zh: "结束日期", en: "Until" },
  source: { zh: "来源", en: "Source" },
} as const satisfies Record<string, Bilingual>;
type Field = keyof typeof HEADERS;

const OTHER_HEADERS: Readonly<Record<Field, readonly string[]>> = {
  enterprise: ["企业", "公司名称", "被投企业"],
  holder: ["股东", "股东名称", "创办人", "投资人", "出资人名称", "姓名"],
  kind: ["股东类型", "类型"],
  unit: ["单位", "所在单位"],
  role: ["出资方式", "角色"],
  share: ["持股比例", "比例", "出资比例", "持股比例(%)"],
  since: ["开始", "入股日期", "出资日期"],
  until: ["结束", "退出日期"],
  source: ["信息来源", "出处"],
};

const NAMES = Object.fromEntries(
  (Object.keys(HEADERS) as Field[]).map((field) => [
    field,
    [HEADERS[field].zh, HEADERS[field].en.toLowerCase(), ...OTHER_HEADERS[field]],
  ]),
) as Record<Field, string[]>;

const KINDS = { person: { zh: "个人", en: "person" }, organisation: { zh: "单位", en: "organisation" } } as const;
const ROLES = { founder: { zh: "创办", en: "founder" }, investor: { zh: "出资", en: "investor" } } as const;
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  person: ["自然人", "人"],
  organisation: ["企业", "机构", "法人"],
  founder: ["创办人", "发起", "发起人"],
  investor: ["投资", "投资人", "参股"],
};

export const STAKE_COLUMNS: readonly ExportColumn<Stake>[] = [
  { key: "enterprise", header: HEADERS.enterprise, width: 32, value: ({ enterprise }) => enterprise },
  { key: "holder", header: HEADERS.holder, width: 24, value: ({ holderName }) => holderName },
  {
    key: "kind",
    header: HEADERS.kind,
    width: 12,
    value: ({ holderKind }, language) => KINDS[holderKind][language],
  },
  { key: "unit", header: HEADERS.unit, width: 24, value: ({ holderUnit }) => holderUnit },
  { key: "role", header: HEADERS.role, width: 10, value: ({ role }, language) => ROLES[role][language] },
  {
    key: "share",
    header: HEADERS.share,
    width: 14,
    value: ({ shareBp }) => (shareBp === null ? null : shareBp / 100),
  },
  { key: "since", header: HEADERS.since, width: 12, value: ({ since }) => since },
  { key: "until", header: HEADERS.until, width: 12, value: ({ until }) => until },
  { key: "source", header: HEADERS.source, width: 40, value: ({ source }) => source },
];

export type StakeReading =
  | { readonly row: number; readonly enterprise: string; readonly draft: StakeDraft }
  | { readonly row: number; readonly problem: Bilingual };

/** The rows beneath the headers 企业名称 and 出资人; a person and an investor unless the row says otherwise. */
export function readStakes(fileName: string, sheets: readonly SheetTexts[]): StakeReading[] {
  const lines = readSheetLines<Field>(sheets, {
    names: NAMES,
    isHeader: (columns) => columns.has("enterprise") && columns.has("holder"),
  });
  if (lines === null) throw stakeError("directory.stake_header_missing", { file: fileName });
  return lines.map(({ row, cell }) => readRow(row, cell));
}

function readRow(row: number, cell: (field: Field) => string): StakeReading {
  const refuse = (field: Field, zh: string, en: string): StakeReading => ({
    row,
    problem: {
      zh: `“${HEADERS[field].zh}”${cell(field) === "" ? "没有填" : `里的“${cell(field)}”读不出`}，${zh}`,
      en: `${HEADERS[field].en}: ${cell(field) === "" ? "nothing is there" : `“${cell(field)}” cannot be read`}; ${en}`,
    },
  });
  for (const field of ["enterprise", "holder", "source"] as const) {
    if (cell(field) === "") return refuse(field, "请补上", "fill it in");
  }
  const kind = wordOf(cell("kind"), KINDS, "person");
  if (kind === null) return refuse("kind", "请写“个人”或“单位”", "write person or organisation");
  const role = wordOf(cell("role"), ROLES, "investor");
  if (role === null) return refuse("role", "请写“创办”或“出资”", "write founder or investor");
  const shareBp = readShare(cell("share"));
  if (shareBp === undefined) {
    return refuse(
      "share",
      "请写 0.01 到 100 之间的数，最多两位小数",
      "write a number from 0.01 to 100, with two decimals at most",
    );
  }
  const [since, until] = [readDay(cell("since")), readDay(cell("until"))];
  if (since === undefined) return refuse("since", "请写成 2024-03-01", "write it as 2024-03-01");
  if (until === undefined) return refuse("until", "请写成 2024-03-01", "write it as 2024-03-01");
  const draft = StakeDraft.safeParse({
    holderKind: kind,
    holderName: cell("holder"),
    holderUnit: cell("unit"),
    role,
    shareBp,
    since,
    until,
    source: cell("source"),
  });
  return draft.success
    ? { row, enterprise: cell("enterprise"), draft: draft.data }
    : refuse("holder", "有一格的字太多，请缩短", "a cell of this row is too long");
}

function wordOf<T extends string>(text: string, words: Readonly<Record<T, Bilingual>>, otherwise: T): T | null {
  if (text === "") return otherwise;
  const wanted = text.toLowerCase();
  const keys = Object.keys(words) as T[];
  return keys.find((key) => [words[key].zh, words[key].en, ...(OTHER_WORDS[key] ?? [])].includes(wanted)) ?? null;
}

/** Percent as basis points; undefined where it cannot be read. */
function readShare(text: string): number | null | undefined {
  const bare = text.replace(/\s*[%％]$/, "");
  if (bare === "") return null;
  if (!/^\d{1,3}(?:\.\d{1,2})?0*$/.test(bare)) return undefined;
  const points = Math.round(Number(bare) * 100);
  return points >= 1 && points <= 10_000 ? points : undefined;
}

function readDay(text: string): string | null | undefined {
  if (text === "") return null;
  const read = parseDay(text, "start");
  return read.kind === "day" ? read.day : undefined;
}
