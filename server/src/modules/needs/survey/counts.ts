import type { FloorCounts } from "./queries/rounds.ts";
import type { Counts } from "./types.ts";

export const NO_COUNTS: Counts = {
  planned: 0,
  visited: 0,
  refused: 0,
  movedOut: 0,
  nobodyThere: 0,
  open: 0,
  needs: 0,
};

export function countsOf(row: FloorCounts): Counts {
  const { planned, visited, refused, movedOut, nobodyThere, needs } = row;
  const open = planned - visited - refused - movedOut - nobodyThere;
  return { planned, visited, refused, movedOut, nobodyThere, open, needs };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    planned: a.planned + b.planned,
    visited: a.visited + b.visited,
    refused: a.refused + b.refused,
    movedOut: a.movedOut + b.movedOut,
    nobodyThere: a.nobodyThere + b.nobodyThere,
    open: a.open + b.open,
    needs: a.needs + b.needs,
  };
}
