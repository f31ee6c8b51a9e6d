import { defineErrors, type QuestionProblem } from "@dual-high/kernel";
import type { RoundAction, RoundState, VisitSettlement, VisitState } from "./types.ts";

const ROUND_STATE_NAMES = {
  draft: { zh: "筹备中", en: "being prepared" },
  open: { zh: "进行中", en: "open" },
  closed: { zh: "已结束", en: "closed" },
} as const;

const ROUND_TRANSITIONS: Readonly<
  Record<RoundAction, { readonly from: RoundState; readonly to: RoundState; readonly zh: string; readonly en: string }>
> = {
  open: { from: "draft", to: "open", zh: "开始", en: "open" },
  close: { from: "open", to: "closed", zh: "结束", en: "close" },
  reopen: { from: "closed", to: "open", zh: "重新开始", en: "reopen" },
};

export const surveyError = defineErrors({
  "survey.wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ code, action, state }: { code: string; action: RoundAction; state: RoundState }) =>
        `${code} 现在是“${ROUND_STATE_NAMES[state].zh}”，不能${ROUND_TRANSITIONS[action].zh}（须为“${ROUND_STATE_NAMES[ROUND_TRANSITIONS[action].from].zh}”）。请刷新后再办。`,
      en: ({ code, action, state }: { code: string; action: RoundAction; state: RoundState }) =>
        `${code} is ${ROUND_STATE_NAMES[state].en}; to ${ROUND_TRANSITIONS[action].en} it, it has to be ${ROUND_STATE_NAMES[ROUND_TRANSITIONS[action].from].en}. Refresh and look again.`,
    },
  },
  "survey.not_in_a_pair": {
    kind: "validation",
    message: {
      zh: () => "摸排要放在一个结对下，它的专班受理摸到的需求。请先在左上角选择结对，再新建。",
      en: () =>
        "A round stands in a pair, whose office takes the needs that are found. Choose the pair at the top, then make the round there.",
    },
  },
  "survey.nothing_to_visit": {
    kind: "conflict",
    message: {
      zh: ({ code }: { code: string }) => `${code} 还没有走访点，不能开始。请先导入或添加楼层和企业。`,
      en: ({ code }: { code: string }) =>
        `${code} has no doors to knock at and cannot open. Import or add floors and enterprises first.`,
    },
  },
  "survey.period_upside_down": {
    kind: "validation",
    message: {
      zh: ({ startsOn, endsBefore }: { startsOn: string; endsBefore: string }) =>
        `摸排时间有误：开始日 ${startsOn} 须早于结束后的第一天 ${endsBefore}。请改正其中一个。`,
      en: ({ startsOn, endsBefore }: { startsOn: string; endsBefore: string }) =>
        `The period is upside down: its first day ${startsOn} has to be before ${endsBefore}, the first day after it. Correct one of them.`,
    },
  },
  "survey.lead_unfit": {
    kind: "validation",
    message: {
      zh: () => "所选负责人不是本区或本结对能走访的人员。请从名单中重新选择 leadId。",
      en: () => "The chosen lead is nobody who may visit in this zone or pair. Choose leadId again from the list.",
    },
  },
  "survey.officer_unfit": {
    kind: "validation",
    message: {
      zh: ({ building, floor }: { building: string; floor: string }) =>
        `${building} ${floor} 的走访人员里，有人不在本区或本结对。请从名单中重新选择。`,
      en: ({ building, floor }: { building: string; floor: string }) =>
        `Somebody chosen for ${building} ${floor} is not of this zone or pair. Choose again from the list.`,
    },
  },
  "survey.questionnaire_unsound": {
    kind: "validation",
    message: {
      zh: ({ problems }: { problems: readonly QuestionProblem[] }) =>
        `问卷有 ${problems.length} 处要改：${problems.map(({ text }) => text.zh).join("；")}。`,
      en: ({ problems }: { problems: readonly QuestionProblem[] }) =>
        `The questionnaire needs ${problems.length === 1 ? "a correction" : `${problems.length} corrections`}: ${problems.map(({ text }) => text.en).join("; ")}.`,
    },
  },
  "survey.no_questionnaire": {
    kind: "not_found",
    message: {
      zh: ({ code, number }: { code: string; number: number }) =>
        `${code} 没有第 ${number} 版问卷。请在“问卷”页导入或查看现有版本。`,
      en: ({ code, number }: { code: string; number: number }) =>
        `${code} has no version ${number} of a questionnaire. Import one, or look at those it has.`,
    },
  },
  "survey.round_not_open": {
    kind: "conflict",
    message: {
      zh: ({ code }: { code: string }) =>
        `${code} 还没有开始，暂不能收走访记录。请负责人先开始这一轮；记录留在手机里，不会丢。`,
      en: ({ code }: { code: string }) =>
        `${code} has not been opened and takes no visits yet. Ask its lead to open it; the visit stays on the phone.`,
    },
  },
  "survey.no_such_site": {
    kind: "validation",
    message: {
      zh: ({ code, siteId }: { code: string; siteId: string }) =>
        `${code} 里没有走访点 ${siteId}。若是现场新增的，请连同 newSite 一起上传。`,
      en: ({ code, siteId }: { code: string; siteId: string }) =>
        `${code} has no door ${siteId}. If it was added on the spot, send newSite with the visit.`,
    },
  },
  "survey.site_twice": {
    kind: "conflict",
    message: {
      zh: ({
        enterprise,
        building,
        floor,
        unit,
      }: {
        enterprise: string;
        building: string;
        floor: string;
        unit: string;
      }) => `${building} ${floor} ${unit} 已有“${enterprise}”。请打开已有的走访点，或改门牌号。`,
      en: ({
        enterprise,
        building,
        floor,
        unit,
      }: {
        enterprise: string;
        building: string;
        floor: string;
        unit: string;
      }) =>
        `"${enterprise}" stands at ${building} ${floor} ${unit} already. Open that door, or change the door number.`,
    },
  },
  "survey.sites_header_missing": {
    kind: "validation",
    message: {
      zh: ({ file }: { file: string }) =>
        `“${file}”里没有找到“楼宇、楼层、企业”三列。请在表头写上这三列（可再加门牌、统一社会信用代码）后重新导入。`,
      en: ({ file }: { file: string }) =>
        `"${file}" has no columns Building, Floor and Enterprise. Give it those (and Door, Credit code if you have them) and take it in again.`,
    },
  },
  "survey.file_unnamed": {
    kind: "validation",
    message: {
      zh: ({ name, sha256 }: { name: string; sha256: string }) =>
        `走访记录里没有登记文件“${name}”（摘要 ${sha256.slice(0, 12)}…）。请先上传写有这个文件的走访记录。`,
      en: ({ name, sha256 }: { name: string; sha256: string }) =>
        `The visit names no file "${name}" (digest ${sha256.slice(0, 12)}…). Send the visit that names it first.`,
    },
  },
  "survey.file_differs": {
    kind: "validation",
    message: {
      zh: ({ name }: { name: string }) => `文件“${name}”传来的内容与登记的摘要不符，可能在途中损坏。请重新上传。`,
      en: ({ name }: { name: string }) =>
        `What arrived as "${name}" is not what its digest says; it may have been damaged on the way. Send it again.`,
    },
  },
  "survey.not_to_settle": {
    kind: "conflict",
    message: {
      zh: ({ enterprise }: { enterprise: string }) =>
        `“${enterprise}”的这次走访没有要处理的事项，可能已有人处理。请刷新。`,
      en: ({ enterprise }: { enterprise: string }) =>
        `Nothing waits to be settled in this visit to "${enterprise}"; somebody may have done it. Refresh.`,
    },
  },
  "survey.own_visit": {
    kind: "forbidden",
    message: {
      zh: ({ enterprise }: { enterprise: string }) => `“${enterprise}”的这次走访是您自己的，须由另一位同事确认。`,
      en: ({ enterprise }: { enterprise: string }) =>
        `This visit to "${enterprise}" is your own: another colleague has to confirm it.`,
    },
  },
  "survey.leads_to_settle": {
    kind: "forbidden",
    message: {
      zh: ({ code, enterprise }: { code: string; enterprise: string }) =>
        `“${enterprise}”的迟到记录由 ${code} 的负责人确认。请联系负责人，或先更换这一轮的负责人。`,
      en: ({ code, enterprise }: { code: string; enterprise: string }) =>
        `The late visit to "${enterprise}" is the lead's of ${code} to confirm. Ask the lead, or give the round another lead first.`,
    },
  },
  "survey.other_officer": {
    kind: "forbidden",
    message: {
      zh: () => "这条走访是另一位同事在这台手机上记的，不能用您的账号提交。请由本人登录后提交。",
      en: () =>
        "This visit was written on this phone by a colleague and cannot be sent under your account. Its author has to sign in to send it.",
    },
  },
  "survey.no_such_version": {
    kind: "validation",
    message: {
      zh: ({ enterprise }: { enterprise: string }) =>
        `“${enterprise}”的这次走访没有所选的版本。请刷新后重新选择 digest。`,
      en: ({ enterprise }: { enterprise: string }) =>
        `This visit to "${enterprise}" has no such version. Refresh and choose digest again.`,
    },
  },
  "survey.reason_missing": {
    kind: "validation",
    message: {
      zh: ({ enterprise }: { enterprise: string }) =>
        `不计入“${enterprise}”的这次走访要写明原因（reason），走访人员会看到。`,
      en: ({ enterprise }: { enterprise: string }) =>
        `To set this visit to "${enterprise}" aside takes a reason, which its officer will read.`,
    },
  },
});

