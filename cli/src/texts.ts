import type { Language } from "@dual-high/kernel";
import { LIST_NAMES, type ListKind } from "@dual-high/lists";
import type { MatchCounts, Progress } from "@dual-high/matchlist";
import type { RunInput } from "./findings/working-folder.ts";
import type { AuditReport, Backup, RestoreSummary } from "@dual-high/server/ops";

type Phase = Parameters<Progress>[0]["phase"];

interface Counts {
  readonly read: number;
  readonly warned: number;
  readonly refused: number;
}

/** Everything that the command says, once per language; the type keeps the two alike. */
interface Texts {
  readonly errorMark: string;
  readonly unexpected: string;
  readonly writing: string;
  readonly demoNext: string;
  readonly storyAt: (folder: string) => string;
  reading(name: string): string;
  step(phase: Phase, done: number, total: number): string;
  matchedAt(done: number, total: number, ms: number): string;
  interrupted(folder: string): string;
  goesOn(begin: { readonly kept: number; readonly blocks: number }): string;
  beginsAnew(differs: readonly RunInput[]): string;
  listRead(kind: ListKind, counts: Counts): string;
  result(counts: MatchCounts): string;
  matchListAt(path: string, ms: number): string;
  correctionsAt(kind: ListKind, path: string): string;
  moreRefused(count: number): string;
  moreNotices(count: number): string;
  /** Beside `moreRefused`, where no workbook comes back. */
  moreLines(count: number): string;
  moreRemarks(count: number): string;
  ranked(result: {
    needs: number;
    candidates: number;
    refused: { needs: number; candidates: number };
    pairs: number;
    out: string;
  }): string;
  textsLeave(host: string): string;
  textsWithheld(count: number): string;
  modelFailed(model: "embeddings" | "reranker", reason: string): string;
  termsWritten(result: { terms: number; out: string }): string;
  trained(result: {
    present: number;
    meaning: number;
    pairs: number;
    before: number | null;
    after: number | null;
    decisions: number;
    unused: number;
    silent: number;
    isBetter: boolean;
    out: string;
  }): string;
  assigned(result: AssignOutcome): string;
  sampled(folder: string, files: number): string;
  backingUp(place: string): string;
  backedUp(backup: Backup): string;
  restored(summary: RestoreSummary, place: string): string;
  verified(report: AuditReport): string;
  tampered(place: AuditReport["tampered"][number]): string;
  recovered(login: string, url: string, expiresAt: string): string;
}

interface AssignOutcome {
  readonly status: string;
  readonly total: number;
  readonly gap: number | null;
  readonly assigned: number;
  readonly unassigned: number;
  readonly out: string;
  readonly relaxations: readonly { readonly text: Readonly<Record<Language, string>> }[];
}

