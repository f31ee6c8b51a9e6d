import { type Block, type Cell, type Table, textOf } from "./document.ts";
import type { AnswerEntry, Entries } from "./entries.ts";
import { hasBoxes } from "./choices.ts";
import { cleanLabel, knownLabelIn, type Label, looksLikeLabel } from "./labels.ts";
import { isNoteHeading, isTitle } from "./headings.ts";

/** Reads the blocks of a cell that holds a form of its own. */
type ReadBlocks = (blocks: readonly Block[], group: string) => void;

type Role =
  | { readonly kind: "empty" }
  | { readonly kind: "label"; readonly label: Label }
  /** 联系人：张三 in one cell. */
  | { readonly kind: "inline" }
  /** A table in a cell, with labels of its own. */
  | { readonly kind: "form" }
  | { readonly kind: "other" };

interface ReadCell {
  readonly cell: Cell;
  readonly text: string;
  readonly role: Role;
}

type Row = readonly ReadCell[];

/** A merged cell at the left that reaches over rows below: the label of a group, or of one answer in several rows. */
interface Reach {
  readonly untilRow: number;
  readonly group: string;
  readonly answer: AnswerEntry | null;
}

/** Answers of one table, by the shape of its rows and by the labels that are known. */
export function readTable(table: Table, entries: Entries, readBlocks: ReadBlocks, group = ""): void {
  new TableReader(table, entries, readBlocks, group).read();
}

class TableReader {
  readonly #rows: readonly Row[];
  readonly #entries: Entries;
  readonly #readBlocks: ReadBlocks;
  readonly #outerGroup: string;
  #reach: Reach | null = null;

  constructor(table: Table, entries: Entries, readBlocks: ReadBlocks, group: string) {
    this.#entries = entries;
    this.#readBlocks = readBlocks;
    this.#outerGroup = group;
    this.#rows = table.rows.map((cells) => cells.map((cell) => this.#readCell(cell)));
  }

  read(): void {
    for (let at = 0; at < this.#rows.length; ) {
      const row = this.#rows[at] ?? [];
      if (this.#reach && at >= this.#reach.untilRow) this.#reach = null;
      at += this.#readRow(row, at);
    }
  }

  get #group(): string {
    return this.#reach?.group ?? this.#outerGroup;
  }

  #readCell(cell: Cell): ReadCell {
    const text = textOf(cell.blocks);
    return { cell, text, role: this.#roleOf(cell, text) };
  }

  #roleOf(cell: Cell, text: string): Role {
    if (text.trim() === "") return { kind: "empty" };
    if (cell.blocks.some((block) => block.kind === "table" && this.#isForm(block))) return { kind: "form" };
    if (hasBoxes(text)) return this.#isInline(text) ? { kind: "inline" } : { kind: "other" };
    const label = knownLabelIn(text, this.#entries.isKnown);
    if (label) return { kind: "label", label };
    return this.#isInline(text) ? { kind: "inline" } : { kind: "other" };
  }

  #isForm(table: Table): boolean {
    const labels = table.rows
      .flat()
      .filter((cell) => knownLabelIn(textOf(cell.blocks), this.#entries.isKnown) !== null);
    return labels.length >= 2;
  }

  #isInline(text: string): boolean {
    const line = text.trimStart().split("\n", 1)[0] ?? "";
    const colon = line.slice(0, 60).search(/[:：]/);
    return colon > 0 && this.#entries.isKnown(cleanLabel(line.slice(0, colon)).label);
  }

  /** Reads from this row on; answers how many rows it took. */
  #readRow(row: Row, at: number): number {
    if (row.length === 0) return 1;
    if (row.length === 1) return this.#readSingle(row[0] as ReadCell, at);
    const list = this.#listFrom(at);
    if (list.length > 0) return this.#readList(row, list);
    this.#readPairs(row, at);
    return 1;
  }

  /** One cell alone in its row, or beside a merged one. */
  #readSingle(only: ReadCell, at: number): number {
    const { text, role } = only;
    if (role.kind === "empty") return 1;
    if (role.kind === "form") {
      this.#readBlocks(only.cell.blocks, this.#group);
      return 1;
    }
    const reached = this.#reach?.answer;
    if (reached) {
      reached.raw += `\n${text}`;
      return 1;
    }
    if (role.kind === "inline") {
      this.#entries.inline(text, false, this.#group);
      return 1;
    }
    if (at === 0 && isTitle(text)) {
      this.#entries.add("title", text);
      return 1;
    }
    if (isNoteHeading(text)) {
      this.#entries.add("note", text);
      return 1;
    }
    return this.#readHeading(only, at);
  }

