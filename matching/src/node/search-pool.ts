/** Searches an index with several threads. All see the same bytes; each works on a few needs at a time. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Found, PassageIndex, SearchSettings } from "../index/search.ts";
import type { Model } from "../model.ts";
import { type AskedNeed, type PostedIndex, shareModel } from "./stored-index.ts";

// Enough that a block's rows, 13 MB, are copied rarely; few enough that threads end together.
const NEEDS_AT_ONCE = { most: 256, least: 16, turns: 2 };

interface Task {
  readonly needs: readonly AskedNeed[];
  readonly settings: SearchSettings;
  readonly done: (found: readonly Found[]) => void;
  readonly failed: (error: unknown) => void;
}

export class SearchPool {
  readonly #threads: readonly Worker[];
  readonly #waiting: Task[] = [];
  readonly #working = new Map<Worker, Task>();
  #failure: Error | null = null;

  /** @param index whose blocks lie in SharedArrayBuffers, as does the vocabulary of the model. */
  constructor(index: PassageIndex, model: Model, threads: number) {
    const shared: PostedIndex = {
      index: { ...index, blocks: [] },
      blocks: index.blocks.map(({ range }) => range),
      model: shareModel(model),
    };
    this.#threads = Array.from({ length: threads }, () => {
      const thread = new Worker(new URL("./search-thread.ts", import.meta.url), { workerData: shared });
      thread.on("message", (found: readonly Found[]) => {
        const task = this.#working.get(thread);
        this.#working.delete(thread);
        this.#next(thread);
        task?.done(found);
      });
      thread.on("error", (error: Error) => this.#fail(error));
      thread.unref();
      return thread;
    });
  }

  /** What each need finds, in their order and whatever the number of threads: see `Searcher.find`. */
  async find(needs: readonly AskedNeed[], settings: SearchSettings): Promise<Found[]> {
    const { most, least, turns } = NEEDS_AT_ONCE;
    const share = Math.ceil(needs.length / (this.#threads.length * turns));
    const step = Math.min(most, Math.max(least, share));
    const parts: Promise<readonly Found[]>[] = [];
    for (let from = 0; from < needs.length; from += step) {
      parts.push(this.#ask(needs.slice(from, from + step), settings));
    }
    return (await Promise.all(parts)).flat();
  }

  /** Ends the threads. What they were asked and have not answered fails. */
  async close(): Promise<void> {
    this.#fail(new Error("the pool is closed"));
    await Promise.all(
      this.#threads.map(async (thread) => {
        const ended = once(thread, "exit");
        await thread.terminate();
        await ended;
      }),
    );
  }

  #ask(needs: readonly AskedNeed[], settings: SearchSettings): Promise<readonly Found[]> {
    return new Promise((done, failed) => {
      if (this.#failure !== null) failed(this.#failure);
      this.#waiting.push({ needs, settings, done, failed });
      for (const thread of this.#threads) this.#next(thread);
    });
  }

  #next(thread: Worker): void {
    if (this.#working.has(thread)) return;
    const task = this.#waiting.shift();
    if (task === undefined) {
      thread.unref();
      return;
    }
    thread.ref();
    this.#working.set(thread, task);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    thread.postMessage({ needs: task.needs, settings: task.settings });
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { failed } of [...this.#working.values(), ...this.#waiting.splice(0)]) failed(error);
    this.#working.clear();
  }
}
