/** Random lives of agreements' money while the line to the database is cut and the server is killed. */
import { openOffice } from "../lab/office.ts";
import { type Server, startServer, startUntilReady } from "../lab/server.ts";
import { seededChance } from "../seeded-chance.ts";
import { askerOf, inviteColleague } from "./asker.ts";
import { runFundSequence } from "./fund-sequence.ts";
import type { Line } from "./line.ts";
import { payRepeatedly } from "./repeat.ts";
import { type Found, OVERHEADS_BP, runSequence } from "./sequence.ts";

const CLIENTS = 8;
const MOST_STEPS = 7;
/** Every so many lives are a fund's, which takes twice as many requests to begin. */
const FUNDS_ONE_OF = 4;
const RULES: readonly (readonly [key: string, value: string])[] = [
  ["commissioned.overhead", String(OVERHEADS_BP[0])],
  ["commissioned.unit", String(OVERHEADS_BP[1])],
  ["transformation.inventors_floor", "5000"],
  ["transformation.inventors", "6667"],
  ["transformation.unit", "1111"],
  ["transformation.institution", "2222"],
  ["transformation.publicity", "1"],
];

export interface Conserved {
  readonly sequences: number;
  /** Of the sequences, lives of a fund. */
  readonly funds: number;
  readonly steps: number;
  readonly crashes: number;
  readonly cuts: number;
  /** Requests that were sent again because nobody knew what became of them. */
  readonly repeated: number;
  /** Payments entered many times at once, in the beginning. */
  readonly keys: number;
  readonly atOnce: number;
  readonly payments: number;
  readonly imbalances: readonly string[];
  readonly lost: number;
}

/**
 * Enters payments many times at once; then runs until so many sequences have ended and so many kills have happened: first
 * with the line cut at random moments, then with kill -9 of the server's process.
 */
export async function conserveMoney(
  env: Readonly<Record<string, string>>,
  {
    sequences,
    crashes,
    seed,
    line,
  }: { readonly sequences: number; readonly crashes: number; readonly seed: number; readonly line?: Line },
): Promise<Conserved> {
  let server: Server = await startServer(env);
  const office = await openOffice(server);
  const { url } = server;
  const fixed = { ...env, PORT: new URL(url).port };
  const tally = { repeated: 0 };
  const invite = async (who: Parameters<typeof inviteColleague>[3]) =>
    inviteColleague(url, office.scopeId, office.cookie, who);
  const asks = {
    office: askerOf(url, office.cookie, tally),
    second: askerOf(url, await invite({ login: "second.head", role: "pair_lead" }), tally),
    third: askerOf(url, await invite({ login: "third.officer", role: "pair_officer" }), tally),
  };
  for (const [key, value] of RULES) {
    const rule = { key, value, inForceFrom: "2020-01-01", source: "测量用的规则，不引自任何文件" };
    await asks.office("POST", `/api/scopes/${office.scopeId}/money-rules`, rule);
  }
  const repeated = await payRepeatedly(url, office);
  const found: Found[] = [];
  const count = { begun: 0, killed: 0, cuts: 0, funds: 0 };
  const failures: Error[] = [];
  const isOver = () => failures.length > 0 || (count.begun >= sequences && count.killed >= crashes);
  const live = async (client: number) => {
    while (!isOver()) {
      count.begun += 1;
      const chance = seededChance(seed + count.begun * CLIENTS + client);
      const below = (most: number) => Math.floor(chance() * most);
      const isFund = below(FUNDS_ONE_OF) === 0;
      const run = isFund ? runFundSequence : runSequence;
      if (isFund) count.funds += 1;
      found.push(await run(office.scopeId, asks, below, 2 + below(MOST_STEPS - 1)));
      if (found.length % 500 === 0)
        console.error(
          `${found.length} sequences, ${count.cuts} cuts, ${count.killed} kills, ${Math.round(performance.now() / 1000)} s`,
        );
    }
  };
  const clients = Array.from({ length: CLIENTS }, async (_, client) =>
    live(client).catch((error: unknown) => {
      failures.push(error instanceof Error ? error : new Error(String(error)));
    }),
  );
  const pause = async (most: number) => new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * most));
  try {
    // In the second half of the time, so that the first shows what happens when nothing but the line fails.
    const isCalm = () => !isOver() && count.begun < sequences - crashes * CLIENTS;
    while (isCalm()) {
      await pause(4_000);
      if (line === undefined) continue;
      line.cut();
      count.cuts += 1;
    }
    while (count.killed < crashes && failures.length === 0) {
      const before = found.length;
      await pause(1_000);
      // A round in which nothing was finished would prove little.
      while (found.length === before && failures.length === 0) await pause(50);
      await server.kill("SIGKILL");
      count.killed += 1;
      server = (await startUntilReady(fixed)).server;
    }
    await Promise.all(clients);
    const [failure] = failures;
    if (failure !== undefined) throw failure;
  } finally {
    await server.kill("SIGTERM");
  }
  return {
    sequences: found.length,
    funds: count.funds,
    steps: found.reduce((sum, { steps }) => sum + steps, 0),
    crashes: count.killed,
    cuts: count.cuts,
    repeated: tally.repeated,
    keys: repeated.keys,
    atOnce: repeated.atOnce,
    payments: repeated.payments,
    imbalances: [...repeated.imbalances, ...found.flatMap(({ imbalances }) => imbalances)],
    lost: found.reduce((sum, { lost }) => sum + lost, 0),
  };
}
