// What a team is formed for: a need, or a challenge that has been published.
import { authorize, type Caller } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findNeed, NEED_STATE_NAMES } from "../../needs/index.ts";
import { findPair } from "../../pairs/index.ts";
import { type ChallengeRow, findChallengeRow } from "../notice/queries.ts";
import { getReadable, seesParties } from "../notice/service/found.ts";
import { CHALLENGE_STATE_NAMES } from "../notice/types.ts";
import type { TeamRow } from "../queries.ts";
import { requireFound } from "../require-found.ts";
import { challengesError, keepsFromOffice } from "../rules.ts";
import type { OriginKind, TeamInvitationView } from "../types.ts";

export interface TeamOrigin {
  readonly kind: OriginKind;
  readonly id: string;
  /** Where the team stands, and in whose lists people are looked for. */
  readonly scopeId: string;
  readonly zoneId: string;
  /** The university whose people alone see the team; null where the pair's office does as well. */
  readonly heldBy: string | null;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  /** Who asks; empty where the caller is not told. */
  readonly enterprises: readonly string[];
  /** Whether a team may be formed for it now. */
  readonly isOpen: boolean;
  readonly state: { readonly zh: string; readonly en: string };
}

/** A challenge is answered from a pair that the caller chooses: it may have been posted by another. */
export type OriginRef =
  | { readonly kind: "need"; readonly id: string }
  | { readonly kind: "challenge"; readonly id: string; readonly scopeId: string };

export function originOf({ originKind, originId, scopeId }: TeamRow): OriginRef {
  return originKind === "need" ? { kind: "need", id: originId } : { kind: "challenge", id: originId, scopeId };
}

export async function getOrigin(tx: Tx, caller: Caller, permission: Permission, ref: OriginRef): Promise<TeamOrigin> {
  return ref.kind === "need"
    ? getNeedOrigin(tx, caller, permission, ref.id)
    : getChallengeOrigin(tx, caller, permission, ref);
}

const textOf = (...parts: readonly (string | undefined)[]): string =>
  [...new Set(parts)].filter((part) => part !== undefined && part !== "").join("\n");

async function getNeedOrigin(tx: Tx, caller: Caller, permission: Permission, id: string): Promise<TeamOrigin> {
  const { scopeId, zoneId, number, state, record } = requireFound(await findNeed(tx, id));
  authorize(caller, permission, scopeId);
  const { title, content, indicators, basis, field, enterprise } = record;
  return {
    kind: "need",
    id,
    scopeId,
    zoneId,
    heldBy: null,
    number,
    title,
    text: textOf(content, field, indicators, basis),
    enterprises: enterprise === undefined ? [] : [enterprise],
    isOpen: !["draft", "returned", "delivered", "closed"].includes(state),
    state: NEED_STATE_NAMES[state],
  };
}

/** What its notice says, and nothing of its confidential part. */
async function getChallengeOrigin(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  { id, scopeId }: Extract<OriginRef, { kind: "challenge" }>,
): Promise<TeamOrigin> {
  authorize(caller, permission, scopeId);
  const challenge = await getReadable(tx, caller, id);
  const { code, title, purpose, terms, mode, state, isWindowOver } = challenge;
  const pair = await findPair(tx, scopeId);
  if (pair === null) throw challengesError("challenges.team_outside_pair", { code });
  const heldBy = keepsFromOffice(mode) ? pair.university.id : null;
  if (heldBy !== null && !caller.readScopes.includes(heldBy)) {
    throw challengesError("challenges.team_of_competitors", { code, mode });
  }
  const indicators = terms.indicators.map(({ name, target, unit }) => `${name} ${target}${unit}`);
  const isNamed = challenge.namesPoster || seesParties(caller, challenge);
  return {
    kind: "challenge",
    id,
    scopeId,
    zoneId: pair.zone.id,
    heldBy,
    number: code,
    title,
    text: textOf(purpose, ...indicators, ...terms.milestones.map(({ deliverable }) => deliverable)),
    enterprises: isNamed ? postersOf(challenge) : [],
    isOpen: state === "published" && !isWindowOver,
    state: isWindowOver && state === "published" ? OVER : CHALLENGE_STATE_NAMES[state],
  };
}

const OVER = { zh: "已截止", en: "past its close" };

/** A challenge of several needs may be posed by several enterprises. */
function postersOf({ posterName }: Pick<ChallengeRow, "posterName">): string[] {
  return [...new Set([posterName, ...posterName.split("、")])].filter((name) => name !== "");
}

export function refuseClosed({ kind, number, state, isOpen }: TeamOrigin): void {
  if (isOpen) return;
  throw kind === "need"
    ? challengesError("challenges.need_unfit", { number, state })
    : challengesError("challenges.challenge_unfit", { code: number, state });
}

/** As somebody without an account is told of it; as the system. */
export async function describeOrigin(tx: Tx, team: TeamRow): Promise<TeamInvitationView["origin"]> {
  if (team.originKind === "need") {
    const { number, record } = requireFound(await findNeed(tx, team.originId));
    const { title, content, enterprise = "" } = record;
    return { kind: "need", number, title, text: content, enterprise, closesAt: null };
  }
  const challenge = requireFound(await findChallengeRow(tx, team.originId));
  const { code, title, purpose, namesPoster, posterName, closesAt } = challenge;
  const enterprise = namesPoster ? posterName : "";
  return { kind: "challenge", number: code, title, text: purpose, enterprise, closesAt };
}
