import { defineErrors } from "@dual-high/kernel";
import { changedFields } from "../rules.ts";
import { AGREEMENT_STATE_NAMES, type AgreementContent, type AgreementState } from "../types.ts";
import { AMENDMENT_STATE_NAMES, type AmendmentState } from "./types.ts";

interface About {
  readonly number: string;
  readonly amendment: number;
}

const amendmentError = defineErrors({
  "agreements.amends_unsigned": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: { readonly number: string; readonly state: AgreementState }) =>
        `合同 ${number} 现在是“${AGREEMENT_STATE_NAMES[state].zh}”，补充协议只用于已签署的合同${state === "draft" ? "；草稿请直接修改" : ""}。`,
      en: ({ number, state }: { readonly number: string; readonly state: AgreementState }) =>
        `Agreement ${number} is ${AGREEMENT_STATE_NAMES[state].en}: only a signed one is amended${state === "draft" ? "; change the draft itself" : ""}.`,
    },
  },
  "agreements.amendment_open": {
    kind: "conflict",
    message: {
      zh: ({ number, amendment }: About) =>
        `合同 ${number} 的补充协议 ${amendment} 还在起草。请先签署或放弃它，再起草下一份。`,
      en: ({ number, amendment }: About) =>
        `Amendment ${amendment} of ${number} is still a draft. Sign it or drop it before drawing up another.`,
    },
  },
  "agreements.amendment_closed": {
    kind: "conflict",
    message: {
      zh: ({ number, amendment, state }: About & { readonly state: AmendmentState }) =>
        `合同 ${number} 的补充协议 ${amendment} ${AMENDMENT_STATE_NAMES[state].zh}，不能再改。`,
      en: ({ number, amendment, state }: About & { readonly state: AmendmentState }) =>
        `Amendment ${amendment} of ${number} was ${AMENDMENT_STATE_NAMES[state].en} and stays as it is.`,
    },
  },
  "agreements.amendment_empty": {
    kind: "validation",
    message: {
      zh: ({ number, amendment }: About) => `合同 ${number} 的补充协议 ${amendment} 与现行文本没有差别。请先修改条款。`,
      en: ({ number, amendment }: About) => `Amendment ${amendment} of ${number} changes nothing yet.`,
    },
  },
  "agreements.amendment_day_unfit": {
    kind: "validation",
    message: {
      zh: ({ number, on, earliest }: { readonly number: string; readonly on: string; readonly earliest: string }) =>
        `合同 ${number}：补充协议的签署日期 ${on} 不能早于 ${earliest}（合同或上一份补充协议的签署日期），也不能晚于今天。`,
      en: ({ number, on, earliest }: { readonly number: string; readonly on: string; readonly earliest: string }) =>
        `Agreement ${number}: an amendment cannot be signed on ${on}, before ${earliest} (the agreement's or the amendment before) or after today.`,
    },
  },
  "agreements.amends_delivered": {
    kind: "conflict",
    message: {
      zh: ({ number, milestone }: { readonly number: string; readonly milestone: string }) =>
        `合同 ${number} 的“${milestone}”已交付或验收，补充协议不能改动或删去它。请恢复这一行。`,
      en: ({ number, milestone }: { readonly number: string; readonly milestone: string }) =>
        `“${milestone}” of ${number} was delivered or accepted: an amendment leaves that line as it is.`,
    },
  },
});

export function refuseAmending({ number, state }: { readonly number: string; readonly state: AgreementState }): void {
  if (state !== "signed") throw amendmentError("agreements.amends_unsigned", { number, state });
}

export function refuseSecondDraft(number: string, open: number | null): void {
  if (open !== null) throw amendmentError("agreements.amendment_open", { number, amendment: open });
}

export function refuseClosed(number: string, amendment: number, state: AmendmentState): void {
  if (state !== "draft") throw amendmentError("agreements.amendment_closed", { number, amendment, state });
}

/** What was delivered stays as it was agreed on when it was delivered. */
export function refuseChangedDeliveries(
  number: string,
  before: AgreementContent,
  after: AgreementContent,
  settled: ReadonlySet<string>,
): void {
  for (const milestone of before.milestones) {
    if (milestone.id === null || !settled.has(milestone.id)) continue;
    const now = after.milestones.find(({ id }) => id === milestone.id);
    const isSame =
      now?.title === milestone.title && now.deliverable === milestone.deliverable && now.dueOn === milestone.dueOn;
    if (!isSame) throw amendmentError("agreements.amends_delivered", { number, milestone: milestone.title });
  }
}

/** `earliest` is the day on which the agreement, or the amendment before, was signed. */
export function refuseUnfitSigning(
  number: string,
  amendment: number,
  texts: { readonly before: AgreementContent; readonly after: AgreementContent },
  { on, earliest, today }: { readonly on: string; readonly earliest: string; readonly today: string },
): void {
  if (changedFields(texts.before, texts.after).length === 0) {
    throw amendmentError("agreements.amendment_empty", { number, amendment });
  }
  if (on < earliest || on > today) throw amendmentError("agreements.amendment_day_unfit", { number, on, earliest });
}
