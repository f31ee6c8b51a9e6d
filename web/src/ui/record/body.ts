import type { FieldSpec } from "./fields.ts";
import { linesOf, orNull } from "./fields.ts";
import type { Values } from "./merge.ts";

type Sent = string | number | boolean | readonly string[] | null;

/** What is sent of a form: a field's text as what it stands for, an empty one as nothing, parts of one thing together. */
export function bodyOf<V extends Values>(
  fields: readonly FieldSpec<V>[],
  values: V,
  changed: readonly string[],
): Record<string, Sent | Record<string, Sent>> {
  const body: Record<string, Sent | Record<string, Sent>> = {};
  for (const field of fields) {
    if (field.partOf === undefined) {
      if (changed.includes(field.key)) body[field.key] = sentOf(field, values[field.key] ?? "");
      continue;
    }
    const [whole, part] = field.partOf;
    const parts = fields.filter(({ partOf }) => partOf?.[0] === whole);
    if (!parts.some(({ key }) => changed.includes(key))) continue;
    const held = body[whole];
    const base =
      typeof held === "object" && held !== null && !Array.isArray(held) ? (held as Record<string, Sent>) : {};
    body[whole] = { ...base, [part]: sentOf(field, values[field.key] ?? "") };
  }
  return body;
}

function sentOf<V extends Values>({ kind, isEmptyText }: FieldSpec<V>, value: string | boolean): Sent {
  if (typeof value === "boolean") return value;
  if (kind === "lines") return linesOf(value);
  if (kind === "integer") return value.trim() === "" ? null : Number(value);
  return isEmptyText === true ? value.trim() : orNull(value);
}

/** A value of a record as a form holds it. */
export function typed(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join("\n");
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}
