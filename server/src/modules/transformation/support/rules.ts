import { type Bilingual, defineErrors, formatYuan } from "@dual-high/kernel";
import {
  type DeliveryDraft,
  type Side,
  SIDE_NAMES,
  SUPPORT_KIND_FACTS,
  type SupportDraft,
  type SupportKind,
} from "./types.ts";

const RECORDERS: Readonly<Record<Side, Bilingual>> = {
  university: { zh: "高校成果转化人员", en: "its transfer office" },
  zone: { zh: "高新区工作人员", en: "its officers" },
};

export const supportError = defineErrors({
  "transformation.support_side": {
    kind: "forbidden",
    message: {
      zh: ({ side }: { readonly side: Side }) =>
        `${SIDE_NAMES[side].zh}的支持由${RECORDERS[side].zh}登记，专班不代为登记。请联系他们办理。`,
      en: ({ side }: { readonly side: Side }) =>
        `Support of ${SIDE_NAMES[side].en} is recorded by ${RECORDERS[side].en}, and by nobody in their place. Ask them to.`,
    },
  },
  "transformation.support_unvalued": {
    kind: "validation",
    message: {
      zh: () => "经费支持要填金额。",
      en: () => "Support in money says how much.",
    },
  },
  "transformation.support_uncounted": {
    kind: "validation",
    message: {
      zh: ({ kind }: { readonly kind: SupportKind }) =>
        `“${SUPPORT_KIND_FACTS[kind].name.zh}”不按数量计，请不填数量，写在说明里。`,
      en: ({ kind }: { readonly kind: SupportKind }) =>
        `${SUPPORT_KIND_FACTS[kind].name.en} is not counted: leave the quantity empty and say it in words.`,
    },
  },
  "transformation.support_days": {
    kind: "validation",
    message: {
      zh: ({ promisedOn, dueOn }: { readonly promisedOn: string; readonly dueOn: string }) =>
        `兑现期限 ${dueOn} 早于承诺日期 ${promisedOn}。请改其中一个。`,
      en: ({ promisedOn, dueOn }: { readonly promisedOn: string; readonly dueOn: string }) =>
        `It would be due on ${dueOn}, before it was promised on ${promisedOn}. Change one of the days.`,
    },
  },
  "transformation.support_day_to_come": {
    kind: "validation",
    message: {
      zh: ({ on }: { readonly on: string }) => `日期 ${on} 还没有到。请填实际发生的日期。`,
      en: ({ on }: { readonly on: string }) => `${on} is still to come. Give the day on which it happened.`,
    },
  },
  "transformation.support_settled": {
    kind: "conflict",
    message: {
      zh: ({ description }: { readonly description: string }) => `支持“${description}”已兑现或已撤回。请刷新页面。`,
      en: ({ description }: { readonly description: string }) =>
        `“${description}” is delivered or withdrawn already. Reload the page.`,
    },
  },
  "transformation.delivery_own": {
    kind: "conflict",
    message: {
      zh: ({ description }: { readonly description: string }) =>
        `支持“${description}”是您登记的承诺，兑现要由另一人确认。`,
      en: ({ description }: { readonly description: string }) =>
        `You recorded the promise “${description}”: somebody else confirms that it was delivered.`,
    },
  },
  "transformation.delivery_own_side": {
    kind: "conflict",
    message: {
      zh: ({ description, side }: { readonly description: string; readonly side: Side }) =>
        `支持“${description}”由${SIDE_NAMES[side].zh}提供，兑现不由本方确认。请另一方或专班确认。`,
      en: ({ description, side }: { readonly description: string; readonly side: Side }) =>
        `“${description}” is given by ${SIDE_NAMES[side].en}, which does not confirm it itself. Have the other side or the pair office confirm it.`,
    },
  },
  "transformation.delivery_early": {
    kind: "validation",
    message: {
      zh: (at: { readonly description: string; readonly deliveredOn: string; readonly promisedOn: string }) =>
        `支持“${at.description}”于 ${at.promisedOn} 承诺，兑现日期 ${at.deliveredOn} 早于它。请改日期。`,
      en: (at: { readonly description: string; readonly deliveredOn: string; readonly promisedOn: string }) =>
        `“${at.description}” was promised on ${at.promisedOn} and cannot have been delivered on ${at.deliveredOn}. Change the day.`,
    },
  },
  "transformation.support_amount": {
    kind: "validation",
    message: {
      zh: ({ description, text }: { readonly description: string; readonly text: string }) =>
        `支持“${description}”的金额“${text}”不能用：金额要大于零，按元填写时最多两位小数，经接口提交时为整数分。请改正后重新提交。`,
      en: ({ description, text }: { readonly description: string; readonly text: string }) =>
        `The amount “${text}” of “${description}” cannot be kept: an amount is more than nothing, has at most two decimals in yuan, and is a whole number of fen in the API. Correct it and send it again.`,
    },
  },
  "transformation.delivery_exceeds": {
    kind: "conflict",
    message: {
      zh: ({ description, left }: { readonly description: string; readonly left: Bilingual }) =>
        `支持“${description}”按承诺还剩 ${left.zh}，这次兑现超过了它。请改数字，或另登记一项新的支持。`,
      en: ({ description, left }: { readonly description: string; readonly left: Bilingual }) =>
        `Of “${description}” ${left.en} is left by the promise, and this is more. Change the figure, or record the rest as new support.`,
    },
  },
  "transformation.delivery_empty": {
    kind: "validation",
    message: {
      zh: () => "请写明兑现了多少，或用文字说明。",
      en: () => "Say how much was delivered, or what, in words.",
    },
  },
});

