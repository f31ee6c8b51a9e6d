/** A ticked and an empty box, into which every way of drawing one is brought. */
export const TICKED = "☑";
export const EMPTY = "☐";

/** Symbol fonts draw boxes in the places of letters; Chinese forms use them more often than Unicode's own. */
const SYMBOL_FONTS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: {
    0x6e: "■",
    0x6f: EMPTY,
    0x6c: "●",
    0x71: EMPTY,
    0x72: EMPTY,
    0xa1: "○",
    0xa8: EMPTY,
    0xfb: "✗",
    0xfc: "√",
    0xfd: TICKED,
    0xfe: TICKED,
  },
  "wingdings 2": {
    0x2a: EMPTY,
    0x4f: "✗",
    0x50: "√",
    0x51: TICKED,
    0x52: TICKED,
    0x53: TICKED,
    0x54: TICKED,
    0xa2: "■",
    0xa3: EMPTY,
  },
  symbol: {
    0xa3: "≤",
    0xb3: "≥",
    0xb1: "±",
    0xb0: "°",
    0x6d: "μ",
    0xb4: "×",
    0x57: "Ω",
    0x44: "Δ",
    0x61: "α",
    0x62: "β",
    0xb7: "•",
  },
};

/** A character of a symbol font as Unicode; null where the font is an ordinary one. */
export function symbolOf(font: string, code: number): string | null {
  const glyphs = SYMBOL_FONTS[font.toLowerCase()];
  if (!glyphs) return null;
  // Word moves symbol fonts into the private use area: F052 and 0052 are the same glyph.
  return glyphs[code >= 0xf000 ? code - 0xf000 : code] ?? null;
}

/** Text set in a symbol font, character by character; what the font's table does not know stays. */
export function textInFont(font: string, text: string): string {
  if (SYMBOL_FONTS[font.toLowerCase()] === undefined) return text;
  return Array.from(text, (character) => symbolOf(font, character.codePointAt(0) ?? 0) ?? character).join("");
}

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("0123456789+-−－–=()nia", (character, at) => [character, Array.from("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁼⁽⁾ⁿⁱᵃ")[at] ?? ""]),
);

/** A superscript in plain text: 10⁻³ must not become 10-3. Where no raised letter exists, a caret says so. */
export function raise(text: string): string {
  const characters = Array.from(text);
  if (characters.every((character) => RAISED[character] !== undefined)) {
    return characters.map((character) => RAISED[character]).join("");
  }
  // A raised mark such as ® or a note's number in words means nothing by its height; a raised formula does.
  return /\d/.test(text) ? `^(${text})` : text;
}
