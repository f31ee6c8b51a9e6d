/** Figures that measure something, and those that only look like it: money, calendar, numbering, file marks. */

// Spaces are counted everywhere, so that a hostile run of them costs no more than a glance.
const UNIT =
  "%|％|‰|℃|°C|摄氏度|mm|cm|dm|μm|um|微米|毫米|厘米|公里|千米|米|nm|纳米|m2|m3|m²|m³|km|kPa|MPa|GPa|Pa|兆帕|N·m|N/mm|kN|牛顿|kg|公斤|千克|g(?![A-Za-z])|克|mg|毫克|吨|t(?![A-Za-z])|ml|mL|毫升|升|ppm|ppb|h(?![A-Za-z])|小时|分钟|min|秒|ms|天|个月|年|次|周期|台|套|件|个|批|倍|dB|分贝|Hz|kHz|MHz|GHz|赫兹|kV|mV|伏|mA|安培|mAh|Ah|千瓦|kW|MW|瓦|kWh|Wh|wh|Ω|lm|rpm|r/min|转|级|HRC|HV|HB|mol|log|CFU|COD|目|亩|株|大卡|千卡|kcal|kJ|像素|fps|帧|层";
// Not the 2 of V2G nor the 4 of 304N.
const NUMBER = "(?<![A-Za-z\\d.])\\d+(?:[.,]\\d+)?";
const RANGE = `${NUMBER}(?:\\s{0,3}(?:%|％|℃)?\\s{0,3}(?:[-~～–—至到×x*/]|\\+\\/-)\\s{0,3}\\d+(?:[.,]\\d+)?)*`;
const COMPARISON =
  "≥|≤|≧|≦|>|<|＞|＜|﹥|﹤|±|不低于|不高于|不少于|不多于|不大于|不小于|不超过|大于等于|小于等于|大于|小于|高于|低于|超过|多于|少于|less than|more than|at least|at most|below|above|under|over|up to";

const AMOUNT = `${RANGE}\\s{0,3}(?:余|多|几)?(?:万|亿|千|百)?\\s{0,3}(?:${UNIT})`;

const MEASURE = `(?:(?:${COMPARISON})\\s{0,3})?${AMOUNT}|(?:${COMPARISON})\\s{0,3}${NUMBER}`;
/** A figure with a unit, or one behind a comparison. */
export const MEASURES = new RegExp(MEASURE);
/** Every one of a text. */
export const MEASURED = new RegExp(MEASURE, "g");

export const COMPARED = new RegExp(`(?:${COMPARISON})\\s{0,3}${NUMBER}`, "i");

/** A standard or grade by its name: GB/T 31485, ISO 9001, IP67. */
export const NAMED_STANDARD =
  /(?:GB|GJB|HG|YB|JB|QB|YY|NY|DB|ISO|IEC|ASTM|ASME|DIN|EN|JIS|SAE|ECE|AEC-Q|MIL|UL|CE|FDA|USP|EP)\s*[/／-]?\s*[TZ]?\s*-?\d{2,}|IP\s?\d{2}\b|(?:ISO|IEC|CE|FDA|GMP|CMA|UL)\s*(?:认证|标准)|(?:国家|国家级|行业|地方|欧盟|美国|国际)[^，。；]{0,8}标准|国标|药典|[一二三四五ⅠⅡⅢ]级(?!研发|企业|科技|市|技术中心)/i;

const NOT_MEASURED = new RegExp(
  [
    // Money, with what may stand between figure and unit.
    `(?:人民币|￥|¥|RMB)?\\s{0,3}${RANGE}\\s{0,3}(?:余|多)?\\s{0,3}(?:个)?[百千]?[万亿]+(?:余|多)?(?:元|美元|人民币|欧元)?(?=[^A-Za-z吨台套次件个株亩辆只千公米克升转小时条片块根平立]|$)`,
    `${NUMBER}\\s{0,3}(?:余|多)?(?:元|美元|欧元)`,
    // Calendar.
    "(?:19|20)\\d\\d\\s{0,3}[-~～至到]?\\s{0,3}(?:(?:19|20)?\\d\\d)?\\s{0,3}年?(?:\\s{0,3}\\d{1,2}\\s{0,3}月(?:份|底)?(?:\\s{0,3}\\d{1,2}\\s{0,3}日)?)?",
    '[“"]?十[一二三四五]五',
    // Numbering at the head of a line or clause.
    "(?:^|\\n)\\s{0,3}[（(]?\\d{1,2}(?:\\.\\d{1,2})*[)）.、．:：]\\s{0,3}",
    "(?<=[：:。；;，,\\s])[（(]?\\d{1,2}[)）、．](?!\\d)",
    // Numbers of projects and patents.
    "[（(]?(?:项目编号|专利号|申请号|编号)[:：]?\\s{0,3}[A-Z]*[\\d.]+[)）]?",
    "\\d{6,}(?:\\.\\d)?",
    // The enterprise's own size and honours.
    `${NUMBER}\\s{0,3}(?:余|多)?(?:万)?(?:人|名|位|项|家|所|篇|部|座|条生产线|余家|多家)`,
  ].join("|"),
  "gi",
);

/** The text with everything that is no measure blanked out; positions stay. */
export function blankUnmeasured(text: string): string {
  return text.replace(NOT_MEASURED, (found) => " ".repeat(found.length));
}
