import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BlockBuilder } from "../index/block-builder.ts";
import { codeNeed, codePassage } from "../index/codes.ts";
import { LiveIndex } from "../index/live-index.ts";
import { Searcher } from "../index/search.ts";
import { allocateShared } from "../index/sections.ts";
import { findTerm, freezeTerms, hashGram, TermCounter } from "../index/term-table.ts";
import { loadIndex, saveIndex, type StoredIndex } from "./index-file.ts";
import { SearchPool } from "./search-pool.ts";

const SETTINGS = { top: 7, shortlist: 20, exact: false };
const TERMS = 50;
const SHAPE = { frequentTerms: 5, dimensions: 12, leading: 8 };

/** Numbers that look accidental and are the same each time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 2 ** 31;
  };
}

function vectorOf(seed: number) {
  const chance = chances(seed);
  const terms = Array.from({ length: TERMS }, (_, term) => term).filter(() => chance() < 0.2);
  return { terms, weights: terms.map(() => 0.1 + chance()), dense: Array.from({ length: 12 }, () => chance() - 0.5) };
}

function makeIndex(): StoredIndex {
  const counter = new TermCounter();
  for (let term = 0; term < TERMS; term++) counter.add(term * 7, term, TERMS - term);
  const ids = Array.from({ length: 300 }, (_, n) => `候选${String(n).padStart(3, "0")}`);
  const blocks = [0, 150].map((from) => {
    const builder = new BlockBuilder(SHAPE);
    for (let n = from; n < from + 150; n++) {
      builder.add(n, [{ item: -1, coded: codePassage(vectorOf(n), 12) }]);
    }
    return builder.seal(TERMS, allocateShared);
  });
  return { ids, blocks, vocabulary: freezeTerms(counter.counts(), allocateShared), ...SHAPE };
}

const needs = Array.from({ length: 70 }, (_, n) => codeNeed(vectorOf(1000 + n)));

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dual-high-index-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("an index file", () => {
  it("gives back the index that was written", async () => {
    const index = makeIndex();
    const path = join(folder, "index.bin");
    await saveIndex(path, index);
    const loaded = await loadIndex(path);
    expect(loaded.ids).toEqual(index.ids);
    const hash = { low: 0, high: 0 };
    hashGram("膜", hash);
    expect(findTerm(loaded.vocabulary, hash)).toBe(-1);
    expect(findTerm(loaded.vocabulary, { low: 21, high: 3 })).toBe(3);
    const find = (base: StoredIndex) => new Searcher(new LiveIndex(base, allocateShared).view()).find(needs, SETTINGS);
    expect(find(loaded)).toEqual(find(index));
    expect(await readdir(folder)).toEqual(["index.bin"]);
  });

  it("is the same to the byte when written again", async () => {
    for (const name of ["a", "b"]) await saveIndex(join(folder, name), makeIndex());
    expect(await readFile(join(folder, "a"))).toEqual(await readFile(join(folder, "b")));
  });

  it("replaces an older file only when it is whole", async () => {
    const path = join(folder, "index.bin");
    await saveIndex(path, makeIndex());
    const before = await readFile(path);
    const broken = {
      ...makeIndex(),
      blocks: [{ range: { buffer: new ArrayBuffer(8), byteOffset: 0, byteLength: 99 } }],
    };
    // @ts-expect-error: a block whose bytes are not there
    await expect(saveIndex(path, broken)).rejects.toThrow(RangeError);
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(folder)).toEqual(["index.bin"]);
  });

  it("is refused when cut short anywhere", async () => {
    const path = join(folder, "index.bin");
    await saveIndex(path, makeIndex());
    const bytes = await readFile(path);
    for (const length of [8, 20, 48, 60, 1000, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, length));
      await expect(loadIndex(path)).rejects.toMatchObject({ code: "index_file_damaged", params: { file: path } });
    }
  });

  it("is refused when a single bit is changed", async () => {
    const path = join(folder, "index.bin");
    await saveIndex(path, makeIndex());
    const bytes = await readFile(path);
    for (let at = 8; at < bytes.length; at += 997) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (at % 8);
      await writeFile(path, flipped);
      await expect(loadIndex(path)).rejects.toMatchObject({ code: "index_file_damaged" });
    }
  });

  it("is told from other files", async () => {
    const path = join(folder, "other.bin");
    for (const content of ["", "short", "a text that is long enough to hold a header of an index file, but is none"]) {
      await writeFile(path, content);
      await expect(loadIndex(path)).rejects.toMatchObject({ code: "index_file_foreign" });
    }
  });
});

describe("a pool of threads", () => {
  it("answers as one thread does, whatever their number", async () => {
    const view = new LiveIndex(makeIndex(), allocateShared).view();
    const alone = new Searcher(view).find(needs, SETTINGS);
    for (const threads of [1, 2, 3]) {
      const pool = new SearchPool(view, threads);
      expect(await pool.find(needs, SETTINGS)).toEqual(alone);
      await pool.close();
    }
  });

  it("refuses questions once it is closed", async () => {
    const pool = new SearchPool(new LiveIndex(makeIndex(), allocateShared).view(), 1);
    await pool.close();
    await expect(pool.find(needs, SETTINGS)).rejects.toThrow("closed");
  });
});
