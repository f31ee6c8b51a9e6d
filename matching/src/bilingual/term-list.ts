/** Pairs of Chinese and English terms, prepared for finding them in texts. */
import { contentRuns, fold } from "../text.ts";
import { TECHNICAL_TERMS } from "./technical-terms.ts";

/** A term and what it is called in the other language. */
export interface TermPair {
  readonly zh: string;
  /** One or more wordings. None takes the pair out of the list that it is merged into. */
  readonly en: readonly string[];
}

/** A list of terms as texts are looked up in it. Made by {@link compileTerms}. */
export interface TermList {
  /** Folded Chinese term to its English wordings. */
  readonly fromZh: ReadonlyMap<string, readonly string[]>;
  /** Folded English wording, its words singular and joined by blanks, to the Chinese terms. */
  readonly fromEn: ReadonlyMap<string, readonly string[]>;
  /** The first two code units of every Chinese term: most places of a text are passed over by them. */
  readonly zhBeginnings: ReadonlySet<string>;
  /** Characters of the longest Chinese term. */
  readonly longestZh: number;
  /** Words of the longest English wording. */
  readonly longestEn: number;
}

/** The terms that come with the engine, in the order in which a person would edit them. */
export function technicalTerms(): TermPair[] {
  return TECHNICAL_TERMS.split("\n").flatMap((line) => {
    const [zh, en] = line.split(" = ");
    return zh === undefined || en === undefined ? [] : [{ zh, en: en.split("; ") }];
  });
}

/** `own` on top of `base`: a term that stands in both is as `own` has it, and gone where `own` has no English for it. */
export function mergeTerms(base: readonly TermPair[], own: readonly TermPair[]): TermPair[] {
  const merged = new Map(base.map((pair) => [keyOfZh(pair.zh), pair]));
  for (const pair of own) merged.set(keyOfZh(pair.zh), pair);
  return [...merged.values()].filter(({ en }) => en.length > 0);
}

/** Prepares pairs for look-up. Terms of one character and wordings without a letter are left out: they would fit anything. */
export function compileTerms(pairs: readonly TermPair[]): TermList {
  const fromZh = new Map<string, string[]>();
  const fromEn = new Map<string, string[]>();
  const zhBeginnings = new Set<string>();
  let longestZh = 0;
  let longestEn = 0;
  for (const { zh, en } of pairs) {
    const key = keyOfZh(zh);
    if ([...key].length < 2) continue;
    for (const wording of en) {
      const words = wordsOf(fold(wording));
      if (words.length === 0) continue;
      add(fromZh, key, wording);
      add(fromEn, keyOfWords(words), zh);
      zhBeginnings.add(key.slice(0, 2));
      longestZh = Math.max(longestZh, key.length);
      longestEn = Math.max(longestEn, words.length);
    }
  }
  return { fromZh, fromEn, zhBeginnings, longestZh, longestEn };
}

let builtIn: TermList | undefined;

/** The terms that come with the engine, compiled on first use. */
export function builtInTerms(): TermList {
  builtIn ??= compileTerms(technicalTerms());
  return builtIn;
}

/** The words of a folded text that are not Han characters, in order. */
function wordsOf(folded: string): string[] {
  return [...contentRuns(folded)].flatMap(({ text, isHan }) => (isHan ? [] : [text]));
}

/** Words as they are looked up: "Synchronous Motors" is found as "synchronous motor". */
export function keyOfWords(words: readonly string[]): string {
  return words.map((word) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word)).join(" ");
}

function keyOfZh(zh: string): string {
  return fold(zh).replace(/\s+/g, "");
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}
