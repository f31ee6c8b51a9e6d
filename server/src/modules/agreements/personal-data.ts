import type { PersonalData } from "../identity/index.ts";
import { collectAgreementsOf } from "./queries.ts";

/** An agreement is the pair's, and says who drew it up by an id that leads nowhere once the account is erased. */
export const agreementsPersonalData: PersonalData = {
  section: "agreements",
  collect: collectAgreementsOf,
  erase: async () => {},
};
