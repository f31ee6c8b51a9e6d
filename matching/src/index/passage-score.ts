/** The score of single passages, for those who ask about one candidate. The same to the last bit as in a search. */
import { sumOfRow } from "./accumulate.ts";
import { type Block, rankOfRareTerm } from "./block.ts";
import type { CodedNeed } from "./codes.ts";

/** The score of a passage of the block. */
export function scorePassage(block: Block, passage: number, need: CodedNeed): number {
  let sparse = 0;
  for (let at = 0; at < need.terms.length; at++) {
    sparse += need.weights[at]! * codeInPassage(block, need.terms[at]!, passage);
  }
  const dense = sumOfRow(block, passage, need.dense);
  return (sparse * block.unit[passage]!) / need.scale + (dense * block.denseUnit[passage]!) / need.denseScale;
}

/** The code of a term in a passage of the block, 0 where it does not occur: binary search. */
export function codeInPassage(block: Block, term: number, passage: number): number {
  if (term < block.commonTerms) {
    const at = search(block.forwardTerm, block.forwardStart[passage]!, block.forwardStart[passage + 1]!, term);
    return at < 0 ? 0 : block.forwardCode[at]!;
  }
  const rank = rankOfRareTerm(block, term);
  if (rank < 0) return 0;
  const at = search(block.postingPassage, block.postingStart[rank]!, block.postingStart[rank + 1]!, passage);
  return at < 0 ? 0 : block.postingCode[at]!;
}

function search(ascending: Uint16Array, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low < to && ascending[low] === wanted ? low : -1;
}
