import { type Bilingual, defineErrors, fixedMessage } from "@dual-high/kernel";
import { CHALLENGE_MODE_NAMES, type ChallengeMode } from "./notice/types.ts";
import type {
  Capability,
  ConflictCode,
  MemberState,
  OriginKind,
  TeamAnswer,
  TeamCandidate,
  TeamConflict,
  TeamLimits,
  TeamState,
} from "./types.ts";

export const challengesError = defineErrors({
  "challenges.need_unfit": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: { readonly number: string; readonly state: Bilingual }) =>
        `需求 ${number} 现在是“${state.zh}”，不能为它组队。请先提交并受理，或重新受理这条需求。`,
      en: ({ number, state }: { readonly number: string; readonly state: Bilingual }) =>
        `Need ${number} is ${state.en}: no team can be formed for it. Have it accepted, or take it up again first.`,
    },
  },
  "challenges.challenge_unfit": {
    kind: "conflict",
    message: {
      zh: ({ code, state }: { readonly code: string; readonly state: Bilingual }) =>
        `${code} 现在是“${state.zh}”，不能再为它组队；揭榜期内（已发榜、未截止）才能组队。`,
      en: ({ code, state }: { readonly code: string; readonly state: Bilingual }) =>
        `${code} is ${state.en}: a team is formed for it while it takes bids.`,
    },
  },
  "challenges.team_outside_pair": {
    kind: "validation",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `为 ${code} 组队要在一个结对里进行，按那里的名录找人。请先选择结对。`,
      en: ({ code }: { readonly code: string }) =>
        `A team for ${code} is formed in a pair, out of the lists that it has. Choose a pair first.`,
    },
  },
  "challenges.team_of_competitors": {
    kind: "conflict",
    message: {
      zh: ({ code, mode }: { readonly code: string; readonly mode: ChallengeMode }) =>
        `${code} 是${CHALLENGE_MODE_NAMES[mode].zh}榜单，由专班开标和评审，组队由高校自己进行。请联系高校成果转化人员。`,
      en: ({ code, mode }: { readonly code: string; readonly mode: ChallengeMode }) =>
        `${code} is a ${CHALLENGE_MODE_NAMES[mode].en} challenge: the office judges its bids, so the university forms its teams by itself. Ask its transfer officer.`,
    },
  },
  "challenges.person_unknown": {
    kind: "validation",
    message: {
      zh: ({ key }: { readonly key: string }) =>
        `名录里没有“${key.replace("|", " · ")}”，或此人不在所选单位之内。请重新选择，或先在名录里登记此人。`,
      en: ({ key }: { readonly key: string }) =>
        `The directory has nobody called “${key.replace("|", " · ")}” in the chosen units. Choose again, or enter the person first.`,
    },
  },
  "challenges.over_limit": {
    kind: "conflict",
    message: {
      zh: ({ name, load, most }: { readonly name: string; readonly load: number; readonly most: number }) =>
        `${name} 已有 ${load} 个项目，加上这一个就超过每人 ${most} 个的上限。请换人，或调高上限。`,
      en: ({ name, load, most }: { readonly name: string; readonly load: number; readonly most: number }) =>
        `${name} has ${load} ${load === 1 ? "project" : "projects"}; with this one it is more than the limit of ${most} a person. Choose somebody else, or raise the limit.`,
    },
  },
  "challenges.team_dissolved": {
    kind: "conflict",
    message: {
      zh: ({ number, originKind }: { readonly number: number; readonly originKind: OriginKind }) =>
        `第 ${number} 个团队已经解散，不能再改。可以为${ORIGIN_NAMES[originKind].zh}重新组队。`,
      en: ({ number, originKind }: { readonly number: number; readonly originKind: OriginKind }) =>
        `Team ${number} has been dissolved and cannot be changed. Form another one for ${ORIGIN_NAMES[originKind].en}.`,
    },
  },
  "challenges.member_answered": {
    kind: "conflict",
    message: {
      zh: ({ name, state }: { readonly name: string; readonly state: MemberState }) =>
        `${name}${MEMBER_NAMES[state].zh}，不需要再邀请或登记答复。请刷新页面。`,
      en: ({ name, state }: { readonly name: string; readonly state: MemberState }) =>
        `${name} has ${MEMBER_NAMES[state].en} already: there is nothing to invite to or to note. Reload the page.`,
    },
  },
  "challenges.capability_twice": {
    kind: "validation",
    message: {
      zh: ({ term }: { readonly term: string }) => `能力“${term}”写了两次。请删去一个，或把人数改成需要的数。`,
      en: ({ term }: { readonly term: string }) =>
        `The capability “${term}” is there twice. Remove one, or say how many members must have it.`,
    },
  },
  "challenges.team_not_open": {
    kind: "conflict",
    message: fixedMessage(
      "这个团队已经不再邀请，无需答复。如有疑问，请联系发给您链接的人。",
      "This team is not asking any more, and no answer is needed. If in doubt, ask whoever sent you the link.",
    ),
  },
});

const ORIGIN_NAMES: Readonly<Record<OriginKind, Bilingual>> = {
  need: { zh: "这条需求", en: "this need" },
  challenge: { zh: "这条榜单", en: "this challenge" },
};

const MEMBER_NAMES: Readonly<Record<MemberState, Bilingual>> = {
  proposed: { zh: "拟邀请", en: "been proposed" },
  invited: { zh: "已邀请", en: "been invited" },
  accepted: { zh: "已接受", en: "accepted" },
  declined: { zh: "已谢绝", en: "declined" },
  left: { zh: "已退出", en: "been taken off" },
};

