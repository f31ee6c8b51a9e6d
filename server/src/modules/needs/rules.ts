import { type Bilingual, defineErrors } from "@dual-high/kernel";
import {
  type FieldChange,
  NEED_ACTIONS,
  NEED_STATE_NAMES,
  NEED_VISIBILITY_NAMES,
  NEED_STATES,
  type NeedAction,
  type NeedState,
  REWRITTEN,
  type Wording,
  type NeedVisibility,
} from "./types.ts";

interface Transition {
  readonly from: readonly NeedState[];
  readonly to: NeedState;
  /** Who may: people who fill in needs, who judge them, who follow them up. */
  readonly permission: "need.update" | "need.triage" | "need.advance";
  /** Says what is missing, or why. */
  readonly needsReason?: true;
  readonly zh: string;
  readonly en: string;
}

/** The whole of a need's life. docs/need-states.md is drawn from it. */
export const TRANSITIONS: Readonly<Record<NeedAction, Transition>> = {
  submit: { from: ["draft", "returned"], to: "submitted", permission: "need.update", zh: "提交", en: "submit" },
  begin_triage: {
    from: ["submitted"],
    to: "in_triage",
    permission: "need.triage",
    zh: "开始初审",
    en: "begin triage",
  },
  return: {
    from: ["submitted", "in_triage"],
    to: "returned",
    permission: "need.triage",
    needsReason: true,
    zh: "退回补充",
    en: "return",
  },
  accept: { from: ["in_triage"], to: "accepted", permission: "need.triage", zh: "受理", en: "accept" },
  match: { from: ["accepted"], to: "matched", permission: "need.advance", zh: "对接", en: "match" },
  begin_talks: { from: ["matched"], to: "in_talks", permission: "need.advance", zh: "开始洽谈", en: "begin talks" },
  pose_challenge: {
    from: ["accepted", "matched", "in_talks"],
    to: "in_challenge",
    permission: "need.advance",
    zh: "发榜",
    en: "pose as a challenge",
  },
  sign: {
    from: ["in_talks", "in_challenge"],
    to: "contracted",
    permission: "need.advance",
    zh: "签约",
    en: "sign",
  },
  deliver: { from: ["contracted"], to: "delivered", permission: "need.advance", zh: "确认交付", en: "deliver" },
  close: {
    from: [
      "draft",
      "submitted",
      "in_triage",
      "returned",
      "accepted",
      "matched",
      "in_talks",
      "in_challenge",
      "contracted",
      "delivered",
    ],
    to: "closed",
    permission: "need.update",
    needsReason: true,
    zh: "办结",
    en: "close",
  },
  // Talks fail, nobody bids, something was closed by mistake: the need itself is still there.
  reopen: {
    from: ["matched", "in_talks", "in_challenge", "closed"],
    to: "accepted",
    permission: "need.triage",
    needsReason: true,
    zh: "重新受理",
    en: "take up again",
  },
};

const stateName = (state: NeedState) => NEED_STATE_NAMES[state];

