import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBlock } from "./block.ts";
import { BlockBuilder, type BlockPassage, readBlock } from "./block-builder.ts";
import { type CodedNeed, type CodedPassage, codeNeed, codePassage, type PassageVector } from "./codes.ts";
import { LiveIndex } from "./live-index.ts";
import { type Found, Searcher, type SearchSettings } from "./search.ts";
import { allocateForSearch, allocatePrivate, allocateShared } from "./sections.ts";

const TERMS = 60;
const FREQUENT_TERMS = 12;
const DIMENSIONS = 11;
const COMMON_TERMS = 30;
const SHAPE = { frequentTerms: FREQUENT_TERMS, commonTerms: COMMON_TERMS, dimensions: DIMENSIONS };

const weights = fc.dictionary(fc.nat(TERMS - 1).map(String), fc.double({ min: 0.01, max: 1, noNaN: true }), {
  maxKeys: 12,
});
const dense = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSIONS, maxLength: DIMENSIONS });
const vector: fc.Arbitrary<PassageVector> = fc.record({ weights, dense }).map((parts) => ({
  terms: Object.keys(parts.weights).map(Number),
  weights: Object.values(parts.weights),
  dense: parts.dense,
}));
// Few different ids, so that changes meet what is there.
const ids = fc.integer({ min: 0, max: 40 }).map((n) => `C${n}`);
const passages = fc
  .array(vector, { maxLength: 7 })
  .map((vectors) => vectors.map((one, item): BlockPassage => ({ item, coded: codePassage(one, DIMENSIONS) })));
const collection = fc.dictionary(ids, passages, { minKeys: 1, maxKeys: 30 });
const need = vector.map(codeNeed);
const EVERYTHING = { top: 1000, shortlist: 1000, exact: false };

/** The definition of the score, written out. */
function scoreOf(passage: CodedPassage, { terms, weights: needWeights, scale, ...rest }: CodedNeed): number {
  let sparse = 0;
  terms.forEach((term, at) => {
    const held = passage.terms.indexOf(term);
    if (held >= 0) sparse += needWeights[at]! * passage.codes[held]!;
  });
  const row = passage.dense.reduce((sum, code, d) => sum + code * rest.dense[d]!, 0);
  return (sparse * passage.unit) / scale + (row * passage.denseUnit) / rest.denseScale;
}

function scoreOfCandidate(held: readonly BlockPassage[], query: CodedNeed): number {
  const best = held
    .map(({ coded }) => scoreOf(coded, query))
    .sort((a, b) => b - a)
    .slice(0, 5);
  const total = best.reduce((sum, _, place) => sum + 1 / (place + 1), 0);
  return best.reduce((sum, score, place) => sum + score * (1 / (place + 1) / total), 0);
}

type Ranked = [id: string, score: number][];

function rankByDefinition(all: Record<string, BlockPassage[]>, query: CodedNeed, top: number): Ranked {
  return Object.entries(all)
    .map(([id, held]): Ranked[number] => [id, scoreOfCandidate(held, query)])
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, top);
}

/** Blocks of at most `most` candidates, so that small collections make several. */
function build(all: Record<string, BlockPassage[]>, most = 1000): LiveIndex {
  const sorted = Object.keys(all).sort();
  const blocks = [];
  for (let from = 0; from < sorted.length; from += most) {
    const builder = new BlockBuilder(SHAPE);
    sorted.slice(from, from + most).forEach((id, at) => builder.add(from + at, all[id]!));
    blocks.push(builder.seal(TERMS, allocatePrivate));
  }
  return new LiveIndex({ ids: sorted, blocks, ...SHAPE }, allocatePrivate);
}

function rank(index: LiveIndex, query: CodedNeed, settings: SearchSettings): Ranked {
  return named(index, new Searcher(index.view()).find([query], settings)[0]!);
}

function named(index: LiveIndex, { candidates, scores }: Found): Ranked {
  return Array.from(candidates, (candidate, at) => [index.idOf(candidate), scores[at]!]);
}

