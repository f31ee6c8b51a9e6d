import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { loadWriter } from "@dual-high/lists";
import { type IndexOptions, loadWords } from "@dual-high/matching";
import { buildIndexInTwoThreads, type Learner, type ModelOptions } from "@dual-high/matching/node";
import {
  composeMatchList,
  type Findings,
  findingsOf,
  gatherPartners,
  type Groundwork,
  layGroundwork,
  makeEngineWith,
  makeMatcherOn,
  type MatchList,
  type MatchOptions,
  type PairLists,
  type Partners,
} from "@dual-high/matchlist";
import { cliError } from "../errors.ts";
import { freeMemory } from "../free-memory.ts";
import type { makeProgress } from "../progress.ts";
import { texts } from "../texts.ts";
import { rankWithModels } from "./rank-with-models.ts";
import { matchInBlocks } from "./match-in-blocks.ts";
import { workingFolderOf } from "./working-folder.ts";

/** From so many needs on a run is worth threads, and worth keeping when it is stopped. */
const LARGE_FROM = 1_000;

export interface FindRequest {
  readonly lists: PairLists;
  readonly options: MatchOptions;
  readonly isDayGiven: boolean;
  readonly terms: Pick<IndexOptions, "terms">;
  /** Models beside the engine, for lists below {@link LARGE_FROM} needs. */
  readonly models: ModelOptions | null;
  readonly out: string;
  readonly threads: number;
  readonly resume: boolean;
  readonly language: Language;
  readonly progress: ReturnType<typeof makeProgress>;
  readonly isQuiet: boolean;
  /** Called once, when nothing is left to learn: from then on the second of two cores has nothing to do. */
  readonly onLearnt: () => void;
  /** Has begun already; not used where the needs are matched in blocks. */
  readonly learner: Learner;
}

/** What was found, wherever it is kept. */
export interface Found {
  readonly lists: PairLists;
  readonly options: MatchOptions;
  readonly partners: Partners;
  readonly findings: Findings;
  /** The match list, where it is made already. */
  readonly list: MatchList | null;
  /** Blocks of a large run: how many there are, and how many an earlier run had done. */
  readonly blocks: { readonly total: number; readonly kept: number } | null;
  /** Once the output is written: what was kept to go on with goes. */
  readonly forget: () => Promise<void>;
}

/** Matches all needs: a list of a pair at once, a larger one in blocks that are kept until the output is written. */
export async function findAll(request: FindRequest): Promise<Found> {
  const { length } = request.lists.needs.records;
  if (request.models !== null && length >= LARGE_FROM) {
    throw cliError("cli.models_for_small_lists", { needs: length, most: LARGE_FROM - 1 });
  }
  return request.lists.needs.records.length < LARGE_FROM ? findAtOnce(request) : findInBlocks(request);
}

async function findAtOnce({ lists, options, terms, models, progress, onLearnt, learner }: FindRequest): Promise<Found> {
  progress.step({ phase: "index", done: 0, total: 1 });
  const partners = gatherPartners(lists, options);
  const setting = options.weights === undefined ? terms : { ...terms, weights: options.weights };
  const needs = lists.needs.records;
  const makeEngineHere = makeEngineWith(setting);
  let groundwork: Groundwork | undefined;
  const index = await buildIndexInTwoThreads(
    partners.texts,
    { ...setting, background: needs },
    {
      async meanwhile() {
        // Instruments are ranked by the engine alone.
        groundwork = layGroundwork(lists, options, makeEngineHere, { partners, needs });
        // What explaining and writing would load.
        loadWords();
        await loadWriter();
      },
      onLearnt,
      learner,
    },
  );
  groundwork ??= layGroundwork(lists, options, makeEngineHere, { partners });
  freeMemory();
  const matcher =
    models === null
      ? makeMatcherOn(index)
      : await rankWithModels(index, needs, models, (done, total) => progress.step({ phase: "match", done, total }));
  const list = composeMatchList(lists, options, { makeMatcher: () => matcher, groundwork, onProgress: progress.step });
  return { lists, options, partners, findings: () => findingsOf(list), list, blocks: null, forget: async () => {} };
}

async function findInBlocks(request: FindRequest): Promise<Found> {
  const { lists, out, language, progress, isQuiet, onLearnt } = request;
  const words = texts[language];
  const folder = workingFolderOf(out);
  const say = (text: string) => {
    progress.end();
    if (!isQuiet) process.stderr.write(`${text}\n`);
  };
  const interrupt = () => {
    say(words.interrupted(folder.path));
    process.exit(130);
  };
  process.once("SIGINT", interrupt);
  onLearnt();
  try {
    progress.step({ phase: "index", done: 0, total: 1 });
    const started = performance.now();
    const { partners, options, blocks, kept, found } = await matchInBlocks({
      ...request,
      folder,
      onBegin(begin) {
        if (begin.kept > 0) say(words.goesOn(begin));
        if (begin.differs.length > 0) say(words.beginsAnew(begin.differs));
        progress.step({ phase: "index", done: 0, total: 1 });
      },
      onProgress: (done, total) => progress.rate(done, total, performance.now() - started),
    });
    progress.step({ phase: "plan", done: 0, total: 1 });
    const forget = async () => folder.remove();
    return { lists, options, partners, findings: found, list: null, blocks: { total: blocks, kept }, forget };
  } finally {
    process.off("SIGINT", interrupt);
  }
}
