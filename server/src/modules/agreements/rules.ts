import { addMonths, type Bilingual, defineErrors, formatPercent, formatYuan as yuan } from "@dual-high/kernel";
import { refuseBrokenFen } from "./receipts/rules.ts";
import {
  AGREEMENT_ACTIONS,
  AGREEMENT_STATE_NAMES,
  type AgreementAction,
  type AgreementContent,
  type AgreementState,
  isSubKindOf,
  KINDS,
} from "./types.ts";

const WHOLE = 10_000;
/** Texts are signed before, and after, their term begins; one signed longer before it than this is a slip of the pen. */
const YEARS_AHEAD = 5;

interface SigningDay {
  readonly number: string;
  readonly on: string;
  readonly earliest: string;
  readonly endsOn: string;
}

interface AmendedTerm {
  readonly number: string;
  readonly signedOn: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

interface Stated {
  readonly number: string;
  readonly state: AgreementState;
}

const ACTION_NAMES: Readonly<Record<AgreementAction, Bilingual>> = {
  sign: { zh: "签署", en: "signed" },
  send: { zh: "发给对方", en: "sent" },
  complete: { zh: "登记履约完成", en: "recorded as fulfilled" },
  end: { zh: "终止", en: "terminated" },
};

const agreementsError = defineErrors({
  "agreements.shares_do_not_sum": {
    kind: "validation",
    message: {
      zh: ({ sum }: { readonly sum: number }) =>
        `各方份额合计为 ${formatPercent(sum)}，应为 100%。请改“份额”一列，使各方相加正好为 100%。`,
      en: ({ sum }: { readonly sum: number }) =>
        `The parties' shares are ${formatPercent(sum)} together and must be 100 %. Change the column “Share”.`,
    },
  },
  "agreements.term_upside_down": {
    kind: "validation",
    message: {
      zh: ({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }) =>
        `合同止期 ${endsOn} 早于起期 ${startsOn}。请改“期限”中的一个日期。`,
      en: ({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }) =>
        `The agreement would end on ${endsOn}, before it begins on ${startsOn}. Change one of the days under “Term”.`,
    },
  },
  "agreements.payments_differ": {
    kind: "validation",
    message: {
      zh: ({ sum, amount }: { readonly sum: string; readonly amount: string }) =>
        `付款计划合计 ${yuan(sum)} 元，多于合同金额 ${yuan(amount)} 元。请改付款计划或“合同金额”。`,
      en: ({ sum, amount }: { readonly sum: string; readonly amount: string }) =>
        `The payments come to CNY ${yuan(sum)}, more than the amount of CNY ${yuan(amount)}. Change a payment or the “Amount”.`,
    },
  },
  "agreements.payment_unfit": {
    kind: "validation",
    message: {
      zh: ({ position }: { readonly position: number }) =>
        `第 ${position} 笔付款：销售提成要填提成比例、不填金额，其他付款方式要填金额。请改这一行。`,
      en: ({ position }: { readonly position: number }) =>
        `Payment ${position}: a royalty has a rate and no amount, every other payment an amount. Change that line.`,
    },
  },
  "agreements.sub_kind_unfit": {
    kind: "validation",
    message: {
      zh: ({ kind, offered }: { readonly kind: Bilingual; readonly offered: string }) =>
        `“${kind.zh}”没有这个细类${offered === "" ? "，请不填细类" : `，可选：${offered}`}。`,
      en: ({ kind, offered }: { readonly kind: Bilingual; readonly offered: string }) =>
        `${kind.en} is not divided like that; ${offered === "" ? "leave the division empty" : `choose from ${offered}`}.`,
    },
  },
  "agreements.wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ number, state, action }: Stated & { readonly action: AgreementAction }) =>
        `合同 ${number} 现在是“${AGREEMENT_STATE_NAMES[state].zh}”，不能再${ACTION_NAMES[action].zh}。请刷新页面查看是谁在何时办理的。`,
      en: ({ number, state, action }: Stated & { readonly action: AgreementAction }) =>
        `Agreement ${number} is ${AGREEMENT_STATE_NAMES[state].en} and cannot be ${ACTION_NAMES[action].en}. Reload the page to see who did what when.`,
    },
  },
  "agreements.not_changeable": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: Stated) =>
        `合同 ${number} 现在是“${AGREEMENT_STATE_NAMES[state].zh}”，文本不能再改。${state === "signed" ? "如需变更，请起草补充协议" : "如需变更，请另行起草"}。`,
      en: ({ number, state }: Stated) =>
        `Agreement ${number} is ${AGREEMENT_STATE_NAMES[state].en}: its text cannot be changed. ${state === "signed" ? "Draw up an amendment" : "Draw up another one"}.`,
    },
  },
  "agreements.incomplete": {
    kind: "validation",
    message: {
      zh: ({ number, lacks }: { readonly number: string; readonly lacks: readonly Bilingual[] }) =>
        `合同 ${number} 还不能签署：${lacks.map(({ zh }) => zh).join("；")}。请先补充草稿。`,
      en: ({ number, lacks }: { readonly number: string; readonly lacks: readonly Bilingual[] }) =>
        `Agreement ${number} cannot be signed yet: ${lacks.map(({ en }) => en).join("; ")}. Complete the draft first.`,
    },
  },
  "agreements.day_to_come": {
    kind: "validation",
    message: {
      zh: ({ number, on }: { readonly number: string; readonly on: string }) =>
        `合同 ${number}：填写的日期 ${on} 还没有到。请填实际发生的日期。`,
      en: ({ number, on }: { readonly number: string; readonly on: string }) =>
        `Agreement ${number}: ${on} is still to come. Give the day on which it happened.`,
    },
  },
  "agreements.signing_day_unfit": {
    kind: "validation",
    message: {
      zh: ({ number, on, earliest, endsOn }: SigningDay) =>
        `合同 ${number}：签署日期 ${on} 不合期限，应在 ${earliest}（起期前 ${YEARS_AHEAD} 年）到止期 ${endsOn} 之间。请核对“签署日期”，补录旧合同时请先改“期限”。`,
      en: ({ number, on, earliest, endsOn }: SigningDay) =>
        `Agreement ${number}: the signing on ${on} does not fit its term; it lies between ${earliest}, ${YEARS_AHEAD} years before its first day, and its last day ${endsOn}. Check the day, and for an old agreement the “Term” first.`,
    },
  },
  "agreements.amended_term_unfit": {
    kind: "validation",
    message: {
      zh: ({ number, signedOn, startsOn, endsOn }: AmendedTerm) =>
        `合同 ${number} 于 ${signedOn} 签署，补充协议的期限 ${startsOn} 至 ${endsOn} 与它不合：止期不能早于签署日期，起期最多晚 ${YEARS_AHEAD} 年。请改“期限”中的日期。`,
      en: ({ number, signedOn, startsOn, endsOn }: AmendedTerm) =>
        `Agreement ${number} was signed on ${signedOn}, which the amendment's term of ${startsOn} to ${endsOn} does not fit: it ends no earlier than that day and begins ${YEARS_AHEAD} years later at most. Change a day under “Term”.`,
    },
  },
  "agreements.ends_before_signed": {
    kind: "validation",
    message: {
      zh: ({ number, on, signedOn }: { readonly number: string; readonly on: string; readonly signedOn: string }) =>
        `合同 ${number} 于 ${signedOn} 签署，结束的日期 ${on} 不能更早。请改“日期”。`,
      en: ({ number, on, signedOn }: { readonly number: string; readonly on: string; readonly signedOn: string }) =>
        `Agreement ${number} was signed on ${signedOn} and cannot have ended on ${on}. Change the day.`,
    },
  },
  "agreements.reason_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) => `终止合同 ${number} 要写明原因。`,
      en: ({ number }: { readonly number: string }) => `Say why agreement ${number} ends.`,
    },
  },
  "agreements.unfulfilled": {
    kind: "conflict",
    message: {
      zh: ({ number, rests }: { readonly number: string; readonly rests: readonly Bilingual[] }) =>
        `合同 ${number} 还有未了的事项：${rests.map(({ zh }) => zh).join("；")}。请先办完，或在“原因”里写明为何仍算履约完成；不再履行的，请登记终止。`,
      en: ({ number, rests }: { readonly number: string; readonly rests: readonly Bilingual[] }) =>
        `Of agreement ${number} is still open: ${rests.map(({ en }) => en).join("; ")}. Settle it first, or say under “Reason” why it counts as fulfilled all the same; one that is given up is terminated.`,
    },
  },
  "agreements.nobody_to_send_to": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `合同 ${number} 没有选企业账号，对方在系统里看不到。请先在草稿里选“企业账号”，或下载文本后另行发送。`,
      en: ({ number }: { readonly number: string }) =>
        `Agreement ${number} names no enterprise's account, so nobody would see it. Choose one in the draft, or send the downloaded text.`,
    },
  },
  "agreements.enterprise_unfit": {
    kind: "validation",
    message: {
      zh: () => "“企业”要选系统中的一家企业。请重新选择，或不填。",
      en: () => "“Enterprise” must be an enterprise of the system. Choose again, or leave it empty.",
    },
  },
});

