import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildIndex } from "../candidate-index.ts";
import { describeFormula } from "../formula.ts";
import { type Found, Searcher, type SearchSettings } from "../index/search.ts";
import { vectoriseNeed } from "../need-vector.ts";
import { rank } from "../rank.ts";
import type { CandidateText, NeedText } from "../types.ts";
import { NEED_WEIGHTS } from "../weights.ts";
import { buildStoredIndex } from "./build.ts";
import { loadIndex, saveIndex } from "./index-file.ts";
import { SearchPool } from "./search-pool.ts";
import { type StoredIndex, viewOf } from "./stored-index.ts";

const SETTINGS = { top: 7, shortlist: 20, exact: false };
const WORDS = "永磁 电机 控制 挤压 薄膜 分离 乳铁蛋白 燃料电池 轴承 铸造 传感 阀门 发酵 提纯 涂层 焊接 光谱 催化".split(
  " ",
);

/** Words that look accidental and are the same each time. */
function write(seed: number, words: number): string {
  let state = seed;
  return Array.from({ length: words }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return WORDS[Math.floor((state / 2 ** 31) * WORDS.length)]!;
  }).join("");
}

/** More than a thousand texts, so that meaning is learnt; some candidates are teams, some empty; not in order. */
const candidates: CandidateText[] = Array.from({ length: 1500 }, (_, n) => ({
  id: `候选${String((n * 7) % 1500).padStart(4, "0")}`,
  title: n % 50 === 7 ? "" : write(n, 3),
  content: n % 50 === 7 ? "" : write(n + 5000, n % 9),
  ...(n % 20 === 3 ? { items: [0, 1, 2].map((item) => ({ title: write(n * 3 + item, 4), content: "" })) } : {}),
}));
const needs: NeedText[] = Array.from({ length: 70 }, (_, n) => ({
  id: String(n),
  title: write(n + 9000, 2),
  content: write(n + 7000, 12),
}));

let folder = "";
let index: StoredIndex;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dual-high-index-"));
  index = await buildStoredIndex(() => candidates, { threads: 2 });
  await saveIndex(join(folder, "index.bin"), index);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const findIn = (base: StoredIndex, settings: SearchSettings = SETTINGS) =>
  new Searcher(viewOf(base)).find(
    needs.map((need) => vectoriseNeed(base.model, need).coded),
    settings,
  );

describe("a build by threads", () => {
  it("gives the same bytes for any number of threads", async () => {
    const expected = await readFile(join(folder, "index.bin"));
    for (const threads of [1, 3]) {
      await saveIndex(join(folder, "other.bin"), await buildStoredIndex(() => candidates, { threads }));
      expect((await readFile(join(folder, "other.bin"))).equals(expected)).toBe(true);
    }
    await rm(join(folder, "other.bin"));
  });

  it("finds what an index in memory finds, with the same scores, in whatever order the candidates come", async () => {
    const inMemory = buildIndex(candidates);
    const shuffled = await buildStoredIndex(() => candidates.toReversed(), { threads: 2 });
    const named = ({ candidates: found, scores }: Found, ids: readonly string[]) =>
      Array.from(found, (c, at) => ({ id: ids[c]!, score: scores[at]! })).filter(({ score }) => score > 0);
    for (const base of [index, shuffled]) {
      const searcher = new Searcher(viewOf(base));
      for (const need of needs) {
        const [found] = searcher.find([vectoriseNeed(base.model, need).coded], { ...SETTINGS, exact: true });
        expect(named(found!, base.ids)).toEqual(rank(inMemory, need, { top: SETTINGS.top }));
      }
    }
  });

  it("has learnt meaning here", () => {
    expect(index.model.meaning).not.toBeNull();
    expect(index.dimensions).toBeGreaterThan(8);
  });

  it("indexes no candidates at all", async () => {
    const none = await buildStoredIndex(() => [], { threads: 2 });
    expect(findIn(none).map(({ candidates: found }) => found.length)).toEqual(needs.map(() => 0));
  });

  it("names an id that comes twice, a text that is missing, and a list that changed meanwhile", async () => {
    const text = { title: "膜", content: "" };
    const twice = [
      { id: "A", ...text },
      { id: "A", ...text },
    ];
    await expect(buildStoredIndex(() => twice, { threads: 1 })).rejects.toMatchObject({ code: "duplicate_id" });
    // @ts-expect-error: what a JSON file may hold
    const broken: CandidateText[] = [{ id: "A", title: "膜" }];
    await expect(buildStoredIndex(() => broken, { threads: 1 })).rejects.toMatchObject({ code: "invalid_text" });
    for (const second of [[{ id: "B", ...text }], []]) {
      const readings = [[{ id: "A", ...text }], second];
      await expect(buildStoredIndex(() => readings.shift()!, { threads: 1 })).rejects.toMatchObject({
        code: "source_changed",
      });
    }
  });
});

