import { type Bilingual, defineErrors, formatYuan as yuan } from "@dual-high/kernel";
import { FIELD, readFen } from "../rules.ts";
import {
  type Action,
  type ApplicationState,
  type CommitteeDecision,
  type EquityTerms,
  STAGE_NAMES,
  STATE_NAMES,
  type TrancheDraft,
  type Vote,
} from "./types.ts";

/** 拨投结合 as Taizhou's medical zone runs it: the team holds at most nine tenths. */
const MOST_TEAM_SHARE_BP = 9_000;

const ACTION_NAMES: Readonly<Record<Action, Bilingual>> = {
  edit: { zh: "修改", en: "changed" },
  submit: { zh: "提交", en: "submitted" },
  withdraw: { zh: "撤回", en: "withdrawn" },
  start_diligence: { zh: "安排尽职调查", en: "given to an investigator" },
  report: { zh: "登记尽职调查", en: "reported on" },
  call_committee: { zh: "提交投决会", en: "put before the committee" },
  vote: { zh: "表决", en: "voted on" },
  decide: { zh: "登记决定", en: "decided" },
};

/** From which states each step is taken. */
const FROM: Readonly<Record<Action, readonly ApplicationState[]>> = {
  edit: ["draft", "returned"],
  submit: ["draft", "returned"],
  withdraw: ["draft", "submitted", "due_diligence", "committee", "returned"],
  start_diligence: ["submitted", "due_diligence"],
  report: ["due_diligence"],
  call_committee: ["due_diligence"],
  vote: ["committee"],
  decide: ["committee"],
};

interface About {
  readonly number: string;
}

