import { defineErrors } from "@dual-high/kernel";
import { CAMPAIGN_STATE_NAMES, type CampaignAction, type CampaignState, type Line, type PricedLine } from "./types.ts";

const ACTION_NAMES: Readonly<Record<CampaignAction, { readonly zh: string; readonly en: string }>> = {
  quote: { zh: "报价", en: "quote" },
  accept: { zh: "接受报价", en: "accept the quote of" },
  review: { zh: "做安全环保审查", en: "review" },
  schedule: { zh: "排期", en: "schedule" },
  report: { zh: "报告批次", en: "report a batch of" },
  amend: { zh: "提出变更", en: "amend" },
  accept_amendment: { zh: "接受变更", en: "accept an amendment of" },
  refuse_amendment: { zh: "拒绝变更", en: "refuse an amendment of" },
  withdraw_amendment: { zh: "收回变更", en: "take back an amendment of" },
  settle: { zh: "结算", en: "settle" },
  refuse: { zh: "退回", en: "refuse" },
  withdraw: { zh: "撤回", en: "withdraw" },
};

interface Refused {
  readonly number: string;
  readonly action: CampaignAction;
}

export const campaignError = defineErrors({
  "facilities.campaign_wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ number, action, state }: Refused & { state: CampaignState }) =>
        `${number} 现在是“${CAMPAIGN_STATE_NAMES[state].zh}”，不能${ACTION_NAMES[action].zh}。请刷新后再看。`,
      en: ({ number, action, state }: Refused & { state: CampaignState }) =>
        `You cannot ${ACTION_NAMES[action].en} ${number} now: it is ${CAMPAIGN_STATE_NAMES[state].en}. Refresh and look again.`,
    },
  },
  "facilities.campaign_not_yours": {
    kind: "forbidden",
    message: {
      zh: ({ number, action }: Refused) =>
        `${number}：${ACTION_NAMES[action].zh}要由${BY[action] === "manager" ? "平台管理人员" : "申请一方"}办理。`,
      en: ({ number, action }: Refused) =>
        `To ${ACTION_NAMES[action].en} ${number} is for ${BY[action] === "manager" ? "those who run the facility" : "the applicant's side"}.`,
    },
  },
  "facilities.campaign_own_review": {
    kind: "forbidden",
    message: {
      zh: ({ number }: { number: string }) => `${number} 是您自己申请的，安全环保审查须由另一位人员做。`,
      en: ({ number }: { number: string }) =>
        `You applied for ${number}: its safety and environment review is somebody else's.`,
    },
  },
  "facilities.campaign_total_negative": {
    kind: "validation",
    message: {
      zh: ({ number }: { number: string }) => `${number}：报价连同变更的合计不能小于 0。请改正单价或数量。`,
      en: ({ number }: { number: string }) =>
        `${number}: the quote with its amendments would be below nothing. Correct a price or a quantity.`,
    },
  },
  "facilities.campaign_amendment_open": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 还有一项变更等申请方答复。请等申请方接受或拒绝，或先收回它。`,
      en: ({ number }: { number: string }) =>
        `An amendment of ${number} still waits for the applicant. Wait until it is accepted or refused, or take it back.`,
    },
  },
  "facilities.campaign_no_amendment": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 没有等待接受的变更，可能已有人处理。请刷新。`,
      en: ({ number }: { number: string }) => `No amendment of ${number} waits; somebody may have settled it. Refresh.`,
    },
  },
  "facilities.campaign_reason_needed": {
    kind: "validation",
    message: {
      zh: ({ number }: { number: string }) => `${number} 已排期，平台为它留了时间。撤回请写明原因。`,
      en: ({ number }: { number: string }) =>
        `${number} is scheduled and days are kept for it. Write the reason for withdrawing it.`,
    },
  },
  "facilities.campaign_no_batch": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 还没有批次报告，不能结算。请先报告至少一个批次。`,
      en: ({ number }: { number: string }) =>
        `${number} has no batch report and cannot be settled. Report a batch first.`,
    },
  },
  "facilities.campaign_days": {
    kind: "validation",
    message: {
      zh: ({ number, startsOn, endsBefore }: { number: string; startsOn: string; endsBefore: string }) =>
        `${number}：结束后的第一天 ${endsBefore} 须晚于开始日 ${startsOn}。请改正。`,
      en: ({ number, startsOn, endsBefore }: { number: string; startsOn: string; endsBefore: string }) =>
        `${number}: the first day after the end, ${endsBefore}, has to be after ${startsOn}. Correct one of them.`,
    },
  },
  "facilities.campaign_batch_day": {
    kind: "validation",
    message: {
      zh: ({ number, startsOn, ranOn, today }: BatchDay) =>
        `${number}：批次的日子 ${ranOn}（ranOn）须在排期的第一天 ${startsOn} 至今天 ${today} 之间。请改正；实际更早开始的，请先改排期。`,
      en: ({ number, startsOn, ranOn, today }: BatchDay) =>
        `${number}: the day of the batch, ${ranOn} (ranOn), has to be from ${startsOn}, the first day scheduled, to ${today}, today. Correct it; where work began sooner, schedule it anew first.`,
    },
  },
  "facilities.campaign_no_place": {
    kind: "conflict",
    message: {
      zh: ({ number, name, startsOn, endsBefore, day, keepers }: Clash) =>
        `${number}：“${name}”在 ${startsOn} 至 ${endsBefore}（不含）排不下，${day} 已约满${keepers === "" ? "" : `（${keepers}）`}。请改日期，或先为它们改期。`,
      en: ({ number, name, startsOn, endsBefore, day, keepers }: Clash) =>
        `${number}: “${name}” has no place from ${startsOn} until before ${endsBefore}: ${day} is full${keepers === "" ? "" : ` (${keepers})`}. Choose other days, or move those first.`,
    },
  },
  "facilities.campaign_subject": {
    kind: "validation",
    message: {
      zh: () => "中试要在一个平台上做，所选的是单台仪器。请在平台的页面上申请。",
      en: () => "A campaign runs on a platform; an instrument was chosen. Apply on the page of a platform.",
    },
  },
});

interface BatchDay {
  readonly number: string;
  /** The first day that is kept for it. */
  readonly startsOn: string;
  readonly ranOn: string;
  readonly today: string;
}

interface Clash {
  readonly number: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsBefore: string;
  /** The first that is full. */
  readonly day: string;
  /** Numbers of what keeps its places. */
  readonly keepers: string;
}

const BY: Readonly<Record<CampaignAction, "manager" | "applicant">> = {
  quote: "manager",
  accept: "applicant",
  review: "manager",
  schedule: "manager",
  report: "manager",
  amend: "manager",
  accept_amendment: "applicant",
  refuse_amendment: "applicant",
  withdraw_amendment: "manager",
  settle: "manager",
  refuse: "manager",
  withdraw: "applicant",
};
const AMENDED: readonly CampaignState[] = ["accepted", "cleared", "scheduled", "running"];
/** With its first batch a campaign has begun: it is settled, no longer called off. */
const FROM: Readonly<Record<CampaignAction, readonly CampaignState[]>> = {
  quote: ["requested", "quoted"],
  accept: ["quoted"],
  review: ["accepted"],
  schedule: ["cleared", "scheduled"],
  report: ["scheduled", "running"],
  amend: AMENDED,
  accept_amendment: AMENDED,
  refuse_amendment: AMENDED,
  withdraw_amendment: AMENDED,
  settle: ["running"],
  refuse: ["requested", "quoted", "accepted", "cleared", "scheduled"],
  withdraw: ["requested", "quoted", "accepted", "cleared", "scheduled"],
};

const ON_AMENDMENT: readonly CampaignAction[] = ["accept_amendment", "refuse_amendment", "withdraw_amendment"];

export interface CampaignFacts {
  readonly number: string;
  readonly state: CampaignState;
  readonly appliedBy: string;
  readonly hasOpenAmendment: boolean;
  readonly batches: number;
}

export interface Who {
  readonly userId: string;
  readonly isManager: boolean;
  /** On the side that applied, and may act for it. */
  readonly isApplicant: boolean;
}

/** Throws unless the caller may do this now. */
export function allowStep(campaign: CampaignFacts, action: CampaignAction, who: Who): void {
  const { number, state } = campaign;
  if (BY[action] === "manager" ? !who.isManager : !who.isApplicant) {
    throw campaignError("facilities.campaign_not_yours", { number, action });
  }
  if (!FROM[action].includes(state)) throw campaignError("facilities.campaign_wrong_state", { number, action, state });
  if (action === "review" && who.userId === campaign.appliedBy) {
    throw campaignError("facilities.campaign_own_review", { number });
  }
  if ((action === "amend" || action === "settle") && campaign.hasOpenAmendment) {
    throw campaignError("facilities.campaign_amendment_open", { number });
  }
  if (ON_AMENDMENT.includes(action) && !campaign.hasOpenAmendment) {
    throw campaignError("facilities.campaign_no_amendment", { number });
  }
  if (action === "settle" && campaign.batches === 0) throw campaignError("facilities.campaign_no_batch", { number });
}

/** A batch ran when the line was its campaign's, and not in days to come. */
export function refuseUnfitBatchDay(day: BatchDay): void {
  if (day.ranOn < day.startsOn || day.ranOn > day.today) throw campaignError("facilities.campaign_batch_day", day);
}

/** Days that were kept are not given back without a word. */
export function refuseSilentWithdrawal(
  { number, state }: Pick<CampaignFacts, "number" | "state">,
  reason: string,
): void {
  if (state === "scheduled" && reason === "") throw campaignError("facilities.campaign_reason_needed", { number });
}

/** What the caller could do now: what `allowStep` lets pass. */
export function stepsFor(campaign: CampaignFacts, who: Who): CampaignAction[] {
  return (Object.keys(FROM) as CampaignAction[]).filter((action) => {
    try {
      allowStep(campaign, action, who);
      return true;
    } catch {
      return false;
    }
  });
}

/** The amount of each line, exactly: quantity times price, half a fen away from nothing; and their sum. */
export function priceLines(lines: readonly Line[]): { readonly lines: PricedLine[]; readonly total: bigint } {
  const amountOf = ({ quantityThousandths, fenEach }: Line) => {
    const product = BigInt(quantityThousandths) * BigInt(fenEach);
    return product < 0n ? -((-product + 500n) / 1000n) : (product + 500n) / 1000n;
  };
  const priced = lines.map((line) => ({ ...line, amountFen: amountOf(line).toString() }));
  return { lines: priced, total: priced.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n) };
}

export function refuseBelowNothing(number: string, total: bigint): void {
  if (total < 0n) throw campaignError("facilities.campaign_total_negative", { number });
}
