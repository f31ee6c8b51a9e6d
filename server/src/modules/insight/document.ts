// One page for whoever leads the district, in Chinese. Pure; `lists` lays it out.
import { addDays } from "@dual-high/kernel";
import type { DocumentBlock, DocumentCell, DocumentPlan } from "@dual-high/lists";
import type { Period } from "../../platform/ports.ts";
import type { Brief } from "./types.ts";

const NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
/** So many lines of their own fit on a page beside the frame; with more, sentences run on one after the other. */
const MOST_LINES = 36;

type Figure = Brief["figures"][number];
type Stretch = "inPeriod" | "before" | "yearBefore";

/** `origin`: what addresses of the web begin with. `sample`: what of it is made up. */
export function planBrief(brief: Brief, { origin, madeOn, sample }: Surroundings): DocumentPlan {
  const { name, from, until, moved, figures, stops, asks } = brief;
  const link = (text: string, path: string) => ({ text, address: `${origin}${path}` });
  const lines = figures.length + moved.length + stops.length + asks.length;
  const isClose = lines > MOST_LINES;
  const stopped = stops.map(({ text, path }, index): DocumentCell[] => [
    `${NUMBERS[index] ?? "·"} `,
    link(text.zh, path),
    isClose && index + 1 < stops.length ? "；" : "。",
  ]);
  const asked = asks.map(({ whom, what }) => `请${whom.zh}：${what.map(({ zh }) => zh).join("；")}。`);
  return {
    look: "brief",
    note: `${chineseDay(madeOn)}编`,
    heading: "双高协同工作专报",
    title: `${name.zh}（${chineseDay(from)}至${chineseDay(addDays(until, -1))}）`,
    opening: sample === null ? [] : [`【样例】${sample}`],
    articles: [
      { heading: "本期进展", blocks: isClose ? [moved.map(({ zh }) => zh).join("")] : moved.map(({ zh }) => zh) },
      { heading: "主要数据", blocks: tellFigures(brief, link) },
      { heading: "卡点问题", blocks: orNone(isClose ? runOn(stopped) : stopped) },
      { heading: "请协调事项", blocks: orNone(isClose ? [asked.join("")] : asked) },
    ],
    closing: [],
  };
}

interface Surroundings {
  readonly origin: string;
  readonly madeOn: string;
  readonly sample: string | null;
}

function orNone(blocks: readonly DocumentBlock[]): readonly DocumentBlock[] {
  return blocks.length === 0 || blocks[0] === "" ? ["无。"] : blocks;
}

function runOn(sentences: readonly DocumentCell[][]): DocumentCell[][] {
  return sentences.length === 0 ? [] : [sentences.flat()];
}

/** In millimetres, 170 together: what it is, the period, each stretch that it is compared with and the change, all. */
const WIDTHS: Readonly<Record<number, readonly number[]>> = {
  0: [74, 48, 48],
  1: [46, 32, 32, 28, 32],
  2: [29, 23, 23, 24, 23, 24, 24],
};

function tellFigures(
  { scopeId, figures, compared: { now, before, yearBefore } }: Brief,
  link: (text: string, path: string) => DocumentCell,
): readonly DocumentBlock[] {
  if (figures.length === 0) return ["还没有可统计的数据。"];
  const stretches: readonly Stretch[] = [
    "inPeriod",
    ...(before === null ? [] : ["before" as const]),
    ...(yearBefore === null ? [] : ["yearBefore" as const]),
  ];
  const periods: Readonly<Record<Stretch, Period | null>> = { inPeriod: now, before, yearBefore };
  const rowsOf = (figure: Figure, stretch: Stretch): DocumentCell[] => {
    const earlier = stretch === "inPeriod" ? null : figure[stretch];
    const text = earlier === null ? figure.shown.inPeriod.zh : earlier.shown.amount.zh;
    const period = periods[stretch];
    const cell = period === null ? text : link(text, rowsPath(scopeId, figure.key, period));
    return earlier === null ? [cell] : [cell, earlier.shown.change.zh];
  };
  const words = [before, yearBefore].filter((period) => period !== null);
  return [
    {
      widths: WIDTHS[stretches.length - 1] ?? [],
      figuresFrom: 1,
      header: [
        "指标",
        "本期",
        ...(before === null ? [] : ["上期", "比上期"]),
        ...(yearBefore === null ? [] : ["去年同期", "比去年"]),
        "累计",
      ],
      rows: figures.map((figure) => [
        link(figure.label.zh, figure.path),
        ...stretches.flatMap((stretch) => rowsOf(figure, stretch)),
        figure.shown.inAll.zh,
      ]),
    },
    ...(words.length === 0
      ? []
      : [
          `注：本期 ${spanOf(now)}${before === null ? "" : `，上期 ${spanOf(before)}`}${
            yearBefore === null ? "" : `，去年同期 ${spanOf(yearBefore)}`
          }。`,
        ]),
  ];
}

/** The page that has the rows of a figure in a period. */
function rowsPath(scopeId: string, figure: string, { from, until }: Period): string {
  return `/p/${scopeId}/brief/rows?figure=${figure}&from=${from}&until=${until}`;
}

function spanOf({ from, until }: Period): string {
  const last = addDays(until, -1);
  return `${from} 至 ${last.slice(0, 4) === from.slice(0, 4) ? last.slice(5) : last}`;
}

function chineseDay(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(year)}年${Number(month)}月${Number(date)}日`;
}
