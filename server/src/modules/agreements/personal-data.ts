import type { PersonalData } from "../identity/index.ts";
import { collectAgreementsOf } from "./queries.ts";
import { collectReceiptsOf } from "./receipts/queries.ts";
import { collectDistributionsOf } from "./shares/queries.ts";

/** An agreement is the pair's, and says who drew it up by an id that leads nowhere once the account is erased. */
export const agreementsPersonalData: PersonalData = {
  section: "agreements",
  collect: async (tx, userId) => ({
    ...(await collectAgreementsOf(tx, userId)),
    receipts: await collectReceiptsOf(tx, userId),
    distributions: await collectDistributionsOf(tx, userId),
  }),
  erase: async () => {},
};
