import { Worker } from "node:worker_threads";
import type { Language } from "@dual-high/kernel";
import { type CorrectionPlan, LIST_KINDS, type ListKind, writePlannedCorrections } from "@dual-high/lists";
import { writeOutput } from "../files.ts";
import type { LoadedList } from "../load-list.ts";

/** Of fewer rows the lists are written sooner than a thread has begun. */
const ROWS_WORTH_A_THREAD = 1_000;

export type Returned = Partial<Record<ListKind, string>>;

/** The lists that go back with remarks. */
export interface HandingBack {
  /** Begins to write them in a thread of their own, where they are long enough to be worth one. */
  begin(): void;
  /** Writes them beside the match list, if that has not begun, and waits for it. @returns list kind to path */
  end(): Promise<Returned>;
}

export function openHandingBack(
  loaded: { readonly [K in ListKind]?: LoadedList<K> },
  out: string,
  language: Language,
): HandingBack {
  const lists = LIST_KINDS.flatMap((kind) => {
    const plan = loaded[kind]?.corrections(language) ?? null;
    const path = `${out.replace(/\.(?:xlsx|jsonl)$/i, "")}.${kind}-to-correct.xlsx`;
    return plan === null ? [] : [{ kind, path, plan }];
  });
  const rows = lists.reduce((sum, { kind }) => sum + (loaded[kind]?.reading.read ?? 0), 0);
  const plans = lists.map(({ plan }) => plan);
  let written: Promise<void> | undefined;
  const write = (books: AsyncIterable<Uint8Array>) => {
    written = writeAll(
      lists.map(({ path }) => path),
      books,
    );
    // What fails is heard by whoever waits for the end.
    written.catch(() => {});
  };
  return {
    begin() {
      if (rows >= ROWS_WORTH_A_THREAD) write(writeInThread(plans));
    },
    async end() {
      if (written === undefined) write(writeHere(plans));
      await written;
      return Object.fromEntries(lists.map(({ kind, path }) => [kind, path]));
    },
  };
}

async function writeAll(paths: readonly string[], books: AsyncIterable<Uint8Array>): Promise<void> {
  const waiting = paths.values();
  for await (const bytes of books) await writeOutput(waiting.next().value as string, bytes);
}

async function* writeHere(plans: readonly CorrectionPlan[]): AsyncGenerator<Uint8Array> {
  for (const plan of plans) yield await writePlannedCorrections(plan);
}

/** Begins at once, not when the first workbook is asked for. */
function writeInThread(plans: readonly CorrectionPlan[]): AsyncIterable<Uint8Array> {
  const thread = new Worker(new URL("./thread.ts", import.meta.url), { workerData: plans });
  const books = plans.map(() => Promise.withResolvers<Uint8Array>());
  for (const { promise } of books) promise.catch(() => {});
  const waiting = books.values();
  thread.on("message", (bytes: Uint8Array) => waiting.next().value?.resolve(bytes));
  const fail = (error: Error) => {
    for (const book of books) book.reject(error);
  };
  thread.on("error", fail);
  thread.on("exit", (code) => fail(new Error(`The thread that writes lists back ended with ${code}.`)));
  return (async function* () {
    for (const { promise } of books) yield await promise;
  })();
}
