import type { Language } from "@dual-high/kernel";
import { LIST_NAMES, type ListKind } from "@dual-high/lists";
import type { MatchCounts, Progress } from "@dual-high/matchlist";

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
  reading(name: string): string;
  step(phase: Phase, done: number, total: number): string;
  listRead(kind: ListKind, counts: Counts): string;
  result(counts: MatchCounts): string;
  matchListAt(path: string, ms: number): string;
  correctionsAt(kind: ListKind, path: string): string;
  moreRefused(count: number): string;
  moreNotices(count: number): string;
  ranked(result: { needs: number; candidates: number; pairs: number; out: string }): string;
  assigned(result: { status: string; total: number; assigned: number; unassigned: number; out: string }): string;
  sampled(folder: string, files: number): string;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

const zh: Texts = {
  errorMark: "出错：",
  unexpected: "没有预料到的错误，请把这句话报给维护者：",
  writing: "正在写出对接清单……",
  demoNext:
    "以上为样例数据（均为虚构）。换成自己的清单：npx dualhigh match --needs 需求.xlsx --achievements 成果.xlsx --out 对接清单.xlsx",
  reading: (name) => `正在读取 ${name}……`,
  step: (phase, done, total) =>
    phase === "match" ? `正在匹配 ${done}/${total}` : phase === "index" ? "正在建立索引……" : "正在排承接计划……",
  listRead: (kind, { read, warned, refused }) =>
    `${LIST_NAMES[kind].zh}：读到 ${read} 条，采用 ${read - refused} 条${warned > 0 ? `（${warned} 条有提醒）` : ""}${refused > 0 ? `，未采用 ${refused} 条` : ""}`,
  result: ({ matched, toClarify, unmatched }) =>
    `找到伙伴 ${matched} 条，先要澄清 ${toClarify} 条，没有可信的伙伴 ${unmatched} 条`,
  matchListAt: (path, ms) => `对接清单在 ${path}（用时 ${seconds(ms)} 秒）`,
  correctionsAt: (kind, path) => `要改的${LIST_NAMES[kind].zh}行已标在 ${path}`,
  moreRefused: (count) => `……还有 ${count} 行未采用，见标了“要改什么”的工作簿`,
  moreNotices: (count) => `……还有 ${count} 条说明，见对接清单的“说明”页`,
  ranked: ({ needs, candidates, pairs, out }) => `${needs} 条需求 × ${candidates} 个候选，写出 ${pairs} 对，在 ${out}`,
  assigned: ({ status, total, assigned, unassigned, out }) =>
    `${status === "infeasible" ? "锁定的配对互相冲突，无法分配" : `分配 ${assigned} 对，总值 ${total}`}；未分配 ${unassigned} 条。结果在 ${out}`,
  sampled: (folder, files) => `样例清单（均为虚构）${files} 个文件，在 ${folder}`,
};

const en: Texts = {
  errorMark: "Error: ",
  unexpected: "Unexpected, please report this sentence to the maintainers: ",
  writing: "Writing the match list…",
  demoNext:
    "These are made-up sample lists. With your own: npx dualhigh match --needs needs.xlsx --achievements achievements.xlsx --out match-list.xlsx --lang en",
  reading: (name) => `Reading ${name}…`,
  step: (phase, done, total) =>
    phase === "match" ? `Matching ${done}/${total}` : phase === "index" ? "Indexing…" : "Planning…",
  listRead: (kind, { read, warned, refused }) =>
    `${LIST_NAMES[kind].en}: ${read} read, ${read - refused} used${warned > 0 ? ` (${warned} with remarks)` : ""}${refused > 0 ? `, ${refused} not used` : ""}`,
  result: ({ matched, toClarify, unmatched }) =>
    `${matched} needs matched, ${toClarify} to clarify first, ${unmatched} without a believable partner`,
  matchListAt: (path, ms) => `The match list is in ${path} (${seconds(ms)} s)`,
  correctionsAt: (kind, path) => `Rows to correct in ${LIST_NAMES[kind].en.toLowerCase()} are marked in ${path}`,
  moreRefused: (count) => `… and ${count} more rows not used, see the workbook with the column “What to correct”`,
  moreNotices: (count) => `… and ${count} more notes, see the sheet About`,
  ranked: ({ needs, candidates, pairs, out }) =>
    `${needs} needs × ${candidates} candidates, ${pairs} pairs written to ${out}`,
  assigned: ({ status, total, assigned, unassigned, out }) =>
    `${status === "infeasible" ? "The locked pairs exclude each other; nothing assigned" : `${assigned} pairs assigned, total ${total}`}; ${unassigned} needs unassigned. Result in ${out}`,
  sampled: (folder, files) => `${files} sample lists, all made up, written to ${folder}`,
};

export const texts: Readonly<Record<Language, Texts>> = { zh, en };