/** An instant as the offices that use this read it. */
function moment(instant: string): string {
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
  return shown.format(new Date(instant));
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

/** How long the rest takes at the pace so far. */
function left(done: number, total: number, ms: number): { readonly perSecond: string; readonly seconds: number } {
  const perSecond = (done * 1000) / Math.max(1, ms);
  return { perSecond: perSecond.toFixed(perSecond < 10 ? 1 : 0), seconds: Math.ceil((total - done) / perSecond) };
}

const INPUT_NAMES: Readonly<Record<RunInput, Readonly<Record<Language, string>>>> = {
  version: { zh: "程序版本", en: "the program's version" },
  options: { zh: "--top 或 --capacity", en: "--top or --capacity" },
  today: { zh: "--today", en: "--today" },
  terms: { zh: "术语表", en: "the list of terms" },
  weights: { zh: "权重", en: "the weights" },
  needs: { zh: "需求清单", en: "the list of needs" },
  achievements: { zh: "成果清单", en: "the list of achievements" },
  instruments: { zh: "仪器清单", en: "the list of instruments" },
  teams: { zh: "团队清单", en: "the list of teams" },
};

type Problem = AuditReport["tampered"][number]["problem"];
const PROBLEMS: Readonly<Record<Language, Readonly<Record<Problem, string>>>> = {
  zh: {
    changed: "内容被改动",
    missing: "记录缺失",
    unknown_chain: "整条链缺失",
    head_differs: "与另存的末端不符",
  },
  en: {
    changed: "was changed",
    missing: "is missing",
    unknown_chain: "its whole chain is gone",
    head_differs: "differs from the end that was kept",
  },
};

const zh: Texts = {
  errorMark: "出错：",
  unexpected: "没有预料到的错误，请把这句话报给维护者：",
  writing: "正在写出对接清单……",
  storyAt: (folder) => `数据在 ${folder}；不要了就删掉这个文件夹。正在启动……`,
  demoNext:
    "以上为样例数据（均为虚构）。换成自己的清单：npx dualhigh match --needs 需求.xlsx --achievements 成果.xlsx --out 对接清单.xlsx",
  reading: (name) => `正在读取 ${name}……`,
  step: (phase, done, total) =>
    phase === "match" ? `正在匹配 ${done}/${total}` : phase === "index" ? "正在建立索引……" : "正在排承接计划……",
  matchedAt: (done, total, ms) => {
    const { perSecond, seconds: rest } = left(done, total, ms);
    return `正在匹配 ${done}/${total}，每秒 ${perSecond} 条，约剩 ${rest < 90 ? `${rest} 秒` : `${Math.ceil(rest / 60)} 分钟`}`;
  },
  interrupted: (folder) => `已停止。已算完的部分在 ${folder}，再运行一次同样的命令就接着算；不要时删掉这个文件夹。`,
  goesOn: ({ kept, blocks }) => `接着上次的算：${blocks} 块中 ${kept} 块已经算完`,
  beginsAnew: (differs) =>
    `上次没算完的对接不能接着用，从头开始：${differs.map((name) => INPUT_NAMES[name].zh).join("、")}与上次不同`,
  listRead: (kind, { read, warned, refused }) =>
    `${LIST_NAMES[kind].zh}：读到 ${read} 条，采用 ${read - refused} 条${warned > 0 ? `（${warned} 条有提醒）` : ""}${refused > 0 ? `，未采用 ${refused} 条` : ""}`,
  result: ({ matched, toClarify, unmatched }) =>
    `找到伙伴 ${matched} 条，先要澄清 ${toClarify} 条，没有可信的伙伴 ${unmatched} 条`,
  matchListAt: (path, ms) => `对接清单在 ${path}（用时 ${seconds(ms)} 秒）`,
  correctionsAt: (kind, path) => `要改的${LIST_NAMES[kind].zh}行已标在 ${path}`,
  moreRefused: (count) => `……还有 ${count} 行未采用，见标了“要改什么”的工作簿`,
  moreNotices: (count) => `……还有 ${count} 条说明，见对接清单的“说明”页`,
  moreLines: (count) => `……还有 ${count} 行未采用，--json 给出前 100 行`,
  moreRemarks: (count) => `……还有 ${count} 条提醒`,
  ranked: ({ needs, candidates, refused, pairs, out }) =>
    `${needs} 条需求${refused.needs > 0 ? `（另有 ${refused.needs} 条未采用）` : ""} × ${candidates} 个候选${refused.candidates > 0 ? `（另有 ${refused.candidates} 个未采用）` : ""}，写出 ${pairs} 对，在 ${out}`,
  textsLeave: (host) => `注意：需求和候选的文字将发送到 ${host}`,
  textsWithheld: (count) => `${count} 条标为受限，不交给模型，只按引擎排序`,
  modelFailed: (model, reason) =>
    `${model === "embeddings" ? "向量模型" : "重排模型"}不可用，本次排序没有用它：${reason}`,
  termsWritten: ({ terms, out }) => `${terms} 个中英文术语，在 ${out}。改好后用 --terms ${out}`,
  trained: ({ present, meaning, pairs, before, after, decisions, unused, silent, isBetter, out }) => {
    const read = `读到 ${decisions} 条决定${unused > 0 ? `，另有 ${unused} 行未采用（需求或候选不在清单里，或不是 accepted、refused）` : ""}${silent > 0 ? `，另有 ${silent} 条谢绝不是因为内容不合，不计` : ""}。`;
    if (before === null || after === null) return `${read}没有一条需求既有采纳又有谢绝的候选，学不到排序；权重不变。`;
    const compared = `在未参与学习的决定上，${pairs} 对里排对的比例：现有权重 ${percent(before)}，学得的权重 ${percent(after)}。`;
    return isBetter
      ? `${read}${compared}\n含义的份额由 ${present} 学为 ${meaning.toFixed(2)}，写在 ${out}。尚未启用：看过后用 match --weights ${out} 启用，或交给系统的“权重”页面。`
      : `${read}${compared}\n学得的不比现有的好，没有写出文件，权重不变。`;
  },
  assigned: ({ status, total, gap, assigned, unassigned, out, relaxations }) =>
    status === "infeasible"
      ? `下限和锁定无法同时满足，没有分配。最小的改动：\n${relaxations.map(({ text }) => `- ${text.zh}`).join("\n")}\n结果在 ${out}`
      : `分配 ${assigned} 对，总值 ${total}${gap === 0 ? "" : "（未证明最优，见结果中的 gap）"}；未分配 ${unassigned} 条。结果在 ${out}`,
  sampled: (folder, files) => `样例清单（均为虚构）${files} 个文件，在 ${folder}`,
  backingUp: (place) => `正在备份 ${place}……`,
  backedUp: ({ file, rows, tables, contents, sha256, isCurrent, taken, auditHeads }) =>
    [
      `备份在 ${file}：${tables} 张表 ${rows} 行，${contents} 个上传文件，审计链 ${auditHeads.length} 条`,
      isCurrent
        ? `数据截至 ${moment(taken)}（北京时间）`
        : `服务正在运行，备份的是最新快照，数据截至 ${moment(taken)}（北京时间）；之后的内容不在其中`,
      `SHA-256 ${sha256}`,
      "文件含个人信息和密码摘要，未加密，请像保管数据库一样保管。",
    ].join("\n"),
  restored: ({ rows, tables, contents, missingContents, taken }, place) =>
    `已恢复到 ${place}：${tables} 张表 ${rows} 行，${contents} 个上传文件，数据截至 ${moment(taken)}（北京时间）${missingContents > 0 ? `；有 ${missingContents} 个上传文件的内容备份时就缺失` : ""}`,
  verified: ({ events, unsealed, heads, tampered }) =>
    `已核验 ${heads.length} 条审计链、${events} 条记录${unsealed > 0 ? `，另有 ${unsealed} 条尚未封存` : ""}：${tampered.length === 0 ? "与封存时一致" : `${tampered.length} 处不一致`}`,
  tampered: ({ scopeId, seq, problem, eventId }) =>
    `范围 ${scopeId} 第 ${seq} 条：${PROBLEMS.zh[problem]}${eventId === null ? "" : `（${eventId}）`}`,
  recovered: (login, url, expiresAt) =>
    `请 ${login} 打开下面的链接设置新密码，只能用一次，${moment(expiresAt)}（北京时间）前有效：\n${url}`,
};

const en: Texts = {
  errorMark: "Error: ",
  unexpected: "Unexpected, please report this sentence to the maintainers: ",
  writing: "Writing the match list…",
  storyAt: (folder) => `Its data are in ${folder}; delete that folder when you are done. Starting …`,
  demoNext:
    "These are made-up sample lists. With your own: npx dualhigh match --needs needs.xlsx --achievements achievements.xlsx --out match-list.xlsx --lang en",
  reading: (name) => `Reading ${name}…`,
  step: (phase, done, total) =>
    phase === "match" ? `Matching ${done}/${total}` : phase === "index" ? "Indexing…" : "Planning…",
  matchedAt: (done, total, ms) => {
    const { perSecond, seconds: rest } = left(done, total, ms);
    return `Matching ${done}/${total}, ${perSecond} a second, about ${rest < 90 ? `${rest} s` : `${Math.ceil(rest / 60)} min`} left`;
  },
  interrupted: (folder) =>
    `Stopped. What is done is in ${folder}; the same command goes on with it. Delete the folder if you do not want to.`,
  goesOn: ({ kept, blocks }) => `Going on with the run that was stopped: ${kept} of ${blocks} blocks are done`,
  beginsAnew: (differs) =>
    `What lies there of a run that was stopped is of no use, beginning anew: another value of ${differs.map((name) => INPUT_NAMES[name].en).join(", ")}`,
  listRead: (kind, { read, warned, refused }) =>
    `${LIST_NAMES[kind].en}: ${read} read, ${read - refused} used${warned > 0 ? ` (${warned} with remarks)` : ""}${refused > 0 ? `, ${refused} not used` : ""}`,
  result: ({ matched, toClarify, unmatched }) =>
    `${matched} needs matched, ${toClarify} to clarify first, ${unmatched} without a believable partner`,
  matchListAt: (path, ms) => `The match list is in ${path} (${seconds(ms)} s)`,
  correctionsAt: (kind, path) => `Rows to correct in ${LIST_NAMES[kind].en.toLowerCase()} are marked in ${path}`,
  moreRefused: (count) => `… and ${count} more rows not used, see the workbook with the column “What to correct”`,
  moreNotices: (count) => `… and ${count} more notes, see the sheet About`,
  moreLines: (count) => `… and ${count} more lines not used; --json names the first 100`,
  moreRemarks: (count) => `… and ${count} more remarks`,
  ranked: ({ needs, candidates, refused, pairs, out }) =>
    `${needs} needs${refused.needs > 0 ? ` (${refused.needs} more not used)` : ""} × ${candidates} candidates${refused.candidates > 0 ? ` (${refused.candidates} more not used)` : ""}, ${pairs} pairs written to ${out}`,
  textsLeave: (host) => `Note: the texts of needs and candidates are sent to ${host}`,
  textsWithheld: (count) => `${count} marked as restricted are given to no model and ranked by the engine alone`,
  modelFailed: (model, reason) =>
    `The ${model === "embeddings" ? "embedding model" : "reranker"} cannot be used; this ranking goes without it: ${reason}`,
  termsWritten: ({ terms, out }) =>
    `${terms} terms in Chinese and English, in ${out}. Edit them and use --terms ${out}`,
  trained: ({ present, meaning, pairs, before, after, decisions, unused, silent, isBetter, out }) => {
    const read = `${decisions} decisions read${unused > 0 ? `, ${unused} more lines not used (need or candidate not in the lists, or neither accepted nor refused)` : ""}${silent > 0 ? `, ${silent} more refusals not counted, for they do not speak of the matter` : ""}.`;
    if (before === null || after === null)
      return `${read} No need has both an accepted and a refused candidate, so nothing can be learnt about order; the weights stay.`;
    const compared = `On decisions held back, ${pairs} pairs were ordered rightly by the present weights in ${percent(before)}, by those learnt in ${percent(after)}.`;
    return isBetter
      ? `${read} ${compared}\nThe part of meaning goes from ${present} to ${meaning.toFixed(2)}, written to ${out}. Not in force: look at it, then put it in force with match --weights ${out}, or on the server's page of weights.`
      : `${read} ${compared}\nWhat was learnt is no better than the present; no file was written, the weights stay.`;
  },
  assigned: ({ status, total, gap, assigned, unassigned, out, relaxations }) =>
    status === "infeasible"
      ? `Minimums and locked pairs cannot all be kept; nothing assigned. The smallest change:\n${relaxations.map(({ text }) => `- ${text.en}`).join("\n")}\nResult in ${out}`
      : `${assigned} pairs assigned, total ${total}${gap === 0 ? "" : " (not proven best, see gap in the result)"}; ${unassigned} needs unassigned. Result in ${out}`,
  sampled: (folder, files) => `${files} sample lists, all made up, written to ${folder}`,
  backingUp: (place) => `Backing up ${place}…`,
  backedUp: ({ file, rows, tables, contents, sha256, isCurrent, taken, auditHeads }) =>
    [
      `The backup is in ${file}: ${rows} rows of ${tables} tables, ${contents} uploaded files, ${auditHeads.length} audit chains`,
      isCurrent
        ? `As of ${moment(taken)} (Beijing time)`
        : `The server is running: this is its newest snapshot, as of ${moment(taken)} (Beijing time), without what came later`,
      `SHA-256 ${sha256}`,
      "The file holds personal data and digests of passwords and is not encrypted: keep it as you keep the database.",
    ].join("\n"),
  restored: ({ rows, tables, contents, missingContents, taken }, place) =>
    `Restored into ${place}: ${rows} rows of ${tables} tables, ${contents} uploaded files, as of ${moment(taken)} (Beijing time)${missingContents > 0 ? `; the contents of ${missingContents} uploaded files were missing already` : ""}`,
  verified: ({ events, unsealed, heads, tampered }) =>
    `Verified ${heads.length} chains with ${events} events${unsealed > 0 ? `, and ${unsealed} not sealed yet` : ""}: ${tampered.length === 0 ? "as they were sealed" : `${tampered.length} differ`}`,
  tampered: ({ scopeId, seq, problem, eventId }) =>
    `scope ${scopeId}, event ${seq}: ${PROBLEMS.en[problem]}${eventId === null ? "" : ` (${eventId})`}`,
  recovered: (login, url, expiresAt) =>
    `${login} opens this link to set a new password; it works once, until ${moment(expiresAt)} (Beijing time):\n${url}`,
};

export const texts: Readonly<Record<Language, Texts>> = { zh, en };

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
