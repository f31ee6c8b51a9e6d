// The life of a challenge: one table says which step leads where.
import { type Bilingual, defineErrors } from "@dual-high/kernel";
import type { Permission } from "../../../platform/access/matrix.ts";
import { millisecondsOf } from "../instants.ts";
import {
  CHALLENGE_ACTIONS,
  CHALLENGE_MODE_NAMES,
  CHALLENGE_MODES,
  CHALLENGE_STATE_NAMES,
  CHALLENGE_STATES,
  type ChallengeAction,
  type ChallengeMode,
  type ChallengeState,
} from "./types.ts";

interface Transition {
  readonly from: readonly ChallengeState[];
  readonly to: ChallengeState;
  /** The modes in which there is this step; unset: in all. */
  readonly modes?: readonly ChallengeMode[];
  readonly permission: Permission;
  readonly needsReason?: true;
  readonly zh: string;
  readonly en: string;
}

/** The whole of a challenge's life. docs/challenge-states.md is drawn from it. */
export const CHALLENGE_TRANSITIONS: Readonly<Record<ChallengeAction, Transition>> = {
  publish: { from: ["draft"], to: "published", permission: "challenge.publish", zh: "发榜", en: "publish" },
  close: {
    from: ["published"],
    to: "closed",
    modes: ["negotiated", "race"],
    permission: "challenge.publish",
    zh: "收榜",
    en: "close",
  },
  open: {
    from: ["published"],
    to: "opened",
    modes: ["sealed"],
    permission: "bid.open",
    zh: "开标",
    en: "open the bids",
  },
  apply: {
    from: ["closed"],
    to: "applied",
    modes: ["negotiated"],
    permission: "challenge.publish",
    zh: "联合申报",
    en: "take in the joint application",
  },
  take_back_application: {
    from: ["applied"],
    to: "closed",
    modes: ["negotiated"],
    permission: "challenge.publish",
    needsReason: true,
    zh: "退回联合申报",
    en: "give the joint application back",
  },
  start_race: {
    from: ["closed"],
    to: "racing",
    modes: ["race"],
    permission: "challenge.decide",
    zh: "开赛",
    en: "start the race",
  },
  begin_evaluation: {
    from: ["closed", "opened", "racing"],
    to: "in_evaluation",
    permission: "challenge.decide",
    zh: "开始评审",
    en: "begin the evaluation",
  },
  decide: { from: ["in_evaluation"], to: "decided", permission: "challenge.decide", zh: "作出决定", en: "decide" },
  announce: {
    from: ["applied", "decided"],
    to: "in_notice",
    permission: "challenge.decide",
    zh: "公示",
    en: "give public notice",
  },
  reconsider: {
    from: ["decided", "in_notice"],
    to: "in_evaluation",
    permission: "challenge.decide",
    needsReason: true,
    zh: "重新评审",
    en: "evaluate again",
  },
  award: { from: ["in_notice"], to: "awarded", permission: "challenge.decide", zh: "授榜", en: "award" },
  fail: {
    from: ["published", "closed", "opened", "applied", "racing", "in_evaluation", "decided", "in_notice"],
    to: "failed",
    permission: "challenge.publish",
    needsReason: true,
    zh: "宣布流榜",
    en: "declare failed",
  },
  cancel: {
    from: ["draft", "published", "closed", "opened", "applied", "racing", "in_evaluation", "decided", "in_notice"],
    to: "cancelled",
    permission: "challenge.publish",
    needsReason: true,
    zh: "撤榜",
    en: "cancel",
  },
};

const stateName = (state: ChallengeState) => CHALLENGE_STATE_NAMES[state];

interface Moved {
  readonly code: string;
  readonly action: ChallengeAction;
  readonly state: ChallengeState;
}

