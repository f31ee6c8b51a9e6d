/**
 * Positive pointwise mutual information of a gram and the grams around it:
 *
 *     max(0, ln( n(g, c) / (n(g) x p(c)) ) - shift)     p(c) = n(c)^0.85 / sum of n^0.85
 *
 * How much more often they stand in one clause than chance would have it (Church, Hanks 1990). An exponent below 1 and the
 * shift are after Levy, Goldberg, Dagan: Improving Distributional Similarity, TACL 3, 2015, 3.1 and 3.2: rare
 * contexts count for less, and weak associations not at all.
 */
import type { Contexts } from "./contexts.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";

/** Associations of one gram: context grams, and how strongly each is associated. */
export interface Associations {
  readonly contexts: readonly number[];
  readonly strengths: readonly number[];
}

const CONTEXT_EXPONENT = 0.85;
const SHIFT = 1;

/** What of this file an index depends on; see formula.ts. */
export const ASSOCIATION_PARAMETERS = { CONTEXT_EXPONENT, SHIFT } as const;

/** Gives the associations of any gram; its own presence in a clause is no company, unless it is a pair of contexts. */
export function associationsIn(contexts: Contexts): (gram: number) => Associations {
  const { contextGrams } = contexts;
  const counts = new Float64Array(contextGrams);
  const marginals = countMarginals(contexts);
  const powers = marginals.map((total) => total ** CONTEXT_EXPONENT);
  const sumOfPowers = powers.reduce((sum, power) => sum + power, 0);

  return (gram) => {
    const company = countCompany(contexts, gram, counts);
    const total = company.reduce((sum, context) => sum + counts[context]!, 0);
    const found: { contexts: number[]; strengths: number[] } = { contexts: [], strengths: [] };
    for (const context of company) {
      const strength = Math.log((counts[context]! * sumOfPowers) / (total * powers[context]!)) - SHIFT;
      counts[context] = 0;
      // A character that always stands alone is infinitely far from chance, and describes nothing but itself.
      if (strength > 0 && powers[context]! > 0) {
        found.contexts.push(context);
        found.strengths.push(strength);
      }
    }
    return found;
  };
}

/** The associations of all context grams with each other. */
export function associationMatrix(contextGrams: number, associationsOf: (gram: number) => Associations): SparseMatrix {
  const rowStart = new Uint32Array(contextGrams + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (let gram = 0; gram < contextGrams; gram++) {
    const { contexts, strengths } = associationsOf(gram);
    contexts.forEach((context, at) => {
      columns.push(context);
      values.push(strengths[at]!);
    });
    rowStart[gram + 1] = columns.length;
  }
  return {
    rows: contextGrams,
    width: contextGrams,
    rowStart,
    columns: Uint32Array.from(columns),
    values: Float64Array.from(values),
  };
}

/** By context, how often context grams keep its company: in each clause that holds it, all others do. */
function countMarginals({ contextGrams, clauseStart, clauseGrams }: Contexts): Float64Array {
  const marginals = new Float64Array(contextGrams);
  for (let clause = 0; clause + 1 < clauseStart.length; clause++) {
    const others = clauseStart[clause + 1]! - clauseStart[clause]! - 1;
    for (let member = clauseStart[clause]!; member < clauseStart[clause + 1]!; member++) {
      marginals[clauseGrams[member]!]! += others;
    }
  }
  return marginals;
}

// Adds up, in `counts`, how many clauses each context shares with a gram. Returns the contexts touched, in the order met.
function countCompany(contexts: Contexts, gram: number, counts: Float64Array): number[] {
  const { gramStart, gramClauses, clauseStart, clauseGrams } = contexts;
  const touched: number[] = [];
  for (let at = gramStart[gram]!; at < gramStart[gram + 1]!; at++) {
    const clause = gramClauses[at]!;
    for (let member = clauseStart[clause]!; member < clauseStart[clause + 1]!; member++) {
      const context = clauseGrams[member]!;
      if (context === gram) continue;
      if (counts[context] === 0) touched.push(context);
      counts[context]! += 1;
    }
  }
  return touched;
}
