import { defineErrors } from "@dual-high/kernel";
import { inBeijing } from "../instants.ts";

interface Act {
  readonly code: string;
  readonly name: string;
  readonly at: string;
}

type Of<K extends string> = { readonly code: string } & Readonly<Record<K, string>>;

export const evaluationError = defineErrors({
  "challenges.already_awarded": {
    kind: "conflict",
    message: {
      zh: ({ code, name, at }: Act) => `${code} 已由 ${name} 于 ${inBeijing(at)} 授榜，不必再办。请刷新页面查看结果。`,
      en: ({ code, name, at }: Act) =>
        `${code} was awarded by ${name} at ${inBeijing(at)} (Shanghai). There is nothing left to do; reload the page.`,
    },
  },
  "challenges.already_decided": {
    kind: "conflict",
    message: {
      zh: ({ code, name, at }: Act) =>
        `${code} 已由 ${name} 于 ${inBeijing(at)} 作出决定，您的决定没有保存。请刷新查看；如有异议，可“重新评审”。`,
      en: ({ code, name, at }: Act) =>
        `${name} decided on ${code} at ${inBeijing(at)} (Shanghai); your decision was not kept. Reload the page, and evaluate again if you disagree.`,
    },
  },
  "challenges.award_by_decider": {
    kind: "forbidden",
    message: {
      zh: ({ code, name }: Of<"name">) =>
        `${code} 的决定是 ${name} 作出的，授榜须由另一位有权的人确认。请联系专班负责人或高新区工作人员。`,
      en: ({ code, name }: Of<"name">) =>
        `${name} decided on ${code}; somebody else has to confirm the award. Ask the head of the pair office or the zone.`,
    },
  },
  "challenges.decider_is_expert": {
    kind: "forbidden",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `您是 ${code} 的评审专家，不能同时作决定或授榜。请由另一位有权的人办理。`,
      en: ({ code }: { readonly code: string }) =>
        `You judge the bids of ${code} and cannot decide on it as well. Somebody else has to.`,
    },
  },
  "challenges.notice_runs": {
    kind: "conflict",
    message: {
      zh: ({ code, until }: Of<"until">) => `${code} 的公示到 ${inBeijing(until)} 才结束，之后才能授榜。`,
      en: ({ code, until }: Of<"until">) =>
        `The public notice of ${code} runs until ${inBeijing(until)} (Shanghai); it can be awarded after that.`,
    },
  },
  "challenges.notice_over": {
    kind: "conflict",
    message: {
      zh: ({ code, until }: Of<"until">) =>
        `${code} 的公示已于 ${inBeijing(until)} 结束，不再受理异议。如有疑问，请直接联系发榜单位。`,
      en: ({ code, until }: Of<"until">) =>
        `The public notice of ${code} ended at ${inBeijing(until)} (Shanghai); objections are not taken any more. Write to the office that posted it.`,
    },
  },
  "challenges.objections_open": {
    kind: "conflict",
    message: {
      zh: ({ code, count }: { readonly code: string; readonly count: number }) =>
        `${code} 还有 ${count} 条异议没有答复，答复后才能授榜。`,
      en: ({ code, count }: { readonly code: string; readonly count: number }) =>
        `${code} has ${count} ${count === 1 ? "objection" : "objections"} without an answer. Answer before it is awarded.`,
    },
  },
  "challenges.objection_upheld": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) => `${code} 有异议成立，不能按原决定授榜。请先“重新评审”。`,
      en: ({ code }: { readonly code: string }) =>
        `An objection to the result of ${code} was upheld: evaluate again before it is awarded.`,
    },
  },
  "challenges.objection_answered": {
    kind: "conflict",
    message: {
      zh: ({ code, name, at }: Act) => `${code} 的这条异议已由 ${name} 于 ${inBeijing(at)} 答复。请刷新页面。`,
      en: ({ code, name, at }: Act) =>
        `${name} answered this objection to ${code} at ${inBeijing(at)} (Shanghai). Reload the page.`,
    },
  },
  "challenges.objection_by_decider": {
    kind: "forbidden",
    message: {
      zh: ({ code }: { readonly code: string }) => `${code} 的决定是您作出的，对它的异议要由另一个人答复。`,
      en: ({ code }: { readonly code: string }) =>
        `You decided on ${code}: somebody else has to answer objections to that.`,
    },
  },
  "challenges.expert_unfit": {
    kind: "validation",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${code}：此人没有本结对的“评审专家”角色，或者还有别的角色。请先在“成员”里邀请一位只做评审的专家。`,
      en: ({ code }: { readonly code: string }) =>
        `${code}: this person does not have the role of an expert in this pair, or has others as well. Invite somebody who does nothing but judge, under “Members”.`,
    },
  },
  "challenges.expert_out": {
    kind: "conflict",
    message: {
      zh: ({ code, name, at }: Act) =>
        `${name} 已于 ${inBeijing(at)} 不再评审 ${code}，评分不计入。如还缺专家，请另请一位。`,
      en: ({ code, name, at }: Act) =>
        `${name} has not judged ${code} since ${inBeijing(at)} (Shanghai), and the scores are not counted. Ask somebody else if an expert is missing.`,
    },
  },
  "challenges.conflict_stated": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${code}：这条回避是有人声明或登记的，不是按姓名核查出来的，不能按同名解除。如登记有误，请改由另一位专家评。`,
      en: ({ code }: { readonly code: string }) =>
        `${code}: somebody declared or recorded this conflict; it was not found by a name and cannot be cleared as a namesake's. If it was recorded in error, ask another expert.`,
    },
  },
  "challenges.conflict_cleared": {
    kind: "conflict",
    message: {
      zh: ({ code, name, at }: Act) => `${code} 的这条回避已由 ${name} 于 ${inBeijing(at)} 按同名解除。请刷新页面。`,
      en: ({ code, name, at }: Act) =>
        `${name} cleared this conflict of ${code} as a namesake's at ${inBeijing(at)} (Shanghai). Reload the page.`,
    },
  },
  "challenges.expert_already": {
    kind: "conflict",
    message: {
      zh: ({ code, name }: Of<"name">) => `${name} 已在 ${code} 的专家名单里。`,
      en: ({ code, name }: Of<"name">) => `${name} is among the experts for ${code} already.`,
    },
  },
  "challenges.evaluation_not_open": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) => `${code} 的评分已截止，不能再改。如需补充，请联系专班。`,
      en: ({ code }: { readonly code: string }) =>
        `The scoring of ${code} is closed and nothing can be changed. Ask the pair office if something is missing.`,
    },
  },
  "challenges.expert_in_conflict": {
    kind: "forbidden",
    message: {
      zh: ({ code, number }: { readonly code: string; readonly number: number | null }) =>
        `${code} 第 ${number ?? "-"} 号揭榜方与您有回避情形，您不能查看或评分。`,
      en: ({ code, number }: { readonly code: string; readonly number: number | null }) =>
        `You have a conflict of interest with bid ${number ?? "-"} of ${code} and cannot see or score it.`,
    },
  },
  "challenges.declaration_missing": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) => `请先对 ${code} 作回避声明，再看材料和评分。`,
      en: ({ code }: { readonly code: string }) => `Declare your interests in ${code} first; then read and score.`,
    },
  },
  "challenges.declared_already": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) => `您对 ${code} 的声明已经提交。如有变化，请告诉专班，由其登记回避。`,
      en: ({ code }: { readonly code: string }) =>
        `You have made your declaration on ${code}. If something changed, tell the pair office, which records the conflict.`,
    },
  },
  "challenges.score_missing": {
    kind: "validation",
    message: {
      zh: ({ criterion }: { readonly criterion: string }) =>
        `“${criterion}”还缺分数或理由。请填 0 到 100 的分数并写明理由。`,
      en: ({ criterion }: { readonly criterion: string }) =>
        `“${criterion}” lacks a score or its reason. Give 0 to 100, and say why.`,
    },
  },
  "challenges.score_unknown": {
    kind: "validation",
    message: {
      zh: ({ code, key }: Of<"key">) => `${code} 没有编号为“${key}”的评审指标。请刷新页面后重填。`,
      en: ({ code, key }: Of<"key">) => `${code} has no criterion “${key}”. Reload the page.`,
    },
  },
  "challenges.review_given": {
    kind: "conflict",
    message: {
      zh: ({ code, number }: { readonly code: string; readonly number: number | null }) =>
        `您对 ${code} 第 ${number ?? "-"} 号的评分已经提交或被搁置，不能再改。`,
      en: ({ code, number }: { readonly code: string; readonly number: number | null }) =>
        `Your scores for bid ${number ?? "-"} of ${code} were given, or put aside, and cannot be changed.`,
    },
  },
  "challenges.experts_missing": {
    kind: "validation",
    message: {
      zh: ({ code, bids }: Of<"bids">) => `${code} 还有揭榜方未评满：${bids}。请再请专家，或写明理由后截止评分。`,
      en: ({ code, bids }: Of<"bids">) =>
        `Bids of ${code} that still lack experts: ${bids}. Ask more experts, or close the scoring with a reason.`,
    },
  },
  "challenges.scoring_open": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) => `${code} 的评分还没有截止。请先截止评分，再作决定。`,
      en: ({ code }: { readonly code: string }) => `The scoring of ${code} is still open. Close it before you decide.`,
    },
  },
  "challenges.result_incomplete": {
    kind: "validation",
    message: {
      zh: ({ code, bids }: Of<"bids">) => `${code}：以下揭榜方没有写结果和理由，或不在评审之列：${bids}。请逐一补上。`,
      en: ({ code, bids }: Of<"bids">) =>
        `${code}: these bids have no result and reason, or are not being judged: ${bids}. Give each one.`,
    },
  },
  "challenges.nobody_chosen": {
    kind: "validation",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${code}：没有选中任何揭榜方。请至少选一个；都不合适时，请宣布流榜。`,
      en: ({ code }: { readonly code: string }) =>
        `${code}: no bid is chosen. Choose at least one, or declare that the challenge failed.`,
    },
  },
  "challenges.application_incomplete": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${code} 没有双方确认并受理的联合申报，或缺意向协议。请先补齐，再公示。`,
      en: ({ code }: { readonly code: string }) =>
        `${code} has no joint application that both sides confirmed and the office took in, or its intent agreement is missing. Complete that before the notice.`,
    },
  },
});
