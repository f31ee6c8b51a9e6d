// What modules say in a brief: a figure or a standstill is one line of a module's own.
import type { Bilingual } from "@dual-high/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/index.ts";
import type { BriefAsked, BriefFigure, BriefPart, BriefRow, BriefStop } from "../ports.ts";

/** A figure: rows, each of which counts on a day, and what it counts for. */
interface FigureLine extends Pick<BriefFigure, "key" | "label" | "measure" | "unit"> {
  /** Beneath the scope, with what filters the list to the rows that are counted. */
  readonly path: string;
  /** `FROM ... WHERE ...`, to which a further condition is added. */
  readonly rows: RawBuilder<unknown>;
  /** Date of a row; rows without one do not count. */
  readonly day: RawBuilder<unknown>;
  /** Fen or minutes of a row; unset: one. */
  readonly amount?: RawBuilder<unknown>;
  /** What a row is called, and its page beneath the scope: texts. */
  readonly row: { readonly title: RawBuilder<unknown>; readonly path: RawBuilder<unknown> };
}

/** Something that stands still: rows that are too many if there is one. */
interface StopLine extends Pick<BriefStop, "key" | "whom" | "ask"> {
  readonly text: (count: string) => Bilingual;
  readonly path: string;
  readonly rows: RawBuilder<unknown>;
}

/**
 * Counts every line in one statement each, in their order; standstills that are none are left out. Where rows of one figure
 * are asked for, they alone are read.
 */
export async function tellBrief(
  tx: Tx,
  scopeId: string,
  asked: BriefAsked,
  lines: { readonly figures: readonly FigureLine[]; readonly stops: readonly StopLine[] },
): Promise<BriefPart> {
  if (asked.rowsOf !== undefined) {
    const line = lines.figures.find(({ key }) => key === asked.rowsOf);
    return line === undefined
      ? NOTHING
      : {
          ...NOTHING,
          figures: [await countLine(tx, scopeId, asked, line)],
          rows: await listLine(tx, scopeId, asked, line),
        };
  }
  const figures: BriefFigure[] = [];
  for (const line of lines.figures) figures.push(await countLine(tx, scopeId, asked, line));
  const stops: BriefStop[] = [];
  for (const { rows, text, path, ...line } of lines.stops) {
    const { rows: found } = await sql<{ count: number }>`SELECT count(*)::integer AS count ${rows}`.execute(tx.kysely);
    const count = found[0]?.count ?? 0;
    if (count > 0) stops.push({ ...line, text: text(String(count)), count, path: `/p/${scopeId}${path}` });
  }
  return { figures, stops };
}

const NOTHING: BriefPart = { figures: [], stops: [] };

async function countLine(
  tx: Tx,
  scopeId: string,
  { from, until, before, yearBefore }: BriefAsked,
  { key, label, measure, unit, rows, day, amount = sql`1`, path }: FigureLine,
): Promise<BriefFigure> {
  const within = (since: string, end: string) =>
    sql`coalesce(sum(${amount}) FILTER (WHERE ${day} >= ${since}::date AND ${day} < ${end}::date), 0)::bigint::text`;
  const { rows: found } = await sql<
    Record<"inPeriod" | "before" | "yearBefore" | "inAll", string> & { since: string | null }
  >`
    SELECT ${within(from, until)} AS "inPeriod", ${within(before.from, before.until)} AS before,
      ${within(yearBefore.from, yearBefore.until)} AS "yearBefore",
      coalesce(sum(${amount}), 0)::bigint::text AS "inAll", min(${day})::text AS since
    ${rows} AND ${day} < ${until}::date`.execute(tx.kysely);
  const {
    inPeriod = "0",
    before: earlier = "0",
    yearBefore: lastYear = "0",
    inAll = "0",
    since = null,
  } = found[0] ?? {};
  return {
    key,
    label,
    measure,
    unit,
    inPeriod: BigInt(inPeriod),
    before: BigInt(earlier),
    yearBefore: BigInt(lastYear),
    inAll: BigInt(inAll),
    since,
    path: `/p/${scopeId}${path}`,
  };
}

/** More than anybody reads; the figure is reckoned from all. */
const MOST_ROWS = 500;

async function listLine(
  tx: Tx,
  scopeId: string,
  { from, until }: BriefAsked,
  { rows, day, amount = sql`1`, row }: FigureLine,
): Promise<BriefRow[]> {
  const { rows: found } = await sql<{ day: string; title: string; amount: string; path: string }>`
    SELECT (${day})::text AS day, ${row.title} AS title, (${amount})::bigint::text AS amount, ${row.path} AS path
    ${rows} AND ${day} >= ${from}::date AND ${day} < ${until}::date
    ORDER BY ${day} DESC, 2, 4 LIMIT ${MOST_ROWS}`.execute(tx.kysely);
  return found.map((each) => ({ ...each, amount: BigInt(each.amount), path: `/p/${scopeId}${each.path}` }));
}
