import fc from "fast-check";
import { expect, test } from "vitest";
import { formatChineseAmount } from "./chinese-amount.ts";

test.each([
  [0n, "零元整"],
  [5n, "伍分"],
  [50n, "伍角整"],
  [55n, "伍角伍分"],
  [100n, "壹元整"],
  [105n, "壹元零伍分"],
  [1_000n, "壹拾元整"],
  [100_530n, "壹仟零伍元叁角整"],
  [120_000_000n, "壹佰贰拾万元整"],
  [100_010_001n, "壹佰万零壹佰元零壹分"],
  [1_000_100_000_000n, "壹佰亿零壹佰万元整"],
  [10_000_000_000_000_000n, "壹佰万亿元整"],
  [123_456_789_012n, "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"],
])("%s fen is %s", (fen, said) => {
  expect(formatChineseAmount(fen)).toBe(said);
});

/** Reads capital numerals back, figure by figure. */
function readAmount(text: string): bigint {
  const [, whole = "", rest = ""] = /^(?:(.*)元)?(.*?)整?$/.exec(text) ?? [];
  const group = (said: string) => {
    let value = 0n;
    let digit = 0n;
    for (const letter of said) {
      const at = "零壹贰叁肆伍陆柒捌玖".indexOf(letter);
      if (at >= 0) digit = BigInt(at);
      else {
        value += digit * 10n ** BigInt("个拾佰仟".indexOf(letter));
        digit = 0n;
      }
    }
    return value + digit;
  };
  let yuan = 0n;
  for (const [, said = "", unit = ""] of whole.matchAll(/([零壹贰叁肆伍陆柒捌玖拾佰仟]+)(万亿|亿亿|万|亿)?/g)) {
    yuan += group(said) * 10_000n ** BigInt(["", "万", "亿", "万亿", "亿亿"].indexOf(unit));
  }
  const small = (unit: string) => group(new RegExp(`([零壹贰叁肆伍陆柒捌玖])${unit}`).exec(rest)?.[1] ?? "");
  return yuan * 100n + small("角") * 10n + small("分");
}

test("every amount reads back as itself, and never says two noughts together", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.nat({ max: 16 }), (amount, cut) => {
      const fen = (amount / 10n ** BigInt(cut)) * 10n ** BigInt(cut);
      const said = formatChineseAmount(fen);
      expect(said).not.toContain("零零");
      expect(readAmount(said)).toBe(fen);
    }),
  );
});
