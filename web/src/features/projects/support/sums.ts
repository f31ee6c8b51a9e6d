import type { Project } from "../data.ts";

export const SIDES = ["university", "zone"] as const;
export type Side = (typeof SIDES)[number];
export const SUPPORT_KINDS = ["money", "space", "equipment", "people", "policy"] as const;
export type SupportKind = (typeof SUPPORT_KINDS)[number];

export interface KindSum {
  readonly count: number;
  readonly delivered: number;
  readonly promisedFen: bigint;
  readonly deliveredFen: bigint;
  readonly promisedHundredths: number;
  readonly deliveredHundredths: number;
  readonly unit: { readonly zh: string; readonly en: string } | null;
  readonly words: readonly string[];
}

type Support = Project["support"];

/** What one side gives of one kind, without what was taken back. */
export function sumOf(support: Support, side: Side, kind: SupportKind): KindSum {
  const own = support.filter((each) => each.side === side && each.kind === kind && each.state !== "withdrawn");
  const fen = (of: (each: Support[number]) => string | null) =>
    own.reduce((sum, each) => sum + BigInt(of(each) ?? 0), 0n);
  return {
    count: own.length,
    delivered: own.filter(({ state }) => state === "delivered").length,
    promisedFen: fen(({ valueFen }) => valueFen),
    deliveredFen: fen(({ deliveredFen }) => deliveredFen),
    promisedHundredths: own.reduce((sum, { quantityHundredths }) => sum + (quantityHundredths ?? 0), 0),
    deliveredHundredths: own.reduce((sum, { deliveredHundredths }) => sum + deliveredHundredths, 0),
    unit: own[0]?.unit ?? null,
    words: own.map(({ description }) => description),
  };
}

export interface SideSum {
  readonly promisedFen: bigint;
  readonly deliveredFen: bigint;
  readonly stated: number;
}

/** All that one side gives: what is valued in money, and how much is stated without a value. */
export function totalOf(support: Support, side: Side): SideSum {
  const own = support.filter((each) => each.side === side && each.state !== "withdrawn");
  return {
    promisedFen: own.reduce((sum, { valueFen }) => sum + BigInt(valueFen ?? 0), 0n),
    deliveredFen: own.reduce((sum, { deliveredFen }) => sum + BigInt(deliveredFen), 0n),
    stated: own.filter(({ valueFen }) => valueFen === null).length,
  };
}

export function quantityText(hundredths: number): string {
  return (hundredths / 100).toLocaleString("en-US", { maximumFractionDigits: 2 });
}
