import { type Bilingual, defineErrors } from "@dual-high/kernel";
import { daysOf } from "./days.ts";
import type { AgreementContent, AgreementKindName } from "../types.ts";
import { type AnyDetails, type FlowStep, nameOfRole, type StepKind, type StepRole } from "./types.ts";

interface About {
  readonly number: string;
  readonly step: string;
}

const approvalError = defineErrors({
  "agreements.approval_missing": {
    kind: "conflict",
    message: {
      zh: ({ number, missing }: { readonly number: string; readonly missing: readonly string[] }) =>
        `合同 ${number} 还不能签署：${missing.join("、")}的审批流程没有走完。请先提交审批，全部步骤办完后再登记签署。`,
      en: ({ number, missing }: { readonly number: string; readonly missing: readonly string[] }) =>
        `Agreement ${number} cannot be signed yet: it has not gone through the approval of ${missing.join(", ")}. Submit it, and sign when every step is done.`,
    },
  },
  "agreements.approval_not_asked": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `合同 ${number} 不需要审批，或已经提交：各单位没有为这类合同设置其他步骤。可以直接登记签署，或查看已提交的审批。`,
      en: ({ number }: { readonly number: string }) =>
        `Agreement ${number} needs no approval that it has not been submitted to: no institution asks for further steps.`,
    },
  },
  "agreements.in_review": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `合同 ${number} 正在审批或已通过审批，文本不能改。如要修改，请先撤回审批，改完重新提交。`,
      en: ({ number }: { readonly number: string }) =>
        `Agreement ${number} is in review or approved: its text stays as it is. Withdraw it from review, change it and submit it again.`,
    },
  },
  "agreements.approval_closed": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) => `合同 ${number} 的这次审批已经结束。请刷新页面查看结果。`,
      en: ({ number }: { readonly number: string }) =>
        `This approval of ${number} is over. Reload the page to see how.`,
    },
  },
  "agreements.step_out_of_turn": {
    kind: "conflict",
    message: {
      zh: ({ number, step, next }: About & { readonly next: string }) =>
        `合同 ${number} 还没轮到“${step}”，现在要办的是“${next}”。`,
      en: ({ number, step, next }: About & { readonly next: string }) =>
        `It is not the turn of “${step}” of ${number}: “${next}” comes first.`,
    },
  },
  "agreements.step_by_drafter": {
    kind: "conflict",
    message: {
      zh: ({ number, step }: About) =>
        `合同 ${number} 是您起草、修改或提交的，“${step}”要由别人办理。请找同一角色的其他人员。`,
      en: ({ number, step }: About) =>
        `You drew up, changed or submitted ${number}: somebody else of the same role does “${step}”.`,
    },
  },
  "agreements.step_role_unfit": {
    kind: "conflict",
    message: {
      zh: ({ number, step, roles }: About & { readonly roles: Bilingual }) =>
        `合同 ${number} 的“${step}”由${roles.zh}办理，您没有这个角色。`,
      en: ({ number, step, roles }: About & { readonly roles: Bilingual }) =>
        `“${step}” of ${number} is done by: ${roles.en}. You do not hold that role.`,
    },
  },
  "agreements.step_kind_unfit": {
    kind: "validation",
    message: {
      zh: ({ number, step }: About) => `合同 ${number} 的“${step}”填写的内容与这一步不符。请刷新页面重新填写。`,
      en: ({ number, step }: About) => `What was given is not what “${step}” of ${number} asks for. Reload the page.`,
    },
  },
  "agreements.step_paper_missing": {
    kind: "validation",
    message: {
      zh: ({ number, step }: About) => `合同 ${number} 的“${step}”要附依据材料。请先上传文件再提交。`,
      en: ({ number, step }: About) => `“${step}” of ${number} takes its paper: add the file first.`,
    },
  },
  "agreements.step_reasons_missing": {
    kind: "validation",
    message: {
      zh: ({ number, step }: About) => `合同 ${number} 的“${step}”退回时要写明原因和要改什么。`,
      en: ({ number, step }: About) => `Say why “${step}” sends ${number} back, and what is to be changed.`,
    },
  },
  "agreements.publicity_short": {
    kind: "validation",
    message: {
      zh: ({ number, days, minDays }: { readonly number: string; readonly days: number; readonly minDays: number }) =>
        `合同 ${number} 的公示为 ${days} 天，本单位规定不少于 ${minDays} 天。请改公示的起止日期。`,
      en: ({ number, days, minDays }: { readonly number: string; readonly days: number; readonly minDays: number }) =>
        `The price of ${number} was public for ${days} days; the institution asks for ${minDays}. Change the days.`,
    },
  },
  "agreements.publicity_open": {
    kind: "validation",
    message: {
      zh: ({ number, until }: { readonly number: string; readonly until: string }) =>
        `合同 ${number} 的公示到 ${until} 才结束。请在公示期满后再登记。`,
      en: ({ number, until }: { readonly number: string; readonly until: string }) =>
        `The price of ${number} is public until ${until}. Record it when that day is over.`,
    },
  },
  "agreements.objection_unhandled": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) => `合同 ${number} 的公示收到异议，请写明怎样处理的。`,
      en: ({ number }: { readonly number: string }) =>
        `There were objections to ${number}: say how they were dealt with.`,
    },
  },
  "agreements.relation_unexplained": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `合同 ${number}：有关联关系时，请写明是什么关系、怎样回避或处理。`,
      en: ({ number }: { readonly number: string }) =>
        `Agreement ${number}: where there is a relation, say which, and how it is dealt with.`,
    },
  },
  "agreements.seal_day_unfit": {
    kind: "validation",
    message: {
      zh: ({ number, on }: { readonly number: string; readonly on: string }) =>
        `合同 ${number}：用印日期 ${on} 还没有到。请填实际用印的日期。`,
      en: ({ number, on }: { readonly number: string; readonly on: string }) =>
        `Agreement ${number}: the seal cannot have been used on ${on}, which is still to come.`,
    },
  },
});

