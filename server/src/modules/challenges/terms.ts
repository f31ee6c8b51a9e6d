// Whether a text names a capability, in either language. Pure.
import { technicalTerms } from "@dual-high/matching";

/** As texts and terms are compared: half width, lower case. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** A term with what the bilingual list calls it, ready to be looked for. */
export interface SoughtTerm {
  readonly term: string;
  readonly other: readonly string[];
  /** Given a folded text. */
  readonly isIn: (folded: string) => boolean;
}

export function seekTerm(term: string): SoughtTerm {
  const other = otherWordings(term);
  const tests = [term, ...other].map(testOf);
  return { term, other, isIn: (folded) => tests.some((test) => test(folded)) };
}

/** Chinese is found anywhere, with or without blanks; words in Latin script only as whole words, singular or plural. */
function testOf(wording: string): (folded: string) => boolean {
  const folded = foldText(wording).trim();
  if (/[^\p{ASCII}]/u.test(folded)) {
    const bare = folded.replaceAll(/\s+/g, "");
    return (text) => text.includes(bare) || text.includes(folded);
  }
  const pattern = folded.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, "\\s+");
  const whole = new RegExp(`(?<![a-z0-9])${pattern}(?:s|es)?(?![a-z0-9])`, "u");
  return (text) => whole.test(text);
}

interface Wordings {
  readonly terms: readonly string[];
  readonly byTerm: ReadonlyMap<string, readonly string[]>;
}

let wordings: Wordings | undefined;

function bothWays(): Wordings {
  if (wordings !== undefined) return wordings;
  const byTerm = new Map<string, string[]>();
  const add = (key: string, value: string): void => {
    const known = byTerm.get(foldText(key));
    if (known === undefined) byTerm.set(foldText(key), [value]);
    else if (!known.includes(value)) known.push(value);
  };
  const pairs = technicalTerms();
  for (const { zh, en } of pairs) {
    for (const word of en) {
      add(zh, word);
      add(word, zh);
    }
  }
  wordings = { terms: pairs.map(({ zh }) => zh), byTerm };
  return wordings;
}

function otherWordings(term: string): readonly string[] {
  return bothWays().byTerm.get(foldText(term).trim()) ?? [];
}

/** Terms of the bilingual list that a text uses, in either language; of two, one within the other, the longer. */
export function listedTermsIn(text: string): string[] {
  const folded = foldText(text);
  return withoutParts(bothWays().terms.filter((term) => seekTerm(term).isIn(folded)));
}

/** Of terms that stand within one another, the longest. */
export function withoutParts(terms: readonly string[]): string[] {
  return terms.filter((term) => !terms.some((other) => other.length > term.length && other.includes(term)));
}
