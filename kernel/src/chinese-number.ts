const DIGITS = new Map<string, number>([
  ..."〇零一二三四五六七八九".split("").map((digit, index): [string, number] => [digit, Math.max(0, index - 1)]),
  ..."壹贰叁肆伍陆柒捌玖".split("").map((digit, index): [string, number] => [digit, index + 1]),
  ["○", 0],
  ["两", 2],
  ["俩", 2],
]);
const SMALL_UNITS = new Map([
  ["十", 10],
  ["拾", 10],
  ["百", 100],
  ["佰", 100],
  ["千", 1000],
  ["仟", 1000],
]);

export const CHINESE_NUMERAL = /[〇○零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+/;

/**
 * The value of a Chinese numeral below ten thousand: 三十 → 30, 二〇二六 → 2026, 一百五 → 150, 壹佰贰拾 → 120.
 * Returns null for anything that is not such a numeral. 万 and 亿 are units of money here and are read there.
 */
export function parseChineseNumber(text: string): number | null {
  if (text === "") return null;
  const characters = [...text];
  if (characters.every((character) => DIGITS.has(character))) {
    return Number(characters.map((character) => DIGITS.get(character)).join(""));
  }
  let total = 0;
  let digit: number | null = null;
  let lastUnit = 0;
  for (const character of characters) {
    const unit = SMALL_UNITS.get(character);
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = null;
      lastUnit = unit;
      continue;
    }
    const value = DIGITS.get(character);
    if (value === undefined) return null;
    digit = value;
    if (value === 0) lastUnit = 0;
  }
  // 一百五 means 150, 一百零五 means 105: a last digit without unit takes the next lower unit unless a zero stands before it.
  if (digit !== null) total += lastUnit >= 100 ? digit * (lastUnit / 10) : digit;
  return total;
}

const WRITTEN = "〇一二三四五六七八九";

/** Up to ninety-nine: 12 → 十二, 20 → 二十. */
export function formatChineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const ten = tens === 0 ? "" : `${tens === 1 ? "" : WRITTEN[tens]}十`;
  return `${ten}${ones === 0 ? "" : WRITTEN[ones]}`;
}
