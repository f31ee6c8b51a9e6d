import type { Outbox } from "../../../platform/outbox/index.ts";
import { needChanged } from "../events.ts";
import { findNeedRow } from "../queries.ts";
import { indexNeeds } from "../search.ts";

/** What an enterprise changes from outside the pair is found by its new words soon after. */
export function keepFindable(outbox: Outbox): void {
  outbox.subscribe(needChanged, "needs.keep_findable", async (tx, { payload }) => {
    const need = await findNeedRow(tx, payload.needId);
    if (need !== null) await indexNeeds(tx, [need]);
  });
}
