/**
 * What is known about a need and a candidate beside their texts. Everything may be unknown; what is unknown counts neither
 * for nor against anybody.
 */

/** Money in fen. Both ends inclusive; a single figure has `low === high`. */
export interface Money {
  readonly low: bigint;
  readonly high: bigint;
}

/** Where somebody is, from the narrowest that is known. */
export interface Place {
  /** A zone and a university that work together have the same. */
  readonly pair?: string;
  readonly city?: string;
  readonly province?: string;
}

interface SharedFacts {
  /**
   * Places on the industrial chain, each as its path from the chain's root: ["合成生物", "发酵", "纯化"]. Empty or absent: not
   * known.
   */
  readonly chain?: readonly (readonly string[])[];
  readonly place?: Place;
}

export interface NeedFacts extends SharedFacts {
  /** `YYYY-MM-DD`: when the solution has to be in use. */
  readonly deadline?: string;
  readonly budget?: Money;
}

export interface CandidateFacts extends SharedFacts {
  /** Technology readiness level 1-9 (GB/T 22900). */
  readonly readiness?: number;
  /** What the candidate asks, or work of this kind usually costs. */
  readonly cost?: Money;
  /** Contracts that ended: as agreed, or otherwise. */
  readonly record?: { readonly fulfilled: number; readonly failed: number };
  /** Needs that are being worked on, and how many there can be at a time. */
  readonly load?: { readonly current: number; readonly capacity: number };
}

/** A feature's judgement of a pair: -1 (speaks against) to 1 (speaks for); null where what it needs is not known. */
export type Judge = (need: NeedFacts, candidate: CandidateFacts, today: string) => number | null;

export function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
