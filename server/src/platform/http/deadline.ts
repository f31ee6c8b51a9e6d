import { httpError } from "./errors.ts";

/** How long a request may take, less the time in which an upload comes in: a slow line is not a slow server. */
export class Deadline {
  readonly #seconds: number;
  readonly #expired = Promise.withResolvers<never>();
  #timer: NodeJS.Timeout | undefined;

  constructor(seconds: number) {
    this.#seconds = seconds;
    this.#expired.promise.catch(() => {});
    this.start();
  }

  start(): void {
    this.pause();
    const end = () => this.#expired.reject(httpError("http.timed_out", { seconds: this.#seconds }));
    this.#timer = setTimeout(end, this.#seconds * 1000);
  }

  pause(): void {
    clearTimeout(this.#timer);
  }

  /** The work's own end, or the failure that it took too long. */
  async over(work: Promise<void>): Promise<void> {
    try {
      await Promise.race([work, this.#expired.promise]);
    } finally {
      this.pause();
    }
  }
}