function refuseOddAmount(description: string, text: string | null): void {
  if (text !== null && !/^[1-9]\d{0,17}$/.test(text)) {
    throw supportError("transformation.support_amount", { description, text });
  }
}

export function refuseUnfitSupport(
  { kind, description, quantityHundredths, valueFen, promisedOn, dueOn }: SupportDraft,
  today: string,
): void {
  refuseOddAmount(description, valueFen);
  if (kind === "money" && valueFen === null) throw supportError("transformation.support_unvalued", {});
  if (SUPPORT_KIND_FACTS[kind].unit === null && quantityHundredths !== null) {
    throw supportError("transformation.support_uncounted", { kind });
  }
  if (promisedOn > today) throw supportError("transformation.support_day_to_come", { on: promisedOn });
  if (dueOn !== null && dueOn < promisedOn) throw supportError("transformation.support_days", { promisedOn, dueOn });
}

export interface SupportPromise {
  readonly side: Side;
  readonly promisedOn: string;
  readonly kind: SupportKind;
  readonly description: string;
  readonly state: "promised" | "delivered" | "withdrawn";
  readonly quantityHundredths: number | null;
  readonly valueFen: string | null;
  readonly recordedBy: string;
  readonly deliveredFen: string;
  readonly deliveredHundredths: number;
}

/** Whether the promise is kept in full by it; or what stands against the delivery. `sides`: those for which `by` speaks. */
export function deliver(
  promise: SupportPromise,
  { deliveredOn, quantityHundredths, valueFen, note, completes }: DeliveryDraft,
  { by, sides, today }: { readonly by: string; readonly sides: readonly Side[]; readonly today: string },
): boolean {
  const { description, kind, side, promisedOn } = promise;
  refuseOddAmount(description, valueFen);
  if (promise.state !== "promised") throw supportError("transformation.support_settled", { description });
  if (promise.recordedBy === by) throw supportError("transformation.delivery_own", { description });
  if (sides.includes(side)) throw supportError("transformation.delivery_own_side", { description, side });
  if (deliveredOn < promisedOn) {
    throw supportError("transformation.delivery_early", { description, deliveredOn, promisedOn });
  }
  if (deliveredOn > today) throw supportError("transformation.support_day_to_come", { on: deliveredOn });
  if (quantityHundredths === null && valueFen === null && note === "") {
    throw supportError("transformation.delivery_empty", {});
  }
  if (kind === "money" && valueFen === null) throw supportError("transformation.support_unvalued", {});
  if (SUPPORT_KIND_FACTS[kind].unit === null && quantityHundredths !== null) {
    throw supportError("transformation.support_uncounted", { kind });
  }
  const fenLeft = promise.valueFen === null ? null : BigInt(promise.valueFen) - BigInt(promise.deliveredFen);
  if (fenLeft !== null && valueFen !== null && BigInt(valueFen) > fenLeft) {
    throw supportError("transformation.delivery_exceeds", {
      description,
      left: { zh: `${formatYuan(fenLeft)} 元`, en: `CNY ${formatYuan(fenLeft)}` },
    });
  }
  const left = promise.quantityHundredths === null ? null : promise.quantityHundredths - promise.deliveredHundredths;
  if (left !== null && quantityHundredths !== null && quantityHundredths > left) {
    const { zh, en } = SUPPORT_KIND_FACTS[kind].unit ?? { zh: "", en: "" };
    const rest = { zh: `${left / 100} ${zh}`, en: `${left / 100} ${en}` };
    throw supportError("transformation.delivery_exceeds", { description, left: rest });
  }
  const isPaid = fenLeft !== null && valueFen !== null && BigInt(valueFen) === fenLeft;
  const isCounted = left !== null && quantityHundredths === left;
  return completes || (kind === "money" ? isPaid : isCounted);
}
