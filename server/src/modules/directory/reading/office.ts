import { Worker } from "node:worker_threads";
import { DomainError, type ErrorKind, type Language } from "@dual-high/kernel";
import { directoryError } from "../errors.ts";
import type { ListSource, OfficeAnswer, OfficeTask, ReadOutcome } from "./tasks.ts";

/** Threads at once in one process: two clerks need not wait for each other, twenty do not take the machine. */
const MOST_THREADS = 2;
const MOST_SECONDS = 120;
const MOST_MEMORY_MB = 1_536;
/** What a thread has for objects that soon go. Left alone it takes three times that and costs no less time. */
const YOUNG_MEMORY_MB = 24;

let running = 0;
const waiting: (() => void)[] = [];

/** Reads a list file in a thread of its own. A file that takes too long or too much memory is refused. */
export async function readListFile(source: ListSource): Promise<ReadOutcome> {
  return (await runOffice({ task: "read", source }, source.name)) as ReadOutcome;
}

/** The file as it came with what is to be mended beside each row; null when nothing is. */
export async function writeListCorrections(source: ListSource, language: Language): Promise<Uint8Array | null> {
  return (await runOffice({ task: "corrections", source, language }, source.name)) as Uint8Array | null;
}

async function runOffice(task: OfficeTask, file: string): Promise<unknown> {
  if (running >= MOST_THREADS) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return unwrap(await askThread(task, file), file);
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

async function askThread(task: OfficeTask, file: string): Promise<OfficeAnswer> {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<OfficeAnswer>((resolve, reject) => {
      timer = setTimeout(
        () => reject(directoryError("directory.file_too_slow", { file, seconds: MOST_SECONDS })),
        MOST_SECONDS * 1_000,
      );
      worker.once("message", resolve);
      worker.once("error", (error: NodeJS.ErrnoException) =>
        reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? directoryError("directory.file_too_much", { file }) : error),
      );
      worker.once("exit", () => reject(new Error("The office thread ended without an answer.")));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function unwrap(answer: OfficeAnswer, file: string): unknown {
  if (answer.ok) return answer.value;
  if ("crash" in answer) throw new Error(`Reading or writing ${file} failed: ${answer.crash}`);
  const { code, kind, text } = answer;
  throw new DomainError(code, kind as ErrorKind, {}, (language) => text[language]);
}
