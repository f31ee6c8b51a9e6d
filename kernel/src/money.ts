import { CHINESE_NUMERAL, parseChineseNumber } from "./chinese-number.ts";
import type { Language } from "./language.ts";
import { dropThousandsSeparators } from "./thousands.ts";

/** Units a column header or a cell may state. Stored money is always fen. */
export type MoneyUnit = "yuan" | "wan";

const FEN_PER_YUAN = 100n;
const FEN_PER_WAN = 1_000_000n;
const FEN_PER_YI = 10_000_000_000n;

/**
 * What an amount cell says. `amount`: both ends in fen, equal for a single figure; "以内" gives a range from 0, "以上" gives its
 * floor. `assumedUnit` is set when neither the text nor the header named a unit. `negotiable`: 面议 and the like.
 * `empty`: nothing stated. `unreadable`: something stated that is not an amount in yuan.
 */
export type MoneyReading =
  | { readonly kind: "amount"; readonly low: bigint; readonly high: bigint; readonly assumedUnit?: MoneyUnit }
  | { readonly kind: "negotiable" }
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" };

const NOTHING = /^(?:[-—–/\\无暂未定填.。、*]+|无要求|暂无|未定|待填|null|none|n\/?a|nil)$/i;
const NEGOTIABLE =
  /面议|面谈|商议|协商|洽谈|另议|详谈|待定|视情况|根据(?:实际|项目)|negotiable|tbd|to be (?:agreed|discussed)/i;
const FOREIGN = /美元|美金|欧元|日元|港元|港币|英镑|usd|eur|jpy|hkd|gbp|us\$|[$€£]/i;
const NUMBER = "\\d+(?:\\.\\d+)?";
const UNIT = "(?:亿元?|千万元?|百万元?|万元?|w(?![a-z])|k(?![a-z])|千元?|百元?|元|rmb|cny)";
const ONE = new RegExp(`^(${NUMBER})(${UNIT})?$`, "i");
const RANGE = new RegExp(`^(${NUMBER})(${UNIT})?(?:-|~|至|到|to)(${NUMBER})(${UNIT})?$`, "i");

/** How many fen one of a unit is: 元, 千元, 万, 百万元, 亿; whatever is none of them is the yuan. */
export function fenPerUnit(unit: string): bigint {
  const name = unit.toLowerCase().replace(/元$/, "");
  if (name === "亿") return FEN_PER_YI;
  if (name === "千万") return FEN_PER_WAN * 1000n;
  if (name === "百万") return FEN_PER_WAN * 100n;
  if (name === "万" || name === "w") return FEN_PER_WAN;
  if (name === "千" || name === "k") return FEN_PER_YUAN * 1000n;
  if (name === "百") return FEN_PER_YUAN * 100n;
  return FEN_PER_YUAN;
}

/** A decimal string times fen per unit, exactly; what is below one fen is dropped. */
function scale(figure: string, fenPerOne: bigint): bigint {
  const [whole = "0", fraction = ""] = figure.split(".");
  const denominator = 10n ** BigInt(fraction.length);
  return (BigInt(whole + fraction) * fenPerOne) / denominator;
}

function compact(text: string): string {
  return dropThousandsSeparators(text.replace(/(?<=\d[,，])\s+(?=\d{3})/g, ""))
    .toLowerCase()
    .replace(/[—–－﹣―]+|-{2,}/g, "-")
    .replace(/[～∼〜]/g, "~")
    .replace(/[\s。;；¥￥]|(?<!\d),|,(?!\d)/g, "");
}

/** Chinese numerals before an amount unit become digits: 伍拾万元 → 50万元. */
function withDigits(text: string): string {
  return text.replace(new RegExp(CHINESE_NUMERAL, "g"), (numeral, offset: number) => {
    const after = text[offset + numeral.length] ?? "";
    const isUnit = /^[百千]$/.test(numeral) && (after === "万" || /\d/.test(text[offset - 1] ?? ""));
    if (isUnit) return numeral;
    const value = parseChineseNumber(numeral);
    return value === null ? numeral : String(value);
  });
}

/**
 * Reads an amount as offices write it: "50-100万", "1,200,000元", "约30万元", "伍拾万元整", "面议", or a bare figure whose unit
 * stands in the header. Without any unit a figure below 10,000 is taken as 万元, otherwise as yuan, and the assumption is
 * told.
 * @param headerUnit the unit that the column's header or the form's label names
 */
