import type { RowCells } from "../cells.ts";
import { fieldsOf } from "../fields.ts";
import { type Contact, LIST_KINDS, type ListKind } from "../types.ts";

/** A record before it has its id. */
export type Unnumbered<T> = Omit<T, "id">;

type Loose<T> = { [K in keyof T]: T[K] | undefined };

/** Drops what is absent, so that a record holds only what its row says. */
export function compact<T extends object>(record: Loose<T>): T {
  const kept: Partial<T> = {};
  for (const key in record) if (record[key] !== undefined) kept[key] = record[key];
  return kept as T;
}

/** The prose fields that make up a record's content, with their labels, in their order. */
const SECTIONS = Object.fromEntries(
  LIST_KINDS.map((kind) => [
    kind,
    Object.entries(fieldsOf(kind)).flatMap(([field, { section, label }]) =>
      section === true ? [[field, label.zh]] : [],
    ),
  ]),
) as Record<ListKind, [field: string, label: string][]>;

/**
 * The prose fields of a record as one text, each under its label; a single section needs no label. The labels are Chinese
 * whatever the file's language, so that the same need reads the same from a form, a workbook and a translation of its headers.
 */
export function composeSections(row: RowCells, kind: ListKind): string | undefined {
  const sections: { label: string; text: string; field: string }[] = [];
  for (const [field, label] of SECTIONS[kind]) {
    const text = row.prose(field);
    if (text !== undefined) sections.push({ label, text, field });
  }
  const [only] = sections;
  if (only === undefined) return undefined;
  if (sections.length === 1 && (only.field === "content" || only.field === "functions")) return only.text;
  return sections.map(({ label, text }) => `${label}：${text}`).join("\n");
}

const LONGEST_TITLE = 40;

/** The first sentence of a text, cut to a title's length. */
export function firstSentence(text: string): string {
  const sentence = /^[^。！？!?；;\n]+/.exec(text.replace(/^[\s\S]{2,12}?：/, ""))?.[0] ?? text;
  const characters = [...sentence.trim()];
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE).join("")}…` : characters.join("");
}

export function readContact(row: RowCells): Contact | undefined {
  const contact = compact<Contact>({ name: row.text("contact"), phone: row.phone("phone"), email: row.text("email") });
  return Object.keys(contact).length === 0 ? undefined : contact;
}