export const applicationError = defineErrors({
  "funds.application_state": {
    kind: "conflict",
    message: {
      zh: ({ number, state, action }: About & { readonly state: ApplicationState; readonly action: Action }) =>
        `申请 ${number} 现在是“${STATE_NAMES[state].zh}”，不能${ACTION_NAMES[action].zh}。请刷新页面查看是谁在何时办理的。`,
      en: ({ number, state, action }: About & { readonly state: ApplicationState; readonly action: Action }) =>
        `Application ${number} is ${STATE_NAMES[state].en} and cannot be ${ACTION_NAMES[action].en}. Reload the page to see who did what when.`,
    },
  },
  "funds.terms_missing": {
    kind: "validation",
    field: "terms",
    message: {
      zh: () => "“拨投结合”要写明“转股条款”：触发条件、定价办法、团队占股和锁定期。",
      en: () => "A grant-to-equity needs its “Terms”: trigger, price, the team's share and the lock.",
    },
  },
  "funds.terms_unwanted": {
    kind: "validation",
    field: "kind",
    message: {
      zh: () => "只有“拨投结合”才有“转股条款”。请改“方式”，或去掉条款。",
      en: () => "Only a grant-to-equity has “Terms”. Change “Kind”, or leave them out.",
    },
  },
  "funds.trigger_day_missing": {
    kind: "validation",
    field: "terms/triggerOn",
    message: {
      zh: () => "触发条件选了“到期日”，请填“触发日期”。",
      en: () => "The trigger is a day: give “Trigger on”.",
    },
  },
  "funds.lock_before_trigger": {
    kind: "validation",
    field: "terms/lockedUntil",
    message: {
      zh: ({ lockedUntil, triggerOn }: { readonly lockedUntil: string; readonly triggerOn: string }) =>
        `“研发期锁定至” ${lockedUntil} 早于“触发日期” ${triggerOn}，转股时锁定已经结束。请改其中一个日期。`,
      en: ({ lockedUntil, triggerOn }: { readonly lockedUntil: string; readonly triggerOn: string }) =>
        `“Team's shares locked until” ${lockedUntil} is before “Trigger on” ${triggerOn}, so the lock would be over when the grant becomes equity. Change one of the days.`,
    },
  },
  "funds.lock_over": {
    kind: "validation",
    message: {
      zh: ({ number, lockedUntil }: { readonly number: string; readonly lockedUntil: string }) =>
        `申请 ${number} 的“研发期锁定至” ${lockedUntil} 已经过去，等于没有锁定。请改为研发期结束的日期，再提交。`,
      en: ({ number, lockedUntil }: { readonly number: string; readonly lockedUntil: string }) =>
        `“Team's shares locked until” ${lockedUntil} of application ${number} has passed, which locks nothing. Give the end of the research period, then submit it.`,
    },
  },
  "funds.team_share_too_large": {
    kind: "validation",
    field: ({ field }: { readonly field: string }) => field,
    message: {
      zh: ({ shareBp }: { readonly shareBp: number; readonly field: string }) =>
        `“团队占股”为 ${shareBp / 100}%，最多 90%。请改小，或把其余股份留给基金和其他出资方。`,
      en: ({ shareBp }: { readonly shareBp: number; readonly field: string }) =>
        `“Team's share” is ${shareBp / 100}%, and at most 90%. Lower it; the rest is the fund's and other investors'.`,
    },
  },
  "funds.own_matter": {
    kind: "conflict",
    message: {
      zh: ({ number, action }: About & { readonly action: Action }) =>
        `申请 ${number} 由您提出、修改或提交，或您参与其项目，不能由您${ACTION_NAMES[action].zh}。请换一位同事办理。`,
      en: ({ number, action }: About & { readonly action: Action }) =>
        `You wrote at application ${number} or work on its project, so it is not ${ACTION_NAMES[action].en} by you. Ask a colleague.`,
    },
  },
  "funds.investigator_decides": {
    kind: "conflict",
    message: {
      zh: ({ number }: About) => `申请 ${number} 的尽职调查是您做的，决定要由另一位登记。请换一位同事办理。`,
      en: ({ number }: About) =>
        `You looked into application ${number}: somebody else records the decision. Ask a colleague.`,
    },
  },
  "funds.person_unfit": {
    kind: "validation",
    field: ({ field }: { readonly field: { readonly name: string } }) => field.name,
    message: {
      zh: ({ number, field }: About & { readonly field: Bilingual & { readonly name: string } }) =>
        `申请 ${number}：“${field.zh}”里有人不能参与：须是基金一侧在册人员，没有参与申请或其项目；做尽职调查的人不进投决会。请重新选择。`,
      en: ({ number, field }: About & { readonly field: Bilingual & { readonly name: string } }) =>
        `Application ${number}: somebody under “${field.en}” cannot take part: they hold a role on the fund's side, neither wrote at the application nor work on its project, and whoever looked into it is not of the committee. Choose again.`,
    },
  },
  "funds.not_investigator": {
    kind: "forbidden",
    message: {
      zh: ({ number }: About) => `申请 ${number} 的尽职调查已交给另一位。请由其本人登记。`,
      en: ({ number }: About) => `Somebody else looks into application ${number}, and reports on it.`,
    },
  },
  "funds.report_missing": {
    kind: "conflict",
    message: {
      zh: ({ number }: About) => `申请 ${number} 还没有尽职调查结论，不能提交投决会。请先由调查人登记。`,
      en: ({ number }: About) =>
        `Nobody has reported on application ${number}, so it is not put before the committee. Have the investigator report first.`,
    },
  },
  "funds.not_member": {
    kind: "forbidden",
    message: {
      zh: ({ number }: About) => `您不是申请 ${number} 的投决会成员，不能表决。`,
      en: ({ number }: About) => `You are not of the committee about application ${number} and have no vote.`,
    },
  },
  "funds.voted": {
    kind: "conflict",
    message: {
      zh: ({ number, conflict }: About & { readonly conflict: boolean }) =>
        conflict
          ? `您对申请 ${number} 已声明利益关系，应当回避，不能再表决。`
          : `您对申请 ${number} 已经表决，每人一票，不能更改。`,
      en: ({ number, conflict }: About & { readonly conflict: boolean }) =>
        conflict
          ? `You declared an interest in application ${number} and have no vote about it.`
          : `You voted on application ${number} already; a vote stands.`,
    },
  },
  "funds.votes_open": {
    kind: "conflict",
    message: {
      zh: ({ number, open }: About & { readonly open: number }) =>
        `申请 ${number} 还有 ${open} 位成员没有表决或声明回避。请等齐后再登记决定。`,
      en: ({ number, open }: About & { readonly open: number }) =>
        `${open} members have neither voted on application ${number} nor declared an interest. Record the decision when all have.`,
    },
  },
  "funds.no_majority": {
    kind: "conflict",
    field: "outcome",
    message: {
      zh: ({ number, votesFor, members }: About & { readonly votesFor: number; readonly members: number }) =>
        `申请 ${number} 同意 ${votesFor} 票，未超过有表决权的 ${members} 人的半数，不能登记为通过。请登记为不通过或退回。`,
      en: ({ number, votesFor, members }: About & { readonly votesFor: number; readonly members: number }) =>
        `${votesFor} of the ${members} with a vote are for application ${number}, which is no majority, so it is not approved. Decline or return it.`,
    },
  },
  "funds.committee_small": {
    kind: "conflict",
    field: ({ field }: { readonly field: string }) => field,
    message: {
      zh: ({ number, least, members }: About & Committee) =>
        `申请 ${number} 的投决会有表决权的只有 ${members} 人，本基金规定至少 ${least} 人。请增加成员，或登记为退回后重新提交投决会。`,
      en: ({ number, least, members }: About & Committee) =>
        `${members} members have a vote on application ${number}, and the fund asks for ${least}. Name more, or return it and put it before the committee anew.`,
    },
  },
  "funds.decided_before_meeting": {
    kind: "validation",
    field: "on",
    message: {
      zh: ({ number, on, meetsOn }: About & { readonly on: string; readonly meetsOn: string }) =>
        `申请 ${number} 的“决定日期” ${on} 早于投决会日期 ${meetsOn}。请填开会当天或之后的日期。`,
      en: ({ number, on, meetsOn }: About & { readonly on: string; readonly meetsOn: string }) =>
        `Application ${number} cannot have been decided on ${on}: the committee meets on ${meetsOn}. Give that day or a later one.`,
    },
  },
  "funds.tranches_missing": {
    kind: "validation",
    field: "tranches",
    message: {
      zh: ({ number }: About) => `申请 ${number} 通过时要写明“拨付计划”：每期金额、日期和对应的关口。`,
      en: ({ number }: About) =>
        `Approving application ${number} takes “Tranches”: the amount, day and gate of each part.`,
    },
  },
  "funds.tranches_too_large": {
    kind: "validation",
    field: "tranches",
    message: {
      zh: ({ number, total, asked }: About & { readonly total: bigint; readonly asked: bigint }) =>
        `申请 ${number} 的“拨付计划”合计 ${yuan(total)} 元，超过申请金额 ${yuan(asked)} 元。请改各期金额。`,
      en: ({ number, total, asked }: About & { readonly total: bigint; readonly asked: bigint }) =>
        `The tranches of application ${number} come to CNY ${yuan(total)}, more than the CNY ${yuan(asked)} asked for. Change their amounts.`,
    },
  },
  "funds.gate_without_project": {
    kind: "validation",
    field: "tranches",
    message: {
      zh: ({ number, gate }: About & { readonly gate: keyof typeof STAGE_NAMES }) =>
        `申请 ${number} 没有关联项目，“拨付计划”不能对应“${STAGE_NAMES[gate].zh}”关口。请去掉关口。`,
      en: ({ number, gate }: About & { readonly gate: keyof typeof STAGE_NAMES }) =>
        `Application ${number} has no project, so no tranche waits for its gate to ${STAGE_NAMES[gate].en}. Leave the gate out.`,
    },
  },
  "funds.overcommitted": {
    kind: "conflict",
    field: "tranches",
    message: {
      zh: ({ fund, free, amount }: { readonly fund: string; readonly free: bigint; readonly amount: bigint }) =>
        `基金 ${fund} 未承诺的资金为 ${yuan(free)} 元，不够本次的 ${yuan(amount)} 元。请减少“拨付计划”，或先增加出资。`,
      en: ({ fund, free, amount }: { readonly fund: string; readonly free: bigint; readonly amount: bigint }) =>
        `Fund ${fund} has CNY ${yuan(free)} uncommitted, less than the CNY ${yuan(amount)} of this decision. Lower the tranches, or enter further contributions first.`,
    },
  },
  "funds.no_committee": {
    kind: "conflict",
    message: {
      zh: ({ number }: About) => `申请 ${number} 还没有提交投决会，没有纪要。请先提交投决会。`,
      en: ({ number }: About) =>
        `Application ${number} was not put before the committee, so there are no minutes. Put it before the committee first.`,
    },
  },
  "funds.not_open_to": {
    kind: "conflict",
    field: "fundId",
    message: {
      zh: () => "这只基金不接受本单位或本项目的申请。请选择列表中的基金。",
      en: () => "This fund takes no applications of yours. Choose one that is listed.",
    },
  },
});