/** What no draft may say, however unfinished it is. */
export function refuseContradictions(content: AgreementContent): void {
  const { kind, subKind, parties, startsOn, endsOn, amountFen, payments } = content;
  if (amountFen !== null) refuseBrokenFen(amountFen, { zh: "合同金额（amountFen）", en: "Amount (amountFen)" });
  payments.forEach((payment, index) => {
    const place = index + 1;
    if (payment.amountFen === null) return;
    refuseBrokenFen(payment.amountFen, {
      zh: `第 ${place} 笔付款的金额（payments[${index}].amountFen）`,
      en: `Amount of payment ${place} (payments[${index}].amountFen)`,
    });
  });
  if (!isSubKindOf(kind, subKind)) {
    const offered = KINDS[kind].subKinds.map(({ key }) => key).join(", ");
    throw agreementsError("agreements.sub_kind_unfit", { kind: KINDS[kind].name, offered });
  }
  const sum = parties.reduce((total, { shareBp }) => total + shareBp, 0);
  if (parties.length > 0 && sum !== WHOLE) throw agreementsError("agreements.shares_do_not_sum", { sum });
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    throw agreementsError("agreements.term_upside_down", { startsOn, endsOn });
  }
  payments.forEach((payment, index) => {
    const isRoyalty = payment.kind === "royalty";
    const isFit = isRoyalty
      ? payment.royaltyBp !== null && payment.amountFen === null
      : payment.amountFen !== null && payment.royaltyBp === null;
    if (!isFit) throw agreementsError("agreements.payment_unfit", { position: index + 1 });
  });
  const planned = payments.reduce((total, payment) => total + BigInt(payment.amountFen ?? 0), 0n);
  if (amountFen !== null && planned > BigInt(amountFen)) {
    throw agreementsError("agreements.payments_differ", { sum: String(planned), amount: amountFen });
  }
}

