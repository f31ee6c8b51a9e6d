// What of a challenge is read only by those who accepted the confidentiality statement.
import { type Caller, type Ctx, mayIn, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import {
  acceptStatement,
  type ConfidentialSubject,
  getStatement,
  hasAccepted,
  noteReading,
} from "../../../../platform/confidentiality/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import {
  admitConfidentialReader,
  type ChallengeRow,
  findConfidentialBody,
  hasConfidentialPart,
  insertChallengeStep,
  putConfidentialBody,
} from "../queries.ts";
import { refuseFrozen } from "../rules.ts";
import type { ConfidentialPart } from "../types.ts";
import { auditOfChallenge, holdChallenge } from "./advance.ts";
import { authorizeOffice, getReadable, isCompetitor } from "./found.ts";

const subjectOf = ({ id, scopeId, zoneId, posterId }: ChallengeRow): ConfidentialSubject => ({
  kind: "challenge",
  id,
  scopeId,
  zoneId,
  ownerId: posterId,
});

/** Whose secret it is, and who handles it: their reading is logged as well, and takes no statement. */
function handles(caller: Caller, challenge: ChallengeRow): boolean {
  const { scopeId, posterId } = challenge;
  const isPoster = posterId !== null && mayIn(caller, "challenge.read", posterId);
  return isPoster || (mayIn(caller, "challenge.write", scopeId) && !isCompetitor(caller, challenge));
}

export async function getConfidentialPart(ctx: Ctx, challengeId: string): Promise<ConfidentialPart> {
  return transact(ctx, async (tx) => show(tx, ctx.caller, await getReadable(tx, ctx.caller, challengeId)));
}

async function show(tx: Tx, caller: Caller, challenge: ChallengeRow): Promise<ConfidentialPart> {
  const subject = subjectOf(challenge);
  const { version, digest, text } = await getStatement(tx, challenge.scopeId);
  const isAccepted = handles(caller, challenge) || (await hasAccepted(tx, subject));
  const body = isAccepted ? await findConfidentialBody(tx, challenge.id) : null;
  if (body !== null) await noteReading(tx, subject, "confidential_part");
  return { isAccepted, statement: { version, digest, text }, body };
}

/** The caller's click under the statement that they were shown. */
export async function acceptConfidentiality(ctx: Ctx, challengeId: string, digest: string): Promise<ConfidentialPart> {
  return transact(ctx, async (tx) => {
    const challenge = await getReadable(tx, ctx.caller, challengeId);
    if (await hasConfidentialPart(tx, challengeId)) {
      await acceptStatement(tx, subjectOf(challenge), digest);
      await admitConfidentialReader(tx, challengeId);
    }
    return show(tx, ctx.caller, challenge);
  });
}

/** Frozen with the terms; an empty text takes it away. */
export async function changeConfidentialPart(ctx: Ctx, challengeId: string, body: string): Promise<ConfidentialPart> {
  return transact(ctx, async (tx) => {
    const challenge = await holdChallenge(tx, challengeId);
    authorizeOffice(ctx.caller, "challenge.write", challenge);
    refuseFrozen(challenge);
    await putConfidentialBody(tx, challenge, body);
    const { state } = challenge;
    await insertChallengeStep(tx, challenge, { action: "confidential_changed", fromState: state, toState: state });
    await audit(tx, { ...auditOfChallenge(challenge), action: "challenge.confidential_changed" });
    return show(tx, ctx.caller, challenge);
  });
}
