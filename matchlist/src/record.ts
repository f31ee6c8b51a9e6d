import { LIST_KINDS, type ListKind, type ListReading, type Need, type RecordOf } from "@dual-high/lists";
import { listOfFound } from "./compose.ts";
import { openFoundReader, type WrittenFound, writeFound } from "./found-line.ts";
import { gatherPartners, type Partners } from "./partners.ts";
import type { MatchList, MatchOptions, NeedFound, PairLists, PlanWishes, Suggestion } from "./types.ts";

/** Raised when what is written changes its shape; an unknown record is refused rather than misread. */
const FORMAT = 2;

type Counts = { readonly needs: number } & { readonly [K in Exclude<ListKind, "needs">]?: number };

/** The first line. The records of the lists follow, each on its line, then what was found, need by need. */
interface WrittenHead {
  readonly format: typeof FORMAT;
  readonly options: MatchOptions;
  readonly counts: Counts;
}

type WrittenNeed = Omit<Need, "budget"> & { readonly budget?: { readonly low: string; readonly high: string } };

/** All in one object; what was written before records were lines. */
interface WrittenAtOnce {
  readonly format: 1;
  readonly options: MatchOptions;
  readonly lists: { readonly needs: readonly WrittenNeed[] } & {
    readonly [K in Exclude<ListKind, "needs">]?: readonly RecordOf[K][];
  };
  readonly matches: readonly WrittenFound[];
}

/** The lines that say what a match list is made of: the part of its record that is known before anything is matched. */
export function* writeRecordHead(lists: PairLists, options: MatchOptions): Generator<string> {
  const given = LIST_KINDS.filter((kind) => lists[kind] !== undefined);
  const counts = Object.fromEntries(given.map((kind) => [kind, lists[kind]?.records.length ?? 0]));
  yield JSON.stringify({ format: FORMAT, options, counts });
  for (const need of lists.needs.records) yield JSON.stringify(writeNeed(need));
  for (const kind of given) {
    if (kind !== "needs") for (const record of lists[kind]?.records ?? []) yield JSON.stringify(record);
  }
}

/**
 * A match list as lines of text: the lists it was made of and what was found. The same lists and options give the same
 * text, so that a digest of it proves that a run was repeated. The plan is left out, for it follows from the rest.
 */
export function* writeRecordLines(list: MatchList): Generator<string> {
  yield* writeRecordHead(list.lists, list.options);
  for (const found of findingsOf(list)) yield writeFound(found);
}

/** What a match list holds of each need, in the order of the needs. */
export function* findingsOf({ matches, offers }: MatchList): Generator<NeedFound> {
  const offersByNeed = new Map<string, Suggestion[]>();
  for (const { needId, suggestion } of offers) {
    const known = offersByNeed.get(needId);
    if (known === undefined) offersByNeed.set(needId, [suggestion]);
    else known.push(suggestion);
  }
  for (const match of matches) yield { match, offers: offersByNeed.get(match.need.id) ?? [] };
}

export function writeRecord(list: MatchList): string {
  return `${[...writeRecordLines(list)].join("\n")}\n`;
}

/** A record whose lists are read, and whose findings are read one by one as they are asked for. */
export interface OpenRecord {
  readonly lists: PairLists;
  readonly options: MatchOptions;
  readonly partners: Partners;
  /** What was found for the need at this place of the list. */
  readonly found: (at: number) => NeedFound;
  /** What a line says that was found for the need at this place, and is not in the record yet. */
  readonly readLine: (at: number, line: string) => NeedFound;
}

