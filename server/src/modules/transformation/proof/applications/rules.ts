import { type Bilingual, defineErrors, formatYuan } from "@dual-high/kernel";
import { APPLICATION_STATE_NAMES, type ApplicationState, type ProofContent, type ProofDecision } from "./types.ts";

interface Titled {
  readonly title: string;
}

const names = (missing: readonly Bilingual[]): Bilingual => ({
  zh: missing.map(({ zh }) => zh).join("、"),
  en: missing.map(({ en }) => en).join(", "),
});

export const proofError = defineErrors({
  "transformation.proof_incomplete": {
    kind: "validation",
    message: {
      zh: ({ title, missing }: Titled & { readonly missing: readonly Bilingual[] }) =>
        `“${title}”还不能提交，还缺：${names(missing).zh}。已填的都已保存，补齐后再提交。`,
      en: ({ title, missing }: Titled & { readonly missing: readonly Bilingual[] }) =>
        `“${title}” cannot be handed in yet. Still missing: ${names(missing).en}. What is there is kept.`,
    },
  },
  "transformation.proof_costs": {
    kind: "validation",
    message: {
      zh: ({ sum, asked }: { readonly sum: bigint; readonly asked: bigint }) =>
        `费用明细合计 ${formatYuan(sum)} 元，与申请金额 ${formatYuan(asked)} 元不一致。请改其中一个。`,
      en: ({ sum, asked }: { readonly sum: bigint; readonly asked: bigint }) =>
        `The cost lines sum to CNY ${formatYuan(sum)}, and CNY ${formatYuan(asked)} is asked. Change one of them.`,
    },
  },
  "transformation.proof_too_much": {
    kind: "validation",
    message: {
      zh: ({ asked, most }: { readonly asked: bigint; readonly most: bigint }) =>
        `申请 ${formatYuan(asked)} 元，超过本次征集的单项最高额 ${formatYuan(most)} 元。请改金额。`,
      en: ({ asked, most }: { readonly asked: bigint; readonly most: bigint }) =>
        `CNY ${formatYuan(asked)} is asked, and this call grants one project CNY ${formatYuan(most)} at most. Change the amount.`,
    },
  },
  "transformation.proof_levels": {
    kind: "validation",
    message: {
      zh: ({ from, to }: { readonly from: number; readonly to: number }) =>
        `目标就绪度 ${to} 级要高于现在的 ${from} 级。请改其中一个。`,
      en: ({ from, to }: { readonly from: number; readonly to: number }) =>
        `The level to reach, ${to}, has to be higher than the level now, ${from}. Change one of them.`,
    },
  },
  "transformation.proof_keys": {
    kind: "validation",
    message: {
      zh: ({ key }: { readonly key: string }) => `指标的标识“${key}”用了两次。请改其中一个。`,
      en: ({ key }: { readonly key: string }) => `Two indicators have the key “${key}”. Change one.`,
    },
  },
  "transformation.proof_duplicate": {
    kind: "conflict",
    message: {
      zh: ({ origin }: { readonly origin: string }) =>
        `${origin} 已有一份申报提交到这次征集，同一项目或成果只能申报一次。请打开那一份，或由其团队先撤回。`,
      en: ({ origin }: { readonly origin: string }) =>
        `An application for ${origin} has been handed in under this call; each project or achievement applies once. Open that one, or have its team withdraw it.`,
    },
  },
  "transformation.proof_elsewhere": {
    kind: "conflict",
    message: {
      zh: ({ origin, number }: { readonly origin: string; readonly number: string }) =>
        `${origin} 的同一工作已在征集 ${number} 申报或立项，同一工作只资助一次。还没有决定的可由其团队先撤回；已立项的请在原项目中继续。`,
      en: ({ origin, number }: { readonly origin: string; readonly number: string }) =>
        `The work of ${origin} has been applied for or granted under call ${number}, and the same work is granted once. What is undecided can be withdrawn by its team; what was granted goes on in its project.`,
    },
  },
  "transformation.proof_quota": {
    kind: "conflict",
    message: {
      zh: ({ quota }: { readonly quota: number }) =>
        `这次征集每个单位限报 ${quota} 份，本单位已经报满。请与本单位成果转化部门商定由哪一份撤回。`,
      en: ({ quota }: { readonly quota: number }) =>
        `This call takes ${quota} from each institution, and yours has handed in that many. Settle with your transfer office which is withdrawn.`,
    },
  },
  "transformation.proof_state": {
    kind: "conflict",
    message: {
      zh: ({ title, state }: Titled & { readonly state: ApplicationState }) =>
        `“${title}”现在是“${APPLICATION_STATE_NAMES[state].zh}”，不能这样办理。请刷新页面。`,
      en: ({ title, state }: Titled & { readonly state: ApplicationState }) =>
        `“${title}” is ${APPLICATION_STATE_NAMES[state].en}, and this cannot be done with it. Reload the page.`,
    },
  },
  "transformation.proof_origin": {
    kind: "validation",
    message: {
      zh: () =>
        "申报要从本结对在研、还没有进入概念验证的项目开始，能查阅成果清单的人也可以从成果开始。请重新选择，或请专班、高校成果转化部门先建项目并把您列为成员。",
      en: () =>
        "An application starts from a project of the pair that has not entered proof of concept or, for whoever reads its list, from an achievement. Choose again, or have the pair's or the transfer office enter a project with you as its member.",
    },
  },
  "transformation.proof_not_team": {
    kind: "forbidden",
    message: {
      zh: ({ title }: Titled) => `只有“${title}”的申报团队能办理。`,
      en: ({ title }: Titled) => `Only the team of “${title}” may do this.`,
    },
  },
  "transformation.proof_drafts": {
    kind: "conflict",
    message: {
      zh: ({ number, most }: { readonly number: string; readonly most: number }) =>
        `您在征集 ${number} 中已有 ${most} 份没有提交的申报，不能再新建。请先填写并提交其中的一份。`,
      en: ({ number, most }: { readonly number: string; readonly most: number }) =>
        `You have begun ${most} applications under call ${number} and not handed them in, which is the most. Go on with one of them.`,
    },
  },
  "transformation.proof_rival": {
    kind: "forbidden",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `您在征集 ${number} 中有申报（含草稿和已撤回的），截止之前不能查看别人的申报。截止后再看。`,
      en: ({ number }: { readonly number: string }) =>
        `You apply under call ${number} (a draft and what was withdrawn count): until its close you read nobody else's application. Come back after it.`,
    },
  },
  "transformation.proof_own_decision": {
    kind: "forbidden",
    message: {
      zh: ({ title }: Titled) => `您是“${title}”的申报人或这次征集的评审人，要由另一人决定。`,
      en: ({ title }: Titled) => `You are of the team of “${title}”, or review for this call: somebody else decides.`,
    },
  },
  "transformation.proof_unreviewed": {
    kind: "conflict",
    message: {
      zh: ({ title }: Titled) => `还没有评审人为“${title}”打分，不能立项。请先指定评审人并等待评分。`,
      en: ({ title }: Titled) =>
        `No reviewer has given scores for “${title}”: it cannot be granted yet. Name one, and wait for the scores.`,
    },
  },
  "transformation.proof_named_decider": {
    kind: "forbidden",
    message: {
      zh: ({ title, name }: Titled & { readonly name: string }) =>
        `“${title}”的负责人、成员或项目成员中有“${name}”，就是您或与您同名。本人不决定自己的申报，要由另一人决定。只是同名的，请在名录的人员中写明您的单位并关联您的账号。`,
      en: ({ title, name }: Titled & { readonly name: string }) =>
        `“${title}” names ${name} as its lead or a member, or of its project: that is you or your namesake. Nobody decides on their own application: somebody else decides. Of a namesake the directory's list of people has to know the unit and the account.`,
    },
  },
  "transformation.proof_call_runs": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) => `征集 ${number} 还没有截止，截止后才能决定。`,
      en: ({ number }: { readonly number: string }) => `Call ${number} has not closed: decide after its close.`,
    },
  },
  "transformation.grant_unfit": {
    kind: "validation",
    message: {
      zh: ({ asked, left }: { readonly asked: bigint; readonly left: bigint }) =>
        `资助额要大于 0，不超过申请额 ${formatYuan(asked)} 元和剩余总额 ${formatYuan(left)} 元。请改金额。`,
      en: ({ asked, left }: { readonly asked: bigint; readonly left: bigint }) =>
        `A grant is more than nothing, and at most the CNY ${formatYuan(asked)} asked and the CNY ${formatYuan(left)} left of the budget.`,
    },
  },
  "transformation.grant_report_day": {
    kind: "validation",
    message: {
      zh: () => "立项要写明团队提交结题报告的日期，并且在今天之后。",
      en: () => "A grant says by which day to come the team reports.",
    },
  },
});

