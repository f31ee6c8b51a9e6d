import type { PersonalData } from "../../identity/index.ts";
import { collectNeedsOf } from "../queries.ts";

/** A need is the enterprise's, and says who changed it by an id that leads nowhere once the account is erased. */
export const needsPersonalData: PersonalData = {
  section: "needs",
  collect: collectNeedsOf,
  erase: async () => {},
};
