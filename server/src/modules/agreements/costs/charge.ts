import { mayIn } from "../../../platform/access/index.ts";
import type { ChargeSource } from "../../facilities/index.ts";
import { listAgreementFacts, listAgreementStanding } from "../in-force-queries.ts";
import { listAgreementsNumbered } from "./queries.ts";

/** Agreements as what facilities charge their costs to. */
export const agreementCharge: ChargeSource = {
  pattern: /^AGR-\d{4}-\d{6,}$/,
  async find(tx, { caller }, number) {
    const mayRead = (scopeId: string | null) => scopeId !== null && mayIn(caller, "agreement.read", scopeId);
    const found = await listAgreementsNumbered(tx, number);
    const open = found.filter(({ scopeId, enterpriseId }) => mayRead(scopeId) || mayRead(enterpriseId));
    return listAgreementFacts(
      tx,
      open.map(({ id }) => id),
    );
  },
  async beginsOn(tx, id) {
    const [standing] = await listAgreementStanding(tx, [id]);
    return standing?.startsOn ?? null;
  },
};
