import type { Tx } from "../../../platform/db/index.ts";
import { withdrawOpenGates } from "../gates/queries.ts";
import { withdrawOpenReviews } from "../readiness/queries.ts";

/** Nothing is left to be judged or decided of a project that has ended. */
export async function closeOpen(tx: Tx, projectId: string): Promise<void> {
  await withdrawOpenGates(tx, projectId);
  await withdrawOpenReviews(tx, projectId);
}
