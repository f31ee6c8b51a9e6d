/**
 * Which formula an index was built by. What a passage's codes say depends on it, so a need that is read by another formula
 * would be compared with them and get scores that mean nothing.
 */
import { CONTEXT_PARAMETERS } from "./embed/contexts.ts";
import { VECTOR_PARAMETERS } from "./embed/gram-vectors.ts";
import { DIRECTION_PARAMETERS } from "./embed/meaning.ts";
import { ASSOCIATION_PARAMETERS } from "./embed/ppmi.ts";
import { GENERIC_LISTS } from "./generic-words.ts";
import { COUNTED_PASSAGES } from "./index/combine.ts";
import { NEED_PARAMETERS } from "./need-vector.ts";
import type { Weights } from "./weights.ts";

// To be raised with every change of a score that no number below shows. A test says when.
const REVISION = 1;

/** The formula with these weights, as one line of text: the same formula has the same line. */
export function describeFormula({ needTitle, needBackground, needExponent, candidateTitle, meaning }: Weights): string {
  return JSON.stringify({
    REVISION,
    weights: { needTitle, needBackground, needExponent, candidateTitle, meaning },
    need: NEED_PARAMETERS,
    directions: DIRECTION_PARAMETERS,
    vectors: VECTOR_PARAMETERS,
    contexts: CONTEXT_PARAMETERS,
    associations: ASSOCIATION_PARAMETERS,
    generic: GENERIC_LISTS,
    COUNTED_PASSAGES,
  });
}