const sumOf = (lines: readonly { readonly amountFen: string }[]) =>
  lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);

/** Keys are what a report answers to. */
export function refuseUnfitContent({ indicators }: Pick<ProofContent, "indicators">): void {
  const keys = indicators.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw proofError("transformation.proof_keys", { key: twice });
}

interface Asked {
  readonly mostFen: string;
  readonly documents: readonly { readonly key: string; readonly name: string }[];
}

/** Throws unless it may be handed in as it stands; `brought` are the keys of the documents that are there. */
export function refuseIncomplete(
  content: ProofContent,
  { mostFen, documents }: Asked,
  brought: readonly string[],
): void {
  const { title, costs, readinessFrom: from, readinessTo: to, hasOtherFunding, otherFunding } = content;
  const asked = BigInt(content.askedFen);
  const checks: readonly (readonly [boolean, Bilingual])[] = [
    [content.unit === "", { zh: "申报单位", en: "where the team works" }],
    [content.leadName === "", { zh: "负责人", en: "who leads it" }],
    [content.hypothesis === "", { zh: "要验证的技术假设", en: "the hypothesis" }],
    [content.method === "", { zh: "验证方法", en: "the method" }],
    [
      content.indicators.length === 0 || content.indicators.some(({ target }) => target === ""),
      { zh: "带目标值的指标", en: "indicators with what has to be reached" },
    ],
    [content.milestones.length === 0, { zh: "进度安排", en: "the plan" }],
    [asked === 0n, { zh: "申请金额", en: "the amount" }],
    [costs.length === 0, { zh: "费用明细", en: "the cost lines" }],
    [to === 0, { zh: "目标就绪度", en: "the level to reach" }],
    [
      hasOtherFunding === null || (hasOtherFunding && otherFunding.length === 0),
      { zh: "其他经费的声明", en: "the declaration of other funding" },
    ],
    ...documents.map(
      ({ key, name }) => [!brought.includes(key), { zh: `材料“${name}”`, en: `the document “${name}”` }] as const,
    ),
  ];
  const missing = checks.filter(([isMissing]) => isMissing).map(([, name]) => name);
  if (missing.length > 0) throw proofError("transformation.proof_incomplete", { title, missing });
  const sum = sumOf(costs);
  if (sum !== asked) throw proofError("transformation.proof_costs", { sum, asked });
  const most = BigInt(mostFen);
  if (asked > most) throw proofError("transformation.proof_too_much", { asked, most });
  if (to <= from) throw proofError("transformation.proof_levels", { from, to });
}

