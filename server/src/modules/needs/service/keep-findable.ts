import type { Tx } from "../../../platform/db/index.ts";
import type { Outbox } from "../../../platform/outbox/index.ts";
import { needChanged, needSubmitted, needVisibilityChanged } from "../events.ts";
import { findNeedRow } from "../queries.ts";
import { indexNeeds } from "../search.ts";

/** What an enterprise states or changes from outside the pair is found by its words soon after. */
export function keepFindable(outbox: Outbox): void {
  const keep = async (tx: Tx, { payload }: { readonly payload: { readonly needId: string } }) => {
    const need = await findNeedRow(tx, payload.needId);
    if (need !== null) await indexNeeds(tx, [need]);
  };
  outbox.subscribe(needSubmitted, "needs.keep_findable_as_submitted", keep);
  outbox.subscribe(needChanged, "needs.keep_findable", keep);
  outbox.subscribe(needVisibilityChanged, "needs.keep_findable_as_opened", keep);
}