const needsError = defineErrors({
  "needs.wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ number, action, state }: { number: string; action: NeedAction; state: NeedState }) =>
        `${number} 现在是“${stateName(state).zh}”，不能${TRANSITIONS[action].zh}（须为${fromNames(action, "zh", "、")}）。请刷新后再办。`,
      en: ({ number, action, state }: { number: string; action: NeedAction; state: NeedState }) =>
        `${number} is ${stateName(state).en}; to ${TRANSITIONS[action].en} it has to be ${fromNames(action, "en", " or ")}. Refresh and look again.`,
    },
  },
  "needs.reason_missing": {
    kind: "validation",
    message: {
      zh: ({ number, action }: { number: string; action: NeedAction }) =>
        `${TRANSITIONS[action].zh} ${number} 要写明原因，企业会看到。`,
      en: ({ number, action }: { number: string; action: NeedAction }) =>
        `To ${TRANSITIONS[action].en} ${number} takes a reason, which the enterprise will read.`,
    },
  },
  "needs.not_changeable": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: { number: string; state: NeedState }) =>
        `${number} 现在是“${stateName(state).zh}”，您不能再改内容。需要修改请联系专班退回或重新受理。`,
      en: ({ number, state }: { number: string; state: NeedState }) =>
        `${number} is ${stateName(state).en} and you can no longer change it. Ask the pair office to return it or take it up again.`,
    },
  },
  "needs.budget_upside_down": {
    kind: "validation",
    message: {
      zh: () => "预算下限大于上限，请对调或改正。",
      en: () => "The lower end of the budget is above its upper end. Swap or correct them.",
    },
  },
  "needs.rewrite_waits": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 有一份改写稿在等企业确认。请先等确认，或撤回改写稿。`,
      en: ({ number }: { number: string }) =>
        `A rewrite of ${number} waits for the enterprise. Wait for its answer, or withdraw the rewrite.`,
    },
  },
  "needs.rewrite_untimely": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: { number: string; state: NeedState }) =>
        `${number} 现在是“${stateName(state).zh}”，只有在提交、初审或退回时才能改写和确认。`,
      en: ({ number, state }: { number: string; state: NeedState }) =>
        `${number} is ${stateName(state).en}; it is rewritten and confirmed only while submitted, in triage or returned.`,
    },
  },
  "needs.rewrite_none": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 没有等待确认的改写稿，可能已有人处理。请刷新查看。`,
      en: ({ number }: { number: string }) =>
        `No rewrite of ${number} waits; somebody may have decided on it. Refresh and look again.`,
    },
  },
  "needs.rewrite_same": {
    kind: "validation",
    message: {
      zh: ({ number }: { number: string }) => `改写稿和 ${number} 的原文一样。请先改动再送企业确认。`,
      en: ({ number }: { number: string }) =>
        `The rewrite says what ${number} says already. Change something before you send it.`,
    },
  },
  "needs.rewrite_outdated": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) =>
        `改写以后 ${number} 的原文又改过，这份改写稿不能再用。请按新的原文重新改写。`,
      en: ({ number }: { number: string }) =>
        `The text of ${number} was changed after the rewrite, which can no longer be used. Rewrite the text as it is now.`,
    },
  },
  "needs.rewrite_note_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { number: string }) => `代企业确认 ${number} 的改写稿，要写明企业何时、由谁、怎样同意的。`,
      en: ({ number }: { number: string }) =>
        `To confirm the rewrite of ${number} for the enterprise, say when, by whom and how it agreed.`,
    },
  },
  "needs.merge_unfit": {
    kind: "conflict",
    message: {
      zh: ({ number, into }: { number: string; into: string }) =>
        `${number} 不能并入 ${into}：两条须属同一结对和同一企业，都不限定人员阅读，${number} 还没有对接，${into} 还没有办结。`,
      en: ({ number, into }: { number: string; into: string }) =>
        `${number} cannot be merged into ${into}: both have to be of one pair and one enterprise and not for named people alone, ${number} not matched yet and ${into} not closed.`,
    },
  },
  "needs.merge_undone": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 的合并已经撤销。请刷新后查看。`,
      en: ({ number }: { number: string }) => `The merge of ${number} was undone already. Refresh to see it.`,
    },
  },
  "needs.merge_stays": {
    kind: "conflict",
    message: {
      zh: ({ number, into, why }: { number: string; into: string; why: Bilingual }) =>
        `${number} 并入 ${into} 不能撤销：${why.zh}`,
      en: ({ number, into, why }: { number: string; into: string; why: Bilingual }) =>
        `That ${number} was merged into ${into} cannot be undone: ${why.en}`,
    },
  },
  "needs.visibility_same": {
    kind: "conflict",
    message: {
      zh: ({ number, visibility }: { number: string; visibility: NeedVisibility }) =>
        `${number} 的可见范围已经是“${NEED_VISIBILITY_NAMES[visibility].zh}”。`,
      en: ({ number, visibility }: { number: string; visibility: NeedVisibility }) =>
        `${number} is for ${NEED_VISIBILITY_NAMES[visibility].en} already.`,
    },
  },
  "needs.reader_needless": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 没有限定人员，不需要逐人邀请。请先把可见范围改为“限定人员”。`,
      en: ({ number }: { number: string }) =>
        `${number} is not for named people alone, so nobody is invited to it. Restrict it first.`,
    },
  },
  "needs.reader_unknown": {
    kind: "validation",
    message: {
      zh: ({ number, login }: { number: string; login: string }) =>
        `没有登录名为“${login}”的有效账号，无法邀请其阅读 ${number}。请核对登录名，或先请其单位开通账号。`,
      en: ({ number, login }: { number: string; login: string }) =>
        `No account in use has the login name “${login}”, so nobody was invited to ${number}. Check it, or have their unit open an account.`,
    },
  },
  "needs.office_none": {
    kind: "conflict",
    message: {
      zh: ({ enterprise, seat }: { enterprise: string; seat: Bilingual | null }) =>
        seat === null
          ? `“${enterprise}”还没有归到任何高新区，需求没有专班可交。请联系所在高新区，由系统管理员把企业归到高新区之下。已填的内容都还在。`
          : `${seat.zh}还没有结对专班，“${enterprise}”的需求没有专班可交。请联系${seat.zh}管委会。已填的内容都还在。`,
      en: ({ enterprise, seat }: { enterprise: string; seat: Bilingual | null }) =>
        seat === null
          ? `${enterprise} stands beneath no high-tech zone yet, so no pair office can take its need. Ask your zone to have the system administrator place it there. What you typed is kept.`
          : `${seat.en} has no pair office yet that could take a need of ${enterprise}. Ask the administration of ${seat.en}. What you typed is kept.`,
    },
  },
  "needs.office_unchosen": {
    kind: "validation",
    message: {
      zh: ({ offices }: { offices: readonly Bilingual[] }) =>
        `有 ${offices.length} 个专班可以受理（${offices.map(({ zh }) => zh).join("、")}），请选择交给哪一个。`,
      en: ({ offices }: { offices: readonly Bilingual[] }) =>
        `${offices.length} pair offices could take it (${offices.map(({ en }) => en).join(", ")}). Choose one of them.`,
    },
  },
  "needs.office_unfit": {
    kind: "validation",
    message: {
      zh: ({ offices }: { offices: readonly Bilingual[] }) =>
        `所选专班不受理这里的需求。请改选：${offices.map(({ zh }) => zh).join("、")}。`,
      en: ({ offices }: { offices: readonly Bilingual[] }) =>
        `The chosen pair office takes no needs from here. Choose ${offices.map(({ en }) => en).join(" or ")}.`,
    },
  },
  "needs.enterprise_unfit": {
    kind: "validation",
    message: {
      zh: () => "所选企业不存在，或不是企业。请在企业名录里重新选择。",
      en: () => "The chosen enterprise does not exist or is none. Choose it again in the directory.",
    },
  },
});

