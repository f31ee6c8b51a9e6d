/** Real needs, judged against real achievements (CCF BDCI 2019). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CandidateText, NeedText } from "@dual-high/matching";

/** One person's view of one pair. The same pair may have been judged twice, with different levels. */
export interface Judgment {
  readonly needId: string;
  readonly candidateId: string;
  /** 1 weak, 2, 3, 4 strong. */
  readonly level: number;
  /** 0 to 4; all judgments of a need share a fold. */
  readonly fold: number;
}

export interface NeedsData {
  readonly needs: readonly NeedText[];
  readonly candidates: readonly CandidateText[];
  readonly judgments: readonly Judgment[];
}

export const FOLDS = 5;

/** Reads needs.jsonl, achievements.jsonl and judgments.tsv of a folder. */
export function readNeedsData(folder: string): NeedsData {
  const lines = (file: string): string[] => readFileSync(join(folder, file), "utf8").split("\n").filter(Boolean);
  return {
    needs: lines("needs.jsonl").map((line) => JSON.parse(line)),
    // The data holds the content words of each title only; run together they read like a title again.
    candidates: lines("achievements.jsonl").map((line) => {
      const { id, titleTokens } = JSON.parse(line) as { id: string; titleTokens: string[] };
      return { id, title: titleTokens.join(""), content: "" };
    }),
    judgments: lines("judgments.tsv")
      .slice(1)
      .map((line) => {
        const [, needId, candidateId, level, fold] = line.split("\t");
        return { needId: needId!, candidateId: candidateId!, level: Number(level), fold: Number(fold) };
      }),
  };
}
