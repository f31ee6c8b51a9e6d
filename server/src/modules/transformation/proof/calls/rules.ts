import { type Bilingual, defineErrors, formatYuan } from "@dual-high/kernel";
import { inBeijing, millisecondsOf } from "../../../challenges/index.ts";
import { CALL_STATE_NAMES, type CallAction, type CallState, type ProofCallDraft } from "./types.ts";

interface At {
  readonly number: string;
}
interface Moment extends At {
  readonly closesAt: string;
}

const ACTION_NAMES: Readonly<Record<CallAction, Bilingual>> = {
  open: { zh: "开放", en: "opened" },
  cancel: { zh: "取消", en: "cancelled" },
  conclude: { zh: "结束", en: "concluded" },
};

export const callError = defineErrors({
  "transformation.call_state": {
    kind: "conflict",
    message: {
      zh: ({ number, state, action }: At & { readonly state: CallState; readonly action: CallAction }) =>
        `征集 ${number} 现在是“${CALL_STATE_NAMES[state].zh}”，不能${ACTION_NAMES[action].zh}。请刷新页面。`,
      en: ({ number, state, action }: At & { readonly state: CallState; readonly action: CallAction }) =>
        `Call ${number} is ${CALL_STATE_NAMES[state].en} and cannot be ${ACTION_NAMES[action].en}. Reload the page.`,
    },
  },
  "transformation.call_frozen": {
    kind: "conflict",
    message: {
      zh: ({ number }: At) => `征集 ${number} 开放后内容不再修改。只能延长截止时间，或取消后另发。`,
      en: ({ number }: At) =>
        `Call ${number} was frozen when it was opened. Its close can be put off; else cancel it and open another.`,
    },
  },
  "transformation.call_incomplete": {
    kind: "validation",
    message: {
      zh: ({ number, missing }: At & { readonly missing: readonly Bilingual[] }) =>
        `征集 ${number} 还不能开放，还缺：${missing.map(({ zh }) => zh).join("、")}。请补齐后再开放。`,
      en: ({ number, missing }: At & { readonly missing: readonly Bilingual[] }) =>
        `Call ${number} cannot be opened yet. Still missing: ${missing.map(({ en }) => en).join(", ")}.`,
    },
  },
  "transformation.call_amounts": {
    kind: "validation",
    message: {
      zh: ({ most, budget }: { readonly most: bigint; readonly budget: bigint }) =>
        `单项最高额 ${formatYuan(most)} 元大于总额 ${formatYuan(budget)} 元。请改其中一个。`,
      en: ({ most, budget }: { readonly most: bigint; readonly budget: bigint }) =>
        `The most for one project, CNY ${formatYuan(most)}, is more than the budget of CNY ${formatYuan(budget)}. Change one of them.`,
    },
  },
  "transformation.call_keys": {
    kind: "validation",
    message: {
      zh: ({ key }: { readonly key: string }) => `评审标准或材料的标识“${key}”用了两次。请改其中一个。`,
      en: ({ key }: { readonly key: string }) => `Two criteria or two documents have the key “${key}”. Change one.`,
    },
  },
  "transformation.call_close_passed": {
    kind: "validation",
    message: {
      zh: ({ closesAt }: { readonly closesAt: string }) =>
        `截止时间 ${inBeijing(closesAt)} 已过。请填以后的时间再开放。`,
      en: ({ closesAt }: { readonly closesAt: string }) =>
        `It would close at ${inBeijing(closesAt)} (Shanghai), which is over. Give a later time.`,
    },
  },
  "transformation.call_extension": {
    kind: "validation",
    message: {
      zh: ({ number, closesAt }: Moment) => `征集 ${number} 的截止时间是 ${inBeijing(closesAt)}，延长后要晚于它。`,
      en: ({ number, closesAt }: Moment) =>
        `Call ${number} closes at ${inBeijing(closesAt)} (Shanghai): put off, it closes later than that.`,
    },
  },
  "transformation.call_own_application": {
    kind: "forbidden",
    message: {
      zh: ({ number }: At) => `您在征集 ${number} 中有申报（含草稿和已撤回的），不能延长或取消它。请由另一人办理。`,
      en: ({ number }: At) =>
        `You apply under call ${number} (a draft and what was withdrawn count): somebody else puts off its close or cancels it.`,
    },
  },
  "transformation.call_reason": {
    kind: "validation",
    message: {
      zh: ({ number }: At) => `取消征集 ${number} 要写明原因，申报人会看到。`,
      en: ({ number }: At) => `Say why call ${number} is cancelled: those who applied read it.`,
    },
  },
  "transformation.call_undecided": {
    kind: "conflict",
    message: {
      zh: ({ number, undecided }: At & { readonly undecided: number }) =>
        `征集 ${number} 还有 ${undecided} 份申报没有决定。请先逐份决定。`,
      en: ({ number, undecided }: At & { readonly undecided: number }) =>
        `Call ${number} still has ${undecided} undecided: decide each of them first.`,
    },
  },
  "transformation.call_closed": {
    kind: "conflict",
    message: {
      zh: ({ number, closesAt }: Moment) =>
        `征集 ${number} 已于 ${inBeijing(closesAt)} 截止，不再受理申报、修改和撤回。草稿仍保留，可用于下一次征集。`,
      en: ({ number, closesAt }: Moment) =>
        `Call ${number} closed at ${inBeijing(closesAt)} (Shanghai): nothing is handed in, changed or withdrawn any more. The draft is kept for another call.`,
    },
  },
  "transformation.call_not_open": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: At & { readonly state: CallState }) =>
        `征集 ${number} 现在是“${CALL_STATE_NAMES[state].zh}”，不受理申报。`,
      en: ({ number, state }: At & { readonly state: CallState }) =>
        `Call ${number} is ${CALL_STATE_NAMES[state].en} and takes no applications.`,
    },
  },
  "transformation.call_centre": {
    kind: "validation",
    message: {
      zh: () => "承办平台要选本结对的一个概念验证中心。请重新选择，或不填。",
      en: () => "A call is run by a proof-of-concept centre of the pair. Choose one, or leave it empty.",
    },
  },
  "transformation.call_province": {
    kind: "validation",
    message: {
      zh: () => "本结对不在任何省级范围之下，征集不能面向全省。请改为只面向本结对的高校。",
      en: () => "No province stands above this pair: have the call open to the pair's university only.",
    },
  },
});