function fromNames(action: NeedAction, language: "zh" | "en", between: string): string {
  return TRANSITIONS[action].from
    .map((state) => (language === "zh" ? `“${stateName(state).zh}”` : stateName(state).en))
    .join(between);
}

/** The next state, or an error that names the need, its state and what would have to be. */
export function advanceState(
  need: { readonly number: string; readonly state: NeedState },
  action: NeedAction,
  reason: string,
): NeedState {
  const { from, to, needsReason } = TRANSITIONS[action];
  if (!from.includes(need.state)) throw needsError("needs.wrong_state", { ...need, action });
  if (needsReason === true && reason === "") throw needsError("needs.reason_missing", { number: need.number, action });
  return to;
}

export function actionsFrom(state: NeedState): NeedAction[] {
  return NEED_ACTIONS.filter((action) => TRANSITIONS[action].from.includes(state));
}

const REWRITABLE: readonly NeedState[] = ["submitted", "in_triage", "returned"];

export function isRewritable(state: NeedState): boolean {
  return REWRITABLE.includes(state);
}

type Numbered = { readonly number: string; readonly state: NeedState };

/** A rewrite is proposed and decided on while the need is judged, and says something else than the need. */
export function refuseUntimelyRewrite(need: Numbered): void {
  if (!isRewritable(need.state)) throw needsError("needs.rewrite_untimely", need);
}

