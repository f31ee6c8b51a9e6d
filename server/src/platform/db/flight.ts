import type pg from "pg";
import { commit } from "./pool.ts";
import { areParsed, holdBack, nameOf, queryAfter, type Statement } from "./statements.ts";
import type { Prediction } from "./types.ts";

type Result = pg.QueryResult<Record<string, unknown>>;

/**
 * A transaction on one connection that waits as seldom as it can: its beginning goes with the first query, in one message
 * and one answer, and the end of what only read is not waited for.
 */
export class Flight {
  readonly #client: pg.PoolClient;
  readonly #opening: readonly Statement[];
  readonly #isReadOnly: boolean;
  readonly #prediction: Prediction | undefined;
  #isOpened = false;
  #isClosed = false;
  /** Something was written or has failed, so that the end has something to tell. */
  #isEndAwaited = false;

  constructor(
    client: pg.PoolClient,
    opening: readonly Statement[],
    { readOnly, prediction }: { readonly readOnly: boolean; readonly prediction: Prediction | undefined },
  ) {
    this.#client = client;
    this.#opening = opening;
    this.#isReadOnly = readOnly;
    this.#prediction = prediction;
  }

  async query(text: string, values: unknown[]): Promise<Result> {
    if (this.#isClosed) throw new Error("The transaction has ended.");
    const name = nameOf(text);
    const config = name === undefined ? { text, values } : { name, text, values };
    try {
      const result = await (this.#isOpened ? this.#client.query<Record<string, unknown>>(config) : this.#open(config));
      if (result.command !== "SELECT") this.#isEndAwaited = true;
      return result;
    } catch (error) {
      this.#isEndAwaited = true;
      const prediction = this.#prediction;
      if (prediction !== undefined && (error as { code?: unknown }).code === prediction.refusal) {
        prediction.isConfirmed = false;
      }
      throw error;
    }
  }

  async #open(config: pg.QueryConfig): Promise<Result> {
    this.#isOpened = true;
    const result = await (areParsed(this.#client, this.#opening)
      ? queryAfter(this.#client, this.#opening, config)
      : this.#openOneByOne(config));
    if (this.#prediction !== undefined) this.#prediction.isConfirmed = true;
    return result;
  }

  /** The first time on a connection, which so parses what the next times are sent under their names. */
  async #openOneByOne(config: pg.QueryConfig): Promise<Result> {
    const opened = this.#opening.map(async ({ name, text, values }) =>
      this.#client.query({ name, text, values: [...values] }),
    );
    const results = await Promise.all([this.#client.query<Record<string, unknown>>(config), ...opened]);
    return results[0];
  }

  close(): void {
    this.#isClosed = true;
  }

  async commit(): Promise<void> {
    if (!this.#isOpened) return;
    // What a remembered actor asks for only reads, by the meaning of GET.
    if (this.#isEndAwaited || !(this.#isReadOnly || this.#prediction !== undefined)) {
      await commit(this.#client);
      return;
    }
    holdBack(this.#client);
    this.#client.query("COMMIT").catch(() => {});
  }
}
