import {
  type CodeReading,
  checkCreditCode,
  checkIpc,
  checkOrcid,
  checkPatentNumber,
  checkPhone,
  type Day,
  parseDay,
  parseMoney,
  tidyText,
} from "@dual-high/kernel";
import { unitOfHeader } from "./headers.ts";
import { makeProblem, type ProblemCode } from "./problems.ts";
import { serialDay } from "./tables/styles.ts";
import { type CellValue, cellText } from "./tables/table.ts";
import type { LegalStatus, MoneyRange, Origin, Problem } from "./types.ts";

/** A cell under a header that was understood, or an answer under a label. */
export interface HeadedCell {
  readonly header: string;
  readonly value: CellValue;
  /** The value as {@link tidyCell} gives it, where that is known already. */
  readonly text?: string;
}

const EXCEL_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/;
/** `#N/A` and its like: what a cell shows whose formula has failed. */
export function isExcelError(text: string): boolean {
  return EXCEL_ERROR.test(text);
}

/** What people put where there is nothing to put. */
const SAYS_NOTHING = /^[-—–/\\无]+$/;
const LONGEST_TEXT = 20_000;
const FIRST_LOST_DIGIT = 1e15;

/** A cell's text as a person would copy it out. Of a text far longer than a cell can hold, the end is not looked at. */
export function tidyCell(value: CellValue): string {
  const text = cellText(value);
  return tidyText(text.length > 5 * LONGEST_TEXT ? text.slice(0, 5 * LONGEST_TEXT) : text);
}

/**
 * One row's cells by field. Reading a field tells what is doubtful about it; the row stays usable whatever a cell says.
 */
export class RowCells {
  readonly origin: Origin;
  readonly problems: Problem[] = [];
  readonly #cells: ReadonlyMap<string, readonly HeadedCell[]>;
  readonly #is1904: boolean;
  /** Prose is asked for twice, as a field and as a part of the content; what is doubtful about it is told once. */
  readonly #prose = new Map<string, string | undefined>();

  constructor(origin: Origin, cells: ReadonlyMap<string, readonly HeadedCell[]>, { is1904 = false } = {}) {
    this.origin = origin;
    this.#cells = cells;
    this.#is1904 = is1904;
  }

  /** The header of a field's column, or null when the table has none. */
  headerOf(field: string): string | null {
    return this.#cells.get(field)?.[0]?.header ?? null;
  }

