import type { PersonalData } from "../identity/index.ts";
import { collectConsortiaOf } from "./queries/consortia.ts";

/** A consortium is its zone's, and says who did what by an id that leads nowhere once the account is erased. */
export const consortiaPersonalData: PersonalData = {
  section: "consortia",
  collect: collectConsortiaOf,
  erase: async () => {},
};