  /** A label with its answer beneath, a label and its answer in one cell, or the heading of a section. */
  #readHeading(only: ReadCell, at: number): number {
    const { text, role } = only;
    const [first = "", ...rest] = text.trim().split("\n");
    const label = role.kind === "label" ? role.label : looksLikeLabel(text) ? cleanLabel(text) : null;
    if (label && !(role.kind === "label" && rest.length > 0 && !isBracketed(rest.join("")))) {
      const below = this.#answerRowsBelow(at, role.kind === "label");
      if (below.length > 0) {
        this.#entries.answer(label, below.map((row) => row.text).join("\n"), this.#group);
        return 1 + below.length;
      }
      const isAbovePairs = (this.#rows[at + 1]?.length ?? 0) > 1 || this.#nextSpeaksForItself(at);
      if (isAbovePairs) return 1;
      if (role.kind === "label") this.#entries.answer(label, "", this.#group);
      else this.#entries.loose(text, this.#group);
      return 1;
    }
    const upper = cleanLabel(first);
    if (rest.length > 0 && upper.label !== "" && this.#entries.isKnown(upper.label)) {
      this.#entries.answer(upper, rest.join("\n"), this.#group);
    } else if (!this.#entries.inline(text, true, this.#group)) this.#entries.loose(text, this.#group);
    return 1;
  }

  #nextSpeaksForItself(at: number): boolean {
    const next = this.#rows[at + 1]?.[0];
    return next !== undefined && next.role.kind !== "empty" && next.role.kind !== "other";
  }