type Terms = Pick<ProofCallDraft, "budgetFen" | "mostFen" | "criteria" | "documents">;

export function refuseUnfitTerms({ budgetFen, mostFen, criteria, documents }: Terms): void {
  const [budget, most] = [BigInt(budgetFen), BigInt(mostFen)];
  if (most > budget) throw callError("transformation.call_amounts", { most, budget });
  for (const keys of [criteria.map(({ key }) => key), documents.map(({ key }) => key)]) {
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined) throw callError("transformation.call_keys", { key: twice });
  }
}

/** What a call lacks before it may be opened; `now` is the database's. */
export function refuseUnready(
  { number, purpose, closesAt, criteria }: At & Pick<ProofCallDraft, "purpose" | "closesAt" | "criteria">,
  now: string,
): void {
  const missing: Bilingual[] = [];
  if (purpose === "") missing.push({ zh: "征集说明", en: "what it is for" });
  if (closesAt === null) missing.push({ zh: "截止时间", en: "when it closes" });
  if (criteria.reduce((sum, { weight }) => sum + weight, 0) !== 100) {
    missing.push({ zh: "权重合计为 100 的评审标准", en: "criteria whose weights sum to 100" });
  }
  if (missing.length > 0) throw callError("transformation.call_incomplete", { number, missing });
  if (closesAt !== null && millisecondsOf(closesAt) <= millisecondsOf(now)) {
    throw callError("transformation.call_close_passed", { closesAt });
  }
}

interface Standing extends At {
  readonly state: CallState;
  readonly closesAt: string | null;
}

const FROM: Readonly<Record<CallAction, readonly CallState[]>> = {
  open: ["draft"],
  cancel: ["draft", "open", "closed"],
  conclude: ["closed"],
};

export function callActionsFrom(state: CallState, { undecided, granted }: { undecided: number; granted: bigint }) {
  return (Object.keys(FROM) as CallAction[]).filter(
    (action) =>
      FROM[action].includes(state) &&
      (action !== "conclude" || undecided === 0) &&
      (action !== "cancel" || granted === 0n),
  );
}

export function refuseAction(
  call: Standing & { readonly undecided: number; readonly grantedFen: string },
  action: CallAction,
  reason: string,
): void {
  const { number, state, undecided } = call;
  const isSpent = action === "cancel" && BigInt(call.grantedFen) > 0n;
  if (!FROM[action].includes(state) || isSpent) throw callError("transformation.call_state", { number, state, action });
  if (action === "conclude" && undecided > 0) throw callError("transformation.call_undecided", { number, undecided });
  if (action === "cancel" && state !== "draft" && reason === "")
    throw callError("transformation.call_reason", { number });
}

export function refuseExtension({ number, state, closesAt }: Standing, to: string): void {
  refuseUnlessOpen({ number, state, closesAt });
  if (closesAt !== null && millisecondsOf(to) <= millisecondsOf(closesAt)) {
    throw callError("transformation.call_extension", { number, closesAt });
  }
}

/** Whoever comes late is told so, whoever comes early as well. */
export function refuseUnlessOpen({ number, state, closesAt }: Standing): void {
  if (state === "open") return;
  if (state === "closed" && closesAt !== null) throw callError("transformation.call_closed", { number, closesAt });
  throw callError("transformation.call_not_open", { number, state });
}

export function formatCallNumber(year: number, sequence: number): string {
  return `POC-${year}-${String(sequence).padStart(6, "0")}`;
}