interface Standing extends Titled {
  readonly state: ApplicationState;
}

export function refuseUnless({ title, state }: Standing, states: readonly ApplicationState[]): void {
  if (!states.includes(state)) throw proofError("transformation.proof_state", { title, state });
}

/** The amount that is granted, or null where it is refused. */
export function decideApplication(
  application: Standing & { readonly askedFen: string; readonly team: readonly string[] },
  { decision, grantedFen, reportDueOn }: ProofDecision,
  {
    call,
    by,
    reviewers,
    reviews,
    today,
  }: {
    readonly call: {
      readonly number: string;
      readonly state: string;
      readonly budgetFen: string;
      readonly grantedFen: string;
    };
    readonly by: string;
    readonly reviewers: readonly string[];
    /** How many of them have given this one its scores. */
    readonly reviews: number;
    readonly today: string;
  },
): string | null {
  const { title, askedFen, team } = application;
  refuseUnless(application, ["submitted"]);
  if (call.state !== "closed") throw proofError("transformation.proof_call_runs", { number: call.number });
  if (team.includes(by) || reviewers.includes(by)) throw proofError("transformation.proof_own_decision", { title });
  if (decision === "refuse") return null;
  if (reviews === 0) throw proofError("transformation.proof_unreviewed", { title });
  const asked = BigInt(askedFen);
  const left = BigInt(call.budgetFen) - BigInt(call.grantedFen);
  const granted = BigInt(grantedFen ?? "0");
  if (granted <= 0n || granted > asked || granted > left)
    throw proofError("transformation.grant_unfit", { asked, left });
  if (reportDueOn === null || reportDueOn <= today) throw proofError("transformation.grant_report_day", {});
  return String(granted);
}
