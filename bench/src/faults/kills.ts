/** kill -9 of the server itself while ten clients write. */
import { openOffice } from "../lab/office.ts";
import { type Server, startServer, startUntilReady } from "../lab/server.ts";
import { compare, readRows, startWriters, type Tally } from "./writers.ts";

/** Long enough to be in the middle of something, and never the same moment. */
const SHORTEST_MS = 400;
const LONGEST_MS = 1600;

export interface KillResult extends Tally {
  /** From the start of the process to /readyz saying yes, each time. */
  readonly readyMs: readonly number[];
}

export async function killAgainAndAgain(env: Readonly<Record<string, string>>, rounds: number): Promise<KillResult> {
  let server: Server = await startServer(env);
  const office = await openOffice(server);
  const fixed = { ...env, PORT: new URL(server.url).port };
  const writers = startWriters(server.url, office);
  const readyMs: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const before = writers.acknowledged.size;
      await new Promise((resolve) => setTimeout(resolve, SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS)));
      // A round in which nothing was written would prove nothing.
      while (writers.acknowledged.size === before) await new Promise((resolve) => setTimeout(resolve, 20));
      await server.kill("SIGKILL");
      const started = await startUntilReady(fixed);
      server = started.server;
      readyMs.push(started.ms);
    }
    await writers.stop();
    return { ...compare(writers.acknowledged, await readRows(server.url, office)), readyMs };
  } finally {
    await server.kill("SIGTERM");
  }
}
