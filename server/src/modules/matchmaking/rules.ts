import { type Bilingual, defineErrors, fixedMessage } from "@dual-high/kernel";
import type {
  CandidateDigest,
  ChangeCause,
  DecisionDraft,
  DecisionKind,
  LineState,
  NeedChange,
  RefusalReason,
  RunSide,
} from "./types.ts";

/** How a decision is called, in a sentence. */
export const DECISION_NAMES: Readonly<Record<DecisionKind, Bilingual>> = {
  accepted: { zh: "接受", en: "Accepted" },
  refused: { zh: "不采用", en: "Refused" },
  postponed: { zh: "以后再定", en: "Postponed" },
  none: { zh: "未决定", en: "Undecided" },
};

export const REASON_NAMES: Readonly<Record<RefusalReason, Bilingual>> = {
  wrong_field: { zh: "领域不符", en: "Another field" },
  too_early: { zh: "成果不够成熟", en: "Not mature enough" },
  already_known: { zh: "双方已有联系", en: "In touch already" },
  no_capacity: { zh: "团队没有余力", en: "No capacity" },
  not_available: { zh: "权利不可用", en: "Right not available" },
  enterprise_declined: { zh: "企业不考虑", en: "The enterprise declined" },
  partner_declined: { zh: "团队不考虑", en: "The partner declined" },
  other: { zh: "其他", en: "Other" },
};

export const STATE_NAMES: Readonly<Record<LineState, Bilingual>> = {
  to_contact: { zh: "待联系", en: "To contact" },
  contacted: { zh: "已联系", en: "Contacted" },
  in_talks: { zh: "洽谈中", en: "In talks" },
  contracted: { zh: "已签约", en: "Contracted" },
  ended: { zh: "未成", en: "Ended" },
  withdrawn: { zh: "已撤回", en: "Withdrawn" },
};

interface DecidedMeanwhile {
  readonly who: string;
  readonly decision: DecisionKind;
  /** As a person in Jiangsu reads it, to the minute. */
  readonly at: string;
  readonly partner: string;
}

