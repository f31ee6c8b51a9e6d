import { readWan, readYuan } from "../../text/amounts.ts";
import type { Say } from "../../text/texts.ts";
import type { Values } from "./merge.ts";
import type { recordTexts } from "./texts.ts";

type SayRecord = Say<keyof typeof recordTexts.lines>;

export interface FieldSpec<V extends Values = Values> {
  readonly key: keyof V & string;
  readonly label: string;
  /** `lines`: several values, one per line. Numbers, amounts and days are typed as text and checked. */
  readonly kind: "yuan" | "wan" | "text" | "prose" | "lines" | "day" | "integer" | "choice" | "tick";
  readonly isRequired?: boolean;
  /** Two of these stand beside each other on a desk. */
  readonly isShort?: boolean;
  readonly hint?: string;
  /** For `choice`. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly least?: number;
  readonly most?: number;
  /** A text that may be empty but is always there. */
  readonly isEmptyText?: true;
  /** Sent as part of a thing of several: `["contact", "phone"]`. */
  readonly partOf?: readonly [whole: string, part: string];
  /** Name of the field in what is sent, where it is another. */
  readonly pointer?: string;
  /** What is wrong with what was typed, in the reader's language. */
  readonly check?: (value: string) => string | null;
}

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** What has to be mended before it is worth sending; the server has the last word. */
export function findFieldProblems<V extends Values>(
  fields: readonly FieldSpec<V>[],
  values: V,
  t: SayRecord,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fields) {
    const value = values[field.key];
    const problem = typeof value === "string" ? problemOf(field, value.trim(), t) : null;
    if (problem !== null) found[field.key] = problem;
  }
  return found;
}

function problemOf<V extends Values>(field: FieldSpec<V>, value: string, t: SayRecord): string | null {
  if (value === "") return field.isRequired === true ? t("required") : null;
  if (field.kind === "day" && !DAY.test(value)) return t("notDay");
  if (field.kind === "yuan" && readYuan(value) === null) return t("notYuan");
  if (field.kind === "wan" && readWan(value) === null) return t("notWan");
  if (field.kind === "integer") {
    if (!/^-?\d+$/.test(value)) return t("notNumber");
    if (field.least !== undefined && Number(value) < field.least) return t("tooSmall", { least: field.least });
    if (field.most !== undefined && Number(value) > field.most) return t("tooLarge", { most: field.most });
  }
  return field.check?.(value) ?? null;
}

/** The field that a pointer into what was sent is about; what is said of a whole stands at the first of its parts. */
export function findFieldAt<V extends Values>(
  fields: readonly FieldSpec<V>[],
  pointer: string,
): FieldSpec<V> | undefined {
  const isAt = (name: string) => pointer === `/${name}` || pointer.startsWith(`/${name}/`);
  return (
    fields.find(({ key, pointer: other, partOf }) => isAt(other ?? partOf?.join("/") ?? key)) ??
    fields.find(({ partOf }) => partOf !== undefined && isAt(partOf[0]))
  );
}

/** A text as it is stored: an empty one is nothing. */
export function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}

/** The values of a field that takes one per line. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
