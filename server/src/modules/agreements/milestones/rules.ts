import { defineErrors } from "@dual-high/kernel";
import { AGREEMENT_STATE_NAMES, type AgreementState } from "../types.ts";
import { MILESTONE_STATE_NAMES, type MilestoneState, type Side } from "./types.ts";

interface About {
  readonly number: string;
  readonly milestone: string;
}

interface UnknownParty {
  readonly number: string;
  readonly party: string;
  readonly offered: readonly string[];
}

const milestoneError = defineErrors({
  "agreements.delivery_not_signed": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: { readonly number: string; readonly state: AgreementState }) =>
        `合同 ${number} 现在是“${AGREEMENT_STATE_NAMES[state].zh}”，只有已签署的合同才能登记交付和验收。`,
      en: ({ number, state }: { readonly number: string; readonly state: AgreementState }) =>
        `Agreement ${number} is ${AGREEMENT_STATE_NAMES[state].en}: deliveries and acceptances are recorded while it is signed.`,
    },
  },
  "agreements.milestone_unfit": {
    kind: "conflict",
    message: {
      zh: ({ number, milestone, state }: About & { readonly state: MilestoneState }) =>
        `合同 ${number} 的“${milestone}”现在是“${MILESTONE_STATE_NAMES[state].zh}”，不能再办理这一步。请刷新页面。`,
      en: ({ number, milestone, state }: About & { readonly state: MilestoneState }) =>
        `Milestone “${milestone}” of ${number} ${state === "delivered" ? "" : "is "}${MILESTONE_STATE_NAMES[state].en} and does not take this step. Reload the page.`,
    },
  },
  "agreements.delivery_party_unknown": {
    kind: "validation",
    message: {
      zh: ({ number, party, offered }: UnknownParty) =>
        `“${party}”不是合同 ${number} 的一方。请从各方中选择：${offered.join("、")}。`,
      en: ({ number, party, offered }: UnknownParty) =>
        `“${party}” is no party to ${number}. Choose one of: ${offered.join(", ")}.`,
    },
  },
  "agreements.delivery_day_unfit": {
    kind: "validation",
    message: {
      zh: ({ number, on }: { readonly number: string; readonly on: string }) =>
        `合同 ${number}：交付日期 ${on} 应在签署之后、今天或之前。请改“交付日期”。`,
      en: ({ number, on }: { readonly number: string; readonly on: string }) =>
        `Agreement ${number}: a delivery on ${on} must be after the signing, and not after today. Change the day.`,
    },
  },
  "agreements.accepted_by_author": {
    kind: "conflict",
    message: {
      zh: ({ number, milestone }: About) =>
        `合同 ${number} 的“${milestone}”是您登记交付的，不能由您自己验收。请由接收方的人员验收。`,
      en: ({ number, milestone }: About) =>
        `You recorded the delivery of “${milestone}” of ${number} and cannot accept it yourself. Somebody of the receiving party must.`,
    },
  },
  "agreements.accepted_by_same_side": {
    kind: "conflict",
    message: {
      zh: ({ number, milestone, side }: About & { readonly side: Side }) =>
        `合同 ${number} 的“${milestone}”由${side === "office" ? "专班或高校" : "企业"}交付，要由${side === "office" ? "企业（用企业账号）" : "专班或高校"}验收。`,
      en: ({ number, milestone, side }: About & { readonly side: Side }) =>
        `“${milestone}” of ${number} was delivered by ${side === "office" ? "the office or the university and is accepted by the enterprise, with its own account" : "the enterprise and is accepted by the office or the university"}.`,
    },
  },
  "agreements.accepted_by_same_party": {
    kind: "validation",
    message: {
      zh: ({ number, milestone, party }: About & { readonly party: string }) =>
        `合同 ${number} 的“${milestone}”由${party}交付，不能由同一方验收。请在“代表哪一方”中选另一方。`,
      en: ({ number, milestone, party }: About & { readonly party: string }) =>
        `“${milestone}” of ${number} was delivered by ${party} and cannot be accepted for the same party. Choose another one.`,
    },
  },
  "agreements.refusal_without_reasons": {
    kind: "validation",
    message: {
      zh: ({ number, milestone }: About) => `合同 ${number} 的“${milestone}”验收不通过要写明理由，对方才知道改什么。`,
      en: ({ number, milestone }: About) =>
        `Say why “${milestone}” of ${number} is refused, so that the other side knows what to mend.`,
    },
  },
  "agreements.delivery_paper_unfit": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `合同 ${number}：验收前由交付的一方上传交付材料，验收后由验收人上传验收材料。`,
      en: ({ number }: { readonly number: string }) =>
        `Agreement ${number}: until a delivery is decided on, the side that delivered brings papers; afterwards whoever decided.`,
    },
  },
});