interface Wanted {
  readonly capabilities: readonly Capability[];
  readonly limits: TeamLimits;
}
type Member = Pick<TeamCandidate, "covers" | "isSenior">;

/** What a team lacks of what is asked for; a senior has no term. */
export function findMissing(
  { capabilities, limits }: Wanted,
  members: readonly Member[],
): { readonly term: string | null; readonly lacks: number }[] {
  const gaps = capabilities.map(({ term, times }) => ({
    term: term as string | null,
    lacks: times - members.filter(({ covers }) => covers.includes(term)).length,
  }));
  const seniors = limits.seniors - members.filter(({ isSenior }) => isSenior).length;
  return [...gaps, { term: null, lacks: seniors }].filter(({ lacks }) => lacks > 0);
}

/** Who is in the team, asked or not yet. */
export function isIn(state: MemberState): boolean {
  return state !== "declined" && state !== "left";
}

/** Where a team stands, by its members and what is asked for; dissolving is somebody's act. */
export function teamState(
  wanted: Wanted,
  members: readonly (Member & { readonly state: MemberState })[],
): Exclude<TeamState, "dissolved"> {
  const inside = members.filter(({ state }) => isIn(state));
  if (members.every(({ state }) => state === "proposed" || state === "left")) return "draft";
  const isWhole = inside.every(({ state }) => state === "accepted") && findMissing(wanted, inside).length === 0;
  return isWhole && inside.length > 0 ? "formed" : "inviting";
}

const ANSWERABLE: readonly MemberState[] = ["proposed", "invited"];

/** What an answer makes of a member. */
export function answerMember(
  member: { readonly name: string; readonly state: MemberState },
  answer: TeamAnswer,
): "accepted" | "declined" {
  if (!ANSWERABLE.includes(member.state)) throw challengesError("challenges.member_answered", member);
  return answer === "accept" ? "accepted" : "declined";
}

export function refuseAnswered(member: { readonly name: string; readonly state: MemberState }): void {
  if (!ANSWERABLE.includes(member.state)) throw challengesError("challenges.member_answered", member);
}

export function refuseDissolved(team: {
  readonly number: number;
  readonly state: TeamState;
  readonly originKind: OriginKind;
}): void {
  if (team.state === "dissolved") throw challengesError("challenges.team_dissolved", team);
}

/** With this one, nobody has more projects than the limit. */
export function refuseOverLimit({ name, load }: { readonly name: string; readonly load: number }, most: number): void {
  if (load + 1 > most) throw challengesError("challenges.over_limit", { name, load, most });
}

export function refuseTwice(capabilities: readonly Capability[]): void {
  const seen = new Set<string>();
  for (const { term } of capabilities) {
    if (seen.has(term)) throw challengesError("challenges.capability_twice", { term });
    seen.add(term);
  }
}

/** The office judges what is bid in these modes, and is not to know who is going to bid. */
export function keepsFromOffice(mode: ChallengeMode): boolean {
  return mode !== "negotiated";
}

const CONFLICT_TEXTS: Readonly<Record<Exclude<ConflictCode, "busy" | "other_team" | "declined">, Bilingual>> = {
  no_capacity: { zh: "团队清单写明其团队没有余力", en: "The list of teams says that the team has no capacity" },
  own_enterprise: { zh: "就在提出需求的企业", en: "Works at the enterprise that asks" },
  namesake: { zh: "本单位有同名的人，成果未计入", en: "Has a namesake in the unit: works are counted for neither" },
};

export interface ConflictFacts {
  readonly kind: OriginKind;
  readonly load: number;
  readonly most: number;
  readonly isFull: boolean;
  readonly hasDeclined: boolean;
  /** Number of another living team for the same origin. */
  readonly otherTeam: number | null;
  readonly isOfEnterprise: boolean;
  readonly isNamesake: boolean;
}

/** Why somebody should perhaps not be asked. Being in two teams for one origin, or over the limit, keeps out. */
export function findConflicts(facts: ConflictFacts): TeamConflict[] {
  const { load, most, otherTeam } = facts;
  const origin = ORIGIN_NAMES[facts.kind];
  const plain = (code: keyof typeof CONFLICT_TEXTS, keepsOut: boolean) => ({
    code,
    keepsOut,
    text: CONFLICT_TEXTS[code],
  });
  return [
    ...(load + 1 > most
      ? [
          {
            code: "busy" as const,
            keepsOut: true,
            text: {
              zh: `已有 ${load} 个项目，上限 ${most} 个`,
              en: `Has ${load} ${load === 1 ? "project" : "projects"}, the limit is ${most}`,
            },
          },
        ]
      : []),
    ...(facts.isFull ? [plain("no_capacity", true)] : []),
    ...(facts.hasDeclined
      ? [
          {
            code: "declined" as const,
            keepsOut: true,
            text: { zh: `已谢绝过${origin.zh}`, en: `Declined ${origin.en} before` },
          },
        ]
      : []),
    ...(otherTeam === null
      ? []
      : [
          {
            code: "other_team" as const,
            keepsOut: true,
            text: {
              zh: `已在${origin.zh}的第 ${otherTeam} 个团队里`,
              en: `Is in team ${otherTeam} for ${origin.en} already`,
            },
          },
        ]),
    ...(facts.isOfEnterprise ? [plain("own_enterprise", true)] : []),
    ...(facts.isNamesake ? [plain("namesake", false)] : []),
  ];
}
