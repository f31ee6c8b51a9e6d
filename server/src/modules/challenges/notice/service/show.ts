import { type Caller, mayIn } from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { findScope } from "../../../identity/index.ts";
import { findPair } from "../../../pairs/index.ts";
import { requireFound } from "../../require-found.ts";
import { keepsFromOffice } from "../../rules.ts";
import { isEligible } from "../eligibility.ts";
import { findLacks } from "../publishing.ts";
import {
  type ChallengeRow,
  countBids,
  databaseNow,
  findChallengePeople,
  findChallengeRow,
  hasConfidentialPart,
  type ListedChallenge,
  listAddenda,
  listChallengeNeeds,
  listOpenings,
} from "../queries.ts";
import { challengeActions, CHALLENGE_TRANSITIONS } from "../rules.ts";
import { tellTimeline } from "../timeline.ts";
import { type Challenge, CHALLENGE_ENDS, type ChallengeAction, type ChallengeSummary } from "../types.ts";
import { seesParties } from "./found.ts";

/** Steps that are taken with a request of their own; the others belong to evaluation and award. */
const OWN_ACTIONS: readonly ChallengeAction[] = ["publish", "open", ...CHALLENGE_ENDS];

export function summarise(caller: Caller, challenge: Omit<ListedChallenge, "needNumbers">): ChallengeSummary {
  const isSeen = seesParties(caller, challenge);
  return {
    id: challenge.id,
    scopeId: challenge.scopeId,
    code: challenge.code,
    title: challenge.title,
    mode: challenge.mode,
    state: challenge.state,
    stateSince: challenge.stateSince,
    audience: challenge.audience,
    poster: isSeen || challenge.namesPoster ? challenge.posterName : null,
    opensAt: challenge.opensAt,
    closesAt: challenge.closesAt,
    money: challenge.terms.money,
    isWindowOver: challenge.isWindowOver,
    bids: isSeen ? challenge.bids : null,
    updatedAt: challenge.updatedAt,
    version: challenge.version,
  };
}

export async function showChallenge(tx: Tx, caller: Caller, challengeId: string): Promise<Challenge> {
  const challenge = requireFound(await findChallengeRow(tx, challengeId));
  const isSeen = seesParties(caller, challenge);
  const { scopeId, posterId, state, mode, isWindowOver } = challenge;
  const may = (action: ChallengeAction) => mayIn(caller, CHALLENGE_TRANSITIONS[action].permission, scopeId);
  const bids = isSeen && challenge.publishedAt !== null ? await countBids(tx, challengeId) : null;
  const mayWrite = mayIn(caller, "challenge.write", scopeId);
  const readsBids = mayIn(caller, "bid.read", scopeId) || (posterId !== null && mayIn(caller, "bid.read", posterId));
  const people = isSeen ? await findChallengePeople(tx, challengeId) : new Map<string, string>();
  return {
    ...summarise(caller, { ...challenge, bids }),
    stateReason: challenge.stateReason,
    purpose: challenge.purpose,
    terms: challenge.terms,
    termsDigest: challenge.termsDigest,
    noticeDays: challenge.noticeDays,
    quota: challenge.quota,
    namesPoster: challenge.namesPoster,
    zone: challenge.zoneName,
    university: challenge.universityName,
    needs: isSeen
      ? (await listChallengeNeeds(tx, challengeId)).map(({ needId, number, title, enterprise }) => ({
          needId,
          number,
          title,
          enterprise,
        }))
      : [],
    addenda: await listAddenda(tx, challengeId),
    timeline: tellTimeline(challenge),
    openings: isSeen
      ? (await listOpenings(tx, challengeId)).map(({ userId, at }) => ({
          id: userId,
          name: people.get(userId) ?? null,
          at,
        }))
      : [],
    hasConfidentialPart: await hasConfidentialPart(tx, challengeId),
    publishedAt: challenge.publishedAt,
    actions: challengeActions(challenge).filter(
      (action) => OWN_ACTIONS.includes(action) && may(action) && (isWindowOver || !["open", "close"].includes(action)),
    ),
    lacks: state === "draft" && mayWrite ? findLacks(challenge, await databaseNow(tx)) : [],
    mayChange: state === "draft" && mayWrite,
    mayAmend: state === "published" && !isWindowOver && may("publish"),
    mayEnterPaper: state === "published" && !isWindowOver && may("publish") && isSeen,
    mayOpen: state === "published" && mode === "sealed" && isWindowOver && may("open") && isSeen,
    mayReadBids: readsBids && isSeen && lieOpen(challenge),
    maySeeParties: isSeen,
    bidders: state === "published" && !isWindowOver ? await biddersOf(tx, caller, challenge) : [],
    teamPairs: state === "published" && !isWindowOver ? await teamPairsOf(tx, caller, challenge) : [],
  };
}

/** Bids that are negotiated about are read as they come in, the others once the window has been closed. */
function lieOpen({ mode, publishedAt, reached }: ChallengeRow): boolean {
  if (mode === "negotiated") return publishedAt !== null;
  return reached.closed !== undefined || reached.opened !== undefined;
}

/** The caller's institutions that may answer the challenge. */
async function biddersOf(tx: Tx, caller: Caller, { terms }: ChallengeRow): Promise<{ id: string; name: string }[]> {
  const own = [...new Set(caller.grants.map(({ scopeId }) => scopeId))].filter((scopeId) =>
    mayIn(caller, "bid.write", scopeId),
  );
  const scopes = await Promise.all(own.map(async (scopeId) => findScope(tx, scopeId)));
  return scopes.flatMap((scope) =>
    scope === null || !isEligible(terms, scope) ? [] : [{ id: scope.id, name: scope.name }],
  );
}

/** Where the caller forms teams: anywhere for talks, else only beside the university that is going to bid. */
async function teamPairsOf(tx: Tx, caller: Caller, { mode }: ChallengeRow): Promise<{ id: string; name: string }[]> {
  const scopes = caller.writeScopes.filter((scopeId) => mayIn(caller, "team.form", scopeId));
  const pairs = await Promise.all(scopes.map(async (scopeId) => findPair(tx, scopeId)));
  return pairs.flatMap((pair) =>
    pair === null || (keepsFromOffice(mode) && !caller.readScopes.includes(pair.university.id))
      ? []
      : [{ id: pair.id, name: pair.name }],
  );
}