export function mayFrom(state: ApplicationState, action: Action): boolean {
  return FROM[action].includes(state);
}

export function refuseState(number: string, state: ApplicationState, action: Action): void {
  if (!mayFrom(state, action)) throw applicationError("funds.application_state", { number, state, action });
}

export function refuseTerms(kind: string, terms: EquityTerms | null): void {
  if (kind !== "grant_to_equity") {
    if (terms !== null) throw applicationError("funds.terms_unwanted", {});
    return;
  }
  if (terms === null) throw applicationError("funds.terms_missing", {});
  if (terms.trigger === "date" && terms.triggerOn === null) throw applicationError("funds.trigger_day_missing", {});
  const { trigger, triggerOn, lockedUntil } = terms;
  if (trigger === "date" && triggerOn !== null && lockedUntil < triggerOn) {
    throw applicationError("funds.lock_before_trigger", { lockedUntil, triggerOn });
  }
  refuseTeamShare(terms.teamShareBp, "terms/teamShareBp");
}

/** A lock that is over when the money is asked for is none. */
export function refuseLockOver(number: string, terms: EquityTerms | null, today: string): void {
  if (terms !== null && terms.lockedUntil <= today) {
    throw applicationError("funds.lock_over", { number, lockedUntil: terms.lockedUntil });
  }
}