export const matchError = defineErrors({
  "matchmaking.needs_put_away": {
    kind: "conflict",
    message: {
      zh: ({ number, needs }: { readonly number: number; readonly needs: number }) =>
        `第 ${number} 次对接里有 ${needs} 条需求后来改为限定人员阅读，不能再生成文件。请重新对接，新的一次不含这些需求。`,
      en: ({ number, needs }: { readonly number: number; readonly needs: number }) =>
        `Of run ${number}, ${needs} needs were restricted to named people since, so no file is made of it. Run again: the new run is without them.`,
    },
  },
  "matchmaking.no_needs": {
    kind: "conflict",
    message: fixedMessage(
      "这个结对还没有可以对接的需求。请先导入需求清单，或把需求提交并受理。",
      "This pair has no needs to match yet. Import a list of needs first.",
    ),
  },
  "matchmaking.no_partners": {
    kind: "conflict",
    message: fixedMessage(
      "这个结对还没有成果和团队。请先导入成果清单或团队清单。",
      "This pair has neither achievements nor teams yet. Import one of the two lists first.",
    ),
  },
  "matchmaking.run_under_way": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: number }) => `第 ${number} 次对接还在计算，请等它完成，或先取消。`,
      en: ({ number }: { readonly number: number }) =>
        `Run ${number} is still being computed. Wait for it, or cancel it.`,
    },
  },
  "matchmaking.too_large_for_workbook": {
    kind: "conflict",
    message: {
      zh: ({ candidates, most }: { readonly candidates: number; readonly most: number }) =>
        `这次对接有 ${candidates} 条推荐，一个工作簿最多放 ${most} 条。请在“需求”列表里按条件筛选后导出，或对一部分需求重新发起对接。`,
      en: ({ candidates, most }: { readonly candidates: number; readonly most: number }) =>
        `This run has ${candidates} suggestions, and a workbook holds ${most}. Export its list of needs with a filter, or start a run of part of the needs.`,
    },
  },
  "matchmaking.block_lost": {
    kind: "unavailable",
    message: {
      zh: ({ from, to }: { readonly from: number; readonly to: number }) =>
        `计算第 ${from}–${to} 条需求的进程多次意外结束，多半是内存不够。请给服务进程更多内存后重试，或请系统管理员查看日志；已算完的部分不会重算。`,
      en: ({ from, to }: { readonly from: number; readonly to: number }) =>
        `Processes that computed needs ${from} to ${to} ended again and again, most likely for want of memory. Give the server's process more memory and try again, or ask the administrator to look into the log; what is done is not computed again.`,
    },
  },
  "matchmaking.run_not_done": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: number }) => `第 ${number} 次对接没有完成，还没有结果。`,
      en: ({ number }: { readonly number: number }) => `Run ${number} is not complete and has no results.`,
    },
  },
  "matchmaking.other_pair": {
    kind: "conflict",
    message: fixedMessage("只能比较同一个结对的两次对接。", "Only runs of the same pair can be compared."),
  },
  "matchmaking.reason_missing": {
    kind: "validation",
    message: fixedMessage("不采用须选择一个原因。", "A refusal needs a reason: choose one."),
  },
  "matchmaking.reason_unfit": {
    kind: "validation",
    message: fixedMessage("只有不采用才填原因。", "A reason goes with a refusal only."),
  },
  "matchmaking.decided_meanwhile": {
    kind: "stale",
    message: {
      zh: ({ who, decision, at, partner }: DecidedMeanwhile) =>
        `${who}已在 ${at} 对“${partner}”作出决定：${DECISION_NAMES[decision].zh}。您的决定没有保存，请看过后再定。`,
      en: ({ who, decision, at, partner }: DecidedMeanwhile) =>
        `${who} decided on “${partner}” at ${at}: ${DECISION_NAMES[decision].en.toLowerCase()}. Yours was not saved; look and decide again.`,
    },
  },
  "matchmaking.line_in_use": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: number }) =>
        `台账第 ${number} 条已有跟进记录，不能撤回接受。如不再继续，请在台账中把它改为“未成”并写明原因。`,
      en: ({ number }: { readonly number: number }) =>
        `Line ${number} of the ledger has been worked on, so the acceptance stays. To give up, set the line to “Ended” and say why.`,
    },
  },
  "matchmaking.plan_conflict": {
    kind: "conflict",
    message: {
      zh: ({ name, locked, max }: { readonly name: string; readonly locked: number; readonly max: number }) =>
        `“${name}”锁定了 ${locked} 条需求，名额只有 ${max}。请放开其中 ${locked - max} 条，或把名额改为 ${locked}。`,
      en: ({ name, locked, max }: { readonly name: string; readonly locked: number; readonly max: number }) =>
        `“${name}” has ${locked} needs locked and room for ${max}. Release ${locked - max} of them, or allow ${locked}.`,
    },
  },
  "matchmaking.lock_impossible": {
    kind: "validation",
    message: {
      zh: ({ need, supplier }: { readonly need: string; readonly supplier: string }) =>
        `需求 ${need} 不能锁定给“${supplier}”：这次对接没有找到它可用的成果。请换一个伙伴，或取消这一项锁定。`,
      en: ({ need, supplier }: { readonly need: string; readonly supplier: string }) =>
        `Need ${need} cannot be locked to “${supplier}”: this run found nothing of theirs that is free to use for it. Choose another, or release it.`,
    },
  },
  "matchmaking.locked_and_forbidden": {
    kind: "validation",
    message: {
      zh: ({ need, supplier }: { readonly need: string; readonly supplier: string }) =>
        `需求 ${need} 与“${supplier}”既锁定又禁止。请只留一项。`,
      en: ({ need, supplier }: { readonly need: string; readonly supplier: string }) =>
        `Need ${need} and “${supplier}” are both locked and forbidden. Keep one of the two.`,
    },
  },
  "matchmaking.weights_not_usable": {
    kind: "validation",
    message: {
      zh: ({ zh }: Bilingual) => `这份权重文件不能用：${zh}。请上传 dualhigh train 写出的文件，不要改动。`,
      en: ({ en }: Bilingual) =>
        `This file of weights cannot be used: ${en}. Send the file that dualhigh train wrote, as it is.`,
    },
  },
  "matchmaking.weights_not_compared": {
    kind: "validation",
    message: fixedMessage(
      "这份权重没有与现有权重比较过，不收。请用 dualhigh train 从决定中学习，它会先比较再写出文件。",
      "These weights were not compared with the present ones, so they are not kept. Learn from decisions with dualhigh train, which compares before it writes.",
    ),
  },
  "matchmaking.weights_not_better": {
    kind: "validation",
    message: fixedMessage(
      "比较的结果是这份权重不比原来的好，不收。积累更多决定后再学习。",
      "By its own comparison these weights are no better than those before, so they are not kept. Learn again when there are more decisions.",
    ),
  },
  "matchmaking.weights_compared_with_others": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: number }) =>
        `第 ${number} 套权重是与另一套比较的，不是与现在启用的。请从最近一次对接重新下载决定，再学习一次。`,
      en: ({ number }: { readonly number: number }) =>
        `Set ${number} was compared with other weights than those in force now. Download the decisions of the newest run again, and learn once more.`,
    },
  },
  "matchmaking.owner_not_here": {
    kind: "validation",
    message: fixedMessage(
      "负责人须是本结对专班的人员（负责人、工作人员或技术经理人）。请先邀请此人加入。",
      "The owner must belong to the pair's office (head, officer or technology manager). Invite them first.",
    ),
  },
  "matchmaking.state_unreachable": {
    kind: "conflict",
    message: {
      zh: ({ from, to }: { readonly from: LineState; readonly to: LineState }) =>
        `这条台账是“${STATE_NAMES[from].zh}”，不能直接改为“${STATE_NAMES[to].zh}”。`,
      en: ({ from, to }: { readonly from: LineState; readonly to: LineState }) =>
        `This line is “${STATE_NAMES[from].en}” and cannot become “${STATE_NAMES[to].en}”.`,
    },
  },
  "matchmaking.outcome_missing": {
    kind: "validation",
    message: fixedMessage("结束一条台账须写明结果或原因。", "To end a line, say how it came out or why."),
  },
  "matchmaking.contract_missing": {
    kind: "validation",
    message: fixedMessage("标为“已签约”须填合同编号。", "A contracted line needs the number of its contract."),
  },
  "matchmaking.line_changed_meanwhile": {
    kind: "stale",
    message: {
      zh: ({ number }: { readonly number: number }) =>
        `台账第 ${number} 条在您打开之后被别人改过，您的修改没有保存。请刷新后核对再改。`,
      en: ({ number }: { readonly number: number }) =>
        `Somebody changed line ${number} of the ledger after you opened it. Nothing was saved; refresh and compare.`,
    },
  },
  "matchmaking.nothing_to_correct": {
    kind: "validation",
    message: fixedMessage("要更正的记录不在这条台账里。", "The entry to be corrected is not on this line."),
  },
  "matchmaking.not_a_ledger": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `“${name}”不是从这里导出的台账（找不到“编号（勿改）”一列）。请用“导出台账”得到的文件修改后再传。`,
      en: ({ name }: { readonly name: string }) =>
        `“${name}” is not a ledger exported here: its column “Key (do not change)” is missing. Edit the exported file and send it again.`,
    },
  },
  "matchmaking.import_settled": {
    kind: "conflict",
    message: fixedMessage("这份台账已经写入或放弃，不能再次写入。", "This workbook was applied or discarded already."),
  },
  "matchmaking.import_not_applied": {
    kind: "conflict",
    message: fixedMessage(
      "这份台账没有写入过，或已经撤销，没有可撤销的。要改回某一格，请在台账里直接改。",
      "This workbook was not written, or was taken back already. To put a cell right, change it in the ledger.",
    ),
  },
  "matchmaking.name_missing": {
    kind: "validation",
    message: fixedMessage(
      "请写上您的姓名和单位，方便联系您。",
      "Please give your name and unit, so that you can be reached.",
    ),
  },
  "matchmaking.too_many_forwards": {
    kind: "limit",
    message: fixedMessage(
      "这个链接已转发多次，请联系发送人另发。",
      "This link was passed on many times. Ask who sent it for a new one.",
    ),
  },
  "matchmaking.outreach_revoked": {
    kind: "conflict",
    message: fixedMessage("这个链接已经收回。", "This link was revoked already."),
  },
});