export function refuseSameRewrite(need: Numbered, original: Wording, proposed: Wording): void {
  if (isSame(original, proposed)) throw needsError("needs.rewrite_same", need);
}

/** Nobody goes on with a text that may be replaced, nor asks the enterprise twice at a time. */
export function refuseWhileRewriteWaits(need: Numbered, action: NeedAction): void {
  if (action === "accept" || action === "return") throw needsError("needs.rewrite_waits", need);
}

export function requireOpenRewrite<R>(need: Numbered, rewrite: R | null): R {
  if (rewrite === null) throw needsError("needs.rewrite_none", need);
  return rewrite;
}

/** What the enterprise confirms is this text in place of that; the office says how it knows that the enterprise does. */
export function refuseConfirmation(
  need: Numbered,
  {
    original,
    current,
    isOnBehalf,
    note,
  }: {
    readonly original: Wording;
    readonly current: Wording;
    readonly isOnBehalf: boolean;
    readonly note: string | null;
  },
): void {
  refuseUntimelyRewrite(need);
  if (!isSame(original, current)) throw needsError("needs.rewrite_outdated", need);
  if (isOnBehalf && note === null) throw needsError("needs.rewrite_note_missing", need);
}

interface Mergeable {
  readonly id: string;
  readonly scopeId: string;
  readonly code: string;
  readonly state: NeedState;
  readonly enterpriseId: string | null;
  readonly visibility: NeedVisibility;
}

/** What is matched has partners who were asked; it is closed with a reason instead. */
const MERGEABLE: readonly NeedState[] = ["draft", "submitted", "in_triage", "returned", "accepted"];

export function refuseUnfitMerge(merged: Mergeable, survivor: Mergeable): void {
  const isFit =
    merged.id !== survivor.id &&
    merged.scopeId === survivor.scopeId &&
    MERGEABLE.includes(merged.state) &&
    survivor.state !== "closed" &&
    merged.visibility !== "restricted" &&
    survivor.visibility !== "restricted" &&
    (merged.enterpriseId === null || survivor.enterpriseId === null || merged.enterpriseId === survivor.enterpriseId);
  if (!isFit) throw needsError("needs.merge_unfit", { number: merged.code, into: survivor.code });
}

/**
 * Why a merge cannot be taken apart any more, and what to do instead; null where it can. What the survivor has come to since
 * rests on what both say together.
 */
export function mergeObstacle(
  survivor: Pick<Mergeable, "id" | "code" | "state" | "visibility">,
  merge: { readonly survivorId: string; readonly survivorState: NeedState },
  { hasOpenRewrite, isNumberTaken }: { readonly hasOpenRewrite: boolean; readonly isNumberTaken: boolean },
): Bilingual | null {
  const { id, code, state, visibility } = survivor;
  if (id !== merge.survivorId) {
    return {
      zh: `保留的那条后来又并入了 ${code}。请先撤销那一次合并。`,
      en: `the one that stayed was merged into ${code} since. Undo that merge first.`,
    };
  }
  if (state !== merge.survivorState && !MERGEABLE.includes(state)) {
    return {
      zh: `${code} 后来已经是“${NEED_STATE_NAMES[state].zh}”，对方看到的是合并后的内容。请另建一条需求。`,
      en: `${code} is ${NEED_STATE_NAMES[state].en} by now, on what both say together. Enter a need of its own instead.`,
    };
  }
  if (visibility === "restricted") {
    return {
      zh: `${code} 后来限定了人员阅读。请先改回结对内可见，或另建一条需求。`,
      en: `${code} is for named people alone by now. Open it to the pair first, or enter a need of its own.`,
    };
  }
  if (hasOpenRewrite) {
    return {
      zh: `${code} 有改写稿等企业确认。请先确认或撤回改写稿。`,
      en: `a rewrite of ${code} awaits an answer. Have it answered, or withdraw it, first.`,
    };
  }
  if (isNumberTaken) {
    return {
      zh: "它在清单里的编号已给了另一条需求。请先改那一条的编号。",
      en: "another need has its number of the list by now. Change that number first.",
    };
  }
  return null;
}

