/** Whether a need asks for one thing or for several that different teams would do. */
import type { Sentence } from "./passages.ts";
import { overlapOf, specificBigrams } from "./specific.ts";
import type { TriageSpan } from "./types.ts";

const MARK =
  /(?:^|\n|(?<=[。；;：:\s]))[ \t]{0,8}(?<lead>需求|课题|方向|项目|内容)?(?<open>[（(]?)(?<number>\d{1,2}(?![\d.]*\d)|[一二三四五六七八九]|[①-⑩]|[•·●■◆-](?=\s))(?<close>[)）.、．：:]?)[ \t]{0,8}/gu;
const SHORTEST_ITEM = 6;
/** A head of a section is no item: 需求内容, 预期目标, 拟解决的技术问题. */
const HEADING =
  /^[^，。：:\n]{0,14}(?:目标|内容|指标|方式|基础|目的|方法|情况|现状|意义|趋势|概况|效益|前景|预算|要求|依据|背景|条件|优势|(?:技术|存在|解决)的?(?:[（(]项目[）)])?[问难]题|技术难点)(?:[（(][^）)\n]*[）)])?\s*(?:[：:。\n]|$)/;
/** What somebody is to do, as against a part or a property of it. */
const TASK =
  /研[发究制]|开发|设计|技术|工艺|改造|处理|制备|选育|提取|优化|提[高升]|降低|减少|解决|改[进善]|替代|建设|实现|希望|算法|develop|design|improve|reduce|process|technology/i;
/** A title with no more to tell (2026年度技术需求汇总) names none of its topics. */
const LONGEST_EMPTY_TITLE = 3;
/** Below this share of common bigrams two texts are about different things. */
const SAME_TOPIC = 0.05;
/** From this share of a head's bigrams on, another item speaks of what the head names. */
const SAME_OBJECT = 0.2;
const END_OF_HEAD = /[。；;：:，,\n]/;

export interface Topics {
  readonly spans: readonly TriageSpan[];
  /** The topics have nothing in common and the title names none: a list, which no partner could answer as a whole. */
  readonly isList: boolean;
}

interface Item {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The first run of numbered items under the need itself (not under its basis) that are tasks. Two items are about one
 * thing when they share words that the title does not already say; if all hang together so, the need has one topic.
 */
export function findTopics(
  { title, content }: { readonly title: string; readonly content: string },
  sentences: readonly Sentence[],
): Topics {
  for (const items of runsOf(content, endOfWishes(content, sentences))) {
    const tasks = items.filter(({ text }) => text.length >= SHORTEST_ITEM && !HEADING.test(text));
    if (tasks.length < 2) continue;
    const isList = isListOf(title, tasks);
    if (!isList && (!tasks.every(({ text }) => TASK.test(text)) || hangTogether(title, tasks))) break;
    return { spans: tasks.map(({ start, end }) => ({ field: "content", start, end })), isList };
  }
  return { spans: [], isList: false };
}

function endOfWishes(content: string, sentences: readonly Sentence[]): number {
  const after = sentences.find(
    ({ field, section }) => field === "content" && section !== "wanted" && section !== "target",
  );
  return after?.start ?? content.length;
}

/** Runs of marks of one style that count up, outermost first. */
function runsOf(content: string, end: number): Item[][] {
  const marks = [...content.slice(0, end).matchAll(MARK)].flatMap((match) => {
    const { lead = "", open = "", number = "", close = "" } = match.groups ?? {};
    const isCircled = /[①-⑩•·●■◆-]/u.test(number);
    if (!isCircled && close === "") return [];
    const kind = isCircled ? "circled" : /\d/.test(number) ? "digit" : "han";
    const ends = { start: match.index, from: match.index + match[0].length };
    return [
      {
        ...ends,
        place: placeOf(number),
        isBullet: /[•·●■◆-]/u.test(number),
        style: `${kind}${lead === "" ? "" : "led"}${open}${/[)）]/.test(close) ? ")" : "."}`,
      },
    ];
  });
  const runs: (typeof marks)[] = [];
  for (const mark of marks) {
    // Marks inside an item are of another style; a mark that does not count on opens a run of its own.
    const open = runs.findLast(([first]) => first?.style === mark.style);
    if (open !== undefined && (mark.isBullet || mark.place === (open.at(-1)?.place ?? 0) + 1)) open.push(mark);
    else runs.push([mark]);
  }
  return runs.map((run, depth) => {
    const closes = marks.filter(
      (mark) => mark.style === run[0]?.style || runs.slice(0, depth).some((outer) => outer.includes(mark)),
    );
    return run.map(({ start, from }) => {
      const next = closes.find((mark) => mark.start > start)?.start ?? end;
      const text = content.slice(from, next).trimEnd();
      return { text, start: from, end: from + text.length };
    });
  });
}

function placeOf(number: string): number {
  if (/\d/.test(number)) return Number(number);
  const at = "一二三四五六七八九".indexOf(number);
  return at === -1 ? number.charCodeAt(0) - "①".charCodeAt(0) + 1 : at + 1;
}

/** Whether the head of each item, or what it goes on to say, leads from one to all others. */
function hangTogether(title: string, items: readonly Item[]): boolean {
  const said = specificBigrams(title);
  const own = (text: string) => new Set([...specificBigrams(text)].filter((gram) => !said.has(gram)));
  const heads = items.map(({ text }) => own(text.split(END_OF_HEAD)[0] ?? ""));
  const texts = items.map(({ text }) => own(text));
  const areNear = (a: number, b: number) =>
    overlapOf(heads[a]!, texts[b]!) >= SAME_OBJECT || overlapOf(heads[b]!, texts[a]!) >= SAME_OBJECT;
  const reached = new Set([0]);
  for (const at of reached) {
    for (const index of items.keys()) if (areNear(at, index)) reached.add(index);
  }
  return reached.size === items.length;
}

function isListOf(title: string, items: readonly Item[]): boolean {
  const grams = items.map(({ text }) => specificBigrams(text));
  const titleGrams = specificBigrams(title);
  const areApart = grams.every(
    (one, at) => one.size >= 5 && grams.every((other, index) => index <= at || overlapOf(one, other) < SAME_TOPIC),
  );
  if (!areApart) return false;
  const named = grams.filter((item) => overlapOf(titleGrams, item) >= SAME_TOPIC).length;
  const isEmptyTitle = named === 0 && titleGrams.size <= LONGEST_EMPTY_TITLE;
  const listsInTitle = named > 1 && /[；;、]|以及/.test(title);
  return isEmptyTitle || listsInTitle || /等(?:技术|\d|[一二三四五六]项)/.test(title);
}
