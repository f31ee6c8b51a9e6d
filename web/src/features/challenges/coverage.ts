// What a team covers, worked out where it is edited so that a swap is seen at once; the server says the same when it is kept.
import type { Wish } from "./data.ts";

/** Somebody in a team, as far as coverage goes. */
export interface Covering {
  readonly key: string;
  readonly name: string;
  readonly isSenior: boolean;
  readonly covers: readonly string[];
}

export interface CoverageRow {
  /** Null: a senior. */
  readonly term: string | null;
  readonly times: number;
  /** Keys of those who have it. */
  readonly by: ReadonlySet<string>;
  readonly lacks: number;
}

export function coverageOf({ capabilities, limits }: Wish, members: readonly Covering[]): CoverageRow[] {
  const rowOf = (term: string | null, times: number, has: (member: Covering) => boolean): CoverageRow => {
    const by = new Set(members.filter(has).map(({ key }) => key));
    return { term, times, by, lacks: Math.max(0, times - by.size) };
  };
  return [
    ...capabilities.map(({ term, times }) => rowOf(term, times, ({ covers }) => covers.includes(term))),
    ...(limits.seniors > 0 ? [rowOf(null, limits.seniors, ({ isSenior }) => isSenior)] : []),
  ];
}

export function lackingOf(rows: readonly CoverageRow[]): CoverageRow[] {
  return rows.filter(({ lacks }) => lacks > 0);
}

/** The members with somebody in another's place, or added where nobody is named. */
export function withMember<M extends Covering>(members: readonly M[], place: string | null, next: M): M[] {
  if (place === null) return [...members, next];
  return members.map((member) => (member.key === place ? next : member));
}
