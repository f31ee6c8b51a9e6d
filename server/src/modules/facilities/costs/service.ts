import type { Tx } from "../../../platform/db/index.ts";
import { readClock } from "../booking/queries.ts";
import { type CostRow, listChargedCosts } from "./queries.ts";
import { rentBetween } from "./rent.ts";
import type { FacilityCosts } from "./types.ts";

/** Hours, campaigns and rooms that are charged to an agreement or a project; the caller has been let in to that. */
export async function showFacilityCosts(tx: Tx, chargeId: string): Promise<FacilityCosts> {
  const rows = await listChargedCosts(tx, chargeId);
  const { today } = await readClock(tx);
  const priced = rows.map((row) => ({ row, ...priceOf(row, today) }));
  return {
    items: priced.map(({ row, expected, owed }) => {
      const { monthFen: _, ...item } = row;
      return { ...item, expectedFen: expected.toString(), owedFen: owed.toString() };
    }),
    expectedFen: priced.reduce((sum, { expected }) => sum + expected, 0n).toString(),
    owedFen: priced.reduce((sum, { owed }) => sum + owed, 0n).toString(),
  };
}

function priceOf({ monthFen, startsOn, endsBefore, expectedFen, owedFen }: CostRow, today: string) {
  if (monthFen === null || endsBefore === null) return { expected: expectedFen ?? 0n, owed: owedFen ?? 0n };
  const until = endsBefore < today ? endsBefore : today;
  return { expected: rentBetween(startsOn, endsBefore, monthFen), owed: rentBetween(startsOn, until, monthFen) };
}
