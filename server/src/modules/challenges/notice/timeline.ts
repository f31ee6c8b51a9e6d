// The steps of a challenge as its notice tells them: which is now, and what happens next. Pure.
import { type Bilingual, said } from "@dual-high/kernel";
import type { ChallengeMode, ChallengeState, TimelineStep } from "./types.ts";

interface Line {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  /** The states in which this step is the one that is now. */
  readonly states: readonly ChallengeState[];
  readonly hint: Bilingual;
}

const DRAFT: Line = {
  key: "draft",
  zh: "起草",
  en: "Drafting",
  states: ["draft"],
  hint: said(
    "专班补齐条款后发榜，发榜后条款冻结。",
    "The office completes the terms and publishes; then they are frozen.",
  ),
};
const WINDOW: Line = {
  key: "window",
  zh: "揭榜",
  en: "Taking bids",
  states: ["published"],
  hint: said(
    "截止前提交揭榜书，截止前可以撤回重交。",
    "Bids are taken until the close, and may be withdrawn and submitted again.",
  ),
};
const EVALUATION: Line = {
  key: "evaluation",
  zh: "评审",
  en: "Evaluation",
  states: ["in_evaluation"],
  hint: said("专家按评审标准打分，之后由负责人作出决定。", "Experts score by the criteria; then somebody decides."),
};
const DECISION: Line = {
  key: "decision",
  zh: "决定",
  en: "Decision",
  states: ["decided"],
  hint: said(
    "公示拟授榜结果，公示期内可以提出异议。",
    "The result goes to public notice, in which objections are taken.",
  ),
};
const NOTICE: Line = {
  key: "notice",
  zh: "公示",
  en: "Public notice",
  states: ["in_notice"],
  hint: said("公示期满无异议即授榜。", "Without an objection it is awarded when the notice ends."),
};
const AWARD: Line = {
  key: "award",
  zh: "授榜",
  en: "Award",
  states: ["awarded"],
  hint: said("双方起草并签订合同。", "Both sides draw up and sign the contract."),
};
const closing = (zh: string, en: string, hint: Bilingual): Line => ({
  key: "close",
  zh,
  en,
  states: ["closed", "opened"],
  hint,
});

const LINES: Readonly<Record<ChallengeMode, readonly Line[]>> = {
  negotiated: [
    DRAFT,
    WINDOW,
    closing(
      "收榜",
      "Close",
      said(
        "双方谈妥后联合申报，附意向协议；也可以转入评审。",
        "Both sides apply together with an intent agreement; or the bids are evaluated.",
      ),
    ),
    {
      key: "application",
      zh: "联合申报",
      en: "Joint application",
      states: ["applied"],
      hint: said("联合申报已受理，接下来公示。", "The joint application is in; public notice comes next."),
    },
    EVALUATION,
    DECISION,
    NOTICE,
    AWARD,
  ],
  sealed: [
    DRAFT,
    WINDOW,
    closing(
      "开标",
      "Opening",
      said("揭榜书已开启，接下来组织评审。", "The bids lie open; their evaluation comes next."),
    ),
    EVALUATION,
    DECISION,
    NOTICE,
    AWARD,
  ],
  race: [
    DRAFT,
    WINDOW,
    closing("收榜", "Close", said("选定首批入围团队，宣布开赛。", "Who starts is chosen, and the race begins.")),
    {
      key: "race",
      zh: "赛马",
      en: "Race",
      states: ["racing"],
      hint: said(
        "各团队并行攻关，到考核节点决定去留。",
        "The teams work side by side; at each gate some go on and some do not.",
      ),
    },
    EVALUATION,
    DECISION,
    NOTICE,
    AWARD,
  ],
};

export interface TimelineFacts {
  readonly mode: ChallengeMode;
  readonly state: ChallengeState;
  readonly reached: Readonly<Partial<Record<ChallengeState, string>>>;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly isWindowOver: boolean;
}

const WAITS: Readonly<Record<ChallengeMode, Bilingual>> = {
  negotiated: said("揭榜已截止，等待专班收榜。", "The window is over; the office closes it next."),
  sealed: said(
    "揭榜已截止，等待两名工作人员共同开标。",
    "The window is over; two people of the office open the bids next.",
  ),
  race: said("揭榜已截止，等待专班收榜。", "The window is over; the office closes it next."),
};

export function tellTimeline(facts: TimelineFacts): TimelineStep[] {
  const { mode, state, reached, opensAt, closesAt, isWindowOver } = facts;
  const lines = LINES[mode];
  const ended = state === "failed" || state === "cancelled";
  const at = (line: Line) => line.states.map((each) => reached[each]).find((time) => time !== undefined) ?? null;
  const now = lines.findIndex(({ states }) => states.includes(state));
  const last = lines.findLastIndex((line) => at(line) !== null || line.key === "draft");
  const steps = lines.map((line, index): TimelineStep => {
    const time = at(line);
    const isPast = ended ? index <= last : index < now || state === "awarded";
    // Negotiated ones go by the application or by the evaluation: the other way is not taken.
    const isSkipped = (isPast && time === null && line.key !== "draft") || (ended && index > last);
    const stands = isSkipped ? "skipped" : isPast ? "done" : index === now ? "now" : "next";
    const hint = stands !== "now" ? null : line.key === "window" && isWindowOver ? WAITS[mode] : line.hint;
    return {
      key: line.key,
      text: { zh: line.zh, en: line.en },
      stands,
      at: line.key === "window" ? opensAt : stands === "next" && line.key === "close" ? closesAt : time,
      hint,
    };
  });
  if (!ended) return steps;
  const text = state === "failed" ? said("流榜", "Failed") : said("撤榜", "Cancelled");
  return [...steps, { key: "end", text, stands: "now", at: reached[state] ?? null, hint: null }];
}
