/** Seeded assignment problems, in the engine's format and in the numbers that the peers take. */
import type { AssignmentProblem, ScoredPair } from "@dual-high/matching";
import { seededChance } from "../seeded-chance.ts";

/** Values of scores are whole numbers of this part, so that all solvers add exactly. */
export const UNIT = 1e-6;

export interface Instance {
  readonly needs: number;
  readonly suppliers: number;
  readonly needMax: number;
  readonly supplierMax: number;
  /** Of each edge; edges of a need stand together. */
  readonly need: Int32Array;
  readonly supplier: Int32Array;
  /** In units of {@link UNIT}, 1 to 1,000,000. */
  readonly value: Int32Array;
}

export interface Shape extends Pick<Instance, "needs" | "suppliers" | "needMax" | "supplierMax"> {
  /** Different suppliers of each need, drawn evenly; values are even too. */
  readonly edges: number;
}

export function makeInstance({ needs, suppliers, needMax, supplierMax, edges }: Shape, seed: number): Instance {
  const chance = seededChance(seed);
  const need = new Int32Array(needs * edges);
  const supplier = new Int32Array(needs * edges);
  const value = new Int32Array(needs * edges);
  for (let n = 0, at = 0; n < needs; n++) {
    const drawn = new Set<number>();
    while (drawn.size < edges) drawn.add(edges === suppliers ? drawn.size : Math.floor(chance() * suppliers));
    for (const s of drawn) {
      need[at] = n;
      supplier[at] = s;
      value[at++] = 1 + Math.floor(chance() * 1_000_000);
    }
  }
  return { needs, suppliers, needMax, supplierMax, need, supplier, value };
}

export function toProblem(instance: Instance): AssignmentProblem {
  const { needs, suppliers, needMax, supplierMax, need, supplier, value } = instance;
  const needIds = Array.from({ length: needs }, (_, n) => `n${n}`);
  const supplierIds = Array.from({ length: suppliers }, (_, s) => `s${s}`);
  return {
    needs: needIds.map((id) => ({ id, max: needMax })),
    suppliers: supplierIds.map((id) => ({ id, max: supplierMax })),
    edges: Array.from(value, (units, e): ScoredPair => [needIds[need[e]!]!, supplierIds[supplier[e]!]!, units / 1e6]),
  };
}
