// What an edited workbook means for the ledger as it is now: three values per cell, and what stands in the way.
import { type Bilingual, DomainError, type Language } from "@dual-high/kernel";
import { type ImportRow, readCell, sayValue, valuesOf } from "./ledger-workbook.ts";
import { refuseUnfitLine } from "./rules.ts";
import {
  type CellChange,
  LEDGER_FIELDS,
  type LedgerField,
  type LedgerImport,
  type LedgerLine,
  type LedgerOwner,
} from "./types.ts";

export interface MergedCell extends CellChange {
  /** The edited cell as a plain value; empty where it has a problem. */
  readonly value: string;
}

export interface MergedRow {
  readonly row: ImportRow;
  readonly line: LedgerLine | null;
  readonly cells: readonly MergedCell[];
  readonly problem: Bilingual | null;
}

export function mergeLedger(
  rows: readonly ImportRow[],
  lines: ReadonlyMap<string, LedgerLine>,
  owners: readonly LedgerOwner[],
  language: Language,
): MergedRow[] {
  const seen = new Set<string>();
  return rows.map((row): MergedRow => {
    const line = row.lineId === null ? undefined : lines.get(row.lineId);
    if (line === undefined) return { row, line: null, cells: [], problem: row.lineId === null ? NO_KEY : GONE };
    if (seen.has(line.id)) return { row, line, cells: [], problem: TWICE };
    seen.add(line.id);
    const cells = LEDGER_FIELDS.flatMap((field) => mergeCell(field, row, line, owners, language));
    const isTouched = cells.length > 0 || row.note !== "";
    return { row, line, cells, problem: isTouched ? problemOf(line, cells) : null };
  });
}

const NO_KEY: Bilingual = {
  zh: "这一行没有编号：台账的行由接受对接产生，不能在表里新增。请在对接页接受后再填写",
  en: "This row has no key: lines come from accepted matches and cannot be added here. Accept the match first",
};
const GONE: Bilingual = {
  zh: "台账里没有这一行（已撤回，或属于另一个结对）",
  en: "There is no such line here: it was withdrawn, or belongs to another pair",
};
const TWICE: Bilingual = {
  zh: "这一行在表里出现了两次，只采用前面的一次",
  en: "This line stands in the workbook twice; the first one counts",
};

function mergeCell(
  field: LedgerField,
  row: ImportRow,
  line: LedgerLine,
  owners: readonly LedgerOwner[],
  language: Language,
): MergedCell[] {
  const text = row.edited[field];
  if (text === undefined) return [];
  const current = valuesOf(line)[field];
  const exported = row.exported[field] ?? current;
  const reading = readCell(field, text, owners);
  const shown = (value: string) => sayValue(field, value, owners, language);
  const base = { field, exported: shown(exported), current: shown(current) };
  if ("problem" in reading) {
    return [{ ...base, edited: text, isConflict: false, problem: reading.problem, value: "" }];
  }
  const { value } = reading;
  // Untouched, or already so.
  if (value === exported || value === current) return [];
  return [{ ...base, edited: shown(value), isConflict: current !== exported, problem: null, value }];
}

function problemOf(line: LedgerLine, cells: readonly MergedCell[]): Bilingual | null {
  const taken = new Map(cells.filter(({ problem }) => problem === null).map(({ field, value }) => [field, value]));
  const of = (field: LedgerField, otherwise: string) => taken.get(field) ?? otherwise;
  try {
    refuseUnfitLine(line, {
      state: of("state", line.state) as LedgerLine["state"],
      outcome: of("outcome", line.outcome),
      contractNumber: of("contractNumber", line.contractNumber),
    });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { zh: error.text("zh"), en: error.text("en") };
  }
}

export function showMerged(merged: readonly MergedRow[]): Pick<LedgerImport, "lines" | "counts"> {
  const touched = merged.filter(({ cells, problem, row }) => cells.length > 0 || problem !== null || row.note !== "");
  const cells = touched.flatMap((row) => row.cells);
  const count = (wanted: (cell: MergedCell) => boolean) => cells.filter(wanted).length;
  return {
    lines: touched.map(({ row, line, cells: changed, problem }) => ({
      row: row.row,
      lineId: line?.id ?? null,
      number: line?.number ?? null,
      // A line that is gone may be put away with its need: what the workbook calls it is not said again.
      label: line === null ? (row.lineId === null ? row.label : "") : `${line.needTitle} × ${line.partnerName}`,
      cells: changed.map(({ field, exported, current, edited, isConflict, problem: unfit }) => ({
        field,
        exported,
        current,
        edited,
        isConflict,
        problem: unfit,
      })),
      note: row.note,
      problem,
    })),
    counts: {
      rows: merged.length,
      changedLines: touched.filter(({ problem }) => problem === null).length,
      changedCells: count(({ problem }) => problem === null),
      conflicts: count(({ isConflict }) => isConflict),
      problems: count(({ problem }) => problem !== null) + touched.filter(({ problem }) => problem !== null).length,
    },
  };
}

// Taking it back --------------------------------------------------------------------------------------------------------------

/** A cell that an import wrote, as plain values. */
export interface WrittenCell {
  readonly lineId: string;
  readonly field: LedgerField;
  readonly before: string;
  readonly after: string;
}

type Stayed = NonNullable<LedgerImport["undo"]>["stayed"][number];

const STAYED = {
  gone: { zh: "这一行已撤回", en: "The line was withdrawn" },
  changed: { zh: "写入之后又有人改过", en: "Somebody changed it since" },
  owner: { zh: "原来的负责人已不在本专班", en: "The former owner has left the pair's office" },
  needed: { zh: "现在的状态须有这一项", en: "The state that the line is in needs it" },
} as const satisfies Record<string, Bilingual>;

/** What goes back to what it was, and what stays because somebody has since built on it. */
export function takeBack(
  written: readonly WrittenCell[],
  lines: ReadonlyMap<string, LedgerLine>,
  owners: readonly LedgerOwner[],
): { readonly back: readonly WrittenCell[]; readonly stayed: readonly Stayed[] } {
  const whys = new Map<WrittenCell, Bilingual>();
  for (const cells of Map.groupBy(written, ({ lineId }) => lineId).values()) {
    const [first] = cells;
    const line = first === undefined ? undefined : lines.get(first.lineId);
    for (const cell of cells) {
      const { field, before, after } = cell;
      if (line === undefined || line.state === "withdrawn") whys.set(cell, STAYED.gone);
      else if (valuesOf(line)[field] !== after) whys.set(cell, STAYED.changed);
      else if (field === "owner" && before !== "" && !owners.some(({ id }) => id === before))
        whys.set(cell, STAYED.owner);
    }
    if (line === undefined) continue;
    const state = cells.find((cell) => cell.field === "state" && !whys.has(cell))?.before ?? line.state;
    for (const cell of cells) {
      if (cell.before !== "" || whys.has(cell)) continue;
      const isNeeded =
        (cell.field === "outcome" && state === "ended") || (cell.field === "contractNumber" && state === "contracted");
      if (isNeeded) whys.set(cell, STAYED.needed);
    }
  }
  return {
    back: written.filter((cell) => !whys.has(cell)),
    stayed: written.flatMap((cell) => {
      const why = whys.get(cell);
      const { lineId, field } = cell;
      return why === undefined ? [] : [{ lineId, number: lines.get(lineId)?.number ?? null, field, why }];
    }),
  };
}
