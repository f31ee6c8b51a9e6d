// One page for whoever leads the district, in Chinese. Pure; `lists` lays it out.
import type { DocumentBlock, DocumentCell, DocumentPlan } from "@dual-high/lists";
import type { Brief } from "./types.ts";

/** In millimetres, two figures side by side. */
const WIDTHS = [38, 22, 25, 38, 22, 25];
const HEADER = ["指标", "本期", "累计", "指标", "本期", "累计"];
const NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫";

/** `origin`: what addresses of the web begin with. `lastDay`: the last that is counted. `sample`: what of it is made up. */
export function planBrief(brief: Brief, { origin, lastDay, madeOn, sample }: Surroundings): DocumentPlan {
  const { name, from, moved, figures, stops, asks } = brief;
  const link = (text: string, path: string) => ({ text, address: `${origin}${path}` });
  const cells = figures.map(({ label, shown, path }): DocumentCell[] => [
    link(label.zh, path),
    shown.inPeriod.zh,
    shown.inAll.zh,
  ]);
  const half = Math.ceil(cells.length / 2);
  const rows = cells.slice(0, half).map((cell, index) => [...cell, ...(cells[half + index] ?? ["", "", ""])]);
  const nothing: readonly DocumentBlock[] = ["无。"];
  return {
    look: "brief",
    note: `${chineseDay(madeOn)}编`,
    heading: "双高协同工作专报",
    title: `${name.zh}（${chineseDay(from)}至${chineseDay(lastDay)}）`,
    opening: sample === null ? [] : [`【样例】${sample}`],
    articles: [
      { heading: "本期进展", blocks: moved.map(({ zh }) => zh) },
      { heading: "主要数据", blocks: [{ widths: WIDTHS, header: HEADER, rows }] },
      {
        heading: "卡点问题",
        blocks:
          stops.length === 0
            ? nothing
            : stops.map(({ text, path }, index) => [`${NUMBERS[index] ?? "·"} `, link(text.zh, path), "。"]),
      },
      {
        heading: "请协调事项",
        blocks:
          asks.length === 0
            ? nothing
            : asks.map(({ whom, what }) => `请${whom.zh}：${what.map(({ zh }) => zh).join("；")}。`),
      },
    ],
    closing: [],
  };
}

interface Surroundings {
  readonly origin: string;
  readonly lastDay: string;
  readonly madeOn: string;
  readonly sample: string | null;
}

function chineseDay(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(year)}年${Number(month)}月${Number(date)}日`;
}
