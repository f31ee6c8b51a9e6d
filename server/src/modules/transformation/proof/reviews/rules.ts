import { defineErrors } from "@dual-high/kernel";
import type { ProofCriterion } from "../calls/types.ts";
import type { ProofScore } from "./types.ts";

interface Titled {
  readonly title: string;
}

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
