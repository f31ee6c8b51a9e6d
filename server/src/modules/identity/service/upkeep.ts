import { type Database, withSystem } from "../../../platform/db/index.ts";
import { deleteSpent } from "../queries.ts";

/** Counters, sessions and answers that nobody can use any more. May run anywhere and at any time. */
export async function runUpkeep(db: Database): Promise<void> {
  await withSystem(db, deleteSpent);
}
