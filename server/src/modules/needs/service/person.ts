import type { PersonalData } from "../../identity/index.ts";
import { collectNeedsOf } from "../queries.ts";
import { removeNames } from "../survey/queries/people.ts";
import { collectVisitsOf } from "../survey/queries/visits.ts";
import { collectInvitationsOf, forgetReaderName } from "../visibility-queries.ts";
import { collectRewritesOf } from "../rewrite-queries.ts";

/** A need is the enterprise's, and says who changed it by an id that leads nowhere once the account is erased. So does a visit. */
export const needsPersonalData: PersonalData = {
  section: "needs",
  collect: async (tx, userId) => ({
    needs: await collectNeedsOf(tx, userId),
    invitations: await collectInvitationsOf(tx, userId),
    visits: await collectVisitsOf(tx, userId),
    rewrites: await collectRewritesOf(tx, userId),
  }),
  erase: async (tx, userId) => {
    await removeNames(tx, userId);
    await forgetReaderName(tx, userId);
  },
};
