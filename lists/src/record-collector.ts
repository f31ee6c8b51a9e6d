import type { RowCells } from "./cells.ts";
import { makeProblem } from "./problems.ts";
import { readAchievement } from "./records/achievement.ts";
import { readInstrument } from "./records/instrument.ts";
import { readNeed } from "./records/need.ts";
import type { Unnumbered } from "./records/shared.ts";
import { readTeam } from "./records/team.ts";
import type { ListKind, ListReading, Origin, Problem, RecordOf, TableReading } from "./types.ts";

const READERS: { readonly [K in ListKind]: (row: RowCells) => Unnumbered<RecordOf[K]> | null } = {
  needs: readNeed,
  achievements: readAchievement,
  instruments: readInstrument,
  teams: readTeam,
};

/** Numbers given to records whose list has none: N12 is the need with serial number 12. */
const PREFIXES: Readonly<Record<ListKind, string>> = { needs: "N", achievements: "A", instruments: "I", teams: "T" };

/** The first record of a name, and the places of all of that name once there are two. */
interface Namesakes<T> {
  readonly own: string | undefined;
  readonly record: Unnumbered<T>;
  places?: Map<string, Origin>;
}

/** Gathers records and problems, gives every record a number of its own and sets aside what stands in the list twice. */
export class RecordCollector<K extends ListKind> {
  readonly #kind: K;
  readonly #records: RecordOf[K][] = [];
  readonly #problems: Problem[] = [];
  readonly #byId = new Map<string, Origin>();
  readonly #madeIds = new Set<string>();
  readonly #byName = new Map<string, Namesakes<RecordOf[K]>>();
  #refused = 0;
  #warned = 0;

  constructor(kind: K) {
    this.#kind = kind;
  }

  tell(problem: Problem): void {
    this.#problems.push(problem);
  }

  refuse(problem: Problem): void {
    this.#refused += 1;
    this.#problems.push(problem);
  }

  /** @param serial the running number that the list gives the row, which is no identity but what a person calls it by */
  add(row: RowCells, serial: string | undefined, sheetIndex: number): void {
    const read = READERS[this.#kind] as (row: RowCells) => Unnumbered<RecordOf[K]> | null;
    const record = read(row);
    if (record === null) {
      this.#refused += 1;
      this.#problems.push(...row.problems);
      return;
    }
    const own = row.number("id");
    const same = this.#findSame(own, record);
    if (same !== undefined) {
      this.refuse(makeProblem("lists.row_repeated", row.origin, { first: same }));
      return;
    }
    const id = this.#numberFor(own, serial, row, sheetIndex);
    if (id !== own) this.#madeIds.add(id);
    this.#byId.set(id, row.origin);
    this.#records.push({ id, ...record } as RecordOf[K]);
    this.#problems.push(...row.problems);
    if (row.problems.some((problem) => problem.level === "warning")) this.#warned += 1;
  }

  /** Where the list says the same already. What records say in full is compared only where they share a name. */
  #findSame(own: string | undefined, record: Unnumbered<RecordOf[K]>): Origin | undefined {
    const { title, name = title ?? "" } = record as { title?: string; name?: string };
    const known = this.#byName.get(name);
    if (known === undefined) {
      this.#byName.set(name, { own, record });
      return undefined;
    }
    known.places ??= new Map([[contentKey(known.own, known.record), known.record.origin]]);
    const content = contentKey(own, record);
    const same = known.places.get(content);
    if (same === undefined) known.places.set(content, record.origin);
    return same;
  }

  #numberFor(own: string | undefined, serial: string | undefined, row: RowCells, sheetIndex: number): string {
    const prefix = PREFIXES[this.#kind];
    const place = `${sheetIndex > 0 ? `${sheetIndex + 1}-` : ""}${row.origin.row ?? this.#records.length + 1}`;
    if (own === undefined) {
      const called = `${prefix}${serial !== undefined && /^[\w-]{1,12}$/.test(serial) ? serial : place}`;
      return this.#byId.has(called) ? this.#free(`${prefix}-${place}`) : called;
    }
    const taken = this.#byId.get(own);
    if (taken === undefined) return own;
    const given = this.#free(`${own}-${place}`);
    row.problems.push(makeProblem("lists.id_repeated", row.origin, { value: own, first: taken, given }));
    return given;
  }

  #free(id: string): string {
    let free = id;
    for (let more = 2; this.#byId.has(free); more++) free = `${id}-${more}`;
    return free;
  }

  finish(tables: readonly TableReading[]): ListReading<K> {
    return {
      kind: this.#kind,
      records: this.#records,
      problems: this.#problems,
      tables,
      madeIds: this.#madeIds,
      read: this.#records.length + this.#refused,
      warned: this.#warned,
      refused: this.#refused,
    };
  }
}

/** Two rows are the same entry when all that they say is the same, whatever their place and running number. */
function contentKey(own: string | undefined, record: object): string {
  const { origin: _, ...said } = record as { origin: Origin };
  return JSON.stringify([own ?? "", said], (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
}
