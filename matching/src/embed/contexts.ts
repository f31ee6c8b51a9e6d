/** What stands together: the clauses of all texts, each as the set of its grams. */
import { GramCounter } from "../gram-counter.ts";
import { fold, isPair } from "../text.ts";
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
  const clauses = numberClauses(
    pickEvenly(
      texts
        .flatMap(({ title, content }) => [...fold(title).split(CLAUSE_END), ...fold(content).split(CLAUSE_END)])
        .filter((clause) => clause !== ""),
      MOST_CLAUSES,
    ),
  );
  const { grams, holders } = clauses;
  const byFrequency = orderByFrequency(holders, clauses.start.length);
  const isPairOf = Uint8Array.from(grams, (gram) => Number(isPair(gram)));
  const contextGrams = byFrequency.filter((gram) => isPairOf[gram] === 0).slice(0, MOST_CONTEXT_GRAMS);
  const isContext = new Set(contextGrams);
  const described = [...contextGrams, ...byFrequency.filter((gram) => !isContext.has(gram))].slice(0, MOST_GRAMS);
  const pairs = byFrequency.filter((gram) => isPairOf[gram] === 1 && holders[gram]! >= FEWEST_CLAUSES_OF_PAIR);
  const frequentPairs = pairs.slice(0, MOST_PAIRS);
  return {
    all: contextsOf(clauses, described, contextGrams.length),
    pairs: contextsOf(clauses, frequentPairs, frequentPairs.length),
  };
}

/** The clauses by their grams, numbered in order of first appearance: those of clause i are members[start[i]] up to start[i + 1]. */
interface NumberedClauses {
  readonly grams: readonly string[];
  /** By gram, how many clauses hold it. */
  readonly holders: readonly number[];
  readonly start: readonly number[];
  readonly members: readonly number[];
}

function numberClauses(clauses: readonly string[]): NumberedClauses {
  const counter = new GramCounter();
  const start = [0];
  const members: number[] = [];
  for (const clause of clauses) {
    counter.add(clause, 1);
    counter.end((gram) => members.push(gram));
    start.push(members.length);
  }
  return { grams: [...counter.numbers.keys()], holders: counter.holders, start, members };
}

/** Grams by their holders, most first; equal ones by number. `most` is more than a gram can have. */
function orderByFrequency(holders: readonly number[], most: number): Uint32Array {
  // One number for both sorts several times as fast as positions by a function.
  const packed = Float64Array.from(holders, (held, gram) => (most - held) * holders.length + gram).sort();
  return Uint32Array.from(packed, (value) => value % holders.length);
}

/** What stands together of the grams chosen, which get their numbers by their place. */
function contextsOf(
  { grams, start, members }: NumberedClauses,
  chosen: ArrayLike<number>,
  contextGrams: number,
): Contexts {
  const numbers = new Int32Array(grams.length).fill(-1);
  for (let number = 0; number < chosen.length; number++) numbers[chosen[number]!] = number;
  const clauses = start.length - 1;
  const clauseStart = new Uint32Array(clauses + 1);
  const gramStart = new Uint32Array(chosen.length + 1);
  for (let clause = 0; clause < clauses; clause++) {
    let contexts = 0;
    for (let at = start[clause]!; at < start[clause + 1]!; at++) {
      const number = numbers[members[at]!]!;
      if (number < 0) continue;
      gramStart[number + 1]! += 1;
      if (number < contextGrams) contexts += 1;
    }
    clauseStart[clause + 1] = clauseStart[clause]! + contexts;
  }
  for (let gram = 0; gram < chosen.length; gram++) gramStart[gram + 1]! += gramStart[gram]!;
  const clauseGrams = new Uint32Array(clauseStart[clauses]!);
  const gramClauses = new Uint32Array(gramStart[chosen.length]!);
  const next = gramStart.slice(0, -1);
  let context = 0;
  for (let clause = 0; clause < clauses; clause++) {
    for (let at = start[clause]!; at < start[clause + 1]!; at++) {
      const number = numbers[members[at]!]!;
      if (number < 0) continue;
      gramClauses[next[number]!++] = clause;
      if (number < contextGrams) clauseGrams[context++] = number;
    }
  }
  const written = Array.from(chosen, (gram) => grams[gram]!);
  return { grams: written, contextGrams, clauseStart, clauseGrams, gramStart, gramClauses };
}

function pickEvenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)]!);
}
