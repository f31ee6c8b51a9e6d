import type { Bilingual } from "@dual-high/kernel";
import type { Tx } from "../../../platform/db/index.ts";
import { listDeliveryRows } from "../milestones/queries.ts";
import { stateOfMilestone } from "../milestones/rules.ts";
import type { AgreementRow } from "../queries.ts";
import { listReceiptsOf } from "../receipts/queries.ts";
import { countedOf, standOf } from "../receipts/stand.ts";
import { findRests } from "../rules.ts";
import type { AgreementContent } from "../types.ts";

/** What of a signed agreement is still open, in words; of another nothing. */
export async function listRests(tx: Tx, { id, state }: AgreementRow, content: AgreementContent): Promise<Bilingual[]> {
  if (state !== "signed") return [];
  const deliveries = await listDeliveryRows(tx, id);
  const unaccepted = content.milestones.filter((milestone) => {
    const own = deliveries.filter(({ milestoneId }) => milestoneId === milestone.id);
    return stateOfMilestone(own.map(({ decision }) => decision)) !== "accepted";
  });
  const receipts = await listReceiptsOf(tx, id);
  const { open } = standOf(content, receipts.map(countedOf), { today: "", isRunning: false });
  return findRests(
    unaccepted.map(({ title }) => title),
    open,
  );
}
