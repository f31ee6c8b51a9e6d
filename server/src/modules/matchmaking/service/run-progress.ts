import type { Bilingual } from "@dual-high/kernel";

// Each phase has its share of the hundred, whatever it counts.
const MATCH_FROM = 10;
export const PLAN_FROM = 90;
export const WRITE_FROM = 95;

export const INDEXING: Bilingual = { zh: "正在整理成果和团队", en: "Reading achievements and teams" };
export const PLANNING: Bilingual = { zh: "正在排承接计划", en: "Planning who takes what" };
export const WRITING: Bilingual = { zh: "正在写入对接结果", en: "Writing down what was found" };

interface Told {
  readonly percent: number;
  readonly text: Bilingual;
}

/** How far the needs are, how fast they go and how long the rest takes; what was done before `since` tells nothing of that. */
export function tellMatched(
  done: number,
  total: number,
  since: { readonly done: number; readonly ms: number },
  nowMs: number,
): Told {
  const percent = Math.floor(MATCH_FROM + ((PLAN_FROM - MATCH_FROM) * done) / Math.max(1, total));
  const [zh, en] = [count(done, total, "zh-CN"), count(done, total, "en-GB")];
  const perSecond = ((done - since.done) * 1_000) / Math.max(1, nowMs - since.ms);
  if (done === since.done || done === total)
    return { percent, text: { zh: `正在逐条匹配：${zh} 条`, en: `Matching need by need: ${en}` } };
  const left = (total - done) / perSecond;
  const rate = perSecond < 10 ? perSecond.toFixed(1) : perSecond.toFixed(0);
  return {
    percent,
    text: {
      zh: `正在逐条匹配：${zh} 条，每秒 ${rate} 条，约剩 ${left < 90 ? `${left.toFixed(0)} 秒` : `${(left / 60).toFixed(0)} 分钟`}`,
      en: `Matching need by need: ${en}, ${rate} a second, about ${left < 90 ? `${left.toFixed(0)} s` : `${(left / 60).toFixed(0)} min`} left`,
    },
  };
}

function count(done: number, total: number, locale: string): string {
  const format = new Intl.NumberFormat(locale);
  return `${format.format(done)}/${format.format(total)}`;
}
