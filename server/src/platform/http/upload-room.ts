import { httpError } from "./errors.ts";

/** Uploads at once, of the largest size: what a process holds of files that come in stays below this many times the limit. */
const MOST_AT_ONCE = 4;

/** Memory for uploads, taken before their bytes are read. Who finds none is told to come back, not made to wait. */
export class UploadRoom {
  readonly #limit: number;
  #free: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#free = limit * MOST_AT_ONCE;
  }

  /** For what a request says that it sends; for as much as it may where it says nothing. The answer gives it back. */
  take(contentLength: string | undefined): () => void {
    const declared = Number(contentLength ?? Number.NaN);
    const size = declared >= 0 && declared <= this.#limit ? declared : this.#limit;
    if (size > this.#free) throw httpError("http.uploads_busy", { retryAfterSeconds: 10 });
    this.#free -= size;
    return () => {
      this.#free += size;
    };
  }
}