describe("the index", () => {
  it("scores what a vector and a need have in common, but for rounding", () => {
    fc.assert(
      fc.property(vector, vector, (passage, query) => {
        const coded = scoreOf(codePassage(passage, DIMENSIONS), codeNeed(query));
        let expected = 0;
        Array.from(passage.terms).forEach((term, at) => {
          const held = Array.from(query.terms).indexOf(term);
          if (held >= 0) expected += passage.weights[at]! * query.weights[held]!;
        });
        for (let d = 0; d < DIMENSIONS; d++) expected += passage.dense![d]! * query.dense![d]!;
        // Half a code for each of 12 terms of weight up to 1, and for each dimension.
        expect(Math.abs(coded - expected)).toBeLessThan((12 + 2 * DIMENSIONS) / 255);
      }),
    );
  });

  it("finds, asked to be exact, what scoring everything by the definition finds, to the last bit", () => {
    fc.assert(
      fc.property(
        collection,
        need,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (all, query, top, most) => {
          const exact = rank(build(all, most), query, { top, shortlist: top, exact: true });
          expect(exact).toEqual(rankByDefinition(all, query, top));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("finds the same without being exact where the shortlist holds all", () => {
    fc.assert(
      fc.property(collection, need, fc.integer({ min: 1, max: 9 }), (all, query, most) => {
        expect(rank(build(all, most), query, EVERYTHING)).toEqual(rankByDefinition(all, query, 1000));
      }),
    );
  });

  it("gives to whoever is on its fast list the exact score", () => {
    fc.assert(
      fc.property(collection, need, fc.integer({ min: 1, max: 5 }), (all, query, top) => {
        const fast = rank(build(all, 4), query, { top, shortlist: top, exact: false });
        expect(fast).toHaveLength(Math.min(top, Object.keys(all).length));
        for (const [id, score] of fast) expect(score).toBe(scoreOfCandidate(all[id]!, query));
        expect(fast.map(([, score]) => score)).toEqual(fast.map(([, score]) => score).sort((a, b) => b - a));
      }),
    );
  });

  it("scores everything as one by one", () => {
    fc.assert(
      fc.property(collection, need, (all, query) => {
        const index = build(all, 3);
        const scores: Ranked = [];
        new Searcher(index.view()).scoreAll(query, (candidate, score) => scores.push([index.idOf(candidate), score]));
        expect(Object.fromEntries(scores)).toEqual(Object.fromEntries(rankByDefinition(all, query, 1000)));
      }),
    );
  });

  it("answers after additions, changes and removals as if built from what is left", () => {
    const change = fc.record({ id: ids, passages: fc.option(passages) });
    fc.assert(
      fc.property(collection, fc.array(change, { maxLength: 30 }), need, fc.boolean(), (all, changes, query, exact) => {
        const index = build(all, 5);
        const left = { ...all };
        for (const { id, passages: added } of changes) {
          if (left[id] !== undefined) index.remove(id);
          delete left[id];
          if (added === null) continue;
          index.add(id, added);
          left[id] = added;
        }
        // So long that all passages are looked at: what a shorter one leaves out depends on which block a passage lies in.
        const settings = { top: 6, shortlist: 32, exact };
        expect(rank(index, query, settings)).toEqual(rank(build(left, 5), query, settings));
      }),
      { numRuns: 300 },
    );
  });

  it("answers the same when thousands of changes have merged its blocks", () => {
    const one = (n: number): BlockPassage[] => [
      {
        item: -1,
        coded: codePassage(
          {
            terms: [n % TERMS, (n * 7 + 1) % TERMS],
            weights: [1, (n % 13) + 1],
            dense: [n % 5, 1, -(n % 3), 0, 0, 0, 0, n % 2, 0, n % 7, 1],
          },
          DIMENSIONS,
        ),
      },
    ];
    const left: Record<string, BlockPassage[]> = { C0: one(0) };
    const index = build(left);
    for (let n = 1; n < 45_000; n++) {
      const id = `C${n}`;
      index.add(id, one(n));
      left[id] = one(n);
      if (n % 3 === 0) {
        const gone = `C${n - 2}`;
        index.remove(gone);
        delete left[gone];
      }
    }
    const query = codeNeed({ terms: [3, 22, 40], weights: [1, 2, 3], dense: [1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0] });
    const settings = { top: 40, shortlist: 50, exact: true };
    expect(index.view().blocks.length).toBeLessThanOrEqual(10);
    expect(rank(index, query, settings)).toEqual(rank(build(left), query, settings));
  });

  it("finds nearly all of the best, and as many as asked, where it looks at few of many", () => {
    let state = 1;
    const chance = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1) / 2 ** 31;
    const all: Record<string, BlockPassage[]> = {};
    for (let n = 0; n < 12_000; n++) {
      const vectorOfOne = {
        terms: [...new Set(Array.from({ length: 6 }, () => Math.floor(TERMS * chance())))].sort((a, b) => a - b),
        weights: Array.from({ length: 6 }, () => 0.1 + chance()),
        dense: Array.from({ length: DIMENSIONS }, () => chance() - 0.5),
      };
      all[`C${n}`] = [{ item: -1, coded: codePassage(vectorOfOne, DIMENSIONS) }];
    }
    const index = build(all, 5_000);
    let found = 0;
    for (let asked = 0; asked < 20; asked++) {
      const query = codeNeed({
        terms: [2, 13, 20 + asked, 50],
        weights: [0.3, 1, 1, 1],
        dense: Array.from({ length: DIMENSIONS }, () => chance() - 0.5),
      });
      const fast = rank(index, query, { top: 10, shortlist: 60, exact: false });
      const best = new Map(rank(index, query, { top: 10, shortlist: 60, exact: true }));
      expect(fast).toHaveLength(10);
      for (const [id, score] of fast) if (best.has(id)) found += Number(best.get(id) === score);
    }
    expect(found).toBeGreaterThanOrEqual(180);
  });

  it("leaves an earlier view as it was", () => {
    const index = build({ A: [{ item: -1, coded: codePassage({ terms: [1], weights: [1] }, DIMENSIONS) }] });
    const view = index.view();
    index.remove("A");
    const query = codeNeed({ terms: [1], weights: [1], dense: [] });
    expect(new Searcher(view).find([query], EVERYTHING)[0]!.candidates).toHaveLength(1);
    expect(new Searcher(index.view()).find([query], EVERYTHING)[0]!.candidates).toHaveLength(0);
  });

  it("refuses an id that is there, and the removal of one that is not", () => {
    const index = build({ A: [] });
    expect(() => index.add("A", [])).toThrow('the candidate id "A" occurs more than once');
    expect(() => index.remove("B")).toThrow('the index holds no candidate with the id "B"');
  });

  it("gives back what was laid out, from private and from shared bytes", () => {
    fc.assert(
      fc.property(collection, fc.constantFrom(allocatePrivate, allocateShared, allocateForSearch), (all, allocate) => {
        const builder = new BlockBuilder(SHAPE);
        Object.values(all).forEach((held, candidate) => builder.add(candidate, held));
        const sealed = builder.seal(TERMS, allocate);
        const opened = openBlock(sealed.range)!;
        const read = [...readBlock(opened)].map(({ passages: held }) => held);
        expect(read).toEqual(Object.values(all));
      }),
    );
  });

  it("opens no bytes that are not a whole block", () => {
    const { range } = new BlockBuilder(SHAPE).seal(TERMS, allocatePrivate);
    expect(openBlock(range)).not.toBeNull();
    expect(openBlock({ buffer: range.buffer.slice(0, range.byteLength - 8), byteOffset: 0 })).toBeNull();
    expect(openBlock({ buffer: new ArrayBuffer(range.byteLength), byteOffset: 0 })).toBeNull();
  });
});
