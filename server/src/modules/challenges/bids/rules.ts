// What a bid must be to be taken in: each refusal names its rule. Pure.
import { type Bilingual, defineErrors, fixedMessage } from "@dual-high/kernel";
import { inBeijing, millisecondsOf } from "../instants.ts";
import { isSeniorTitle } from "../people.ts";
import {
  CHALLENGE_STATE_NAMES,
  type ChallengeMode,
  type ChallengeState,
  type ChallengeTerms,
} from "../notice/types.ts";
import { BID_STATE_NAMES, type BidContent, type BidState } from "./types.ts";

const RULE: Bilingual = { zh: "榜单规则", en: "Rule of the challenge" };

/** As the notice shows it, to the second: a bid of that second is late. */
function timeOf(instant: string, language: "zh" | "en"): string {
  const time = inBeijing(instant, "second");
  return language === "zh" ? time : `${time} (Beijing time)`;
}

interface Window {
  readonly code: string;
  readonly arrivedAt: string;
  readonly at: string;
}

export const bidError = defineErrors({
  "challenges.bid_late": {
    kind: "conflict",
    message: {
      zh: ({ code, arrivedAt, at }: Window) =>
        `${RULE.zh}“截止时间”：${code} 于 ${timeOf(at, "zh")} 截止，这份揭榜书 ${timeOf(arrivedAt, "zh")} 才到达，不再接收。草稿仍为您保存。`,
      en: ({ code, arrivedAt, at }: Window) =>
        `${RULE.en} “close”: ${code} closed at ${timeOf(at, "en")}; this bid arrived at ${timeOf(arrivedAt, "en")} and is not taken in. Your draft is kept.`,
    },
  },
  "challenges.bid_early": {
    kind: "conflict",
    message: {
      zh: ({ code, at }: Window) => `${RULE.zh}“开始时间”：${code} 从 ${timeOf(at, "zh")} 起接收揭榜书，请到时再提交。`,
      en: ({ code, at }: Window) =>
        `${RULE.en} “opening of the window”: ${code} takes bids from ${timeOf(at, "en")} on. Submit it then.`,
    },
  },
  "challenges.bid_not_taken": {
    kind: "conflict",
    message: {
      zh: ({ code, state }: { readonly code: string; readonly state: ChallengeState }) =>
        `${code} 现在是“${CHALLENGE_STATE_NAMES[state].zh}”，不接收、修改或撤回揭榜书。`,
      en: ({ code, state }: { readonly code: string; readonly state: ChallengeState }) =>
        `${code} is ${CHALLENGE_STATE_NAMES[state].en}: no bid is taken in, changed or withdrawn.`,
    },
  },
  "challenges.bid_institution": {
    kind: "conflict",
    message: {
      zh: ({ code, bidder }: { readonly code: string; readonly bidder: string }) =>
        `${RULE.zh}“申报单位”：${code} 只接受指定单位揭榜，${bidder} 不在其中。`,
      en: ({ code, bidder }: { readonly code: string; readonly bidder: string }) =>
        `${RULE.en} “who may bid”: ${code} is for named institutions, and ${bidder} is none of them.`,
    },
  },
  "challenges.bid_lead_not_senior": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `${RULE.zh}“负责人职称”：负责人须有高级职称，${name} 的职称栏没有写明。请补写职称，或更换负责人。`,
      en: ({ name }: { readonly name: string }) =>
        `${RULE.en} “title of the lead”: the lead must have a senior title; none is written for ${name}. Write it down, or name another lead.`,
    },
  },
  "challenges.bid_too_many": {
    kind: "conflict",
    message: {
      zh: ({ members, most }: { readonly members: number; readonly most: number }) =>
        `${RULE.zh}“团队人数”：最多 ${most} 人，这份揭榜书有 ${members} 人。`,
      en: ({ members, most }: { readonly members: number; readonly most: number }) =>
        `${RULE.en} “size of the team”: at most ${most} people; this bid has ${members}.`,
    },
  },
  "challenges.bid_over_quota": {
    kind: "conflict",
    message: {
      zh: ({ bidder, quota }: { readonly bidder: string; readonly quota: number }) =>
        `${RULE.zh}“每单位名额”：每个单位最多 ${quota} 份，${bidder} 已满。撤回其中一份后才能再提交。`,
      en: ({ bidder, quota }: { readonly bidder: string; readonly quota: number }) =>
        `${RULE.en} “quota”: ${quota} ${quota === 1 ? "bid" : "bids"} of an institution at most, and ${bidder} has that many in. Another can be submitted once one is withdrawn.`,
    },
  },
  "challenges.bid_duplicate": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `${RULE.zh}“一人牵头一份”：${name} 已牵头另一份已提交的揭榜书。请更换负责人，或先撤回那一份。`,
      en: ({ name }: { readonly name: string }) =>
        `${RULE.en} “one bid a lead”: ${name} leads another bid that is in. Name another lead, or withdraw that bid first.`,
    },
  },
  "challenges.bid_member_twice": {
    kind: "conflict",
    message: {
      zh: ({ names }: { readonly names: readonly string[] }) =>
        `${RULE.zh}“一人只在一份”：${names.join("、")} 已在另一份已提交的揭榜书里。请换人，或与本人核实。`,
      en: ({ names }: { readonly names: readonly string[] }) =>
        `${RULE.en} “one bid a person”: ${names.join(", ")} stands in another bid that is in. Choose somebody else, or ask the person.`,
    },
  },
  "challenges.bid_conflict": {
    kind: "conflict",
    message: {
      zh: ({ who, poster }: { readonly who: string; readonly poster: string }) =>
        `${RULE.zh}“回避”：${who} 就在发榜企业 ${poster}，不能揭自家的榜。`,
      en: ({ who, poster }: { readonly who: string; readonly poster: string }) =>
        `${RULE.en} “conflict of interest”: ${who} is of ${poster}, which poses the challenge, and cannot bid for it.`,
    },
  },
  // Says neither who nor where: a name beside the rule would be the name that the notice keeps.
  "challenges.bid_conflict_unnamed": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${RULE.zh}“回避”：揭榜单位或某位成员就在发榜企业，不能揭自家的榜。${code} 不公开企业名称，请向发榜的工作专班核实。`,
      en: ({ code }: { readonly code: string }) =>
        `${RULE.en} “conflict of interest”: the bidder or a member is of the enterprise that poses the challenge, and cannot bid for it. ${code} does not name the enterprise; ask the office that posted it.`,
    },
  },
  "challenges.bid_incomplete": {
    kind: "validation",
    message: {
      zh: ({ lacks }: { readonly lacks: readonly Bilingual[] }) =>
        `揭榜书还不能提交：${lacks.map(({ zh }) => zh).join("；")}。草稿已保存。`,
      en: ({ lacks }: { readonly lacks: readonly Bilingual[] }) =>
        `The bid cannot be submitted yet: ${lacks.map(({ en }) => en).join("; ")}. The draft is kept.`,
    },
  },
  "challenges.bid_state": {
    kind: "conflict",
    message: {
      zh: ({ receipt, state, wanted }: BidStanding) =>
        `揭榜书 ${receipt} 现在是“${BID_STATE_NAMES[state].zh}”，不能${WANTED[wanted].zh}。请刷新查看。`,
      en: ({ receipt, state, wanted }: BidStanding) =>
        `Bid ${receipt} is ${BID_STATE_NAMES[state].en} and cannot be ${WANTED[wanted].en}. Refresh and look again.`,
    },
  },
  "challenges.talk_not_negotiated": {
    kind: "conflict",
    message: fixedMessage(
      "只有洽谈式榜单、已提交的揭榜书才登记洽谈和联合申报。",
      "Talks and joint applications are kept for submitted bids of negotiated challenges alone.",
    ),
  },
  "challenges.application_missing": {
    kind: "conflict",
    message: fixedMessage(
      "联合申报还缺内容：须有说明、意向协议文件和双方确认，且榜单已收榜。",
      "The joint application is not complete: it takes the text, the intent agreement as a file, the confirmation of both sides, and a challenge that is closed.",
    ),
  },
  "challenges.application_accepted": {
    kind: "conflict",
    message: fixedMessage(
      "联合申报已受理，不能再改。",
      "The joint application has been taken in and cannot be changed.",
    ),
  },
  "challenges.bid_import_sealed": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${code} 是密封式榜单，揭榜书只能由揭榜方自己填写、加密提交，不能用清单导入。`,
      en: ({ code }: { readonly code: string }) =>
        `${code} is sealed: a bid is written by its bidder and encrypted from its first word; no list of bids is taken in.`,
    },
  },
  "challenges.bid_of_another": {
    kind: "conflict",
    message: {
      zh: ({ bidder, own }: { readonly bidder: string; readonly own: string }) =>
        `“揭榜单位”写的是“${bidder}”，您在为 ${own} 导入。请改正单位，或由该单位的人员导入。`,
      en: ({ bidder, own }: { readonly bidder: string; readonly own: string }) =>
        `The row is of “${bidder}”, and you take bids in for ${own}. Mend the institution, or let its own people take it in.`,
    },
  },
  "challenges.bid_header_missing": {
    kind: "validation",
    message: {
      zh: ({ file }: { readonly file: string }) =>
        `“${file}”里没有找到表头。表头须有“揭榜项目名称”和“负责人”，其余列见导入说明。`,
      en: ({ file }: { readonly file: string }) =>
        `No heading was found in “${file}”. It takes the columns 揭榜项目名称 and 负责人 (title and lead); the others are named beside the import.`,
    },
  },
  "challenges.bid_paper_sealed": {
    kind: "conflict",
    message: {
      zh: ({ code }: { readonly code: string }) =>
        `${code} 是密封式榜单：代录的人会看到揭榜书内容，密封就不成立，因此不代录纸质揭榜书。请为该单位开通账号，由其自己提交。`,
      en: ({ code }: { readonly code: string }) =>
        `${code} is sealed: whoever types a bid has read it, so none is entered from paper. Give the institution an account, by which it submits for itself.`,
    },
  },
  "challenges.bid_paper_has_account": {
    kind: "conflict",
    message: {
      zh: ({ bidder }: { readonly bidder: string }) => `${bidder} 有可以揭榜的账号，揭榜书应由其自己提交，不能代录。`,
      en: ({ bidder }: { readonly bidder: string }) =>
        `${bidder} has people with accounts who may bid for it: the bid is theirs to submit, and is not entered for them.`,
    },
  },
  "challenges.race_unfit": {
    kind: "conflict",
    message: {
      zh: ({ problem }: { readonly problem: Bilingual }) => `不能登记这一轮去留：${problem.zh}`,
      en: ({ problem }: { readonly problem: Bilingual }) => `This round cannot be recorded: ${problem.en}`,
    },
  },
});

