import type { PersonalData } from "../identity/index.ts";
import { collectBidsOf } from "./bids/queries.ts";
import { collectEvaluationsOf, eraseEvaluationsOf } from "./evaluation/queries.ts";
import { collectTeamsOf } from "./queries.ts";

/** What somebody formed and noted is the pair's and says who by an id that leads nowhere once the account is erased. */
export const challengesPersonalData: PersonalData = {
  section: "challenges",
  collect: async (tx, userId) => ({
    ...(await collectTeamsOf(tx, userId)),
    bids: await collectBidsOf(tx, userId),
    evaluations: await collectEvaluationsOf(tx, userId),
  }),
  erase: eraseEvaluationsOf,
};
