import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bm25OverBigrams } from "./bm25.ts";
import { measureRanking } from "./metrics.ts";
import { type Judgment, readNeedsData } from "./needs-data.ts";
import { findDataFolder } from "./shared-data.ts";

const levels: Record<string, number> = { a: 4, b: 3, c: 2, d: 1, e: 1 };
const judgments: Judgment[] = Object.entries(levels).map(([candidateId, level], at) => ({
  needId: "N",
  candidateId,
  level,
  fold: at,
}));
const runOf = (scores: Record<string, number>) => new Map([["N", new Map(Object.entries(scores))]]);

describe("measureRanking", () => {
  it("gives full marks to the order of the levels", () => {
    const quality = measureRanking(judgments, runOf({ a: 5, b: 4, c: 3, d: 2, e: 2 }));
    expect(quality).toMatchObject({ rerankNdcg10: 1, pairAccuracy: 1, fullNdcg10: 1, recall100: 1, reciprocalRank: 1 });
    expect(quality.rerankSpearman).toBeCloseTo(1, 12);
  });

  it("counts equal scores as half right", () => {
    expect(measureRanking(judgments, runOf({ a: 0, b: 0, c: 0, d: 0, e: 0 })).pairAccuracy).toBe(0.5);
  });

  it("puts candidates without a score last", () => {
    expect(measureRanking(judgments, runOf({ e: 1 })).reciprocalRank).toBe(1 / 2);
  });

  it("computes nDCG by hand", () => {
    const quality = measureRanking(judgments, runOf({ d: 5, a: 4, b: 3, c: 2, e: 1 }));
    const log = (place: number): number => Math.log2(place + 1);
    const got = 7 / log(2) + 3 / log(3) + 1 / log(4);
    const ideal = 7 / log(1) + 3 / log(2) + 1 / log(3);
    expect(quality.rerankNdcg10).toBeCloseTo(got / ideal, 12);
  });
});

const needsFolder = findDataFolder("needs");
const scriptFolder = findDataFolder("evaluate");

it.skipIf(needsFolder === null || scriptFolder === null)("agrees with the public script to four decimals", () => {
  const data = readNeedsData(needsFolder!);
  const scorer = bm25OverBigrams(data.candidates);
  const run = new Map(data.needs.map((need) => [need.id, scorer(need)]));
  const folder = mkdtempSync(join(tmpdir(), "dual-high-bench-"));
  try {
    const file = join(folder, "run.tsv");
    const lines = [...run].flatMap(([needId, scores]) =>
      [...scores].map(([id, score]) => `${needId}\t${id}\t${score}`),
    );
    writeFileSync(file, lines.join("\n"));
    const script = join(scriptFolder!, "evaluate-needs.mjs");
    const printed = JSON.parse(execFileSync(process.execPath, [script, needsFolder!, file], { encoding: "utf8" }));
    const quality = measureRanking(data.judgments, run);
    const round = (value: number): number => Number(value.toFixed(4));
    expect(printed).toMatchObject({
      rerank_nDCG10: round(quality.rerankNdcg10),
      rerank_spearman: round(quality.rerankSpearman),
      pair_accuracy: round(quality.pairAccuracy),
      full_nDCG10: round(quality.fullNdcg10),
      full_R100: round(quality.recall100),
      full_MRR: round(quality.reciprocalRank),
      score_1_over_1_plus_MAE_needfold: round(quality.levelScore),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
