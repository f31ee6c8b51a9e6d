/** A reliability diagram: what was predicted against what people judged, as a picture for docs/. */
import { mean } from "./metrics.ts";

/** One tenth of the pairs, or another part of them. */
export interface ReliabilityBin {
  /** The mean probability that was predicted for its pairs. */
  readonly predicted: number;
  /** The part of them that was judged relevant. */
  readonly observed: number;
  readonly pairs: number;
}

const TEXTS = {
  title: "可靠性图 Reliability",
  across: "预测的相关概率 predicted probability of relevance",
  up: "专家判为相关的比例 judged relevant (level 3-4)",
};
const SIZE = 420;
const MARGIN = { left: 62, right: 18, top: 40, bottom: 56 };
const SIDE = SIZE - MARGIN.left - MARGIN.right;
const HEIGHT = MARGIN.top + SIDE + MARGIN.bottom;
const NORMAL_95 = 1.96;

/** Cuts pairs, ordered by their probability, into bins of equally many. */
export function binsOf(
  pairs: readonly { readonly probability: number; readonly relevant: boolean }[],
  bins: number,
): ReliabilityBin[] {
  const sorted = [...pairs].sort((a, b) => a.probability - b.probability);
  return Array.from({ length: bins }, (_, bin) => {
    const members = sorted.slice(
      Math.floor((bin * sorted.length) / bins),
      Math.floor(((bin + 1) * sorted.length) / bins),
    );
    return {
      predicted: mean(members.map(({ probability }) => probability)),
      observed: mean(members.map(({ relevant }) => Number(relevant))),
      pairs: members.length,
    };
  });
}

/** The picture as SVG. Bars are 95 % intervals (Wilson 1927); on the diagonal predictions are right. */
export function drawReliability(bins: readonly ReliabilityBin[]): string {
  const most = Math.min(
    1,
    Math.ceil(Math.max(...bins.map((bin) => Math.max(bin.predicted, intervalOf(bin)[1]))) * 10) / 10,
  );
  const x = (value: number): string => (MARGIN.left + (value / most) * SIDE).toFixed(1);
  const y = (value: number): string => (MARGIN.top + SIDE - (value / most) * SIDE).toFixed(1);
  const ticks = Array.from({ length: Math.round(most * 10) + 1 }, (_, at) => at / 10);
  const [left, right, top, bottom] = [x(0), x(most), y(most), y(0)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${HEIGHT}" viewBox="0 0 ${SIZE} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#333">`,
    `<title>${TEXTS.title}</title>`,
    `<rect width="${SIZE}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${MARGIN.left}" y="22" font-size="14" font-weight="bold">${TEXTS.title}</text>`,
    ...ticks.flatMap((tick) => [
      `<path d="M${left} ${y(tick)}H${right}M${x(tick)} ${top}V${bottom}" stroke="#e5e5e5"/>`,
      `<text x="${MARGIN.left - 8}" y="${y(tick)}" dy="4" text-anchor="end">${tick}</text>`,
      `<text x="${x(tick)}" y="${MARGIN.top + SIDE + 18}" text-anchor="middle">${tick}</text>`,
    ]),
    `<path d="M${left} ${bottom}L${right} ${top}" stroke="#999" stroke-dasharray="4 4"/>`,
    ...bins.map((bin) => {
      const [low, high] = intervalOf(bin);
      return `<path d="M${x(bin.predicted)} ${y(low)}V${y(high)}" stroke="#1668dc" stroke-width="1.5"/>`;
    }),
    ...bins.map((bin) => `<circle cx="${x(bin.predicted)}" cy="${y(bin.observed)}" r="4" fill="#1668dc"/>`),
    `<text x="${MARGIN.left + SIDE / 2}" y="${HEIGHT - 12}" text-anchor="middle">${TEXTS.across}</text>`,
    `<text transform="translate(16 ${MARGIN.top + SIDE / 2}) rotate(-90)" text-anchor="middle">${TEXTS.up}</text>`,
    "</svg>",
    "",
  ].join("\n");
}

function intervalOf({ observed, pairs }: ReliabilityBin): [number, number] {
  const square = NORMAL_95 ** 2 / pairs;
  const middle = (observed + square / 2) / (1 + square);
  const half = (NORMAL_95 * Math.sqrt((observed * (1 - observed)) / pairs + square / (4 * pairs))) / (1 + square);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