  #tell(problem: Problem): void {
    this.problems.push(problem);
  }

  #cell(field: string): { header: string; value: Exclude<CellValue, null>; text: string } | null {
    for (const cell of this.#cells.get(field) ?? []) {
      const { header, value } = cell;
      if (value === null) continue;
      const text = cell.text ?? tidyCell(value);
      if (text === "") continue;
      if (isExcelError(text)) {
        this.#tell(makeProblem("lists.cell_error", this.origin, { column: header, value: text }));
        continue;
      }
      return { header, value, text };
    }
    return null;
  }

  text(field: string): string | undefined {
    const cell = this.#cell(field);
    if (cell === null || /^[-—–/\\]+$/.test(cell.text)) return undefined;
    return this.#cut(cell.header, cell.text);
  }

  /** All columns of a prose field, one after the other. */
  prose(field: string): string | undefined {
    if (!this.#prose.has(field)) this.#prose.set(field, this.#readProse(field));
    return this.#prose.get(field);
  }

  #readProse(field: string): string | undefined {
    const parts: string[] = [];
    for (const { header, value, text = tidyCell(value) } of this.#cells.get(field) ?? []) {
      if (text === "" || SAYS_NOTHING.test(text)) continue;
      if (isExcelError(text)) {
        this.#tell(makeProblem("lists.cell_error", this.origin, { column: header, value: text }));
        continue;
      }
      // Patent databases export the same abstract under two headers.
      const part = this.#cut(header, text);
      if (!parts.includes(part)) parts.push(part);
    }
    return parts.length === 0 ? undefined : parts.join("\n");
  }

  #cut(header: string, text: string): string {
    if (text.length <= LONGEST_TEXT) return text;
    this.#tell(makeProblem("lists.text_cut", this.origin, { column: header, limit: LONGEST_TEXT }));
    return text.slice(0, LONGEST_TEXT);
  }

  names(field: string): readonly string[] | undefined {
    const text = this.#cell(field)?.text;
    if (text === undefined) return undefined;
    const names = text.split(/[;；、|\n]|[,，](?!\s*(?:ltd|inc|co\b))/i).map((name) => name.trim());
    const unique = [...new Set(names.filter((name) => name !== "" && !SAYS_NOTHING.test(name)))];
    return unique.length === 0 ? undefined : unique;
  }

  money(field: string): { range?: MoneyRange; isNegotiable?: true } {
    const cell = this.#cell(field);
    if (cell === null) return {};
    const { header, text: value } = cell;
    const { unit, suffix } = unitOfHeader(header);
    const isBare = suffix !== undefined && /^[\d.,，\s~～—–-]+$/.test(value);
    const isEndless = /\d{16}/.test(value);
    const reading = isEndless
      ? ({ kind: "unreadable" } as const)
      : parseMoney(isBare ? `${value}${suffix}` : value, unit);
    const told = { column: header, value };
    switch (reading.kind) {
      case "amount":
        if (reading.assumedUnit !== undefined) {
          this.#tell(makeProblem("lists.money_unit_assumed", this.origin, { ...told, taken: reading.high }));
        }
        return { range: { low: reading.low, high: reading.high } };
      case "negotiable":
        this.#tell(makeProblem("lists.money_negotiable", this.origin, told));
        return { isNegotiable: true };
      case "unreadable":
        this.#tell(makeProblem("lists.money_unreadable", this.origin, told));
        break;
      case "empty":
        break;
    }
    return {};
  }

  /** @param edge which end of a month, quarter or year counts when the cell names no day */
  day(field: string, edge: "start" | "end"): Day | undefined {
    const cell = this.#cell(field);
    if (cell === null) return undefined;
    const { header, value, text } = cell;
    if (typeof value === "object") return value.day;
    // A day stored without a date format is a serial number; 20260630 and 2026 are numbers too and are read as written.
    const serial =
      typeof value === "number" && value > 20_000 && value < 80_000 ? serialDay(value, this.#is1904) : null;
    if (serial !== null) return serial;
    // Excel keeps 2026.10 as 2026.1: the month is lost.
    const isAmbiguous = typeof value === "number" && text.endsWith(".1");
    const reading = isAmbiguous ? ({ kind: "unreadable" } as const) : parseDay(text, edge);
    if (reading.kind === "day") return reading.day;
    if (reading.kind === "unreadable") {
      this.#tell(makeProblem("lists.day_unreadable", this.origin, { column: header, value: text }));
    }
    return undefined;
  }

  #code(
    field: string,
    check: (text: string) => CodeReading,
    doubt: ProblemCode & `${string}_doubtful`,
  ): string | undefined {
    const cell = this.#cell(field);
    if (cell === null || SAYS_NOTHING.test(cell.text)) return undefined;
    if (this.#hasLostDigits(cell)) return undefined;
    const reading = check(cell.text);
    if (reading.kind === "doubtful") {
      this.#tell(makeProblem(doubt, this.origin, { column: cell.header, value: cell.text, doubt: reading.reason }));
    }
    return reading.code;
  }

  #hasLostDigits({ header, value, text }: { header: string; value: CellValue; text: string }): boolean {
    const isLost =
      (typeof value === "number" && Math.abs(value) >= FIRST_LOST_DIGIT) || /^\d(?:\.\d+)?E\+\d+$/i.test(text);
    if (isLost) this.#tell(makeProblem("lists.code_lost_digits", this.origin, { column: header, value: text }));
    return isLost;
  }

  /** The number by which the list itself knows the row. */
  number(field: string): string | undefined {
    const cell = this.#cell(field);
    return cell === null || SAYS_NOTHING.test(cell.text) || this.#hasLostDigits(cell)
      ? undefined
      : this.#cut(cell.header, cell.text);
  }

  creditCode(field: string): string | undefined {
    return this.#code(field, checkCreditCode, "lists.credit_code_doubtful");
  }

  patentNumber(field: string): string | undefined {
    return this.#code(field, checkPatentNumber, "lists.patent_number_doubtful");
  }

  phone(field: string): string | undefined {
    return this.#code(field, checkPhone, "lists.code_doubtful");
  }

  orcid(field: string): string | undefined {
    return this.#code(field, checkOrcid, "lists.code_doubtful");
  }

  ipc(field: string): string | undefined {
    return this.#code(field, checkIpc, "lists.code_doubtful");
  }

  /** The legal status and its wording. What the wording does not settle is `unknown` and told. */
  legalStatus(field: string): { status: LegalStatus; wording?: string } {
    const cell = this.#cell(field);
    if (cell === null) return { status: "unknown" };
    const status = statusOf(cell.text);
    if (status === "unknown") {
      this.#tell(makeProblem("lists.status_unknown", this.origin, { column: cell.header, value: cell.text }));
    }
    return { status, wording: cell.text };
  }

  yesNo(field: string): boolean | undefined {
    const text = this.#cell(field)?.text;
    if (text === undefined) return undefined;
    if (/^(?:否|无|未|没有|不|非|普通|开放|no|false|0|n$|×|✗)/i.test(text)) return false;
    return /^(?:是|有|已|独占|排他|排它|yes|true|1$|y$|√|✓|exclusive|sole)/i.test(text) ? true : undefined;
  }

  /** Technology readiness level 1-9 from a figure or from a stage in words. */
  level(field: string): number | undefined {
    const cell = this.#cell(field);
    if (cell === null) return undefined;
    const level = levelOf(cell.text);
    if (level === null) {
      this.#tell(makeProblem("lists.level_unreadable", this.origin, { column: cell.header, value: cell.text }));
      return undefined;
    }
    return level;
  }

  count(field: string): number | undefined {
    const cell = this.#cell(field);
    if (cell === null) return undefined;
    const digits = /^(?:可承接|承接|最多|可接|约)*\s*(\d+)\s*(?:个|项|条)?$/.exec(cell.text.normalize("NFKC"))?.[1];
    const count = Number(digits ?? Number.NaN);
    if (count >= 0 && count <= 1000) return count;
    this.#tell(makeProblem("lists.count_unreadable", this.origin, { column: cell.header, value: cell.text }));
    return undefined;
  }
}