  /** Rows of one cell under a label that stands alone in its row. */
  #answerRowsBelow(at: number, isKnown: boolean): ReadCell[] {
    const below: ReadCell[] = [];
    for (let next = at + 1; next < this.#rows.length; next += 1) {
      const row = this.#rows[next];
      const only = row?.[0];
      if (row?.length !== 1 || only === undefined || isNoteHeading(only.text)) break;
      if (only.role.kind !== "other" && only.role.kind !== "empty") break;
      const isHeading = looksLikeLabel(only.text) && /^\s*[一二三四五六七八九十]+[、.．]|[:：]\s*$/u.test(only.text);
      if (below.length > 0 && isHeading) break;
      // A section's heading is followed by the next heading, not by its answer.
      if (!isKnown && isHeading) break;
      below.push(only);
    }
    return below.some((row) => row.role.kind === "other") || isKnown ? below : [];
  }

  /** Rows of answers under a row of labels: the same columns, and not one label among them. */
  #listFrom(at: number): Row[] {
    const header = this.#rows[at] ?? [];
    const known = header.filter((cell) => cell.role.kind === "label");
    const isHeader =
      known.length >= 2 &&
      header.every(({ role, text }) => role.kind === "label" || (role.kind === "other" && looksLikeLabel(text))) &&
      header.some(({ role }, index) => role.kind === "label" && isLabelOrEnd(header[index + 1])) &&
      !this.#isGroupBegin(header);
    if (!isHeader) return [];
    const rows: Row[] = [];
    for (let next = at + 1; next < this.#rows.length; next += 1) {
      const row = this.#rows[next] ?? [];
      const isAligned = row.length === header.length && row.every((cell, index) => spansAs(cell, header[index]));
      if (!isAligned || row.some(({ role }) => role.kind === "label" || role.kind === "form")) break;
      rows.push(row);
    }
    return rows;
  }

  #readList(header: Row, rows: readonly Row[]): number {
    const filled = rows.filter((row) => row.some(({ role }) => role.kind !== "empty"));
    const labels = header.map(({ text }) => knownLabelIn(text, this.#entries.isKnown) ?? cleanLabel(text));
    for (const row of filled.length === 0 ? rows.slice(0, 1) : filled) {
      labels.forEach((label, index) => {
        this.#entries.answer(label, row[index]?.text ?? "", this.#group);
      });
    }
    return 1 + rows.length;
  }

  /** A row of labels and answers side by side, perhaps with the label of a group at its left. */
  #readPairs(row: Row, at: number): void {
    let rest = row;
    if (this.#isGroupBegin(row)) {
      const [head, ...members] = row as [ReadCell, ...ReadCell[]];
      const label = cleanLabel(head.text).label;
      this.#reach = { untilRow: at + head.cell.rowSpan, group: label, answer: null };
      rest = members;
    }
    let latest: AnswerEntry | null = null;
    for (let index = 0; index < rest.length; index += 1) {
      const { cell, text, role } = rest[index] as ReadCell;
      const next = rest[index + 1];
      if (role.kind === "empty") continue;
      if (role.kind === "form") this.#readBlocks(cell.blocks, this.#group);
      else if (role.kind === "inline") {
        this.#entries.inline(text, false, this.#group);
        latest = null;
      } else if (next?.role.kind === "form" && this.#canBeLabel(rest, index, latest)) {
        this.#readBlocks(next.cell.blocks, cleanLabel(text).label);
        index += 1;
      } else if (next?.role.kind === "inline" && isGroupLabel(text)) {
        this.#entries.inline(next.text, false, cleanLabel(text).label);
        index += 1;
      } else if (next && this.#canAnswer(next) && this.#canBeLabel(rest, index, latest)) {
        const label = role.kind === "label" ? role.label : cleanLabel(text);
        latest = this.#entries.answer(label, next.text, this.#group);
        if (cell.rowSpan > 1) this.#reach = { untilRow: at + cell.rowSpan, group: this.#group, answer: latest };
        index += 1;
      } else if (role.kind === "label") latest = this.#entries.answer(role.label, "", this.#group);
      else if (latest) latest.raw += ` ${text}`;
      else this.#entries.loose(text, this.#group);
    }
  }

  #canAnswer({ role }: ReadCell): boolean {
    // 现状：… under 需求内容 is how people order a longer answer, not a label of the form.
    return role.kind === "empty" || role.kind === "other" || role.kind === "inline";
  }

  /** Whether the cell labels the one at its right: known, first in its row, or like a label in a label's place. */
  #canBeLabel(row: Row, index: number, latest: AnswerEntry | null): boolean {
    const { text, role } = row[index] as ReadCell;
    if (role.kind === "label") return true;
    if (hasBoxes(text) || text.length > 150) return false;
    // Boxes may have cells of their own, and so have the options behind them.
    if (latest && hasBoxes(latest.raw)) return false;
    if (index === 0) return row.length === 2 || looksLikeLabel(text);
    return index % 2 === 0 && latest !== null && looksLikeLabel(text);
  }

  /** A merged cell before an odd number of cells: its label belongs to all pairs beside it. */
  #isGroupBegin(row: Row): boolean {
    const [head, next, afterNext] = row;
    if (!head || !next || head.role.kind === "empty" || head.role.kind === "inline" || hasBoxes(head.text))
      return false;
    const isTall = head.cell.rowSpan > next.cell.rowSpan;
    if (!isTall || head.text.length > 80) return false;
    if (row.length === 2) return next.role.kind === "label" || (next.role.kind === "inline" && isGroupLabel(head.text));
    return row.length % 2 === 1 && afterNext !== undefined && (next.role.kind === "label" || looksLikeLabel(next.text));
  }
}

/** A label that announces others rather than asking something: 联系方式, 企业基本信息. */
function isGroupLabel(text: string): boolean {
  return /联系|基本(信息|情况)|contact/i.test(cleanLabel(text).label);
}

function isLabelOrEnd(cell: ReadCell | undefined): boolean {
  return cell === undefined || cell.role.kind === "label";
}

function spansAs(cell: ReadCell, header: ReadCell | undefined): boolean {
  return cell.cell.column === header?.cell.column && cell.cell.columnSpan === header.cell.columnSpan;
}

function isBracketed(text: string): boolean {
  return /^[（(【［[〔].*[)）】］\]〕]$/u.test(text.trim());
}
