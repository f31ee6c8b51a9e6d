import { dayOfSerial } from "@dual-high/kernel";
import type { CellValue } from "./table.ts";
import { type PartName, readXml } from "./xml.ts";

/** What a number format makes of a figure, as far as it changes what the figure means. */
export type NumberFormat =
  | { readonly kind: "day" }
  | { readonly kind: "percent" }
  /** 50 shown as 50万元, 300 shown as ¥300. */
  | { readonly kind: "unit"; readonly unit: string }
  /** 12 shown as 0012. */
  | { readonly kind: "digits"; readonly length: number };

/** Built-in formats that show a day; 27-36 and 50-58 are those of Chinese Excel, which files do not spell out. */
function isBuiltInDay(format: number): boolean {
  return (
    (format >= 14 && format <= 22) ||
    (format >= 27 && format <= 36) ||
    (format >= 45 && format <= 47) ||
    (format >= 50 && format <= 58)
  );
}

function builtInFormat(format: number): NumberFormat | null {
  if (isBuiltInDay(format)) return { kind: "day" };
  return format === 9 || format === 10 ? { kind: "percent" } : null;
}

const CURRENCY = /[¥￥]|\[\$(?:¥|￥|CNY|RMB)/;

/** Reads a format code by its first section, which holds for figures above zero. */
function readFormat(code: string): NumberFormat | null {
  // Excel's own limit is 255 characters.
  const [positive = ""] = code.slice(0, 300).split(";");
  const bare = positive.replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, "");
  if (/[ymdhs]/i.test(bare)) return { kind: "day" };
  if (bare.includes("%")) return { kind: "percent" };
  const behind = /[0#?][^0#?]*$/.exec(positive)?.[0].slice(1) ?? "";
  const unit = behind.replace(/[_*].|\[[^\]]*\]|["\\]/g, "").trim();
  if (/^\p{Script=Han}{1,6}$/u.test(unit)) return { kind: "unit", unit };
  if (CURRENCY.test(positive)) return { kind: "unit", unit: "元" };
  return /^0{2,}$/.test(bare) ? { kind: "digits", length: bare.length } : null;
}

/** The number formats of cell styles, by the number of the style; those that only shape a figure are left out. */
export function readNumberFormats(xml: Uint8Array, where: PartName): ReadonlyMap<number, NumberFormat> {
  const codes = new Map<number, string>();
  const formats = new Map<number, NumberFormat>();
  let inCellFormats = false;
  let style = 0;
  readXml(xml, where, {
    open(name, attributes) {
      if (name === "numFmt") codes.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      if (name === "cellXfs") inCellFormats = true;
      if (name !== "xf" || !inCellFormats) return;
      const id = Number(attributes.numFmtId ?? 0);
      const code = codes.get(id);
      const format = code === undefined ? builtInFormat(id) : readFormat(code);
      if (format !== null) formats.set(style, format);
      style += 1;
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return formats;
}

const DAYS_FROM_1900_TO_1904 = 1462;

/** The day of a serial number, or null for a time of day and for what is no day in either century. */
export function serialDay(serial: number, is1904: boolean): string | null {
  return dayOfSerial(is1904 ? serial + DAYS_FROM_1900_TO_1904 : serial);
}

/** A stored figure as the person who formatted it means it. */
export function applyFormat(figure: number, format: NumberFormat, is1904: boolean): CellValue {
  switch (format.kind) {
    case "percent":
      return `${Number((figure * 100).toPrecision(12))}%`;
    case "unit":
      return `${Number(figure.toPrecision(15))}${format.unit}`;
    case "digits":
      return Number.isSafeInteger(figure) && figure >= 0 ? String(figure).padStart(format.length, "0") : figure;
    default: {
      const day = serialDay(figure, is1904);
      return day === null ? figure : { day };
    }
  }
}