export function advanceRound(
  round: { readonly code: string; readonly state: RoundState },
  action: RoundAction,
  doors: number,
): RoundState {
  const { from, to } = ROUND_TRANSITIONS[action];
  if (round.state !== from) throw surveyError("survey.wrong_state", { ...round, action });
  if (action === "open" && doors === 0) throw surveyError("survey.nothing_to_visit", { code: round.code });
  return to;
}

export function refuseUpsideDownPeriod(period: { readonly startsOn: string; readonly endsBefore: string }): void {
  if (period.startsOn >= period.endsBefore) throw surveyError("survey.period_upside_down", period);
}

/** Whether what comes in on this day, by the database's clock, comes too late to count by itself. */
export function isOver(round: { readonly state: RoundState; readonly endsBefore: string }, today: string): boolean {
  return round.state === "closed" || today >= round.endsBefore;
}

interface Version {
  readonly digest: string;
  readonly edition: string | null;
}

interface Standing {
  readonly digest: string;
  readonly state: VisitState;
  readonly known: readonly Version[];
}

interface Sent extends Version {
  readonly basedOn: string | null;
  readonly follows: readonly string[];
}

/**
 * What becomes of a version that is sent under the id of a visit which is here. A correction says which version it
 * corrects, by its digest, or by its edition where no answer told the digest; the same edition again in other words (a server
 * that reads more out of it than before) corrects itself. A correction of a version that no longer stands, or that comes
 * after the end, is a conflict that a person settles.
 */
