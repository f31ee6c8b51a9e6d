import type { Random } from "./random.ts";

const RANGE = /\{(-?\d+(?:\.\d+)?)~(-?\d+(?:\.\d+)?)\}/g;
const CHOICE = /\{(\d+(?:,\d+)+)\}/g;

/** Draws the numbers of a text of the vocabulary. */
export function drawNumbers(text: string, random: Random): string {
  return text
    .replace(RANGE, (_, low: string, high: string) => drawNumber(low, high, random))
    .replace(CHOICE, (_, choices: string) => random.pick(choices.split(",")));
}

/** A number as people state it: decimals as at the ends of the range, wide ranges in round steps. */
function drawNumber(low: string, high: string, random: Random): string {
  const decimals = Math.max(countDecimals(low), countDecimals(high));
  const from = Number(low);
  const to = Number(high);
  const step = decimals > 0 ? 10 ** -decimals : roundStep(to - from);
  const steps = Math.floor((to - from) / step + 1e-9);
  return (from + random.int(0, steps) * step).toFixed(decimals);
}

function countDecimals(number: string): number {
  return number.split(".")[1]?.length ?? 0;
}

function roundStep(width: number): number {
  if (width >= 1000) return 100;
  if (width >= 200) return 50;
  if (width >= 60) return 10;
  return width >= 25 ? 5 : 1;
}

const CHANGE = /(下降|提高|提升|降低|减少|缩短|延长|增加|减量|节约|升高|取消率)$/;

/** A goal of the vocabulary as an enterprise demands it, numbers drawn. */
export function demand(goal: string, random: Random): string {
  const text = drawNumbers(goal, random);
  const match = /^([^≥≤]+)([≥≤])(.+)$/.exec(text);
  if (match === null) return text;
  const [, name, sign, value] = match as unknown as [string, string, "≥" | "≤", string];
  const wordings =
    sign === "≥"
      ? [`${name}≥${value}`, `${name}≥${value}`, `${name}不低于${value}`, `${name}达到${value}以上`]
      : [`${name}≤${value}`, `${name}≤${value}`, `${name}不超过${value}`, `${name}控制在${value}以内`];
  const chosen = random.pick(wordings);
  return CHANGE.test(name) ? chosen.replace("达到", "") : chosen;
}

/** The same goal as a result reports it. */
export function reached(goal: string, random: Random): string {
  const text = drawNumbers(goal, random);
  const match = /^([^≥≤]+)([≥≤])(.+)$/.exec(text);
  if (match === null) return text;
  const [, name, sign, value] = match as unknown as [string, string, "≥" | "≤", string];
  if (CHANGE.test(name)) return `${name}${value}`;
  if (sign === "≥") return `${name}${random.pick(["达到", "达", "可达"])}${value}`;
  return `${name}${random.pick(["降至", "控制在", "不高于"])}${value}`;
}

/** A sentence ends once: appends a full stop unless the text has one. */
export function sentence(text: string): string {
  return /[。！？；：]$/.test(text) ? text : `${text}。`;
}

/** Half-width digits and letters become full-width, as some input methods leave them. */
export function fullWidth(text: string): string {
  return text.replace(/[0-9A-Za-z]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

/** Length of the longest run of characters that both texts contain. */
export function sharedLength(one: string, other: string): number {
  let longest = 0;
  for (let start = 0; start < one.length; start++) {
    let length = longest + 1;
    while (start + length <= one.length && other.includes(one.slice(start, start + length))) longest = length++;
  }
  return longest;
}
