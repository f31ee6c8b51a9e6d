// Which titles are nearly the same: pure.
import { compareName } from "./rules.ts";

export interface Titled {
  readonly id: string;
  readonly title: string;
  /** Names of people as a list writes them. */
  readonly inventors: string;
}

export interface Likeness {
  readonly firstId: string;
  readonly secondId: string;
  readonly likeness: number;
}

/** Two of five characters in a title may differ before it is another thing; of what people call variants, fewer do. */
const LEAST_LIKENESS = 0.8;
/** Somebody with more than this is no help in telling what is the same. */
const MOST_PER_PERSON = 300;

/** Pairs of nearly equal titles that have a person in common, the most alike first. */
export function findSimilar(records: readonly Titled[]): Likeness[] {
  const byPerson = new Map<string, number[]>();
  const pieces = records.map(({ title }) => piecesOf(compareName(title)));
  for (const [index, { inventors }] of records.entries()) {
    for (const person of peopleIn(inventors)) {
      const known = byPerson.get(person);
      if (known === undefined) byPerson.set(person, [index]);
      else known.push(index);
    }
  }
  const found = new Map<string, Likeness>();
  for (const indexes of byPerson.values()) {
    if (indexes.length < 2 || indexes.length > MOST_PER_PERSON) continue;
    for (const [place, first] of indexes.entries()) {
      for (const second of indexes.slice(place + 1)) {
        const likeness = likenessOf(pieces[first] ?? EMPTY, pieces[second] ?? EMPTY);
        const [a, b] = [records[first], records[second]];
        if (likeness < LEAST_LIKENESS || a === undefined || b === undefined) continue;
        found.set(`${a.id} ${b.id}`, { firstId: a.id, secondId: b.id, likeness });
      }
    }
  }
  return [...found.values()].sort((a, b) => b.likeness - a.likeness || (a.firstId < b.firstId ? -1 : 1));
}

const EMPTY: ReadonlySet<string> = new Set();

export function peopleIn(names: string): readonly string[] {
  return [
    ...new Set(
      names
        .split(/[;；,，、/\n]+/)
        .map(compareName)
        .filter((name) => name.length >= 2),
    ),
  ];
}

/** Pairs of neighbours; a figure counts whole, for 第1代 and 第2代 are two things. */
function piecesOf(title: string): ReadonlySet<string> {
  const parts = title.match(/\d+|[^\d]/gu) ?? [];
  return new Set(parts.map((part, index) => part + (parts[index + 1] ?? "")));
}

/** Dice: twice what they share over what they have. */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const piece of small) if (large.has(piece)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
