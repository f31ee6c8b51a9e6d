import { pinyin } from "pinyin-pro";

/** What a search by Chinese, pinyin, initials or English looks into. */
export function searchTextOf(...parts: readonly string[]): string {
  const text = parts
    .filter((part) => part !== "")
    .join(" ")
    .normalize("NFKC")
    .toLowerCase();
  const syllables = pinyin(text, { toneType: "none", type: "array", nonZh: "removed" });
  return `${text} ${syllables.join("")} ${syllables.map((syllable) => syllable[0] ?? "").join("")}`.slice(0, 4_000);
}