export const noticeError = defineErrors({
  "challenges.wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ code, action, state }: Moved) =>
        `${code} 现在是“${stateName(state).zh}”，不能${CHALLENGE_TRANSITIONS[action].zh}（须为${fromNames(action, "zh", "、")}）。请刷新后再办。`,
      en: ({ code, action, state }: Moved) =>
        `${code} is ${stateName(state).en}; to ${CHALLENGE_TRANSITIONS[action].en} it has to be ${fromNames(action, "en", " or ")}. Refresh and look again.`,
    },
  },
  "challenges.wrong_mode": {
    kind: "conflict",
    message: {
      zh: ({ code, action, mode }: Omit<Moved, "state"> & { readonly mode: ChallengeMode }) =>
        `${code} 是${CHALLENGE_MODE_NAMES[mode].zh}榜单，没有“${CHALLENGE_TRANSITIONS[action].zh}”这一步。`,
      en: ({ code, action, mode }: Omit<Moved, "state"> & { readonly mode: ChallengeMode }) =>
        `${code} is a ${CHALLENGE_MODE_NAMES[mode].en} challenge, in which there is no step “${CHALLENGE_TRANSITIONS[action].en}”.`,
    },
  },
  "challenges.not_publishable": {
    kind: "validation",
    message: {
      zh: ({ code, lacks }: { readonly code: string; readonly lacks: readonly Bilingual[] }) =>
        `${code} 还不能发榜：${lacks.map(({ zh }) => zh).join("；")}。请补齐后再发榜。`,
      en: ({ code, lacks }: { readonly code: string; readonly lacks: readonly Bilingual[] }) =>
        `${code} cannot be published yet: ${lacks.map(({ en }) => en).join("; ")}. Complete it, then publish.`,
    },
  },
  "challenges.terms_frozen": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${code} 已经发榜，条款不能再改。需要变更请发布补充公告，所有揭榜方都会收到通知。`,
      en: ({ code }: { readonly code: string }) =>
        `${code} is published and its terms are frozen. Publish an addendum instead; every bidder is told of it.`,
    },
  },
  "challenges.addendum_untimely": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) => `${code} 不在揭榜期内，不能发布补充公告。`,
      en: ({ code }: { readonly code: string }) => `${code} is not taking bids: no addendum can be published.`,
    },
  },
  "challenges.addendum_names_poster": {
    kind: "validation",
    message: {
      zh: ({ code, names }: { readonly code: string; readonly names: readonly string[] }) =>
        `${code} 不公开发榜企业，补充说明里却写了“${names.join("、")}”。请改成“发榜企业”等说法。`,
      en: ({ code, names }: { readonly code: string; readonly names: readonly string[] }) =>
        `${code} does not name the enterprise, and the addendum does: ${names.join(", ")}. Write “the enterprise” instead.`,
    },
  },
  "challenges.close_not_later": {
    kind: "validation",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${code} 的截止时间只能延后，不能提前，以免揭榜方措手不及。请填写更晚的时间。`,
      en: ({ code }: { readonly code: string }) =>
        `The window of ${code} can only be made longer: nobody is to be surprised. Give a later time.`,
    },
  },
  "challenges.window_open": {
    kind: "conflict",
    message: {
      zh: ({ code, action }: Omit<Moved, "state">) =>
        `${code} 还没有截止，或截止不到一分钟（在途的提交仍在处理）。请稍后再${CHALLENGE_TRANSITIONS[action].zh}。`,
      en: ({ code, action }: Omit<Moved, "state">) =>
        `The window of ${code} is not over, or was a minute ago and what arrived in time is still being taken in. Wait before you ${CHALLENGE_TRANSITIONS[action].en}.`,
    },
  },
  "challenges.need_not_posable": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: { readonly number: string; readonly state: Bilingual }) =>
        `需求 ${number} 现在是“${state.zh}”，不能发榜（须为“已受理”“已对接”或“洽谈中”）。`,
      en: ({ number, state }: { readonly number: string; readonly state: Bilingual }) =>
        `Need ${number} is ${state.en} and cannot be posed as a challenge; it has to be accepted, matched or in talks.`,
    },
  },
  "challenges.register_header_missing": {
    kind: "validation",
    message: {
      zh: ({ file }: { readonly file: string }) =>
        `“${file}”里没有找到表头。表头须有“需求编号”，以及“榜单名称”“揭榜方式”“截止时间”等列中的至少一列；可先导出榜单清单作样表。`,
      en: ({ file }: { readonly file: string }) =>
        `No heading was found in “${file}”. It takes the column 需求编号 and at least one of the others; export the list of challenges to have a sheet with them.`,
    },
  },
  "challenges.needs_apart": {
    kind: "validation",
    message: {
      zh: () => "所选需求不都在这个结对里，或有重复。请重新选择。",
      en: () => "The chosen needs are not all of this pair, or one is there twice. Choose again.",
    },
  },
  "challenges.reason_missing": {
    kind: "validation",
    message: {
      zh: ({ code, action }: Omit<Moved, "state">) =>
        `${CHALLENGE_TRANSITIONS[action].zh} ${code} 要写明原因，发榜企业和揭榜方都会看到。`,
      en: ({ code, action }: Omit<Moved, "state">) =>
        `To ${CHALLENGE_TRANSITIONS[action].en} ${code} takes a reason, which the poster and the bidders will read.`,
    },
  },
});

function fromNames(action: ChallengeAction, language: "zh" | "en", between: string): string {
  return CHALLENGE_TRANSITIONS[action].from
    .map((state) => (language === "zh" ? `“${stateName(state).zh}”` : stateName(state).en))
    .join(between);
}

