/** What a check of an identifier found. Checks warn and never block: legally issued codes that fail their checksum exist. */
export type CodeReading =
  | { readonly kind: "valid"; readonly code: string }
  | { readonly kind: "doubtful"; readonly code: string; readonly reason: CodeDoubt };

/** `length`: too short or too long; `characters`: a character the code never has; `checksum`: the check digit does not fit. */
export const CODE_DOUBTS = ["length", "characters", "checksum"] as const;
export type CodeDoubt = (typeof CODE_DOUBTS)[number];

function valid(code: string): CodeReading {
  return { kind: "valid", code };
}

function doubtful(code: string, reason: CodeDoubt): CodeReading {
  return { kind: "doubtful", code, reason };
}

/** Half-width, upper case, without blanks, dashes and invisible characters. */
function compactCode(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\u200B-\u200F\uFEFF'‘’`_-]/g, "");
}

const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/**
 * 统一社会信用代码, GB 32100-2015: 18 characters from an alphabet without I O S V Z; weights 3^(i-1) mod 31; check
 * (31 - sum mod 31) mod 31. Legal codes issued in early pilots fail it (91350100M0001TGQXM), so a failure is a doubt only.
 */
export function checkCreditCode(text: string): CodeReading {
  const code = compactCode(text);
  if (code.length !== 18) return doubtful(code, "length");
  const values = [...code].map((character) => CREDIT_ALPHABET.indexOf(character));
  if (values.some((value) => value < 0) || !/^.{2}\d{6}/.test(code)) return doubtful(code, "characters");
  let sum = 0;
  let weight = 1;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === values[17] ? valid(code) : doubtful(code, "checksum");
}

const PUBLICATION = /^CN\d{7,9}[ABCSUY]\d?$/;

/**
 * Chinese patent application number, ZC 0006-2003: year (4), kind (1), serial (7), check weighted 2-9 2-5 mod 11 (10 is X);
 * before October 2003 year (2), kind (1), serial (5) and a check weighted 2-9. Written as ZL/CN with or without the dot;
 * returned as `202310102344.5`. A publication number (CN112345678A) has no check digit and passes by its form.
 */
export function checkPatentNumber(text: string): CodeReading {
  const compacted = compactCode(text).replace(/[．。·]/g, ".");
  if (PUBLICATION.test(compacted)) return valid(compacted);
  const bare = compacted.replace(/^(?:ZL|CN)+/, "").replace(/\.(?=[\dX]$)/, "");
  if (/[^\dX]/.test(bare) || /X./.test(bare)) return doubtful(compacted, "characters");
  const body = bare.length === 13 ? 12 : bare.length === 9 ? 8 : 0;
  if (body === 0) return doubtful(bare, "length");
  const shown = `${bare.slice(0, body)}.${bare.slice(body)}`;
  const year = Number(bare.slice(0, 4));
  const kind = body === 12 ? bare[4] : bare[2];
  if (!/[12389]/.test(kind ?? "") || (body === 12 && (year < 1985 || year > 2199)))
    return doubtful(shown, "characters");
  let sum = 0;
  for (let index = 0; index < body; index++) sum += Number(bare[index]) * (2 + (index % 8));
  const check = sum % 11;
  return (check === 10 ? "X" : String(check)) === bare[body] ? valid(shown) : doubtful(shown, "checksum");
}

/** ORCID, ISO 7064 MOD 11-2, with or without its address; returned as `0000-0002-1825-0097`. */
export function checkOrcid(text: string): CodeReading {
  const code = compactCode(text.replace(/^.*orcid\.org\//i, ""));
  if (code.length !== 16) return doubtful(code, "length");
  const shown = code.replace(/(.{4})(?=.)/g, "$1-");
  if (!/^\d{15}[\dX]$/.test(code)) return doubtful(shown, "characters");
  let total = 0;
  for (const digit of code.slice(0, 15)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return (check === 10 ? "X" : String(check)) === code[15] ? valid(shown) : doubtful(shown, "checksum");
}

/** International patent classification symbol, `G06F 16/33`; the group may be missing. Several may stand in one cell. */
export function checkIpc(text: string): CodeReading {
  const code = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/\([^)]*\)/g, "")
    .trim();
  const symbols = code.split(/[;；,，、\n]+/).map((symbol) => symbol.replace(/\s+/g, ""));
  const fits = symbols.every((symbol) => symbol === "" || /^[A-H]\d{2}[A-Z](?:\d{1,4}\/\d{2,6})?$/.test(symbol));
  return fits ? valid(code) : doubtful(code, "characters");
}

/**
 * A telephone number as text of digits: mobile (11 digits beginning 1), fixed line with area code, 400 numbers; several in
 * one cell are kept as written.
 */
export function checkPhone(text: string): CodeReading {
  const shown = text.normalize("NFKC").trim();
  const digits = shown.replace(/[\s()+-]/g, "").replace(/^(?:0086|86)(?=1\d{10}$)/, "");
  if (/^1[3-9]\d{9}$/.test(digits)) return valid(digits);
  if (/^(?:0\d{9,11}|\d{7,8}|[48]00\d{7})$/.test(digits)) return valid(shown);
  if (/^[\d\s()+/,;、，；转x#-]+$/i.test(shown) && digits.length >= 14) return valid(shown);
  return doubtful(shown, /[^\d]/.test(digits) ? "characters" : "length");
}
