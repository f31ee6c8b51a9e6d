import { Worker } from "node:worker_threads";
import type { RunOrder } from "./run-computer.ts";
import type {
  QuestionName,
  Questions,
  ReaderMessage,
  ReaderRequest,
  RunQuestionName,
  RunQuestions,
} from "./protocol.ts";

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread that computes blocks of one run, so that requests are answered meanwhile. When the signal is aborted it is ended
 * where it stands: of what it had begun nothing has left it.
 */
export class RunThread {
  readonly #thread: Worker;
  readonly #signal: AbortSignal;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor(order: RunOrder, signal: AbortSignal) {
    signal.throwIfAborted();
    this.#signal = signal;
    this.#thread = new Worker(new URL("./run-thread.ts", import.meta.url), { workerData: order });
    this.#thread.on("message", (message: ReaderMessage) => {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ("answer" in message) waiting?.resolve(message.answer);
      else waiting?.reject(new Error(message.failure));
    });
    this.#thread.on("error", (error) => this.#fail(error as Error));
    this.#thread.on("exit", (code) => this.#fail(new Error(`The thread that computes ended with ${code}.`)));
    signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  async ask<N extends RunQuestionName>(name: N, ask: RunQuestions[N]["ask"]): Promise<RunQuestions[N]["answer"]> {
    this.#signal.throwIfAborted();
    const id = this.#next++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#thread.postMessage({ id, name, ask });
    return (await promise) as RunQuestions[N]["answer"];
  }

  async end(): Promise<void> {
    this.#signal.removeEventListener("abort", this.#onAbort);
    await this.#thread.terminate();
  }

  readonly #onAbort = () => {
    this.#fail(this.#signal.reason as Error);
    void this.#thread.terminate();
  };

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** The record of a run, by its digest, and how to get it. */
export interface KeptRun {
  readonly digest: string;
  readonly load: () => Promise<Uint8Array<ArrayBuffer>>;
}

const IDLE_MS = 60_000;

/** A thread that holds the run it was last asked about, so that a second question costs no second reading. */
class RunReader {
  #thread: Worker | null = null;
  #held: string | null = null;
  #idle: NodeJS.Timeout | undefined;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();
  #line: Promise<unknown> = Promise.resolve();

  /**
   * One after the other: the thread has one run open. Nobody waits for the database while others wait for the thread: who
   * asks may be inside a transaction, and the embedded database has one connection.
   */
  async ask<N extends QuestionName>(run: KeptRun, name: N, ask: Questions[N]["ask"]): Promise<Questions[N]["answer"]> {
    for (;;) {
      const record = this.#holds(run) ? null : await run.load();
      const turn = this.#line.then(async () =>
        record !== null || this.#holds(run) ? { answer: await this.#ask(run, record, name, ask) } : null,
      );
      this.#line = turn.catch(() => {});
      const done = await turn;
      // Null: somebody else's run was opened before our turn came, and ours has to be brought.
      if (done !== null) return done.answer as Questions[N]["answer"];
    }
  }

  #holds({ digest }: KeptRun): boolean {
    return this.#thread !== null && this.#held === digest;
  }

  async #ask(
    { digest }: KeptRun,
    record: Uint8Array<ArrayBuffer> | null,
    name: QuestionName,
    ask: unknown,
  ): Promise<unknown> {
    const thread = this.#start();
    const id = this.#next++;
    const request: ReaderRequest = { id, digest, record: this.#held === digest ? null : record, name, ask };
    // Until it has answered, nobody knows which run it has open.
    this.#held = null;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    clearTimeout(this.#idle);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    thread.postMessage(request);
    try {
      const answer = await promise;
      this.#held = digest;
      return answer;
    } finally {
      this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
    }
  }

  #start(): Worker {
    if (this.#thread !== null) return this.#thread;
    const thread = new Worker(new URL("./reader-thread.ts", import.meta.url));
    thread.unref();
    thread.on("message", (message: ReaderMessage) => {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ("answer" in message) waiting?.resolve(message.answer);
      else waiting?.reject(new Error(message.failure));
    });
    const gone = (error: Error) => {
      // Another may have taken its place, with questions of its own.
      if (this.#thread !== thread) return;
      this.#forget();
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    thread.on("error", gone);
    thread.on("exit", (code) => gone(new Error(`The thread that reads runs ended with ${code}.`)));
    this.#thread = thread;
    return thread;
  }

  #end(): void {
    const thread = this.#thread;
    this.#forget();
    void thread?.terminate();
  }

  #forget(): void {
    this.#thread = null;
    this.#held = null;
  }
}

/** One for the process: what it holds is only a copy of what is in the file store. */
export const runReader = new RunReader();