/** Opens a record, or its head alone, of which nothing was found yet. Bytes are UTF-8. */
export function openRecord(record: Uint8Array | string): OpenRecord {
  const lines = new Lines(typeof record === "string" ? new TextEncoder().encode(record) : record);
  const head = JSON.parse(lines.at(0)) as WrittenHead | WrittenAtOnce;
  if (head.format === 1) {
    const { lists, options, matches } = head;
    return openFound(readLists({ ...lists, needs: lists.needs.map(readNeed) }), options, (at) => matches[at]);
  }
  if (head.format !== FORMAT)
    throw new Error(`This record of a match list has the format ${String((head as WrittenHead).format)}.`);
  let at = 1;
  const take = <T>(count: number): T[] => Array.from({ length: count }, () => JSON.parse(lines.at(at++)) as T);
  const { counts, options } = head;
  const needs = take<WrittenNeed>(counts.needs).map(readNeed);
  const rest = LIST_KINDS.filter((kind) => kind !== "needs" && counts[kind] !== undefined);
  const others = Object.fromEntries(rest.map((kind) => [kind, take(counts[kind] ?? 0)]));
  const begin = at;
  return openFound(readLists({ ...others, needs }), options, (place) => JSON.parse(lines.at(begin + place)) as never);
}

function openFound(
  lists: PairLists,
  options: MatchOptions,
  writtenAt: (at: number) => WrittenFound | undefined,
): OpenRecord {
  const { partners, read } = openFindings(lists, options);
  return {
    lists,
    options,
    partners,
    found(at) {
      const written = lists.needs.records[at] === undefined ? undefined : writtenAt(at);
      if (written === undefined) throw new RangeError(`The record has no need at ${at}.`);
      return read(at, written);
    },
    readLine: (at, line) => read(at, JSON.parse(line) as WrittenFound),
  };
}

/** Reads findings of lists that are in memory. */
export function openFindings(lists: PairLists, options: MatchOptions) {
  const partners = gatherPartners(lists, options);
  const readFound = openFoundReader(partners, lists.instruments?.records ?? []);
  const read = (at: number, written: WrittenFound): NeedFound => {
    const need = lists.needs.records[at];
    if (need === undefined) throw new RangeError(`There is no need at ${at}.`);
    return readFound(need, written);
  };
  return { partners, read, readLine: (at: number, line: string) => read(at, JSON.parse(line) as WrittenFound) };
}

/** The match list that a record was made of, with the plan that these wishes give. */
export function readRecord(record: Uint8Array | string, wishes: PlanWishes = {}): MatchList {
  const { lists, options, partners, found } = openRecord(record);
  const all = lists.needs.records.map((_, at) => found(at));
  return listOfFound(lists, options, all, partners, wishes);
}

/** Lines of a text that may be longer than a string can be. */
class Lines {
  readonly #bytes: Uint8Array;
  readonly #starts: number[] = [0];
  readonly #decoder = new TextDecoder();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, end + 1)) this.#starts.push(end + 1);
  }

  at(line: number): string {
    const [start, next] = [this.#starts[line], this.#starts[line + 1]];
    if (start === undefined) throw new RangeError(`The record has no line ${line}.`);
    return this.#decoder.decode(this.#bytes.subarray(start, next === undefined ? undefined : next - 1));
  }
}

// JSON knows no bigint.
function writeNeed({ budget, ...need }: Need): WrittenNeed {
  return budget === undefined ? need : { ...need, budget: { low: `${budget.low}`, high: `${budget.high}` } };
}

function readNeed({ budget, ...need }: WrittenNeed): Need {
  return budget === undefined ? need : { ...need, budget: { low: BigInt(budget.low), high: BigInt(budget.high) } };
}

type Records = { readonly needs: readonly Need[] } & {
  readonly [K in Exclude<ListKind, "needs">]?: readonly RecordOf[K][];
};

/** Records that are kept somewhere, as lists of which nothing was refused. */
function readLists({ needs, achievements, instruments, teams }: Records): PairLists {
  return {
    needs: listOf("needs", needs),
    ...(achievements === undefined ? {} : { achievements: listOf("achievements", achievements) }),
    ...(instruments === undefined ? {} : { instruments: listOf("instruments", instruments) }),
    ...(teams === undefined ? {} : { teams: listOf("teams", teams) }),
  };
}

/** Records that are kept somewhere, as a list of which nothing was refused. */
export function listOf<K extends ListKind>(kind: K, records: readonly RecordOf[K][]): ListReading<K> {
  return { kind, records, problems: [], tables: [], read: records.length, warned: 0, refused: 0 };
}
