/**
 * Builds an index of any size with several threads. The candidates are read twice: once to learn from them - which
 * grams there are, how rare they are, and, from a sample, what they mean - and once to lay out the blocks.
 *
 * In memory are: the ids, the vocabulary, the finished blocks, the texts on their way to a thread, and one unfinished
 * block for each thread. The result is the same to the byte for any number of threads.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { builtInTerms, type TermList } from "../bilingual/term-list.ts";
import { refuseUnusableTexts } from "../candidate-index.ts";
import { MatchingError } from "../errors.ts";
import { BestList } from "../index/best-list.ts";
import { BLOCK_PASSAGES } from "../index/block.ts";
import { allocateShared, type ByteRange } from "../index/sections.ts";
import { freezeTerms, hashGram, TermCounter } from "../index/term-table.ts";
import { learnMeaning } from "../learn-meaning.ts";
import { type CountedTerms, countPassage, type Model, shapeOf } from "../model.ts";
import { compareIds } from "../order.ts";
import type { CandidateText, TextItem } from "../types.ts";
import { Vocabulary } from "../vocabulary.ts";
import { checkWeights, NEED_WEIGHTS, type Weights } from "../weights.ts";
import type { BuildAnswer, BuildMessage } from "./build-thread.ts";
import { openBlocks, shareModel, type StoredIndex } from "./stored-index.ts";

/** Gives all candidates from the beginning, each time it is called; the same ones in the same order. */
export type CandidateSource = () => Iterable<CandidateText> | AsyncIterable<CandidateText>;

export interface BuildOptions {
  readonly threads: number;
  readonly weights?: Weights;
  readonly terms?: TermList | null;
  /** Called after every few thousand candidates of each of the two passes. */
  readonly onProgress?: (pass: 1 | 2, candidates: number) => void;
}

// Candidates that travel together.
const CHUNK = 1024;
// Chunks that wait for one thread while candidates are counted.
const WAITING = 2;
const SAMPLE_TEXTS = 20_000;

/**
 * @throws MatchingError `duplicate_id`, `invalid_text`, `too_many_items`, `invalid_option`, `source_changed` (the second
 *   reading gave other candidates than the first).
 */
export async function buildStoredIndex(source: CandidateSource, options: BuildOptions): Promise<StoredIndex> {
  const { threads, terms = builtInTerms() } = options;
  const weights = checkWeights(options.weights ?? NEED_WEIGHTS);
  const titleWeight = weights.candidateTitle;
  const team = Array.from({ length: threads }, () => new BuildThread());
  try {
    const read = await count(source, titleWeight, team, options);
    const { sample, vocabulary } = read;
    const passages = () => countSample(sample, titleWeight, vocabulary);
    const { meaning, vectorOfTerm } = learnMeaning(sample, vocabulary, passages, shareValues);
    const model: Model = { weights, vocabulary, meaning, terms };
    for (const thread of team) thread.tell({ kind: "model", model: shareModel(model), vectorOfTerm });
    const ranges = await lay(source, read, team, options);
    return { ids: read.order.ids, blocks: openBlocks(ranges), ...shapeOf(model), model };
  } finally {
    await Promise.all(team.map((thread) => thread.end()));
  }
}

interface Read {
  readonly vocabulary: Vocabulary;
  readonly sample: readonly TextItem[];
  readonly texts: number;
  /** Ids as they came. */
  readonly ids: readonly string[];
  readonly order: IdOrder;
}

async function count(
  source: CandidateSource,
  titleWeight: number,
  team: readonly BuildThread[],
  { onProgress }: BuildOptions,
): Promise<Read> {
  const ids: string[] = [];
  const sampler = new Sampler();
  let texts = 0;
  let turn = 0;
  for await (const candidates of chunksOf(source())) {
    for (const candidate of candidates) {
      refuseUnusableTexts(candidate);
      ids.push(candidate.id);
      texts += 1 + (candidate.items?.length ?? 0);
      sampler.offer(candidate);
    }
    await team[turn++ % team.length]!.askInTurn({ kind: "count", candidates, titleWeight });
    onProgress?.(1, ids.length);
  }
  const counter = new TermCounter();
  let passages = 0;
  for (const thread of team) {
    const counted = await thread.ask({ kind: "counted" });
    if (counted.kind !== "counts") throw new TypeError("a thread did not count");
    counter.addAll(counted.counts);
    passages += counted.passages;
  }
  const vocabulary = new Vocabulary(freezeTerms(counter.counts(), allocateShared), passages);
  return { vocabulary, sample: sampler.texts(), texts, ids, order: orderIds(ids) };
}

/** The passages of the sample, by the terms of the vocabulary. */
function countSample(sample: readonly TextItem[], titleWeight: number, vocabulary: Vocabulary): CountedTerms[] {
  return sample
    .map((text) => countPassage(text, titleWeight))
    .filter(({ size }) => size > 0)
    .map((counts) => ({
      terms: Uint32Array.from(counts.keys(), (gram) => vocabulary.get(gram)!),
      counts: [...counts.values()],
    }));
}

function shareValues(values: Int8Array): Int8Array {
  const shared = new Int8Array(allocateShared(values.byteLength).buffer);
  shared.set(values);
  return shared;
}