function statusOf(text: string): LegalStatus {
  const wording = text.normalize("NFKC").toLowerCase();
  // Late with its fee, a patent is still in force.
  if (/部分无效|无效宣告(?:请求|审查|中)|滞纳金/.test(wording)) return "granted";
  if (/not (?:in force|active|valid)/.test(wording)) return "lapsed";
  if (
    /失效|无效|终止|未缴|撤回|撤销|视撤|驳回|放弃|届满|到期|过期|避免重复|lapsed|expired|reject|withdrawn|revoked|abandon|invalid|ceased|terminated|inactive/.test(
      wording,
    )
  ) {
    return "lapsed";
  }
  if (
    /未授权|待授权|审中|在审|实质审查|实审|初审|公开|公布|受理|申请中|申请阶段|等待|pending|published|examination|filed|application/.test(
      wording,
    )
  )
    return "pending";
  if (/有效|有权|授权|维持|已获|恢复|granted|in force|active|valid|alive/.test(wording)) return "granted";
  return "unknown";
}

/**
 * Stage in words to a level on the scale of GB/T 22900; the mapping of stages (lab to 4, proof of concept 3-5, pilot 5-7,
 * incubation 7-8, industrialization 8-9) is this project's own reading of it, and each stage gives its middle.
 */
const STAGES: readonly (readonly [RegExp, number])[] = [
  [/批量|量产|产业化|规模化|已应用|已推广|销售|成熟应用|mass production|commercial/i, 9],
  [/小批量|试生产|试用|孵化|系统验证/, 8],
  [/中试|工程样机|pilot/i, 6],
  [/样机|样品|原型|prototype/i, 6],
  [/概念验证|proof of concept|poc/i, 4],
  [/实验室|小试|研制|试验|lab/i, 4],
  [/基础研究|原理|理论|basic/i, 2],
];

function levelOf(text: string): number | null {
  const wording = text.normalize("NFKC");
  const figure = /^(?:trl|就绪度|成熟度|第)?[\s:-]*([1-9])\s*(?:级|$)/i.exec(wording)?.[1];
  if (figure !== undefined) return Number(figure);
  const chinese = "一二三四五六七八九".indexOf(/^第?([一二三四五六七八九])级/.exec(wording)?.[1] ?? "?");
  if (chinese >= 0) return chinese + 1;
  // 小批量 holds 批量: the narrower stage is asked first.
  if (STAGES[1]?.[0].test(wording)) return 8;
  return STAGES.find(([stage]) => stage.test(wording))?.[1] ?? null;
}
