import type { Schemas } from "@dual-high/client";

export type Import = Schemas["Import"];
export type ImportRow = Schemas["ImportRow"];
export type ListKind = Import["kind"];
export type RowOutcome = ImportRow["outcome"];

/** The three lists in the order of the page, then the one that few have. */
export const ZONE_KINDS = ["needs", "achievements", "instruments", "teams"] as const satisfies readonly ListKind[];

type Counts = Pick<Import["counts"], "read" | "added" | "updated" | "unchanged" | "refused">;

/** Rows that go in, whether or not they say anything new. */
export function countUsable({ added, updated, unchanged }: Counts): number {
  return added + updated + unchanged;
}

/** A list that was taken in before and says nothing new: taking it in again changes nothing. */
export function saysNothingNew(counts: Counts): boolean {
  return counts.added === 0 && counts.updated === 0 && counts.unchanged > 0;
}

/** Which rows to show first: what has to be mended, else what changes, else what comes in. */
export function firstOutcome(counts: Counts): RowOutcome {
  if (counts.refused > 0 && countUsable(counts) === 0) return "refused";
  if (counts.updated > 0) return "updated";
  if (counts.added > 0) return "added";
  return counts.unchanged > 0 ? "unchanged" : "refused";
}

const HEADER_WORDS: Readonly<Record<ListKind, RegExp>> = {
  needs: /需求|难题|企业名称|预算|投入|征集|need|challenge|budget|enterprise/giu,
  achievements: /成果|专利|发明人|完成人|法律状态|授权|公开号|ipc|achievement|patent|inventor/giu,
  instruments: /仪器|设备|型号|规格|机时|放置|instrument|equipment|model/giu,
  teams: /团队|带头人|负责人姓名|研究方向|课题组|专家|team|leader|orcid/giu,
};

/** The kind that a file's name and its headers speak of most; null when none is clearly ahead. */
export function guessKind(fileName: string, headers: readonly string[] = []): ListKind | null {
  const name = fileName.replace(/\.[a-z]+$/iu, "");
  const ranked = ZONE_KINDS.map((kind) => {
    const named = (name.match(HEADER_WORDS[kind]) ?? []).length * 2;
    return { kind, score: named + headers.filter((header) => header.search(HEADER_WORDS[kind]) >= 0).length };
  }).toSorted((a, b) => b.score - a.score);
  const [best, next] = ranked;
  return best !== undefined && best.score > (next?.score ?? 0) ? best.kind : null;
}

/** The kind that this file was more likely meant as; null while it looks at home where it was dropped. */
export function findBetterKind(held: Pick<Import, "kind" | "fileName" | "columns">): ListKind | null {
  const headers = [...new Set(held.columns.map(({ header }) => header))];
  const guess = guessKind(held.fileName, headers);
  if (guess === null || guess === held.kind) return null;
  const used = held.columns.filter(({ field }) => field !== null).length;
  // Where most columns were understood the list is what its zone says, whatever the file is called.
  return used * 2 <= held.columns.length || speaksOf(guess, headers) > speaksOf(held.kind, headers) + 1 ? guess : null;
}

function speaksOf(kind: ListKind, headers: readonly string[]): number {
  return headers.filter((header) => header.search(HEADER_WORDS[kind]) >= 0).length;
}

type Column = Import["columns"][number];
type Mapping = Import["mapping"];

/** Columns of all sheets by their header: what is assigned is a header, wherever it stands. */
export function listHeaders(columns: readonly Column[]): Column[] {
  const byHeader = new Map<string, Column>();
  for (const column of columns) {
    const known = byHeader.get(column.header);
    if (known === undefined || (known.field === null && column.field !== null)) byHeader.set(column.header, column);
  }
  return [...byHeader.values()];
}

/**
 * What a person states after assigning one header to a field, or to none. A field that another header was read into is taken
 * from it: one column says what a field holds.
 */
export function assignHeader(
  held: { readonly columns: readonly Column[]; readonly mapping: Mapping },
  header: string,
  field: string | null,
): Mapping {
  const displaced = listHeaders(held.columns).filter(
    (column) => field !== null && column.field === field && column.header !== header,
  );
  const stated = new Map(held.mapping.map((entry) => [entry.header, entry.field]));
  for (const column of displaced) stated.set(column.header, null);
  stated.set(header, field);
  return [...stated].map(([name, target]) => ({ header: name, field: target }));
}

/** What a preview shows of an entry, in this order; the rest is on the entry's own page. */
const PREVIEW_FIELDS: Readonly<Record<ListKind, readonly string[]>> = {
  needs: [
    "id",
    "title",
    "enterprise",
    "content",
    "field",
    "indicators",
    "budget",
    "deadline",
    "cooperation",
    "contact",
  ],
  achievements: [
    "id",
    "title",
    "unit",
    "college",
    "kind",
    "field",
    "patentNumber",
    "legalStatus",
    "expiry",
    "inventors",
    "content",
  ],
  instruments: ["id", "name", "model", "functions", "unit", "location", "price", "contact"],
  teams: ["id", "name", "lead", "unit", "college", "field", "capacity", "content", "items", "contact"],
};

/** The columns of a preview: those that some row fills, and every field that some row changes. */
export function previewFields(kind: ListKind, rows: readonly Pick<ImportRow, "record" | "changed">[]): string[] {
  const changed = new Set(rows.flatMap((row) => Object.keys(row.changed)));
  const isFilled = (field: string) =>
    rows.some(({ record }) => {
      const value = record?.[field];
      return value !== undefined && value !== null && value !== "";
    });
  const usual = PREVIEW_FIELDS[kind].filter((field) => changed.has(field) || isFilled(field));
  const unusual = [...changed].filter((field) => !PREVIEW_FIELDS[kind].includes(field));
  return [...usual, ...unusual];
}