export function parseMoney(text: string, headerUnit?: MoneyUnit): MoneyReading {
  const compacted = compact(text);
  if (compacted === "" || NOTHING.test(compacted)) return { kind: "empty" };
  if (FOREIGN.test(compacted)) return { kind: "unreadable" };
  const atMost = /以内|以下|不超过|不高于|至多|最多|上限|内$|≤|<|within|upto|atmost/.test(compacted);
  const stripped = withDigits(compacted)
    .replace(/\((?:人民币|含税|不含税|暂定|预估|预计)\)/g, "")
    .replace(
      /人民币|含税|不含税|暂定|预算|总额|总投入|投入|资金|合计|共计|总计|预计|预估|大约|约|左右|上下|以内|以下|以上|不超过|不高于|不低于|不少于|至少|至多|最多|上限|起|整|内$|[≤≥<>:：]|within|upto|atmost|atleast|about|approx\.?/g,
      "",
    );
  const range = RANGE.exec(stripped);
  const one = range ? null : ONE.exec(stripped);
  if (range === null && one === null) {
    return NEGOTIABLE.test(compacted) ? { kind: "negotiable" } : { kind: "unreadable" };
  }
  const [firstNumber, firstUnit, secondNumber, secondUnit] = range
    ? [range[1], range[2], range[3], range[4]]
    : [one?.[1], one?.[2], undefined, undefined];
  const statedUnit = secondUnit ?? firstUnit;
  const largest = Number(secondNumber ?? firstNumber ?? 0);
  const assumed: MoneyUnit = largest < 10_000 ? "wan" : "yuan";
  const otherwise = (headerUnit ?? assumed) === "wan" ? FEN_PER_WAN : FEN_PER_YUAN;
  const perUnit = (unit: string | undefined) => (unit === undefined ? otherwise : fenPerUnit(unit));
  // In "50-100万" the unit of the second figure holds for both; in "50万-100万" each has its own.
  const first = scale(firstNumber ?? "0", perUnit(firstUnit ?? secondUnit));
  const second = secondNumber === undefined ? first : scale(secondNumber, perUnit(secondUnit ?? firstUnit));
  if (first === 0n && second === 0n) return { kind: "empty" };
  const low = atMost && range === null ? 0n : first < second ? first : second;
  const high = first < second ? second : first;
  const told = statedUnit === undefined && headerUnit === undefined ? { assumedUnit: assumed } : {};
  return { kind: "amount", low, high, ...told };
}

/** More digits than any amount has, and few enough that sums of many stay within the database's whole numbers. */
const WHOLE_FEN = /^-?\d{1,17}$/;

/** Whole fen as a request says them; null for a text that is none. */
export function parseFen(text: string): bigint | null {
  return WHOLE_FEN.test(text) ? BigInt(text) : null;
}

function decimal(fen: bigint, fenPerOne: bigint, digits: number): string {
  const scaleUp = 10n ** BigInt(digits);
  const rounded = (fen * scaleUp + fenPerOne / 2n) / fenPerOne;
  const whole = rounded / scaleUp;
  const fraction = (rounded % scaleUp).toString().padStart(digits, "0");
  return digits === 0 ? whole.toString() : `${whole}.${fraction}`;
}

/** 万元 with one decimal from ten thousand yuan on, yuan below: "50.0 万元", "8,000 元"; in English "CNY 500,000". */
export function formatMoney(fen: bigint, language: Language): string {
  if (language === "en") return `CNY ${(fen / FEN_PER_YUAN).toLocaleString("en-US")}`;
  if (fen >= FEN_PER_WAN) return `${decimal(fen, FEN_PER_WAN, 1)} 万元`;
  return `${(fen / FEN_PER_YUAN).toLocaleString("en-US")} 元`;
}

/** A range as one text: equal ends once, a zero floor as "以内". */
export function formatMoneyRange(range: { readonly low: bigint; readonly high: bigint }, language: Language): string {
  const high = formatMoney(range.high, language);
  if (range.low === range.high) return high;
  if (range.low === 0n) return language === "zh" ? `${high}以内` : `up to ${high}`;
  return `${formatMoney(range.low, language)}${language === "zh" ? "–" : " to "}${high}`;
}

/** Fen as yuan, always with both decimals: "1,200,000.50". */
export function formatYuan(fen: bigint | string): string {
  const amount = BigInt(fen);
  const size = amount < 0n ? -amount : amount;
  const text = `${(size / 100n).toLocaleString("en-US")}.${String(size % 100n).padStart(2, "0")}`;
  return amount < 0n ? `-${text}` : text;
}

/** Basis points as percent with both decimals: "33.34%". */
export function formatPercent(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2)}%`;
}

/** What a rate in basis points makes of an amount in fen; half a fen upwards. */
export function partOf(amountFen: bigint, basisPoints: number): bigint {
  return (amountFen * BigInt(basisPoints) + 5_000n) / 10_000n;
}
