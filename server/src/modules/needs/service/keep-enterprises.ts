import type { Tx } from "../../../platform/db/index.ts";
import type { Outbox } from "../../../platform/outbox/index.ts";
import { ensureEnterprises, listImported } from "../../directory/index.ts";
import { contentOf } from "../content.ts";
import { needChanged, needSubmitted } from "../events.ts";
import { findNeedRow, listNamedEnterprises } from "../queries.ts";

/** What a new need names is entered with it (`enterEnterprises`); what its enterprise states or a later list says, soon after. */
export function keepEnterprises(outbox: Outbox): void {
  const keepOne = async (tx: Tx, { payload }: { readonly payload: { readonly needId: string } }) => {
    const need = await findNeedRow(tx, payload.needId);
    if (need === null || need.visibility === "restricted") return;
    const { enterprise: name, creditCode } = contentOf(need);
    if (name === null) return;
    await ensureEnterprises(tx, need.scopeId, [{ name, ...(creditCode === null ? {} : { creditCode }) }]);
  };
  outbox.subscribe(needSubmitted, "needs.keep_enterprise_of_submitted", keepOne);
  outbox.subscribe(needChanged, "needs.keep_enterprise_of_changed", keepOne);
  outbox.subscribe(listImported, "needs.keep_enterprises_of_list", async (tx, { payload, scopeId }) => {
    if (payload.kind !== "needs" || scopeId === null) return;
    await ensureEnterprises(tx, scopeId, await listNamedEnterprises(tx, scopeId));
  });
}
