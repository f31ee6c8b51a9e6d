// The list of doors as offices keep it: building, floor, door number, enterprise.
import type { Bilingual } from "@dual-high/kernel";
import type { SheetTexts } from "@dual-high/lists";
import { type ExportColumn, readSheetLines } from "../../../platform/listing/index.ts";
import { surveyError } from "./rules.ts";
import { type Site, SiteDraft } from "./types.ts";

const SITE_HEADERS = {
  building: { zh: "楼宇", en: "Building" },
  floor: { zh: "楼层", en: "Floor" },
  unit: { zh: "门牌", en: "Door" },
  enterprise: { zh: "企业", en: "Enterprise" },
  creditCode: { zh: "统一社会信用代码", en: "Credit code" },
} as const satisfies Record<string, Bilingual>;
type Field = keyof typeof SITE_HEADERS;
const FIELDS = Object.keys(SITE_HEADERS) as readonly Field[];

const OTHER_HEADERS: Readonly<Record<Field, readonly string[]>> = {
  building: ["楼栋", "楼栋名称", "楼宇名称", "楼号", "大楼", "幢号", "building"],
  floor: ["层", "层数", "楼层号", "所在楼层", "floor"],
  unit: ["门牌号", "房号", "房间号", "室号", "单元", "单元号", "door", "unit", "room"],
  enterprise: ["企业名称", "公司名称", "单位名称", "入驻企业", "租户", "名称", "enterprise", "company", "tenant"],
  creditCode: ["信用代码", "社会信用代码", "credit code"],
};

const NAMES = Object.fromEntries(
  FIELDS.map((field) => [
    field,
    [SITE_HEADERS[field].zh, SITE_HEADERS[field].en.toLowerCase(), ...OTHER_HEADERS[field]],
  ]),
) as Record<Field, string[]>;

/** What can be exported is what can be taken in, under the same headers. */
export const SITE_COLUMNS: readonly ExportColumn<Site>[] = [
  { key: "building", header: SITE_HEADERS.building, width: 16, value: ({ building }) => building },
  { key: "floor", header: SITE_HEADERS.floor, width: 8, value: ({ floor }) => floor },
  { key: "unit", header: SITE_HEADERS.unit, width: 10, value: ({ unit }) => unit },
  { key: "enterprise", header: SITE_HEADERS.enterprise, width: 36, value: ({ enterprise }) => enterprise },
  { key: "creditCode", header: SITE_HEADERS.creditCode, width: 22, value: ({ creditCode }) => creditCode },
];

export type SiteReading =
  | { readonly row: number; readonly site: SiteDraft }
  | { readonly row: number; readonly problem: Bilingual };

/** Reads the first sheet that has the columns. Building and floor are carried down: offices write them once, or merge them. */
export function readSites(fileName: string, sheets: readonly SheetTexts[]): SiteReading[] {
  const lines = readSheetLines(sheets, { names: NAMES, isHeader });
  if (lines === null) throw surveyError("survey.sites_header_missing", { file: fileName });
  const carried = { building: "", floor: "" };
  return lines.map(({ row, cell }) => {
    if (cell("building") !== "" && cell("building") !== carried.building) carried.floor = "";
    carried.building = cell("building") || carried.building;
    carried.floor = cell("floor") || carried.floor;
    return readRow(row, {
      ...carried,
      unit: cell("unit"),
      enterprise: cell("enterprise"),
      creditCode: cell("creditCode"),
    });
  });
}

function isHeader(columns: ReadonlyMap<Field, number>): boolean {
  return columns.has("building") && columns.has("floor") && columns.has("enterprise");
}

function readRow(row: number, cells: Readonly<Record<Field, string>>): SiteReading {
  const missing = (["building", "floor", "enterprise"] as const).find((field) => cells[field] === "");
  if (missing !== undefined) {
    const { zh, en } = SITE_HEADERS[missing];
    const where = [cells.building, cells.floor, cells.unit].filter((part) => part !== "").join(" ");
    return {
      row,
      problem: {
        zh: `${where === "" ? "" : `${where} `}没有写${zh}，请补上后重新导入；空置的单元可以删去这一行`,
        en: `${where === "" ? "" : `${where} `}says no ${en.toLowerCase()}: add it and take the list in again, or delete the row of an empty unit`,
      },
    };
  }
  const reading = SiteDraft.safeParse(cells);
  if (reading.success) return { row, site: reading.data };
  const field = String(reading.error.issues[0]?.path[0] ?? "") as Field;
  const { zh, en } = SITE_HEADERS[field] ?? SITE_HEADERS.enterprise;
  return {
    row,
    problem: { zh: `${zh}太长，请改短后重新导入`, en: `${en} is too long: shorten it and take the list in again` },
  };
}