export function refuseForeignPaper(number: string, isOwn: boolean): void {
  if (!isOwn) throw milestoneError("agreements.delivery_paper_unfit", { number });
}

export function refuseUnsigned({ number, state }: { readonly number: string; readonly state: AgreementState }): void {
  if (state !== "signed") throw milestoneError("agreements.delivery_not_signed", { number, state });
}

type Decision = "accepted" | "refused" | null;

/** From the decisions about its deliveries, the newest first. */
export function stateOfMilestone(decisions: readonly Decision[]): MilestoneState {
  if (decisions.includes("accepted")) return "accepted";
  const [newest] = decisions;
  if (newest === undefined) return "open";
  return newest === null ? "delivered" : "refused";
}

/** Late is what nobody has delivered: waiting for an acceptance is not the deliverer's delay. */
export function isMilestoneOverdue(dueOn: string | null, state: MilestoneState, today: string): boolean {
  return dueOn !== null && dueOn < today && (state === "open" || state === "refused");
}

export function canDeliver(state: MilestoneState): boolean {
  return state === "open" || state === "refused";
}

export function refuseUnfitDelivery(
  {
    number,
    signedOn,
    parties,
  }: { readonly number: string; readonly signedOn: string | null; readonly parties: readonly string[] },
  { title, state }: { readonly title: string; readonly state: MilestoneState },
  { party, deliveredOn }: { readonly party: string; readonly deliveredOn: string },
  today: string,
): void {
  if (!canDeliver(state)) throw milestoneError("agreements.milestone_unfit", { number, milestone: title, state });
  refuseUnknownParty(number, parties, party);
  if (deliveredOn > today || (signedOn !== null && deliveredOn < signedOn)) {
    throw milestoneError("agreements.delivery_day_unfit", { number, on: deliveredOn });
  }
}

function refuseUnknownParty(number: string, parties: readonly string[], party: string): void {
  if (parties.includes(party)) return;
  throw milestoneError("agreements.delivery_party_unknown", { number, party, offered: parties });
}

interface Delivered {
  readonly recordedBy: string;
  readonly side: Side;
  readonly party: string;
}

/** Nobody accepts what they delivered, and where the enterprise has an account, neither does their side. */
export function isOthersToDecide(
  { recordedBy, side }: Pick<Delivered, "recordedBy" | "side">,
  decider: { readonly userId: string; readonly side: Side; readonly hasEnterprise: boolean },
): boolean {
  return recordedBy !== decider.userId && !(decider.hasEnterprise && side === decider.side);
}

export function refuseUnfitDecision(
  { number, parties }: { readonly number: string; readonly parties: readonly string[] },
  { title, state }: { readonly title: string; readonly state: MilestoneState },
  delivery: Delivered,
  decider: { readonly userId: string; readonly side: Side; readonly hasEnterprise: boolean },
  {
    decision,
    party,
    reasons,
  }: { readonly decision: "accepted" | "refused"; readonly party: string; readonly reasons: string },
): void {
  const about = { number, milestone: title };
  if (state !== "delivered") throw milestoneError("agreements.milestone_unfit", { ...about, state });
  if (delivery.recordedBy === decider.userId) throw milestoneError("agreements.accepted_by_author", about);
  if (!isOthersToDecide(delivery, decider)) {
    throw milestoneError("agreements.accepted_by_same_side", { ...about, side: delivery.side });
  }
  refuseUnknownParty(number, parties, party);
  if (party === delivery.party) throw milestoneError("agreements.accepted_by_same_party", { ...about, party });
  if (decision === "refused" && reasons === "") throw milestoneError("agreements.refusal_without_reasons", about);
}
