// The same work is applied for once at a time, and granted once.
import type { Tx } from "../../../../platform/db/index.ts";
import { findTwin } from "./origin-queries.ts";
import type { ApplicationRow } from "./queries.ts";
import { proofError } from "./rules.ts";

export async function refuseTwin(tx: Tx, application: ApplicationRow): Promise<void> {
  const twin = await findTwin(tx, application, "any");
  if (twin === null) return;
  const { originNumber: origin } = application;
  if (twin.isSameCall) throw proofError("transformation.proof_duplicate", { origin });
  throw proofError("transformation.proof_elsewhere", { origin, number: twin.number });
}

export async function refuseGrantedTwice(tx: Tx, application: ApplicationRow): Promise<void> {
  const twin = await findTwin(tx, application, "granted");
  if (twin === null) return;
  throw proofError("transformation.proof_elsewhere", { origin: application.originNumber, number: twin.number });
}