interface Standing {
  readonly code: string;
  readonly mode: ChallengeMode;
  readonly state: ChallengeState;
}

/** The next state, or an error that names the challenge, how it stands and what would have to be. */
export function advanceState({ code, mode, state }: Standing, action: ChallengeAction, reason: string): ChallengeState {
  const { from, to, modes, needsReason } = CHALLENGE_TRANSITIONS[action];
  if (modes?.includes(mode) === false) throw noticeError("challenges.wrong_mode", { code, action, mode });
  if (!from.includes(state)) throw noticeError("challenges.wrong_state", { code, action, state });
  if (needsReason === true && reason === "") throw noticeError("challenges.reason_missing", { code, action });
  return to;
}

export function challengeActions({ mode, state }: Omit<Standing, "code">): ChallengeAction[] {
  return CHALLENGE_ACTIONS.filter((action) => {
    const { from, modes } = CHALLENGE_TRANSITIONS[action];
    return from.includes(state) && modes?.includes(mode) !== false;
  });
}

export function formatCode(year: number, sequence: number): string {
  return `CHALLENGE-${year}-${String(sequence).padStart(6, "0")}`;
}

const ENDS: readonly ChallengeAction[] = ["fail", "cancel"];

/** docs/challenge-states.md: the table above as a drawing and as a list. */
export function describeChallengeStates(): string {
  const name = (state: ChallengeState) => `${stateName(state).zh} / ${stateName(state).en}`;
  const drawing = CHALLENGE_ACTIONS.filter((action) => !ENDS.includes(action)).flatMap((action) =>
    CHALLENGE_TRANSITIONS[action].from.map(
      (from) => `  ${from} --> ${CHALLENGE_TRANSITIONS[action].to}: ${CHALLENGE_TRANSITIONS[action].zh} ${action}`,
    ),
  );
  const rows = CHALLENGE_ACTIONS.map((action) => {
    const { from, to, modes = CHALLENGE_MODES, permission, needsReason, zh, en } = CHALLENGE_TRANSITIONS[action];
    const where =
      modes.length === CHALLENGE_MODES.length
        ? "-"
        : modes.map((mode) => `${CHALLENGE_MODE_NAMES[mode].zh} / ${CHALLENGE_MODE_NAMES[mode].en}`).join("<br>");
    const reason = needsReason === true ? "是 / yes" : "-";
    return `| \`${action}\` | ${zh} | ${en} | ${from.map(name).join("<br>")} | ${name(to)} | ${where} | ${reason} | \`${permission}\` |`;
  });
  return [
    "# 榜单的状态 / The states of a challenge",
    "",
    "本页由程序中的流转表生成。“流榜”可以从发榜以后任何未结束的状态宣布，“撤榜”还可以从草稿进行，都须写明原因，图中未画。",
    "",
    "Generated from the table of transitions in the code. A challenge may fail from every state after its publication that is",
    "not an end, and be cancelled from its draft as well, with a reason; both are left out of the drawing.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    "  [*] --> draft",
    ...CHALLENGE_STATES.map((state) => `  ${state}: ${name(state)}`),
    ...drawing,
    "  awarded --> [*]",
    "  failed --> [*]",
    "  cancelled --> [*]",
    "```",
    "",
    "| 操作 / action | 名称 | Name | 从 / from | 到 / to | 方式 / mode | 原因 / reason | 权限 / permission |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** Before the publication the terms are changed; afterwards there are addenda. */
export function refuseFrozen({ code, state }: Pick<Standing, "code" | "state">): void {
  if (state !== "draft") throw noticeError("challenges.terms_frozen", { code });
}

/** Bidders prepare by the end of the window: it is never brought forward. */
export function refuseUnfitAddendum(
  {
    code,
    state,
    isWindowOver,
    closesAt,
  }: Pick<Standing, "code" | "state"> & {
    readonly isWindowOver: boolean;
    readonly closesAt: string | null;
  },
  later: string | undefined,
): void {
  if (state !== "published" || isWindowOver) throw noticeError("challenges.addendum_untimely", { code });
  if (later !== undefined && closesAt !== null && millisecondsOf(later) <= millisecondsOf(closesAt)) {
    throw noticeError("challenges.close_not_later", { code });
  }
}

const GRACE_MS = 60_000;

/** A request that arrived in time is answered within its time limit; until then nothing is opened. */
export function refuseOpenWindow(
  { code, closesAt }: Pick<Standing, "code"> & { readonly closesAt: string | null },
  action: ChallengeAction,
  now: string,
): void {
  if (closesAt === null || millisecondsOf(now) < millisecondsOf(closesAt) + GRACE_MS) {
    throw noticeError("challenges.window_open", { code, action });
  }
}