export function judgeVersion(standing: Standing, sent: Sent, over: boolean): "repeated" | "corrected" | "conflict" {
  if (standing.known.some(({ digest }) => digest === sent.digest)) return "repeated";
  const edition = standing.known.find(({ digest }) => digest === standing.digest)?.edition ?? null;
  const isKnown =
    sent.basedOn === standing.digest || (edition !== null && [sent.edition, ...sent.follows].includes(edition));
  const isPlain = isKnown && standing.state !== "set_aside";
  return isPlain && (!over || standing.state === "late") ? "corrected" : "conflict";
}

export interface Unsettled {
  readonly state: VisitState;
  readonly hasConflict: boolean;
  readonly officerId: string;
  readonly enterprise: string;
}

/** The state afterwards. Nobody confirms a late visit of their own: approving is not completing. */
export function settleVisit(
  visit: Unsettled,
  { action, digest, reason }: VisitSettlement,
  { by, known }: { readonly by: string; readonly known: readonly string[] },
): { readonly state: VisitState; readonly hasConflict: boolean } {
  const { enterprise } = visit;
  if (action === "choose") {
    if (!visit.hasConflict) throw surveyError("survey.not_to_settle", { enterprise });
    if (digest === null || !known.includes(digest)) throw surveyError("survey.no_such_version", { enterprise });
    return { state: visit.state, hasConflict: false };
  }
  if (action === "confirm") {
    if (visit.state === "counted") throw surveyError("survey.not_to_settle", { enterprise });
    if (visit.officerId === by) throw surveyError("survey.own_visit", { enterprise });
    return { state: "counted", hasConflict: visit.hasConflict };
  }
  if (visit.state !== "late") throw surveyError("survey.not_to_settle", { enterprise });
  if (reason === "") throw surveyError("survey.reason_missing", { enterprise });
  return { state: "set_aside", hasConflict: visit.hasConflict };
}

/** Where a floor stands in the stack, by its name: 3F, 3层, 三层, B1, 地下一层, -1. Null where the name does not say. */
export function levelOf(floor: string): number | null {
  const text = floor.normalize("NFKC").toUpperCase().replace(/\s/g, "");
  const isBelow = /^(?:B|-|地下|负)/.test(text);
  const digits = /\d{1,3}/.exec(text)?.[0];
  const spelt = /[一二三四五六七八九十]{1,3}/.exec(text)?.[0];
  const level = digits !== undefined ? Number(digits) : spelt !== undefined ? spelled(spelt) : null;
  if (level === null) return /^(?:G|GF|大堂|首层|底层)$/.test(text) ? 1 : null;
  return isBelow ? -level : level;
}

const NUMERALS = "零一二三四五六七八九";

function spelled(text: string): number {
  const [before, after] = text.includes("十") ? text.split("十") : [undefined, text];
  const tens = before === undefined ? 0 : before === "" ? 1 : NUMERALS.indexOf(before);
  return tens * 10 + (after === undefined || after === "" ? 0 : NUMERALS.indexOf(after));
}

export function formatRoundCode(year: number, sequence: number): string {
  return `ROUND-${year}-${String(sequence).padStart(3, "0")}`;
}
