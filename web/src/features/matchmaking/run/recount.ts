import type { RunNeed } from "../data.ts";
import type { DecisionKind } from "../labels.ts";

const COUNTED = { accepted: "accepted", refused: "refused", postponed: "postponed", none: "undecided" } as const;

/** The counts of a need's row after a decision went from one kind to another. */
export function recount<Row extends Pick<RunNeed, (typeof COUNTED)[DecisionKind]>>(
  row: Row,
  from: DecisionKind,
  to: DecisionKind,
): Row {
  if (from === to) return row;
  return { ...row, [COUNTED[from]]: row[COUNTED[from]] - 1, [COUNTED[to]]: row[COUNTED[to]] + 1 };
}