// Decisions -----------------------------------------------------------------------------------------------------------------

export function refuseUnfitDecision({ decision, reason }: DecisionDraft): void {
  if (decision === "refused" && reason === null) throw matchError("matchmaking.reason_missing", {});
  if (decision !== "refused" && reason !== null) throw matchError("matchmaking.reason_unfit", {});
}

/** As many as a workbook is made of in a shell: with more it takes gigabytes to make and nobody reads it. */
const MOST_IN_WORKBOOK = 100_000;

export function refuseTooLarge({ candidates }: { readonly candidates: number }): void {
  if (candidates > MOST_IN_WORKBOOK)
    throw matchError("matchmaking.too_large_for_workbook", { candidates, most: MOST_IN_WORKBOOK });
}

/** What somebody else decided in the meantime is told, not overwritten. */
export function refuseDecidedMeanwhile(
  known: {
    readonly version: number;
    readonly decision: DecisionKind;
    readonly at: string;
    readonly who: string;
  } | null,
  expected: number,
  partner: string,
): void {
  if ((known?.version ?? 0) === expected) return;
  throw matchError("matchmaking.decided_meanwhile", {
    who: known?.who ?? "",
    decision: known?.decision ?? "none",
    at: known?.at ?? "",
    partner,
  });
}

/** Whether anybody has done anything with a line since an acceptance made it. */
export function isUntouched(line: {
  readonly state: LineState;
  readonly nextStep: string;
  readonly nextOn: string | null;
  readonly writtenEntries: number;
  readonly contractNumber: string;
  readonly lastAnswer: string | null;
}): boolean {
  return (
    line.state === "to_contact" &&
    line.nextStep === "" &&
    line.nextOn === null &&
    line.writtenEntries === 0 &&
    line.contractNumber === "" &&
    line.lastAnswer === null
  );
}