interface BidStanding {
  readonly receipt: string;
  readonly state: BidState;
  readonly wanted: keyof typeof WANTED;
}

const WANTED = {
  change: { zh: "修改（已提交的请先撤回）", en: "changed; withdraw it first if it is submitted" },
  submit: { zh: "提交", en: "submitted" },
  withdraw: { zh: "撤回", en: "withdrawn" },
} as const satisfies Record<string, Bilingual>;

const FROM: Readonly<Record<keyof typeof WANTED, readonly BidState[]>> = {
  change: ["draft", "withdrawn"],
  submit: ["draft", "withdrawn"],
  withdraw: ["submitted"],
};

export function mayBe(wanted: keyof typeof WANTED, state: BidState): boolean {
  return FROM[wanted].includes(state);
}

export function refuseBidState(
  bid: { readonly receipt: string; readonly state: BidState },
  wanted: keyof typeof WANTED,
) {
  if (!mayBe(wanted, bid.state)) throw bidError("challenges.bid_state", { ...bid, wanted });
}

interface Taking {
  readonly code: string;
  readonly state: ChallengeState;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

/** A window is half open: what arrives at the very instant of its end is late. All times are the database's. */
export function refuseOutsideWindow({ code, state, opensAt, closesAt }: Taking, arrivedAt: string): void {
  const arrived = millisecondsOf(arrivedAt);
  if (closesAt !== null && arrived >= millisecondsOf(closesAt)) {
    throw bidError("challenges.bid_late", { code, arrivedAt, at: closesAt });
  }
  if (state !== "published") throw bidError("challenges.bid_not_taken", { code, state });
  if (opensAt !== null && arrived < millisecondsOf(opensAt)) {
    throw bidError("challenges.bid_early", { code, arrivedAt, at: opensAt });
  }
}

export function leadOf({ members }: BidContent): BidContent["members"][number] | null {
  return members.find(({ isLead }) => isLead) ?? null;
}

/** What a bid lacks to be submitted. */
export function findBidLacks(content: BidContent, terms: ChallengeTerms): Bilingual[] {
  const { title, members, plan, indicators } = content;
  const promised = new Map(indicators.map(({ key, promised: text }) => [key, text]));
  const unanswered = terms.indicators.filter(({ key, isRequired }) => isRequired && (promised.get(key) ?? "") === "");
  const leads = members.filter(({ isLead }) => isLead).length;
  const names = unanswered.map(({ name }) => name);
  const lacks: readonly (readonly [boolean, string, string])[] = [
    [title === "", "没有写题目", "there is no title"],
    [leads !== 1, "要有且只有一名负责人", "it takes one lead, and no more"],
    [members.some(({ role }) => role === ""), "有成员没有写分工", "a member has no role"],
    [plan === "", "没有写方案", "there is no plan"],
    [
      names.length > 0,
      `必达指标没有承诺：${names.join("、")}`,
      `required indicators are not promised: ${names.join(", ")}`,
    ],
    [terms.money.kind === "budget" && content.price === null, "没有写报价", "there is no price"],
  ];
  return lacks.filter(([isLacking]) => isLacking).map(([, zh, en]) => ({ zh, en }));
}

export interface Admission {
  readonly code: string;
  readonly terms: ChallengeTerms;
  readonly quota: number | null;
  readonly posterName: string;
  readonly namesPoster: boolean;
  readonly isOfPoster: (unit: string) => boolean;
  readonly bidderName: string;
  /** Whether the challenge is for everybody, or names the institution. */
  readonly isEligible: boolean;
  readonly content: BidContent;
  /** Of the same institution, beside this one. */
  readonly ownBids: number;
  /** Members who stand in another bid that is in, and whether they lead that one. */
  readonly elsewhere: readonly { readonly name: string; readonly leads: boolean }[];
}

/** Throws with the first rule that refuses the bid, in the order in which a person would mend them. */
export function refuseUnfitBid(admission: Admission): void {
  const { code, terms, quota, isOfPoster, bidderName, isEligible, content, ownBids, elsewhere } = admission;
  const { needsSenior, mostMembers } = terms.eligibility;
  if (!isEligible) {
    throw bidError("challenges.bid_institution", { code, bidder: bidderName });
  }
  const lacks = findBidLacks(content, terms);
  if (lacks.length > 0) throw bidError("challenges.bid_incomplete", { lacks });
  const lead = leadOf(content);
  if (needsSenior && lead !== null && !isSeniorTitle(lead.title)) {
    throw bidError("challenges.bid_lead_not_senior", { name: lead.name });
  }
  const { members } = content;
  if (mostMembers !== null && members.length > mostMembers) {
    throw bidError("challenges.bid_too_many", { members: members.length, most: mostMembers });
  }
  if (quota !== null && ownBids >= quota) throw bidError("challenges.bid_over_quota", { bidder: bidderName, quota });
  if (lead !== null && elsewhere.some(({ name, leads }) => leads && name === lead.name)) {
    throw bidError("challenges.bid_duplicate", { name: lead.name });
  }
  if (elsewhere.length > 0) {
    throw bidError("challenges.bid_member_twice", { names: elsewhere.map(({ name }) => name) });
  }
  // Last: who the poster is is told by a bid alone that could come in otherwise, and would stand there if it were not so.
  const ofPoster = isOfPoster(bidderName) ? bidderName : members.find(({ unit }) => isOfPoster(unit))?.name;
  if (ofPoster !== undefined) throw refusalOfConflict(admission, ofPoster);
}

function refusalOfConflict({ code, posterName, namesPoster }: Admission, who: string) {
  return namesPoster
    ? bidError("challenges.bid_conflict", { who, poster: posterName })
    : bidError("challenges.bid_conflict_unnamed", { code });
}

interface Runner {
  readonly id: string;
  readonly state: BidState;
  readonly gates: readonly { readonly gate: string }[];
}

/** A round of a race decides on every bid that still runs, keeps no more than its gate says, and comes in its turn. */
export function refuseUnfitRound(
  { state, terms }: { readonly state: ChallengeState; readonly terms: ChallengeTerms },
  bids: readonly Runner[],
  { gate, results }: { readonly gate: string; readonly results: readonly { bidId: string; stays: boolean }[] },
): void {
  const refuse = (zh: string, en: string): never => {
    throw bidError("challenges.race_unfit", { problem: { zh, en } });
  };
  const isStart = gate === "start";
  if (isStart ? state !== "closed" : state !== "racing") {
    refuse(
      isStart ? "开赛须在收榜以后、只办一次。" : "考核须在赛马中进行。",
      isStart ? "A race starts once, after the close." : "A gate is judged while the race is on.",
    );
  }
  const next = terms.gates.find(({ key }) => !bids.some(({ gates }) => gates.some((each) => each.gate === key)));
  if (!isStart && next?.key !== gate) {
    refuse(
      next === undefined ? "各考核节点都已登记。" : `下一个考核节点是“${next.name}”。`,
      next === undefined ? "Every gate has been judged." : `The next gate is “${next.name}”.`,
    );
  }
  const running = bids.filter((bid) => bid.state === "submitted").map(({ id }) => id);
  const decided = new Set(results.map(({ bidId }) => bidId));
  if (decided.size !== results.length || decided.size !== running.length || running.some((id) => !decided.has(id))) {
    refuse("在赛的每一份揭榜书都要有且只有一个结论。", "Each bid that still runs takes one decision, and only one.");
  }
  const staying = results.filter(({ stays }) => stays).length;
  if (staying === 0)
    refuse(
      "至少要有一份留下；都不合格请宣布流榜。",
      "At least one has to stay; if none will do, declare the challenge failed.",
    );
  if (!isStart && next !== undefined && staying > next.keeps) {
    refuse(`“${next.name}”最多留 ${next.keeps} 份。`, `“${next.name}” keeps ${next.keeps} at most.`);
  }
}

export function isNegotiable({ mode, state }: { readonly mode: ChallengeMode; readonly state: BidState }): boolean {
  return mode === "negotiated" && state === "submitted";
}
