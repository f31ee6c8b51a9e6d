import { type Bilingual, defineErrors } from "@dual-high/kernel";
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
  "transformation.delivery_exceeds": {
    kind: "conflict",
    message: {
      zh: ({ description, left }: { readonly description: string; readonly left: string }) =>
        `支持“${description}”按承诺还剩 ${left}，这次兑现超过了它。请改数字，或另登记一项新的支持。`,
      en: ({ description, left }: { readonly description: string; readonly left: string }) =>
        `Of “${description}” ${left} is left by the promise, and this is more. Change the figure, or record the rest as new support.`,
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

export function refuseUnfitSupport(
  { kind, quantityHundredths, valueFen, promisedOn, dueOn }: SupportDraft,
  today: string,
): void {
  if (kind === "money" && valueFen === null) throw supportError("transformation.support_unvalued", {});
  if (SUPPORT_KIND_FACTS[kind].unit === null && quantityHundredths !== null) {
    throw supportError("transformation.support_uncounted", { kind });
  }
  if (promisedOn > today) throw supportError("transformation.support_day_to_come", { on: promisedOn });
  if (dueOn !== null && dueOn < promisedOn) throw supportError("transformation.support_days", { promisedOn, dueOn });
}

export interface SupportPromise {
  readonly kind: SupportKind;
  readonly description: string;
  readonly state: "promised" | "delivered" | "withdrawn";
  readonly quantityHundredths: number | null;
  readonly valueFen: string | null;
  readonly recordedBy: string;
  readonly deliveredFen: string;
  readonly deliveredHundredths: number;
}

function yuan(fen: bigint): string {
  return `${(fen / 100n).toLocaleString("en-US")}.${String(fen % 100n).padStart(2, "0")} 元`;
}

/** Whether the promise is kept in full by it; or what stands against the delivery. */
export function deliver(
  promise: SupportPromise,
  { deliveredOn, quantityHundredths, valueFen, note, completes }: DeliveryDraft,
  { by, today }: { readonly by: string; readonly today: string },
): boolean {
  const { description, kind } = promise;
  if (promise.state !== "promised") throw supportError("transformation.support_settled", { description });
  if (promise.recordedBy === by) throw supportError("transformation.delivery_own", { description });
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
    throw supportError("transformation.delivery_exceeds", { description, left: yuan(fenLeft) });
  }
  const left = promise.quantityHundredths === null ? null : promise.quantityHundredths - promise.deliveredHundredths;
  if (left !== null && quantityHundredths !== null && quantityHundredths > left) {
    const unit = SUPPORT_KIND_FACTS[kind].unit?.zh ?? "";
    throw supportError("transformation.delivery_exceeds", { description, left: `${left / 100} ${unit}` });
  }
  const isPaid = fenLeft !== null && valueFen !== null && BigInt(valueFen) === fenLeft;
  const isCounted = left !== null && quantityHundredths === left;
  return completes || (kind === "money" ? isPaid : isCounted);
}
