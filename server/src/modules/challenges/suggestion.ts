// Which capabilities a need's text asks for, out of what the engine and the lists know. Pure.
import type { PoolPerson } from "./people.ts";
import { foldText, listedTermsIn, seekTerm, withoutParts } from "./terms.ts";
import type { CAPABILITY_SOURCES, CapabilitySuggestion } from "./types.ts";

type Source = (typeof CAPABILITY_SOURCES)[number];

const MOST_SUGGESTED = 20;
const MOST_LIKELY = 6;
/** What more of the people have tells nobody apart. */
const COMMON_SHARE = 0.25;
const FEW_PEOPLE = 20;

/** Terms of the need, each with where it comes from; people are counted by {@link rateSuggestions}. */
export function collectTerms(
  text: string,
  {
    nodes,
    shared,
    keywords,
  }: {
    readonly nodes: readonly { readonly name: string; readonly isLinked: boolean }[];
    readonly shared: readonly string[];
    readonly keywords: readonly string[];
  },
): { readonly term: string; readonly sources: readonly Source[] }[] {
  const folded = foldText(text);
  const isWord = (term: string): boolean => foldText(term).trim().length > 1 && !/^[\d\s.%]+$/.test(term);
  const found: readonly (readonly [Source, readonly string[]])[] = [
    ["chain", nodes.filter(({ name, isLinked }) => isLinked || seekTerm(name).isIn(folded)).map(({ name }) => name)],
    ["terms", listedTermsIn(text)],
    ["match", withoutParts(shared.filter((term) => isWord(term) && seekTerm(term).isIn(folded)))],
    ["keywords", withoutParts(keywords.filter((term) => isWord(term) && folded.includes(foldText(term))))],
  ];
  const byTerm = new Map<string, { readonly term: string; readonly sources: Source[] }>();
  for (const [source, terms] of found) {
    for (const term of terms) {
      const key = foldText(term).trim();
      const known = byTerm.get(key);
      if (known === undefined) byTerm.set(key, { term: term.trim(), sources: [source] });
      else if (!known.sources.includes(source)) known.sources.push(source);
    }
  }
  return [...byTerm.values()];
}

/** The most telling first: what several sources name, then what the chain and the term list name; what nobody has comes last. */
export function rateSuggestions(
  terms: readonly { readonly term: string; readonly sources: readonly Source[] }[],
  people: readonly PoolPerson[],
): CapabilitySuggestion[] {
  const rated = terms.map(({ term, sources }) => {
    const holders = people.filter(({ evidence }) => evidence.has(term)).length;
    const isCommon = people.length >= FEW_PEOPLE && holders > people.length * COMMON_SHARE;
    return { term, sources, holders, isCommon, isUseful: holders > 0 && !isCommon };
  });
  const isNamed = (sources: readonly Source[]): boolean => sources.includes("chain") || sources.includes("terms");
  rated.sort(
    (a, b) =>
      Number(b.isUseful) - Number(a.isUseful) ||
      Number(a.isCommon) - Number(b.isCommon) ||
      Number(isNamed(b.sources)) - Number(isNamed(a.sources)) ||
      b.sources.length - a.sources.length ||
      b.term.length - a.term.length ||
      (a.term < b.term ? -1 : 1),
  );
  // Where only common terms are left, they are better than none.
  const isLikely = rated.some(({ isUseful }) => isUseful)
    ? ({ isUseful }: (typeof rated)[number]) => isUseful
    : ({ holders }: (typeof rated)[number]) => holders > 0;
  return rated.slice(0, MOST_SUGGESTED).map((one, at) => ({
    term: one.term,
    other: [...seekTerm(one.term).other],
    sources: [...one.sources],
    people: one.holders,
    isLikely: at < MOST_LIKELY && isLikely(one),
  }));
}