/** What has to be added before it can be signed. */
export function findLacks({ kind, parties, amountFen, startsOn, endsOn, subject }: AgreementContent): Bilingual[] {
  const lacks: Bilingual[] = [];
  if (parties.length < 2) lacks.push({ zh: "至少要有两方", en: "at least two parties" });
  if (subject === "") lacks.push({ zh: "标的与内容", en: "what is agreed on" });
  if (KINDS[kind].needsAmount && amountFen === null) lacks.push({ zh: "合同金额", en: "the amount" });
  if (startsOn === null || endsOn === null) lacks.push({ zh: "起止日期", en: "the first and the last day" });
  return lacks;
}

/** What keeps a signed one from being fulfilled: milestones that nobody accepted, and money that did not come in. */
export function findRests(milestones: readonly string[], openFen: bigint | null): Bilingual[] {
  const rests = milestones.map((title) => ({ zh: `进度“${title}”没有验收`, en: `“${title}” was not accepted` }));
  if (openFen === null || openFen <= 0n) return rests;
  const amount = yuan(openFen);
  return [
    ...rests,
    { zh: `约定的款项还有 ${amount} 元没有到账`, en: `CNY ${amount} of what was agreed did not come in` },
  ];
}

interface Transition {
  readonly from: readonly AgreementState[];
  readonly to: AgreementState;
  readonly needsReason: boolean;
}

/** More states join here: approval and seal use stand between a draft and its signing. */
const TRANSITIONS: Readonly<Record<AgreementAction, Transition>> = {
  sign: { from: ["draft"], to: "signed", needsReason: false },
  send: { from: ["draft"], to: "draft", needsReason: false },
  complete: { from: ["signed"], to: "completed", needsReason: false },
  end: { from: ["draft", "signed"], to: "ended", needsReason: true },
};

