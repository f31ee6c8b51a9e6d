/** One thread of a build: counts grams first, then lays out blocks. Messages are worked off in their order. */
import { parentPort } from "node:worker_threads";
import { BlockBuilder, type BlockPassage } from "../index/block-builder.ts";
import { codePassage } from "../index/codes.ts";
import { allocateForSearch, type ByteRange } from "../index/sections.ts";
import { hashGram, type TermCounts, TermCounter } from "../index/term-table.ts";
import { countPassage, type Model, shapeOf, vectorisePassage } from "../model.ts";
import type { CandidateText, TextItem } from "../types.ts";
import { openModel, type SharedModel } from "./stored-index.ts";

export type BuildMessage =
  | { readonly kind: "count"; readonly candidates: readonly CandidateText[]; readonly titleWeight: number }
  | { readonly kind: "counted" }
  | { readonly kind: "model"; readonly model: SharedModel; readonly vectorOfTerm: Int32Array }
  | { readonly kind: "lay"; readonly candidates: readonly CandidateText[]; readonly numbers: Uint32Array }
  | { readonly kind: "seal" };

/** What comes back, after "count", "counted" and "seal". */
export type BuildAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "counts"; readonly counts: TermCounts; readonly passages: number }
  | { readonly kind: "block"; readonly range: ByteRange };

const OWN_TEXT = -1;

let counter = new TermCounter();
let passages = 0;
let model: Model | null = null;
let vectorOfTerm: Int32Array = new Int32Array(0);
let builder: BlockBuilder | null = null;

parentPort!.on("message", (message: BuildMessage) => {
  const reply = answer(message);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  if (reply !== null) parentPort!.postMessage(reply);
});

function answer(message: BuildMessage): BuildAnswer | null {
  switch (message.kind) {
    case "count":
      for (const candidate of message.candidates) {
        for (const text of textsOf(candidate)) count(text, message.titleWeight);
      }
      return { kind: "ready" };
    case "counted": {
      const counts = counter.counts();
      counter = new TermCounter();
      return { kind: "counts", counts, passages };
    }
    case "model":
      model = openModel(message.model);
      vectorOfTerm = message.vectorOfTerm;
      return null;
    case "lay":
      builder ??= new BlockBuilder(shapeOf(model!));
      for (const [at, candidate] of message.candidates.entries()) {
        builder.add(message.numbers[at]!, codeCandidate(model!, candidate));
      }
      return null;
    case "seal": {
      const { range } = builder!.seal(model!.vocabulary.table.terms, allocateForSearch);
      builder = null;
      return { kind: "block", range };
    }
    default:
      return message satisfies never;
  }
}

const hash = { low: 0, high: 0 };

function count(text: TextItem, titleWeight: number): void {
  const grams = countPassage(text, titleWeight);
  if (grams.size > 0) passages += 1;
  for (const gram of grams.keys()) {
    hashGram(gram, hash);
    counter.add(hash.low, hash.high, 1);
  }
}

function codeCandidate(known: Model, candidate: CandidateText): BlockPassage[] {
  const { dimensions } = shapeOf(known);
  return textsOf(candidate).flatMap((text, at) => {
    const grams = countPassage(text, known.weights.candidateTitle);
    if (grams.size === 0) return [];
    const terms = Uint32Array.from(grams.keys(), (gram) => known.vocabulary.get(gram)!);
    const vector = vectorisePassage(known, vectorOfTerm, { terms, counts: [...grams.values()] });
    return [{ item: at + OWN_TEXT, coded: codePassage(vector, dimensions) }];
  });
}

function textsOf(candidate: CandidateText): TextItem[] {
  return [candidate, ...(candidate.items ?? [])];
}
