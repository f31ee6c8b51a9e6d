// What modules say in a brief: a figure or a standstill is one line of a module's own.
import type { Bilingual } from "@dual-high/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/index.ts";
import type { BriefFigure, BriefPart, BriefStop, Period } from "../ports.ts";

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
}

/** Something that stands still: rows that are too many if there is one. */
interface StopLine extends Pick<BriefStop, "key" | "whom" | "ask"> {
  readonly text: (count: string) => Bilingual;
  readonly path: string;
  readonly rows: RawBuilder<unknown>;
}

/** Counts every line in one statement each, in their order; standstills that are none are left out. */
export async function tellBrief(
  tx: Tx,
  scopeId: string,
  { from, until }: Period,
  lines: { readonly figures: readonly FigureLine[]; readonly stops: readonly StopLine[] },
): Promise<BriefPart> {
  const figures: BriefFigure[] = [];
  for (const { rows, day, amount = sql`1`, path, ...line } of lines.figures) {
    const { rows: found } = await sql<{ inPeriod: string; inAll: string }>`
      SELECT coalesce(sum(${amount}) FILTER (WHERE ${day} >= ${from}::date), 0)::bigint::text AS "inPeriod",
        coalesce(sum(${amount}), 0)::bigint::text AS "inAll"
      ${rows} AND ${day} < ${until}::date`.execute(tx.kysely);
    const { inPeriod = "0", inAll = "0" } = found[0] ?? {};
    figures.push({ ...line, inPeriod: BigInt(inPeriod), inAll: BigInt(inAll), path: `/p/${scopeId}${path}` });
  }
  const stops: BriefStop[] = [];
  for (const { rows, text, path, ...line } of lines.stops) {
    const { rows: found } = await sql<{ count: number }>`SELECT count(*)::integer AS count ${rows}`.execute(tx.kysely);
    const count = found[0]?.count ?? 0;
    if (count > 0) stops.push({ ...line, text: text(String(count)), count, path: `/p/${scopeId}${path}` });
  }
  return { figures, stops };
}