export function refuseSecondUndo({ code }: Pick<Mergeable, "code">, undoneAt: string | null): void {
  if (undoneAt !== null) throw needsError("needs.merge_undone", { number: code });
}

export function refuseObstructedUndo(
  merged: Pick<Mergeable, "code">,
  survivor: Pick<Mergeable, "code">,
  why: Bilingual | null,
): void {
  if (why !== null) throw needsError("needs.merge_stays", { number: merged.code, into: survivor.code, why });
}

/** What the survivor took over goes back where nobody has changed it since; the fields that were changed are left. */
export function giveBack<C extends object>(
  content: C,
  taken: readonly { readonly field: keyof C & string; readonly before: unknown; readonly after: unknown }[],
): { readonly content: C; readonly left: string[] } {
  const unchanged = taken.filter(
    ({ field, after }) => JSON.stringify(content[field] ?? null) === JSON.stringify(after ?? null),
  );
  const back = Object.fromEntries(unchanged.map(({ field, before }) => [field, before]));
  const left = taken.filter((each) => !unchanged.includes(each)).map(({ field }) => field);
  return { content: { ...content, ...back }, left };
}

/** What the survivor says, with what only the other says. */
export function fillFrom<C extends object>(survivor: C, merged: C): C {
  const isEmpty = (value: unknown) => value === null || value === "" || value === false;
  const filled = Object.entries(survivor).map(([field, value]) => [
    field,
    isEmpty(value) ? (merged as Record<string, unknown>)[field] : value,
  ]);
  return Object.fromEntries(filled) as C;
}

export function refuseSameVisibility(need: Numbered, before: NeedVisibility, after: NeedVisibility): void {
  if (before === after) throw needsError("needs.visibility_same", { ...need, visibility: after });
}

export function refuseNeedlessReader(need: Numbered, visibility: NeedVisibility): void {
  if (visibility !== "restricted") throw needsError("needs.reader_needless", need);
}

export function requireInvitable<P>(need: Numbered, login: string, person: P | null): P {
  if (person === null) throw needsError("needs.reader_unknown", { ...need, login });
  return person;
}

function isSame(one: Wording, other: Wording): boolean {
  return REWRITTEN.every((field) => one[field] === other[field]);
}

/** The enterprise writes until the need is accepted; the office may mend until it is closed. */
const ENTERPRISE_WRITES: readonly NeedState[] = ["draft", "submitted", "in_triage", "returned"];

export function isChangeable(state: NeedState, by: "office" | "enterprise"): boolean {
  return by === "office" ? state !== "closed" : ENTERPRISE_WRITES.includes(state);
}

export function refuseUnchangeable(
  need: { readonly number: string; readonly state: NeedState },
  by: "office" | "enterprise",
): void {
  if (!isChangeable(need.state, by)) throw needsError("needs.not_changeable", need);
}

export function refuseUpsideDownBudget(budget: { readonly low: string; readonly high: string } | null): void {
  if (budget !== null && BigInt(budget.low) > BigInt(budget.high)) throw needsError("needs.budget_upside_down", {});
}

export function refuseUnfitEnterprise(kind: string | null): void {
  if (kind !== "enterprise") throw needsError("needs.enterprise_unfit", {});
}

export interface NeedOffice {
  readonly id: string;
  readonly zoneId: string;
  readonly name: Bilingual;
}

interface OfficeRow {
  readonly id: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly zoneId: string | null;
  readonly seat: string | null;
  readonly seatEn: string | null;
}

