/** Identifiers that pass their check digits and still cannot be taken for real ones. */

const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const PATENT_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/** GB 11714: check character of the eight characters of an organisation code. */
function organisationCheck(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number.parseInt(body[i] as string, 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

/** GB 32100: check character of the first seventeen characters. */
function creditCheck(body: string): string {
  const sum = CREDIT_WEIGHTS.reduce(
    (total, weight, i) => total + weight * CREDIT_ALPHABET.indexOf(body[i] as string),
    0,
  );
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] as string;
}

/** A valid credit code whose organisation part begins with YL (样例), which no registry issues. */
export function sampleCreditCode(serial: number): string {
  const organisation = `YL${String(serial).padStart(6, "0")}`;
  const body = `91320200${organisation}${organisationCheck(organisation)}`;
  return body + creditCheck(body);
}

/** A valid credit code of digits only, as a spreadsheet would take for a number. */
export function digitsOnlyCreditCode(serial: number): string {
  for (let organisation = serial * 100; organisation < serial * 100 + 100; organisation++) {
    const digits = String(organisation).padStart(8, "0");
    const body = `91320200${digits}${organisationCheck(digits)}`;
    const code = body + creditCheck(body);
    if (/^\d{18}$/.test(code)) return code;
  }
  throw new RangeError(`no code of digits near ${serial}`);
}

/** The same code with its last character off by one place in the alphabet. */
export function misprintCreditCode(code: string): string {
  const last = CREDIT_ALPHABET.indexOf(code[17] as string);
  return code.slice(0, 17) + CREDIT_ALPHABET[(last + 1) % CREDIT_ALPHABET.length];
}

/** ZC 0006-2003: check character of year, kind and serial. */
function patentCheck(body: string): string {
  const sum = PATENT_WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return sum % 11 === 10 ? "X" : String(sum % 11);
}

const PATENT_KINDS = { invention: "1", utility: "2" } as const;
export type PatentKind = keyof typeof PATENT_KINDS;

/** A valid application number with a serial from 9,900,000 up, which no year has reached. */
export function samplePatentNumber(year: number, kind: PatentKind, serial: number): string {
  const body = `${year}${PATENT_KINDS[kind]}99${String(serial).padStart(5, "0")}`;
  return `${body}.${patentCheck(body)}`;
}
