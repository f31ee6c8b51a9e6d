import { defineErrors } from "@dual-high/kernel";
import type { ProofCriterion } from "../calls/types.ts";
import type { ProofReviewRow, StoredConflict } from "./queries.ts";
import type { ConflictKind, ProofScore, SettlementOutcome } from "./types.ts";

interface Titled {
  readonly title: string;
}

interface Settled {
  readonly name: string;
  readonly outcome: SettlementOutcome;
}
const OUTCOMES = {
  cleared: { zh: "排除", en: "cleared" },
  confirmed: { zh: "确认", en: "confirmed" },
} as const;

export const reviewError = defineErrors({
  "transformation.reviewer_known": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `${name}已是这次征集的评审人。`,
      en: ({ name }: { readonly name: string }) => `${name} was named for this call already.`,
    },
  },
  "transformation.proof_reviewer_unfit": {
    kind: "validation",
    message: {
      zh: () => "评审人要从候选人中选：本结对的专家、专班和两方人员，或承办平台人员。请重新选择。",
      en: () =>
        "A reviewer is one of the candidates: experts and people of the pair, of both sides or of the centre. Choose again.",
    },
  },
  "transformation.reviewer_applies": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `${name}在这次征集中有申报（含草稿和已撤回的），不能评审。请指定没有申报的人。`,
      en: ({ name }: { readonly name: string }) =>
        `${name} applies under this call (a draft and what was withdrawn count) and reviews nothing under it. Name somebody who does not apply.`,
    },
  },
  "transformation.reviewer_has_judged": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `${name}已经提交过评分，不能取消。评分会保留。`,
      en: ({ name }: { readonly name: string }) => `${name} has given scores and cannot be taken off: they are kept.`,
    },
  },
  "transformation.naming_early": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) => `征集 ${number} 截止后、全部决定前，才能指定评审人和评分。`,
      en: ({ number }: { readonly number: string }) =>
        `Reviewers of call ${number} are named, and judge, after its close and before everything is decided.`,
    },
  },
  "transformation.conflict_party": {
    kind: "forbidden",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `${name}的利益冲突不能由评审人本人或在这次征集中有申报的人排除或确认。请由另一人办理。`,
      en: ({ name }: { readonly name: string }) =>
        `A conflict of ${name} is cleared or confirmed by somebody who neither is the reviewer nor applies under the call.`,
    },
  },
  "transformation.conflict_certain": {
    kind: "conflict",
    message: {
      zh: ({ name, title }: Titled & { readonly name: string }) =>
        `${name}与“${title}”的冲突由账号查实或由本人声明，不是按姓名和单位推断的，不能排除。请另请评审人。`,
      en: ({ name, title }: Titled & { readonly name: string }) =>
        `The conflict of ${name} with “${title}” is known by the account, or was declared: it is no inference from a name or a unit and cannot be cleared. Name another reviewer.`,
    },
  },
  "transformation.conflict_settled": {
    kind: "conflict",
    message: {
      zh: ({ name, title, outcome }: Titled & Settled) =>
        `${name}与“${title}”的这项冲突已经${OUTCOMES[outcome].zh}。请刷新页面。`,
      en: ({ name, title, outcome }: Titled & Settled) =>
        `This conflict of ${name} with “${title}” is ${OUTCOMES[outcome].en} already. Reload the page.`,
    },
  },
  "transformation.conflict_judged": {
    kind: "conflict",
    message: {
      zh: ({ name, title }: Titled & { readonly name: string }) =>
        `${name}已经提交对“${title}”的评分，冲突的认定不再改动。`,
      en: ({ name, title }: Titled & { readonly name: string }) =>
        `${name} has given scores for “${title}”: what was said of the conflict stays.`,
    },
  },
  "transformation.review_given": {
    kind: "conflict",
    message: {
      zh: ({ title }: Titled) => `您对“${title}”的评分已经提交，不能再改。`,
      en: ({ title }: Titled) => `Your scores for “${title}” are given and final.`,
    },
  },
  "transformation.reviewer_in_conflict": {
    kind: "conflict",
    message: {
      zh: ({ title }: Titled) => `您与“${title}”有利益冲突，不评这一份，也不再看到它的内容和材料。由其他评审人评审。`,
      en: ({ title }: Titled) =>
        `You have a conflict of interest with “${title}”: you do not judge it and no longer see it. Other reviewers judge it.`,
    },
  },
  "transformation.review_decided": {
    kind: "conflict",
    message: {
      zh: ({ title }: Titled) => `“${title}”已经作出决定，不再评分。`,
      en: ({ title }: Titled) => `“${title}” is decided: it is not judged any more.`,
    },
  },
  "transformation.score_missing": {
    kind: "validation",
    message: {
      zh: ({ criterion }: { readonly criterion: string }) => `“${criterion}”还没有打分或没有写理由。请补上再提交。`,
      en: ({ criterion }: { readonly criterion: string }) =>
        `“${criterion}” lacks a score or its reason. Give both, then hand it in.`,
    },
  },
  "transformation.score_unknown": {
    kind: "validation",
    message: {
      zh: ({ key }: { readonly key: string }) => `这次征集没有评审标准“${key}”。请刷新页面。`,
      en: ({ key }: { readonly key: string }) => `This call has no criterion “${key}”. Reload the page.`,
    },
  },
});

