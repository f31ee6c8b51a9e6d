import { pinyin } from "pinyin-pro";

// A text is searched by pieces of it, so that it is found in the middle of a word as well: Chinese by its characters and
// pairs of neighbours, other letters by three in a row and by the one or two that a word begins with. What holds all
// pieces of a word may still not hold the word, so the words themselves are compared afterwards.

const RUN = /(?<han>\p{Script=Han}+)|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const MOST_TEXT = 4_000;
const MOST_SPOKEN = 200;

interface Run {
  readonly text: string;
  readonly isHan: boolean;
}

function runsOf(text: string): Run[] {
  const folded = text.normalize("NFKC").toLowerCase();
  return [...folded.matchAll(RUN)].map((match) => ({ text: match[0], isHan: match.groups?.["han"] !== undefined }));
}

/** How a name is said: whole, syllable by syllable, and by the first letters. `无锡` is `wuxi`, `wu`, `xi`, `wx`. */
function spoken(name: string): string[] {
  return runsOf(name.slice(0, MOST_SPOKEN)).flatMap(({ text, isHan }) => {
    if (!isHan) return [];
    const syllables = pinyin(text, { toneType: "none", type: "array", v: true });
    return [syllables.join(""), ...syllables, syllables.map((syllable) => syllable.charAt(0)).join("")];
  });
}

/** A key to sort Chinese names by how they are said, on a database that knows no Chinese order. */
export function pinyinKey(name: string): string {
  return `${pinyin(name.slice(0, MOST_SPOKEN), { toneType: "num", type: "array", v: true }).join(" ").toLowerCase()} ${name}`;
}

export interface Searchable {
  readonly title: string;
  readonly titleEn?: string | null;
  readonly subtitle?: string;
  /** Numbers, other names, people: found by how they are said as well. */
  readonly keywords?: readonly (string | null)[];
  /** Longer text, found by its words. */
  readonly text?: string | null;
}

/** All words of a document in one line, each with a space before it, and the pieces that the index holds. */
export function wordsOf(document: Searchable): { readonly words: string; readonly tokens: string[] } {
  const names = (document.keywords ?? []).filter((name) => name !== null);
  const parts = [
    document.title,
    document.titleEn ?? "",
    spoken(document.title).join(" "),
    ...names,
    names.flatMap(spoken).join(" "),
    document.subtitle ?? "",
    (document.text ?? "").slice(0, MOST_TEXT),
  ];
  const runs = runsOf(parts.join("\n"));
  const tokens = new Set<string>();
  for (const run of runs) addPieces(run, tokens);
  return { words: runs.map(({ text }) => ` ${text}`).join(""), tokens: [...tokens] };
}

function addPieces({ text, isHan }: Run, tokens: Set<string>): void {
  if (isHan) {
    const characters = [...text];
    for (const [index, character] of characters.entries()) {
      tokens.add(character);
      const next = characters[index + 1];
      if (next !== undefined) tokens.add(character + next);
    }
    return;
  }
  tokens.add(`^${text.slice(0, 1)}`);
  if (text.length > 1) tokens.add(`^${text.slice(0, 2)}`);
  for (let start = 0; start + 3 <= text.length; start++) tokens.add(text.slice(start, start + 3));
}

export interface SearchTerms {
  /** What the index is asked for. */
  readonly tokens: string[];
  /** What must stand in the words: each of them, anywhere; short ones at the beginning of a word. */
  readonly terms: string[];
}

/** What somebody typed; null when there is no letter, digit or character in it. */
export function readSearch(search: string): SearchTerms | null {
  const runs = runsOf(search);
  if (runs.length === 0) return null;
  const tokens = new Set<string>();
  const terms: string[] = [];
  for (const { text, isHan } of runs) {
    if (!isHan && text.length < 3) {
      tokens.add(`^${text}`);
      terms.push(` ${text}`);
      continue;
    }
    terms.push(text);
    const [size, characters] = isHan ? [Math.min(2, [...text].length), [...text]] : [3, [...text]];
    for (let start = 0; start + size <= characters.length; start++) {
      tokens.add(characters.slice(start, start + size).join(""));
    }
  }
  return { tokens: [...tokens], terms };
}
