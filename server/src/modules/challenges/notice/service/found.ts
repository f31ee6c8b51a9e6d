// Which challenge somebody may see, and what of it.
import { accessError, authorize, type Caller, mayIn } from "../../../../platform/access/index.ts";
import type { Permission } from "../../../../platform/access/matrix.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { requireFound } from "../../require-found.ts";
import { type ChallengeRow, findChallengeRow } from "../queries.ts";

type Place = Pick<ChallengeRow, "scopeId" | "posterId" | "publishedAt">;

/** Of the office that posts it, or of the enterprise that poses it. */
function isParty(caller: Caller, { scopeId, posterId }: Pick<Place, "scopeId" | "posterId">): boolean {
  return mayIn(caller, "challenge.read", scopeId) || (posterId !== null && mayIn(caller, "challenge.read", posterId));
}

/** Holds a side of the pair's university, and so competes: sees the notice as any bidder does. */
export function isCompetitor(caller: Caller, { universityId }: Pick<ChallengeRow, "universityId">): boolean {
  return caller.readScopes.includes(universityId);
}

/** The number of bids, the needs and who did what: for the office and the poster, not for a university that may bid. */
export function seesParties(caller: Caller, challenge: ChallengeRow): boolean {
  return isParty(caller, challenge) && !isCompetitor(caller, challenge);
}

/**
 * Whom the audience reaches is the database's answer: a published challenge whose row is shown may be read. A draft is the
 * office's and the poster's.
 */
export async function getReadable(tx: Tx, caller: Caller, challengeId: string): Promise<ChallengeRow> {
  const challenge = requireFound(await findChallengeRow(tx, challengeId));
  if (challenge.publishedAt === null && !isParty(caller, challenge)) {
    authorize(caller, "challenge.read", challenge.scopeId);
  }
  return challenge;
}

/** In the pair; whoever reads the notice without working there is told that their role does not suffice. */
export function authorizeOffice(caller: Caller, permission: Permission, challenge: ChallengeRow): void {
  if (!mayIn(caller, permission, challenge.scopeId) && challenge.publishedAt !== null) {
    throw accessError("access.forbidden", { permission });
  }
  authorize(caller, permission, challenge.scopeId);
}