// Ledger ----------------------------------------------------------------------------------------------------------------------

/** Where a line can go from where it is. A person who noted a step too far goes back; withdrawn lines live again by acceptance. */
export const LINE_MOVES: Readonly<Record<LineState, readonly LineState[]>> = {
  to_contact: ["contacted", "in_talks", "contracted", "ended"],
  contacted: ["to_contact", "in_talks", "contracted", "ended"],
  in_talks: ["contacted", "contracted", "ended"],
  contracted: ["in_talks", "ended"],
  ended: ["to_contact", "contacted", "in_talks"],
  withdrawn: [],
};

export function refuseUnfitLine(
  before: { readonly state: LineState },
  after: { readonly state: LineState; readonly outcome: string; readonly contractNumber: string },
): void {
  const { state: from } = before;
  const { state: to, outcome, contractNumber } = after;
  if (from === "withdrawn" || (from !== to && !LINE_MOVES[from].includes(to)))
    throw matchError("matchmaking.state_unreachable", { from, to });
  if (from !== to && to === "ended" && outcome === "") throw matchError("matchmaking.outcome_missing", {});
  if (from !== to && to === "contracted" && contractNumber === "") throw matchError("matchmaking.contract_missing", {});
}

// Comparison ------------------------------------------------------------------------------------------------------------------