describe("an index file", () => {
  it("gives back the index that was written", async () => {
    const loaded = await loadIndex(join(folder, "index.bin"));
    expect(loaded.ids).toEqual(index.ids);
    expect(findIn(loaded)).toEqual(findIn(index));
    expect(await readdir(folder)).toEqual(["index.bin"]);
  });

  it("replaces an older file only when it is whole", async () => {
    const path = join(folder, "index.bin");
    const before = await readFile(path);
    const broken = { ...index, blocks: [{ range: { buffer: new ArrayBuffer(8), byteOffset: 0, byteLength: 99 } }] };
    // @ts-expect-error: a block whose bytes are not there
    await expect(saveIndex(path, broken)).rejects.toThrow(RangeError);
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(folder)).toEqual(["index.bin"]);
  });

  it("is refused when cut short anywhere", async () => {
    const bytes = await readFile(join(folder, "index.bin"));
    const path = join(folder, "short.bin");
    for (const length of [8, 20, 48, 60, 1000, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, length));
      await expect(loadIndex(path)).rejects.toMatchObject({ code: "index_file_damaged", params: { file: path } });
    }
    await rm(path);
  });

  it("is refused when a single bit is changed", async () => {
    const bytes = await readFile(join(folder, "index.bin"));
    const path = join(folder, "flipped.bin");
    for (let at = 8; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (at % 8);
      await writeFile(path, flipped);
      await expect(loadIndex(path)).rejects.toMatchObject({ code: "index_file_damaged" });
    }
    await rm(path);
  });

  it("is refused when another formula built it, and read when that formula is named", async () => {
    const weights = { ...NEED_WEIGHTS, candidateTitle: 5 };
    const path = join(folder, "weights.bin");
    await saveIndex(path, await buildStoredIndex(() => candidates.slice(0, 50), { threads: 1, weights }));
    const refused = { code: "index_formula_differs", params: { file: path } };
    await expect(loadIndex(path)).rejects.toMatchObject(refused);
    await expect(loadIndex(path, { weights: { ...weights, meaning: 0 } })).rejects.toMatchObject(refused);
    expect((await loadIndex(path, { weights })).model.weights).toEqual(weights);
    await rm(path);
  });

  // When only the scores have changed here, REVISION in formula.ts is to be raised: else older files would go on being read.
  it("names another formula whenever scores are others", () => {
    const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);
    const scores = findIn(index, { ...SETTINGS, exact: true }).map((found) => [...found.scores]);
    expect({ formula: digest(describeFormula(NEED_WEIGHTS)), scores: digest(JSON.stringify(scores)) }).toEqual({
      formula: "a6af5c2adfb3d358",
      scores: "0d77ca4947fa1b5a",
    });
  });

  it("is told from other files", async () => {
    const path = join(folder, "foreign.bin");
    for (const content of ["", "short", "a text that is long enough to hold a header of an index file, but is none"]) {
      await writeFile(path, content);
      await expect(loadIndex(path)).rejects.toMatchObject({ code: "index_file_foreign" });
    }
    await rm(path);
  });
});

describe("a pool of threads", () => {
  it("answers as one thread does, whatever their number, needs in words and needs in codes", async () => {
    const alone = findIn(index);
    for (const threads of [1, 2, 3]) {
      const pool = new SearchPool(viewOf(index), index.model, threads);
      expect(await pool.find(needs, SETTINGS)).toEqual(alone);
      const coded = needs.map((need) => vectoriseNeed(index.model, need).coded);
      expect(await pool.find(coded, SETTINGS)).toEqual(alone);
      await pool.close();
    }
  });

  it("refuses questions once it is closed", async () => {
    const pool = new SearchPool(viewOf(index), index.model, 1);
    await pool.close();
    await expect(pool.find(needs, SETTINGS)).rejects.toThrow("closed");
  });
});
