import { createHash } from "node:crypto";
import { LIST_KINDS } from "@dual-high/lists";
import { type IndexOptions, NEED_WEIGHTS } from "@dual-high/matching";
import {
  cutBlocks,
  type MatchOptions,
  type NeedFound,
  openFindings,
  type PairLists,
  type Partners,
  writeRecordHead,
} from "@dual-high/matchlist";
import { VERSION } from "../version.ts";
import { computeBlocks } from "./threads.ts";
import type { RunInput, RunInputs, WorkingFolder } from "./working-folder.ts";

export interface LargeRun {
  readonly lists: PairLists;
  readonly options: MatchOptions;
  /** Whether somebody named the day; where nobody did, a run of yesterday goes on with yesterday's. */
  readonly isDayGiven: boolean;
  readonly terms: Pick<IndexOptions, "terms">;
  readonly folder: WorkingFolder;
  readonly threads: number;
  readonly resume: boolean;
  /** Called once: how many blocks lie there, or which inputs differ from those of the run that lies there. */
  readonly onBegin: (begin: {
    readonly kept: number;
    readonly blocks: number;
    readonly differs: readonly RunInput[];
  }) => void;
  /** Needs that are done, of those that were not when it began. */
  readonly onProgress: (done: number, total: number) => void;
}

export interface LargeFound {
  readonly partners: Partners;
  readonly options: MatchOptions;
  readonly blocks: number;
  /** Blocks that an earlier run had done. */
  readonly kept: number;
  /** What was found, block after block, each read when its turn comes. */
  readonly found: () => AsyncGenerator<NeedFound>;
}

/** Matches in blocks that are kept in a folder as they are done, and computes those that are not there. */
export async function matchInBlocks(run: LargeRun): Promise<LargeFound> {
  const { lists, folder } = run;
  const before = run.resume ? await folder.inputs() : null;
  const given = describeInputs(run);
  const isYesterdays = before !== null && !run.isDayGiven && differ(before, given).join() === "today";
  const inputs = isYesterdays ? before : given;
  const options = { ...run.options, today: inputs.today };
  const differs = before === null ? [] : differ(before, inputs);
  if (before === null || differs.length > 0) await folder.begin(inputs);
  const blocks = cutBlocks(lists.needs.records.length);
  const missing: typeof blocks = [];
  for (const block of blocks) if ((await folder.find(block)) === null) missing.push(block);
  const kept = blocks.length - missing.length;
  run.onBegin({ kept, blocks: blocks.length, differs });

  if (missing.length > 0) {
    const total = missing.reduce((sum, { from, to }) => sum + to - from, 0);
    let done = 0;
    const order = { head: headOf(lists, options), terms: run.terms };
    await computeBlocks(order, missing, run.threads, async (block, lines) => {
      await folder.keep(block, lines);
      done += block.to - block.from;
      run.onProgress(done, total);
    });
  }
  const { partners, readLine } = openFindings(lists, options);
  return {
    partners,
    options,
    kept,
    blocks: blocks.length,
    async *found() {
      for (const block of blocks) {
        const lines = await folder.find(block);
        if (lines === null) throw new Error(`Block ${block.number} was changed in ${folder.path} meanwhile.`);
        for (const [at, line] of lines.entries()) yield readLine(block.from + at, line);
      }
    },
  };
}

function differ(one: RunInputs, other: RunInputs): RunInput[] {
  return (Object.keys(other) as RunInput[]).filter((name) => one[name] !== other[name]);
}

function describeInputs({ lists, options, terms }: LargeRun): RunInputs {
  const { top, capacity, today, weights = NEED_WEIGHTS } = options;
  const digests = Object.fromEntries(LIST_KINDS.map((kind) => [kind, ""]));
  for (const kind of LIST_KINDS) {
    const hash = createHash("sha256");
    for (const record of lists[kind]?.records ?? []) hash.update(`${JSON.stringify(record, plain)}\n`);
    digests[kind] = lists[kind] === undefined ? "" : hash.digest("hex");
  }
  const words = createHash("sha256").update(JSON.stringify(terms, plain)).digest("hex");
  return {
    version: VERSION,
    options: JSON.stringify({ top, capacity }),
    today,
    terms: words,
    weights: JSON.stringify(weights),
    ...(digests as Record<(typeof LIST_KINDS)[number], string>),
  };
}

/** JSON knows neither bigint nor maps. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}`;
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

/** The lists as bytes that threads share; measured first, so that they are in memory once. */
function headOf(lists: PairLists, options: MatchOptions): Uint8Array<SharedArrayBuffer> {
  let size = 0;
  for (const line of writeRecordHead(lists, options)) size += Buffer.byteLength(line) + 1;
  const head = new Uint8Array(new SharedArrayBuffer(size));
  const target = Buffer.from(head.buffer);
  let at = 0;
  for (const line of writeRecordHead(lists, options)) at += target.write(`${line}\n`, at);
  return head;
}
