import type { Values } from "../../ui/record/merge.ts";

export interface FieldPair {
  readonly field: string;
  readonly kept: string;
  readonly other: string;
  /** Only where both say something does somebody have to choose; what one of them leaves empty is taken from the other. */
  readonly isChoice: boolean;
}

function words(value: string | boolean | undefined): string {
  if (typeof value === "boolean") return value ? "✓" : "";
  return (value ?? "").trim();
}

/** The fields in which two records differ, in the order of the form. */
export function compareRecords(kept: Values, other: Values): FieldPair[] {
  return Object.keys(kept).flatMap((field) => {
    const pair = { field, kept: words(kept[field]), other: words(other[field]) };
    if (pair.kept === pair.other) return [];
    return [{ ...pair, isChoice: pair.kept !== "" && pair.other !== "" }];
  });
}