async function lay(
  source: CandidateSource,
  { ids, texts, order }: Read,
  team: readonly BuildThread[],
  { onProgress }: BuildOptions,
): Promise<ByteRange[]> {
  // Blocks of about equal size, so that threads end at about the same time; whatever their number.
  const target = Math.ceil(texts / Math.ceil(texts / BLOCK_PASSAGES));
  const blocks: Promise<BuildAnswer>[] = [];
  const isBusy = team.map((): Promise<unknown> => Promise.resolve());
  let done = 0;
  let inBlock = 0;
  const seal = (): void => {
    const sealed = team[blocks.length % team.length]!.ask({ kind: "seal" });
    isBusy[blocks.length % team.length] = sealed;
    blocks.push(sealed);
    inBlock = 0;
  };
  const send = async (candidates: readonly CandidateText[]): Promise<void> => {
    if (candidates.length === 0) return;
    await isBusy[blocks.length % team.length];
    const numbers = order.numbers.subarray(done, done + candidates.length);
    team[blocks.length % team.length]!.tell({ kind: "lay", candidates, numbers: numbers.slice() });
    done += candidates.length;
    onProgress?.(2, done);
  };

  for await (const candidates of chunksOf(source())) {
    let from = 0;
    for (const [at, candidate] of candidates.entries()) {
      if (candidate.id !== ids[done + at - from]) throw new MatchingError("source_changed", { id: candidate.id });
      const own = 1 + (candidate.items?.length ?? 0);
      if (inBlock > 0 && (inBlock >= target || inBlock + own > BLOCK_PASSAGES)) {
        await send(candidates.slice(from, at));
        from = at;
        seal();
      }
      inBlock += own;
    }
    await send(candidates.slice(from));
  }
  if (done !== ids.length) throw new MatchingError("source_changed", { id: ids[done]! });
  if (inBlock > 0) seal();
  return (await Promise.all(blocks)).flatMap((answer) => (answer.kind === "block" ? [answer.range] : []));
}

async function* chunksOf(candidates: ReturnType<CandidateSource>): AsyncGenerator<CandidateText[]> {
  let chunk: CandidateText[] = [];
  for await (const candidate of candidates) {
    chunk.push(candidate);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

interface IdOrder {
  /** Ascending. */
  readonly ids: readonly string[];
  /** The place among `ids` of each id as it came. */
  readonly numbers: Uint32Array;
}

function orderIds(ids: readonly string[]): IdOrder {
  const places = Uint32Array.from(ids.keys()).sort((a, b) => compareIds(ids[a]!, ids[b]!));
  const numbers = new Uint32Array(ids.length);
  for (const [number, place] of places.entries()) numbers[place] = number;
  const ordered = Array.from(places, (place) => ids[place]!);
  const twice = ordered.find((id, at) => at > 0 && ordered[at - 1] === id);
  if (twice !== undefined) throw new MatchingError("duplicate_id", { what: "candidate", id: twice });
  return { ids: ordered, numbers };
}

/** Keeps the texts whose ids have the lowest hashes: as good as chance, and the same in whatever order they come. */
class Sampler {
  readonly #best = new BestList(SAMPLE_TEXTS);
  readonly #kept: { readonly id: string; readonly item: number; readonly text: TextItem }[] = [];
  readonly #hash = { low: 0, high: 0 };

  offer(candidate: CandidateText): void {
    for (const [item, { title, content }] of [candidate, ...(candidate.items ?? [])].entries()) {
      hashGram(`${candidate.id}\n${item}`, this.#hash);
      const place = this.#best.offer(-this.#hash.low, this.#hash.high, item);
      if (place >= 0) this.#kept[place] = { id: candidate.id, item, text: { title, content } };
    }
  }

  /** In the order of their ids. */
  texts(): TextItem[] {
    return [...this.#kept].sort((a, b) => compareIds(a.id, b.id) || a.item - b.item).map(({ text }) => text);
  }
}

class BuildThread {
  readonly #worker = new Worker(new URL("./build-thread.ts", import.meta.url));
  readonly #asked: { done: (answer: BuildAnswer) => void; failed: (error: Error) => void }[] = [];
  readonly #inTurn: Promise<BuildAnswer>[] = [];

  constructor() {
    this.#worker.on("message", (answer: BuildAnswer) => this.#asked.shift()?.done(answer));
    this.#worker.on("error", (error: Error) => {
      for (const { failed } of this.#asked.splice(0)) failed(error);
    });
  }

  tell(message: BuildMessage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#worker.postMessage(message);
  }

  ask(message: BuildMessage): Promise<BuildAnswer> {
    const answer = new Promise<BuildAnswer>((done, failed) => this.#asked.push({ done, failed }));
    this.tell(message);
    return answer;
  }

  /** Asks, and waits only when too much is waiting already. */
  async askInTurn(message: BuildMessage): Promise<void> {
    this.#inTurn.push(this.ask(message));
    if (this.#inTurn.length > WAITING) await this.#inTurn.shift();
  }

  async end(): Promise<void> {
    const ended = once(this.#worker, "exit");
    await this.#worker.terminate();
    await ended;
  }
}
