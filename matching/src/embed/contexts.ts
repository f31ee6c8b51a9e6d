/** What stands together: the clauses of all texts, each as the set of its grams. */
import { fold, isPair, visitGrams } from "../text.ts";
import type { TextItem } from "../types.ts";

/** Clauses and grams by number, in both directions. Those that serve as contexts come first. */
export interface Contexts {
  /** Every gram that is counted, those that {@link contextGrams} counts first. */
  readonly grams: readonly string[];
  /** Only the first so many of `grams` are what others are described by. */
  readonly contextGrams: number;
  /** The context grams of clause i, each once: clauseGrams[clauseStart[i]] up to clauseStart[i + 1]. */
  readonly clauseStart: Uint32Array;
  readonly clauseGrams: Uint32Array;
  /** The clauses that hold gram g: gramClauses[gramStart[g]] up to gramStart[g + 1]. */
  readonly gramStart: Uint32Array;
  readonly gramClauses: Uint32Array;
}

const CLAUSE_END = /[,;:.!?()[\]、。\n]+/u;

// Bounds on the work and the memory, whatever the size of the list. Above them clauses are taken at even distances and
// the most frequent grams are kept, which are those whose company is known best. They are just above what the judged lists hold:
// nothing is known to get better with more, and learning is what a pair's run waits for.
const MOST_CLAUSES = 16_000;
const MOST_CONTEXT_GRAMS = 4_000;
const MOST_GRAMS = 36_000;
const MOST_PAIRS = 2_000;
const FEWEST_CLAUSES_OF_PAIR = 5;

/** What of this file an index depends on; see formula.ts. */
export const CONTEXT_PARAMETERS = {
  MOST_CLAUSES,
  MOST_CONTEXT_GRAMS,
  MOST_GRAMS,
  MOST_PAIRS,
  FEWEST_CLAUSES_OF_PAIR,
} as const;

/** What is learnt from: every gram by the single grams around it, and the frequent pairs by each other. */
export interface ReadContexts {
  readonly all: Contexts;
  readonly pairs: Contexts;
}

/** Reads texts in their order; equal frequencies are ordered by first appearance. */
export function readContexts(texts: readonly TextItem[]): ReadContexts {
  const clauses = pickEvenly(
    texts
      .flatMap(({ title, content }) => [...fold(title).split(CLAUSE_END), ...fold(content).split(CLAUSE_END)])
      .filter((clause) => clause !== ""),
    MOST_CLAUSES,
  ).map(gramsOf);

  const holders = new Map<string, number>();
  for (const grams of clauses) for (const gram of grams) holders.set(gram, (holders.get(gram) ?? 0) + 1);
  const byFrequency = [...holders.keys()].sort((a, b) => holders.get(b)! - holders.get(a)!);
  const contextGrams = byFrequency.filter((gram) => !isPair(gram)).slice(0, MOST_CONTEXT_GRAMS);
  const isContext = new Set(contextGrams);
  const grams = [...contextGrams, ...byFrequency.filter((gram) => !isContext.has(gram))].slice(0, MOST_GRAMS);
  const pairs = byFrequency.filter((gram) => isPair(gram) && holders.get(gram)! >= FEWEST_CLAUSES_OF_PAIR);
  const frequentPairs = pairs.slice(0, MOST_PAIRS);
  return {
    all: numberContexts(clauses, grams, contextGrams.length),
    pairs: numberContexts(clauses, frequentPairs, frequentPairs.length),
  };
}

function numberContexts(
  clauses: readonly (readonly string[])[],
  grams: readonly string[],
  contextGrams: number,
): Contexts {
  const numbers = new Map(grams.map((gram, at) => [gram, at]));

  const numbered = clauses.map((clause) =>
    clause.map((gram) => numbers.get(gram)).filter((gram): gram is number => gram !== undefined),
  );
  const contextsOnly = numbered.map((clause) => clause.filter((gram) => gram < contextGrams));
  const [clauseStart, clauseGrams] = pack(contextsOnly);
  const clausesOf = grams.map((): number[] => []);
  numbered.forEach((clause, at) => {
    for (const gram of clause) clausesOf[gram]!.push(at);
  });
  const [gramStart, gramClauses] = pack(clausesOf);
  return { grams, contextGrams, clauseStart, clauseGrams, gramStart, gramClauses };
}

function gramsOf(clause: string): string[] {
  const grams = new Set<string>();
  visitGrams(clause, (gram) => grams.add(gram));
  return [...grams];
}

function pickEvenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)]!);
}

function pack(lists: readonly (readonly number[])[]): [Uint32Array, Uint32Array] {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((list, at) => {
    start[at + 1] = start[at]! + list.length;
  });
  const packed = new Uint32Array(start[lists.length]!);
  lists.forEach((list, at) => packed.set(list, start[at]));
  return [start, packed];
}