export function refuseUnknownScores(criteria: readonly ProofCriterion[], scores: readonly ProofScore[]): void {
  const stranger = scores.find(({ key }) => !criteria.some((criterion) => criterion.key === key));
  if (stranger !== undefined) throw reviewError("transformation.score_unknown", { key: stranger.key });
}

/** Every criterion has its score and the reason for it. */
export function refuseIncompleteScores(criteria: readonly ProofCriterion[], scores: readonly ProofScore[]): void {
  refuseUnknownScores(criteria, scores);
  for (const { key, name } of criteria) {
    const given = scores.find((each) => each.key === key);
    if (given === undefined || given.score === null || given.reason === "") {
      throw reviewError("transformation.score_missing", { criterion: name });
    }
  }
}

/** What people said of it last. */
function lastOutcome({ settlements = [] }: StoredConflict): SettlementOutcome | null {
  return settlements.at(-1)?.outcome ?? null;
}

/** It keeps the reviewer from judging: nobody has cleared it. */
export function isStanding(conflict: StoredConflict): boolean {
  return lastOutcome(conflict) !== "cleared";
}

const INFERRED: readonly ConflictKind[] = ["team", "unit", "shared_work"];

/** Found by a name or a unit, which may be somebody else's. */
export function isInferred({ kind }: Pick<StoredConflict, "kind">): boolean {
  return INFERRED.includes(kind);
}

export function admitSettlement(
  { state }: Pick<ProofReviewRow, "state">,
  conflict: StoredConflict,
  { outcome, name, title }: Settled & Titled,
): void {
  if (!isInferred(conflict)) throw reviewError("transformation.conflict_certain", { name, title });
  if (lastOutcome(conflict) === outcome) throw reviewError("transformation.conflict_settled", { name, title, outcome });
  if (state === "submitted") throw reviewError("transformation.conflict_judged", { name, title });
}

/** The conflicts with the settlement at every one of the same fact; null where there is none. */
export function settleSame(
  conflicts: readonly StoredConflict[],
  { kind, fact }: StoredConflict,
  settlement: NonNullable<StoredConflict["settlements"]>[number],
): StoredConflict[] | null {
  const isSame = (each: StoredConflict) => each.kind === kind && each.fact.zh === fact.zh;
  if (!conflicts.some(isSame)) return null;
  return conflicts.map((each) =>
    isSame(each) ? { ...each, settlements: [...(each.settlements ?? []), settlement] } : each,
  );
}
