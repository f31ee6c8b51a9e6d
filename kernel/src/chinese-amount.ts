const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿", "亿亿"];

/**
 * An amount in the capital numerals of contracts and vouchers, without 人民币 before it: 壹佰贰拾万元整, 壹仟零伍元叁角, 伍分.
 * After the rules of the People's Bank for bills (支付结算办法, annex 1): noughts between figures are said once, 整 follows
 * yuan and jiao and not fen.
 * @param fen from 0 up to what a bigint column holds
 */
export function formatChineseAmount(fen: bigint): string {
  const yuan = fen / 100n;
  const [jiao, cent] = [Number((fen / 10n) % 10n), Number(fen % 10n)];
  const whole = yuan === 0n ? "" : `${formatWhole(yuan)}元`;
  if (jiao === 0 && cent === 0) return `${whole === "" ? "零元" : whole}整`;
  if (cent === 0) return `${whole}${DIGITS[jiao]}角整`;
  const tenths = jiao === 0 ? (whole === "" ? "" : "零") : `${DIGITS[jiao]}角`;
  return `${whole}${tenths}${DIGITS[cent]}分`;
}

function formatWhole(value: bigint): string {
  const groups: number[] = [];
  for (let rest = value; rest > 0n; rest /= 10_000n) groups.push(Number(rest % 10_000n));
  let said = "";
  let owesNought = false;
  for (const [index, group] of [...groups.entries()].toReversed()) {
    if (group === 0) {
      owesNought = said !== "";
      continue;
    }
    if (said !== "" && (owesNought || group < 1000)) said += "零";
    said += `${formatGroup(group)}${GROUPS[index]}`;
    owesNought = false;
  }
  return said;
}

/** Up to 9,999. */
function formatGroup(group: number): string {
  let said = "";
  let owesNought = false;
  for (const [place, unit] of [...PLACES.entries()].toReversed()) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      owesNought = said !== "";
      continue;
    }
    said += `${owesNought ? "零" : ""}${DIGITS[digit]}${unit}`;
    owesNought = false;
  }
  return said;
}
