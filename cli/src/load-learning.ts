import { extname } from "node:path";
import type { Language } from "@dual-high/kernel";
import { type Judgement, type Learning, readLearning } from "@dual-high/matchlist";
import { NEED_WEIGHTS } from "@dual-high/matching";
import { cliError } from "./errors.ts";
import { readInput } from "./files.ts";
import { loadTexts } from "./load-texts.ts";
import type { makeProgress } from "./progress.ts";
import { loadWeights } from "./weights-file.ts";

export interface LearningFiles {
  readonly needs?: string;
  readonly candidates?: string;
  readonly feedback: string;
  readonly weights?: string;
}

export interface LoadedLearning extends Learning {
  /** Lines that are no decision, or name nothing of the lists. */
  readonly unused: number;
}

const ACCEPTED = new Map([
  ["accepted", true],
  ["refused", false],
]);

/** Decisions with the texts that they are about: all in the file that the server gives, or lines beside two lists. */
export async function loadLearning(
  files: LearningFiles,
  progress: ReturnType<typeof makeProgress>,
  isQuiet: boolean,
  language: Language,
): Promise<LoadedLearning> {
  const { weights } = await loadWeights(files.weights);
  const bytes = (await readInput(files.feedback)).bytes;
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (extname(files.feedback).toLowerCase() === ".jsonl") {
    const learning = readLearning(lines);
    if (learning === null) throw cliError("cli.not_decisions", { path: files.feedback });
    return { ...learning, ...(weights === undefined ? {} : { present: weights }), unused: 0 };
  }
  const { needs, candidates } = files;
  if (needs === undefined || candidates === undefined) throw cliError("cli.decisions_without_texts", {});
  const { needsRead, candidatesRead } = await loadTexts({ needs, candidates }, progress, isQuiet, language);
  const known = {
    needs: new Set(needsRead.records.map(({ id }) => id)),
    candidates: new Set(candidatesRead.records.map(({ id }) => id)),
  };
  const told = lines.filter((line) => line.trim() !== "");
  const judgements = told.flatMap((line): Judgement[] => {
    const [needId = "", candidateId = "", decided = "", reason = ""] = line.split("\t").map((cell) => cell.trim());
    const accepted = ACCEPTED.get(decided);
    if (accepted === undefined || !known.needs.has(needId) || !known.candidates.has(candidateId)) return [];
    return [{ needId, candidateId, accepted, reason: accepted || reason === "" ? null : reason }];
  });
  return {
    needs: needsRead.records,
    candidates: candidatesRead.records,
    judgements,
    present: weights ?? NEED_WEIGHTS,
    unused: told.length - judgements.length,
  };
}
