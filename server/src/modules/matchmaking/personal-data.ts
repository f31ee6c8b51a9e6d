import type { PersonalData } from "../identity/index.ts";
import { collectMatchingOf } from "./queries/personal-data.ts";

/** What somebody decided and noted is the pair's and says who by an id that leads nowhere once the account is erased. */
export const matchmakingPersonalData: PersonalData = {
  section: "matchmaking",
  collect: collectMatchingOf,
  erase: async () => {},
};