/** The steps of a flow that an agreement of this kind and amount takes. Without an amount, those from an amount on are left out. */
export function stepsFor(
  steps: readonly FlowStep[],
  { kind, amountFen }: { readonly kind: AgreementKindName; readonly amountFen: string | null },
): FlowStep[] {
  return steps.filter(
    ({ kinds, fromFen }) =>
      (kinds.length === 0 || kinds.includes(kind)) &&
      (fromFen === null || (amountFen !== null && BigInt(amountFen) >= BigInt(fromFen))),
  );
}

export function refuseUnapproved(number: string, missing: readonly { readonly institution: string }[]): void {
  if (missing.length === 0) return;
  const names = missing.map(({ institution }) => institution);
  throw approvalError("agreements.approval_missing", { number, missing: names });
}

export function refuseUnasked(number: string, count: number): void {
  if (count === 0) throw approvalError("agreements.approval_not_asked", { number });
}

export function refuseInReview(number: string, isInReview: boolean): void {
  if (isInReview) throw approvalError("agreements.in_review", { number });
}

export function refuseOver(number: string, isOpen: boolean): void {
  if (!isOpen) throw approvalError("agreements.approval_closed", { number });
}

export type Hindrance = "out_of_turn" | "drafter" | "role";

interface Actor {
  readonly userId: string;
  readonly roles: readonly StepRole[];
}

/** Why somebody may not do a step, or null. */
export function findHindrance(
  step: { readonly roles: readonly StepRole[]; readonly isNext: boolean },
  actor: Actor,
  drafters: readonly string[],
): Hindrance | null {
  if (!step.isNext) return "out_of_turn";
  if (!step.roles.some((role) => actor.roles.includes(role))) return "role";
  return drafters.includes(actor.userId) ? "drafter" : null;
}

function nameRoles(roles: readonly StepRole[]): Bilingual {
  const names = roles.map(nameOfRole);
  return { zh: names.map(({ zh }) => zh).join("、"), en: names.map(({ en }) => en).join(", ") };
}

export function refuseHindered(
  hindrance: Hindrance | null,
  about: About & { readonly next: string; readonly roles: readonly StepRole[] },
): void {
  const { number, step, next, roles } = about;
  if (hindrance === "out_of_turn") throw approvalError("agreements.step_out_of_turn", { number, step, next });
  if (hindrance === "drafter") throw approvalError("agreements.step_by_drafter", { number, step });
  if (hindrance === "role")
    throw approvalError("agreements.step_role_unfit", { number, step, roles: nameRoles(roles) });
}

export function sayHindrance(hindrance: Hindrance | null, roles: readonly StepRole[]): Bilingual | null {
  if (hindrance === "drafter") {
    return { zh: "您是起草人或提交人，要由别人办理", en: "You drew it up or submitted it; somebody else does this" };
  }
  const names = nameRoles(roles);
  return hindrance === "role" ? { zh: `由${names.zh}办理`, en: `Done by: ${names.en}` } : null;
}

export function refuseSilentReturn(about: About, reasons: string): void {
  if (reasons === "") throw approvalError("agreements.step_reasons_missing", about);
}

const NEEDS_PAPER: readonly StepKind[] = ["pricing"];

/** What a step asks for, before it counts as done. `today` is the day in Shanghai. */
export function refuseIncompleteStep(
  { number, step }: About,
  { kind, minDays }: { readonly kind: StepKind; readonly minDays: number },
  details: AnyDetails,
  { papers, today }: { readonly papers: number; readonly today: string },
): void {
  if (details.kind !== kind) throw approvalError("agreements.step_kind_unfit", { number, step });
  if (NEEDS_PAPER.includes(kind) && papers === 0)
    throw approvalError("agreements.step_paper_missing", { number, step });
  if (details.kind === "statement" && details.hasRelation && details.text === "") {
    throw approvalError("agreements.relation_unexplained", { number });
  }
  if (details.kind === "seal" && details.on > today) {
    throw approvalError("agreements.seal_day_unfit", { number, on: details.on });
  }
  if (details.kind !== "publicity") return;
  const days = daysOf(details);
  if (days < Math.max(1, minDays)) throw approvalError("agreements.publicity_short", { number, days, minDays });
  if (details.until >= today) throw approvalError("agreements.publicity_open", { number, until: details.until });
  if (details.objections !== "" && details.handling === "") {
    throw approvalError("agreements.objection_unhandled", { number });
  }
}

/** What the approval is about, in one order whatever it was read from. */
export function textToApprove(content: AgreementContent): string {
  const fields = Object.keys(content).toSorted() as (keyof AgreementContent)[];
  return JSON.stringify(fields.map((field) => [field, content[field]]));
}