/** The offices of rows of which the only one may have none, and where the scope stands that asked. */
export function officesOf(rows: readonly OfficeRow[]): {
  readonly offices: readonly NeedOffice[];
  readonly seat: Bilingual | null;
} {
  const named = (zh: string | null, en: string | null) => (zh === null ? null : { zh, en: en ?? zh });
  const offices = rows.flatMap(({ id, name, nameEn, zoneId }) => {
    const said = named(name, nameEn);
    return id === null || said === null ? [] : [{ id, name: said, zoneId: zoneId ?? id }];
  });
  return { offices, seat: named(rows[0]?.seat ?? null, rows[0]?.seatEn ?? null) };
}

/** The office that was chosen, or the only one that there is. */
export function requireOffice(
  offices: readonly NeedOffice[],
  asked: {
    readonly enterprise: string;
    readonly seat: Bilingual | null;
    readonly officeId: string | undefined;
  },
): NeedOffice {
  const [first, second] = offices;
  if (first === undefined) throw needsError("needs.office_none", asked);
  const names = { offices: offices.map(({ name }) => name) };
  if (asked.officeId === undefined) {
    if (second !== undefined) throw needsError("needs.office_unchosen", names);
    return first;
  }
  const chosen = offices.find(({ id }) => id === asked.officeId);
  if (chosen === undefined) throw needsError("needs.office_unfit", names);
  return chosen;
}

/** The number of an enterprise's scope is its credit code, where whoever opened it entered one. */
export function creditCodeOf(code: string | null): string | null {
  return code !== null && /^[0-9A-Z]{18}$/.test(code) ? code : null;
}

/** Which fields differ, in the order of `fields`. */
export function differences<K extends string>(
  before: Readonly<Record<K, unknown>>,
  after: Readonly<Record<K, unknown>>,
  fields: readonly K[],
): FieldChange[] {
  return fields
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

export function formatNumber(year: number, sequence: number): string {
  return `NEED-${year}-${String(sequence).padStart(6, "0")}`;
}

/** Enough to recognise it by, not enough to call: 138****5678. */
export function maskContact<C extends { name: string | null; phone: string | null; email: string | null }>(
  contact: C,
): C {
  const { name, phone, email } = contact;
  const [local = "", domain = ""] = email?.split("@") ?? [];
  return {
    ...contact,
    name: name === null ? null : `${[...name][0] ?? ""}某`,
    phone: phone === null ? null : phone.length < 7 ? "****" : `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    email: email === null ? null : `${local.slice(0, 1)}***@${domain}`,
  };
}

/** docs/need-states.md: the table above as a drawing and as a list. */
export function describeTransitions(): string {
  const name = (state: NeedState) => `${stateName(state).zh} / ${stateName(state).en}`;
  const drawing = NEED_ACTIONS.filter((action) => action !== "close").flatMap((action) =>
    TRANSITIONS[action].from.map(
      (from) => `  ${from} --> ${TRANSITIONS[action].to}: ${TRANSITIONS[action].zh} ${action}`,
    ),
  );
  const rows = NEED_ACTIONS.map((action) => {
    const { from, to, permission, needsReason, zh, en } = TRANSITIONS[action];
    const reason = needsReason === true ? "是 / yes" : "-";
    return `| \`${action}\` | ${zh} | ${en} | ${from.map(name).join("<br>")} | ${name(to)} | ${reason} | \`${permission}\` |`;
  });
  return [
    "# 需求的状态 / The states of a need",
    "",
    "本页由程序中的流转表生成。“办结”可以从任何未办结的状态进行，须写明原因，图中未画。",
    "",
    "Generated from the table of transitions in the code. Closing is possible from every state that is not closed, with a",
    "reason, and is left out of the drawing.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    "  [*] --> draft",
    "  [*] --> submitted",
    ...NEED_STATES.map((state) => `  ${state}: ${name(state)}`),
    ...drawing,
    "  closed --> [*]",
    "```",
    "",
    "| 操作 / action | 名称 | Name | 从 / from | 到 / to | 原因 / reason | 权限 / permission |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
