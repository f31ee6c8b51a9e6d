/** Ten clients that write needs, each row with a key, and ask again with the same key until they have an answer. */
import { randomUUID } from "node:crypto";
import { call, must, type Office } from "../lab/office.ts";

const CLIENTS = 10;
const PAGE = 200;

export interface Writers {
  /** Titles that were answered as saved, with the id of the answer. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Every status that was answered, with how often; 0 is a connection that broke. */
  readonly statuses: ReadonlyMap<number, number>;
  /** When the last row was acknowledged, by `performance.now()`. */
  readonly lastSuccess: () => number;
  /** Finishes what was begun: nobody gives up on a row. */
  stop(): Promise<void>;
}

export function startWriters(url: string, { cookie, scopeId }: Office): Writers {
  const acknowledged = new Map<string, string>();
  const statuses = new Map<number, number>();
  const stopping = new AbortController();
  let last = 0;

  const writeOne = async (): Promise<void> => {
    const title = `断电也不丢的需求 ${randomUUID()}`;
    const key = randomUUID();
    for (;;) {
      const answer = await call(url, "POST", `/api/scopes/${scopeId}/needs`, {
        cookie,
        body: { title, content: "连续写入时反复结束进程" },
        headers: { "idempotency-key": key },
      }).catch(() => ({ status: 0, body: null }));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 201) {
        acknowledged.set(title, (answer.body as { id: string }).id);
        last = performance.now();
        return;
      }
      if (answer.status !== 0 && answer.status !== 503) {
        throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!stopping.signal.aborted) await writeOne();
  });
  // Told by stop(), which everybody calls.
  for (const client of clients) client.catch(() => {});
  return {
    acknowledged,
    statuses,
    lastSuccess: () => last,
    async stop() {
      stopping.abort();
      await Promise.all(clients);
    },
  };
}

export interface Rows {
  /** How often each title is there, and under which id. */
  readonly counts: ReadonlyMap<string, number>;
  readonly ids: ReadonlyMap<string, string>;
}

/** Every need of the pair, read page by page as anybody reads it. */
export async function readRows(url: string, { cookie, scopeId }: Office): Promise<Rows> {
  const counts = new Map<string, number>();
  const ids = new Map<string, string>();
  let cursor: string | null = "";
  while (cursor !== null) {
    const from: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await must(url, "GET", `/api/scopes/${scopeId}/needs?limit=${PAGE}${from}`, { cookie });
    for (const { id, title } of page["items"] as { id: string; title: string }[]) {
      counts.set(title, (counts.get(title) ?? 0) + 1);
      ids.set(title, id);
    }
    cursor = page["nextCursor"] as string | null;
  }
  return { counts, ids };
}

export interface Tally {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
}

export function compare(acknowledged: ReadonlyMap<string, string>, { counts, ids }: Rows): Tally {
  const lost = [...acknowledged].filter(([title, id]) => ids.get(title) !== id && (counts.get(title) ?? 0) < 2).length;
  const doubled = [...counts.values()].filter((count) => count > 1).length;
  return { acknowledged: acknowledged.size, lost, doubled };
}
