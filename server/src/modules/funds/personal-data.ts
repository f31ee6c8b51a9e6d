import type { PersonalData } from "../identity/index.ts";
import { collectFundsOf } from "./queries/funds.ts";

/** A ledger stays whole, and says who did what by an id that leads nowhere once the account is erased. */
export const fundsPersonalData: PersonalData = {
  section: "funds",
  collect: collectFundsOf,
  erase: async () => {},
};
