import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { LIST_KINDS, type ListKind, type ListReading } from "@dual-high/lists";
import { type Learner, openLearner } from "@dual-high/matching/node";
import { gatherPartners, type MatchCounts, type MatchOptions, type RunFacts } from "@dual-high/matchlist";
import { cliError } from "../errors.ts";
import { findAll, type Found } from "../findings/find-all.ts";
import { refuseTooLarge, writeFindings } from "../findings/write-findings.ts";
import { refuseOverwriting } from "../files.ts";
import { type HandingBack, openHandingBack, type Returned } from "../handing-back/hand-back.ts";
import { freeMemory, giveThreadsRoom, keepRoomForNewObjects } from "../free-memory.ts";
import { type LoadedList, loadList, loadNeeds } from "../load-list.ts";
import { type ModelCommandOptions, openModels } from "../models.ts";
import { parseDayOption, parseMaps, parseWhole } from "../options.ts";
import { isNotice, isRefusal, tellSome } from "../problems.ts";
import { makeProgress } from "../progress.ts";
import { loadTerms } from "../terms.ts";
import { texts } from "../texts.ts";
import { VERSION } from "../version.ts";
import { loadWeights } from "../weights-file.ts";

/** The options of `dualhigh match` as commander hands them over. */
export interface MatchCommandOptions extends ModelCommandOptions {
  readonly needs: string;
  readonly achievements?: string;
  readonly instruments?: string;
  readonly teams?: string;
  readonly out: string;
  readonly top: string;
  readonly capacity: string;
  readonly today?: string;
  readonly terms?: string;
  readonly weights?: string;
  readonly map: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Threads that match a large list. */
  readonly threads?: string;
  /** Whether a run that was stopped goes on; true unless told otherwise. */
  readonly resume?: boolean;
  /** The summary alone, without the rows behind it. */
  readonly brief?: boolean;
}

type Loaded = { readonly [K in ListKind]?: LoadedList<K> } & { readonly needs: LoadedList<"needs"> };