/** Fulfilled or terminated: nothing is delivered, amended or due under it any more. */
export function hasEnded(state: AgreementState): boolean {
  return state === "completed" || state === "ended";
}

export function actionsFrom(state: AgreementState): AgreementAction[] {
  return AGREEMENT_ACTIONS.filter((action) => TRANSITIONS[action].from.includes(state));
}

/** The state after the action, or what stands against it. `today` is the day in Shanghai. */
export function advanceAgreement(
  agreement: Stated & {
    readonly signedOn: string | null;
    readonly content: AgreementContent;
    readonly rests: readonly Bilingual[];
  },
  action: AgreementAction,
  { on, reason, today }: { readonly on: string; readonly reason: string; readonly today: string },
): AgreementState {
  const { number, state, signedOn } = agreement;
  const { from, to, needsReason } = TRANSITIONS[action];
  if (!from.includes(state)) throw agreementsError("agreements.wrong_state", { number, state, action });
  if (needsReason && reason === "") throw agreementsError("agreements.reason_missing", { number });
  if (on > today) throw agreementsError("agreements.day_to_come", { number, on });
  if (signedOn !== null && on < signedOn) {
    throw agreementsError("agreements.ends_before_signed", { number, on, signedOn });
  }
  const { rests } = agreement;
  if (action === "complete" && rests.length > 0 && reason === "") {
    throw agreementsError("agreements.unfulfilled", { number, rests });
  }
  if (action === "sign") {
    refuseIncomplete(number, agreement.content);
    refuseUnfitSigningDay(number, agreement.content, on);
  }
  return to;
}

/** Old agreements are entered with their old days, so the bounds go with the term and not with the day of entering. */
function refuseUnfitSigningDay(number: string, { startsOn, endsOn }: AgreementContent, on: string): void {
  if (startsOn === null || endsOn === null) return;
  const earliest = earliestSigning(startsOn);
  if (on < earliest || on > endsOn)
    throw agreementsError("agreements.signing_day_unfit", { number, on, earliest, endsOn });
}

const earliestSigning = (startsOn: string) => addMonths(startsOn, -12 * YEARS_AHEAD);

type Term = Pick<AgreementContent, "startsOn" | "endsOn">;

/** An amended term still fits the day on which the agreement was signed; one that is left as it was is not asked about. */
export function refuseUnfitAmendedTerm(
  { number, signedOn }: { readonly number: string; readonly signedOn: string | null },
  before: Term,
  { startsOn, endsOn }: Term,
): void {
  if (signedOn === null || startsOn === null || endsOn === null) return;
  if (startsOn === before.startsOn && endsOn === before.endsOn) return;
  if (signedOn < earliestSigning(startsOn) || signedOn > endsOn) {
    throw agreementsError("agreements.amended_term_unfit", { number, signedOn, startsOn, endsOn });
  }
}

export function refuseIncomplete(number: string, content: AgreementContent): void {
  const lacks = findLacks(content);
  if (lacks.length > 0) throw agreementsError("agreements.incomplete", { number, lacks });
}

export function refuseUnchangeable({ number, state }: Stated): void {
  if (state !== "draft") throw agreementsError("agreements.not_changeable", { number, state });
}

export function refuseNobody({
  number,
  enterpriseId,
}: {
  readonly number: string;
  readonly enterpriseId: string | null;
}): void {
  if (enterpriseId === null) throw agreementsError("agreements.nobody_to_send_to", { number });
}

export function refuseUnfitEnterprise(kind: string | null): void {
  if (kind !== "enterprise") throw agreementsError("agreements.enterprise_unfit", {});
}

export function formatNumber(year: number, sequence: number): string {
  return `AGR-${year}-${String(sequence).padStart(6, "0")}`;
}

/** Which parts of the content differ. */
export function changedFields(before: AgreementContent, after: AgreementContent): (keyof AgreementContent)[] {
  return (Object.keys(before) as (keyof AgreementContent)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}

/**
 * Equal shares that come to exactly 10,000: what does not divide goes, one each, to those who stand first.
 */
export function equalShares(count: number): number[] {
  const each = Math.floor(WHOLE / count);
  const over = WHOLE - each * count;
  return Array.from({ length: count }, (_, index) => each + (index < over ? 1 : 0));
}