export function refuseTeamShare(shareBp: number, field: string): void {
  if (shareBp > MOST_TEAM_SHARE_BP) throw applicationError("funds.team_share_too_large", { shareBp, field });
}

interface Owned {
  readonly number: string;
  readonly investigatorId: string | null;
}

/** Whoever asks for money neither judges nor decides, nor does whoever looked into it decide. `askers`: who wrote at the application, and who works on its project. */
export function refuseOwnMatter(
  { number, investigatorId }: Owned,
  askers: ReadonlySet<string>,
  action: Action,
  userId: string,
): void {
  if (askers.has(userId)) throw applicationError("funds.own_matter", { number, action });
  if (action === "decide" && userId === investigatorId)
    throw applicationError("funds.investigator_decides", { number });
}

interface Voted {
  readonly vote: Vote["vote"] | null;
}

interface Committee {
  readonly field: "memberIds" | "outcome";
  readonly least: number;
  readonly members: number;
}

export function refuseSmallCommittee(number: string, committee: Committee): void {
  if (committee.members < committee.least) throw applicationError("funds.committee_small", { number, ...committee });
}

export function refuseEarlyDecision(number: string, on: string, meetsOn: string | null): void {
  if (meetsOn !== null && on < meetsOn) throw applicationError("funds.decided_before_meeting", { number, on, meetsOn });
}

/** All have voted or stood back; to approve takes the fund's least number of votes, and more than half of them for it. */
export function refuseOutcome(
  number: string,
  votes: readonly Voted[],
  outcome: CommitteeDecision["outcome"],
  least: number,
): void {
  const open = votes.filter(({ vote }) => vote === null).length;
  if (open > 0) throw applicationError("funds.votes_open", { number, open });
  const members = votes.filter(({ vote }) => vote !== "conflict").length;
  const votesFor = votes.filter(({ vote }) => vote === "for").length;
  if (outcome === "approve") refuseSmallCommittee(number, { field: "outcome", least, members });
  if (outcome === "approve" && votesFor * 2 <= members) {
    throw applicationError("funds.no_majority", { number, votesFor, members });
  }
}

export interface PlannedTranche extends Omit<TrancheDraft, "amountFen"> {
  readonly amount: bigint;
}

interface Asked {
  readonly number: string;
  readonly amountFen: string;
  readonly projectId: string | null;
}

export function readTranches(
  { number, amountFen, projectId }: Asked,
  drafts: readonly TrancheDraft[],
): { readonly tranches: readonly PlannedTranche[]; readonly total: bigint } {
  if (drafts.length === 0) throw applicationError("funds.tranches_missing", { number });
  const tranches = drafts.map(({ amountFen: text, ...rest }) => ({ ...rest, amount: readFen(FIELD.amount, text) }));
  const gate = tranches.find((tranche) => tranche.gate !== null)?.gate ?? null;
  if (projectId === null && gate !== null) throw applicationError("funds.gate_without_project", { number, gate });
  const total = tranches.reduce((sum, { amount }) => sum + amount, 0n);
  const asked = BigInt(amountFen);
  if (total > asked) throw applicationError("funds.tranches_too_large", { number, total, asked });
  return { tranches, total };
}

interface FundSums {
  readonly subscribedFen: string;
  readonly returnedFen: string;
  readonly feesFen: string;
  readonly committedFen: string;
}

/** What contributors promised and projects gave back, less fees and what is promised to projects. */
export function uncommittedOf({ subscribedFen, returnedFen, feesFen, committedFen }: FundSums): bigint {
  return BigInt(subscribedFen) + BigInt(returnedFen) - BigInt(feesFen) - BigInt(committedFen);
}

export function refuseOvercommitment(fund: FundSums & { readonly number: string }, amount: bigint): void {
  const free = uncommittedOf(fund);
  if (amount > free) throw applicationError("funds.overcommitted", { fund: fund.number, free, amount });
}