/** The main job: lists in, match list out, and each list back with remarks where it needs mending. */
export async function matchCommand(options: MatchCommandOptions, language: Language): Promise<void> {
  const started = performance.now();
  const maps = parseMaps(options.map);
  const top = parseWhole("--top", options.top, 1, 50);
  const capacity = parseWhole("--capacity", options.capacity, 1, 1000);
  const threads = parseWhole("--threads", options.threads ?? String(Math.min(8, availableParallelism())), 1, 64);
  const madeAt = new Date();
  const today = options.today === undefined ? dayInShanghai(madeAt) : parseDayOption("--today", options.today);
  refuseOverwriting(options.out, [
    options.needs,
    options.achievements,
    options.instruments,
    options.teams,
    options.terms,
    options.weights,
  ]);
  const progress = makeProgress(language, options.quiet === true || options.json === true);
  const phases = { read: 0, match: 0, write: 0 };
  let since = started;
  const endPhase = (name: keyof typeof phases) => {
    const now = performance.now();
    phases[name] += Math.round(now - since);
    since = now;
  };

  const terms = await loadTerms(options.terms, language, options.quiet === true || options.json === true);
  const ranking = { top, capacity, today, ...(await loadWeights(options.weights)) };
  giveThreadsRoom();
  const learner = openLearner();
  const loaded = await loadAll(options, maps, progress).catch(async (error: unknown) => {
    await learner.end();
    throw error;
  });
  endPhase("read");
  freeMemory();
  const handingBack = openHandingBack(loaded, options.out, language);
  const matched = await matchLoaded({
    options,
    language,
    loaded,
    ranking,
    terms,
    threads,
    progress,
    handingBack,
    learner,
  }).catch(async (error: unknown) => {
    await learner.end();
    // A run that fails has still told what to mend.
    await handingBack.end();
    throw error;
  });
  await learner.end();
  endPhase("match");
  progress.write();
  const counts = await matched.write({ version: VERSION, madeAt });
  const returned = await handingBack.end();
  endPhase("write");
  progress.end();

  const ms = Math.round(performance.now() - started);
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ ...countLists(loaded), ...counts, out: options.out, ...(matched.blocks === null ? {} : { blocks: matched.blocks }), corrections: returned, phases, ms })}\n`,
    );
  } else if (!options.quiet) {
    if (!options.brief) tellProblems(loaded, language);
    tellResult(counts, loaded, options.out, returned, ms, language);
  }
}

interface LoadedRun {
  readonly options: MatchCommandOptions;
  readonly language: Language;
  readonly loaded: Loaded;
  readonly ranking: MatchOptions;
  readonly terms: Awaited<ReturnType<typeof loadTerms>>;
  readonly threads: number;
  readonly progress: ReturnType<typeof makeProgress>;
  readonly handingBack: HandingBack;
  readonly learner: Learner;
}

/** Matches what was read; `write` then writes the match list. */
async function matchLoaded({
  options,
  language,
  loaded,
  ranking,
  terms,
  threads,
  progress,
  handingBack,
  learner,
}: LoadedRun): Promise<
  Pick<Found, "blocks"> & { write(run: Pick<RunFacts, "version" | "madeAt">): Promise<MatchCounts> }
> {
  const needs = loaded.needs.reading;
  const lists = Object.fromEntries(LIST_KINDS.flatMap((kind) => (loaded[kind] ? [[kind, loaded[kind].reading]] : [])));
  if (needs.records.length === 0) {
    progress.end();
    tellProblems(loaded, language);
    throw cliError("cli.no_needs", { path: options.needs });
  }
  const models = await openModels(options, needs.records, () => gatherPartners(lists, ranking).texts, language);
  refuseTooLarge(options.out, needs.records.length, ranking.top);
  const found = await findAll({
    lists: { ...lists, needs },
    options: ranking,
    isDayGiven: options.today !== undefined,
    terms,
    models,
    out: options.out,
    threads,
    resume: options.resume !== false,
    language,
    progress,
    isQuiet: options.quiet === true || options.json === true,
    onLearnt: () => handingBack.begin(),
    learner,
  });
  const inputs = LIST_KINDS.flatMap((kind) => (loaded[kind] ? [loaded[kind].input] : []));
  return {
    blocks: found.blocks,
    async write(run) {
      const counts = await writeFindings(
        options.out,
        found,
        { ...run, inputs, models: models?.used() ?? [] },
        language,
      );
      await found.forget();
      return counts;
    },
  };
}

/** The calendar day of the offices that use this, wherever the machine stands. */
function dayInShanghai(at: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(at);
}

async function loadAll(
  options: MatchCommandOptions,
  maps: ReturnType<typeof parseMaps>,
  progress: ReturnType<typeof makeProgress>,
): Promise<Loaded> {
  progress.read(options.needs);
  const needs = await loadNeeds(options.needs, maps.needs, progress.read);
  keepRoomForNewObjects();
  const others: {
    achievements?: LoadedList<"achievements">;
    instruments?: LoadedList<"instruments">;
    teams?: LoadedList<"teams">;
  } = {};
  if (options.achievements !== undefined) {
    progress.read(options.achievements);
    others.achievements = await loadList("achievements", options.achievements, maps.achievements);
  }
  if (options.instruments !== undefined) {
    progress.read(options.instruments);
    others.instruments = await loadList("instruments", options.instruments, maps.instruments);
  }
  if (options.teams !== undefined) {
    progress.read(options.teams);
    others.teams = await loadList("teams", options.teams, maps.teams);
  }
  return { needs, ...others };
}

function countLists(loaded: Loaded): Record<ListKind, { read: number; warned: number; refused: number }> {
  const count = (reading: ListReading<ListKind> | undefined) => ({
    read: reading?.read ?? 0,
    warned: reading?.warned ?? 0,
    refused: reading?.refused ?? 0,
  });
  return {
    needs: count(loaded.needs.reading),
    achievements: count(loaded.achievements?.reading),
    instruments: count(loaded.instruments?.reading),
    teams: count(loaded.teams?.reading),
  };
}

/** The refused rows first, then notes about the files; remarks on single cells stand in the returned workbooks. */
function tellProblems(loaded: Loaded, language: Language): void {
  for (const kind of LIST_KINDS) {
    const problems = loaded[kind]?.reading.problems ?? [];
    tellSome(problems.filter(isRefusal), language, "moreRefused");
    tellSome(problems.filter(isNotice), language, "moreNotices");
  }
}

function tellResult(
  outcomes: MatchCounts,
  loaded: Loaded,
  out: string,
  returned: Returned,
  ms: number,
  language: Language,
): void {
  const words = texts[language];
  const counts = countLists(loaded);
  for (const kind of LIST_KINDS) {
    if (loaded[kind] !== undefined) process.stdout.write(`${words.listRead(kind, counts[kind])}\n`);
  }
  process.stdout.write(`${words.result(outcomes)}\n`);
  process.stdout.write(`${words.matchListAt(out, ms)}\n`);
  for (const [kind, path] of Object.entries(returned)) {
    process.stdout.write(`${words.correctionsAt(kind as ListKind, path)}\n`);
  }
}
