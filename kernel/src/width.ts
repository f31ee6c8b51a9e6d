const FULL_WIDTH_LETTERS_AND_DIGITS = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g;
// Zero-width marks, byte-order marks and directional marks arrive with text pasted from web pages and chat programs.
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
// Control characters other than tab and line feed cannot stand in a workbook and mean nothing in a list.
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** Full-width letters and digits become half-width; Chinese punctuation stays as it is written. */
export function toHalfWidth(text: string): string {
  return text.replace(FULL_WIDTH_LETTERS_AND_DIGITS, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

// Whatever tidying would change. Most texts of a list hold none of it.
const UNTIDY =
  /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\u200B-\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF\u0000-\u001F\u007F-\u00A0\u3000]| {2}|^\s|\s$/;

/**
 * A cell's or an answer's text as a person would copy it out: half-width letters and digits, one kind of line break, no
 * invisible characters, no trailing blanks, at most one empty line in a row.
 */
export function tidyText(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return toHalfWidth(text)
    .replace(/\r\n?|[\u2028\u2029\u0085\u000B\u000C]/g, "\n")
    .replace(INVISIBLE, "")
    .replace(CONTROL, "")
    .replace(/[\u00A0\u3000\t ]+/g, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