/** What changed from one run to another, need by need, and why as far as the lists and parameters tell. */
export function compareRuns(
  before: RunSide,
  after: RunSide,
): { readonly needs: NeedChange[]; readonly unchanged: number } {
  const known = new Map(before.needs.map((need) => [need.needId, need]));
  const now = new Set(after.needs.map(({ needId }) => needId));
  const everywhere: ChangeCause[] = [
    ...(before.parameters === after.parameters ? [] : (["parameters"] as const)),
    ...(before.engine === after.engine ? [] : (["engine"] as const)),
  ];
  const changes: NeedChange[] = [];
  let unchanged = 0;
  for (const need of after.needs) {
    const { needId, number, enterprise, title } = need;
    const old = known.get(needId);
    const named = { needId, number, enterprise, title };
    if (old === undefined) {
      changes.push({
        ...named,
        change: "new",
        outcomeBefore: null,
        outcomeAfter: need.outcome,
        causes: ["need_new"],
        partners: [],
      });
      continue;
    }
    const isRewritten = old.digest !== need.digest;
    const partners = comparePartners(old.candidates, need.candidates, {
      before,
      after,
      causes: [...(isRewritten ? (["need_changed"] as const) : []), ...everywhere],
    });
    if (old.outcome === need.outcome && partners.length === 0 && !isRewritten) {
      unchanged += 1;
      continue;
    }
    const causes = new Set<ChangeCause>([
      ...(isRewritten ? (["need_changed"] as const) : []),
      ...partners.flatMap((partner) => partner.causes),
      ...(old.outcome === need.outcome ? [] : everywhere),
    ]);
    if (causes.size === 0) causes.add("others_changed");
    changes.push({
      ...named,
      change: "changed",
      outcomeBefore: old.outcome,
      outcomeAfter: need.outcome,
      causes: [...causes],
      partners,
    });
  }
  for (const { needId, number, enterprise, title, outcome } of before.needs) {
    if (now.has(needId)) continue;
    changes.push({
      needId,
      number,
      enterprise,
      title,
      change: "gone",
      outcomeBefore: outcome,
      outcomeAfter: null,
      causes: ["need_gone"],
      partners: [],
    });
  }
  return { needs: changes, unchanged };
}

/** Any change of the lists makes some words rarer and moves every score a little; that alone is no change. */
const LEAST_SHIFT = 0.005;

function comparePartners(
  before: readonly CandidateDigest[],
  after: readonly CandidateDigest[],
  sides: { readonly before: RunSide; readonly after: RunSide; readonly causes: readonly ChangeCause[] },
): NeedChange["partners"] {
  const old = new Map(before.map((candidate) => [candidate.partnerKey, candidate]));
  const now = new Map(after.map((candidate) => [candidate.partnerKey, candidate]));
  const keys = [...new Set([...now.keys(), ...old.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const isSame =
      was !== undefined && is !== undefined && was.rank === is.rank && Math.abs(was.score - is.score) < LEAST_SHIFT;
    if (isSame) return [];
    const listed = { before: sides.before.partners[key], after: sides.after.partners[key] };
    const own: ChangeCause[] =
      listed.before === undefined
        ? ["partner_added"]
        : listed.after === undefined
          ? ["partner_removed"]
          : listed.before === listed.after
            ? []
            : ["partner_changed"];
    const causes = [...own, ...sides.causes];
    return [
      {
        key,
        name: (is ?? was)?.name ?? "",
        change: was === undefined ? ("in" as const) : is === undefined ? ("out" as const) : ("moved" as const),
        rankBefore: was?.rank ?? null,
        rankAfter: is?.rank ?? null,
        scoreBefore: was?.score ?? null,
        scoreAfter: is?.score ?? null,
        // Nothing about the two themselves changed: others came before it, left, or made words rarer or commoner.
        causes: causes.length === 0 ? (["others_changed"] as const satisfies ChangeCause[]) : causes,
      },
    ];
  });
}

// Order -----------------------------------------------------------------------------------------------------------------------

const naturally = new Intl.Collator("zh-CN", { numeric: true });

/** As a person counts: N2 before N10. Numbers that are told apart by nothing but their writing keep one fixed order too. */
export function byListNumber(one: string, other: string): number {
  return naturally.compare(one, other) || (one < other ? -1 : Number(one > other));
}

// Learning --------------------------------------------------------------------------------------------------------------------

/** What a signal says of a need and a partner; null where it says nothing, or takes back what was said. */
export function judgementOf(feedback: {
  readonly signal: string;
  readonly reason: string | null;
}): { readonly accepted: boolean; readonly reason: string | null } | null {
  switch (feedback.signal) {
    case "accepted":
    case "interested":
    case "contracted":
      return { accepted: true, reason: null };
    case "refused":
      return { accepted: false, reason: feedback.reason };
    case "not_mine":
      return { accepted: false, reason: "not_mine" };
    default:
      return null;
  }
}
