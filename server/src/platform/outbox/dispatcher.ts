import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { type Database, type Tx, withSystem } from "../db/index.ts";
import type { Outbox } from "./outbox.ts";

export interface DispatcherOptions {
  /** How long an event of another process, or a retry, waits at most to be noticed. */
  readonly pollMs?: number;
  /** Tries after which a delivery is parked until a person looks at it. */
  readonly maxAttempts?: number;
  /** Wait after the first failure; doubled with each further one, up to an hour. */
  readonly retryMs?: number;
  /** Failures, as they happen; they are also kept with the delivery. */
  readonly onFailure?: (failure: DeliveryFailure) => void;
}

export interface DeliveryFailure {
  readonly subscriber: string;
  readonly eventId: string;
  readonly attempts: number;
  readonly parked: boolean;
  readonly error: unknown;
}

export interface Dispatcher {
  stop(): Promise<void>;
}

interface Claim {
  readonly id: string;
  readonly subscriber: string;
  readonly attempts: number;
  readonly type: string;
  readonly aggregate: string;
  readonly scopeId: string | null;
  readonly actorId: string | null;
  readonly payload: unknown;
  readonly occurredAt: string;
}

const DEFAULTS = { pollMs: 1_000, maxAttempts: 10, retryMs: 2_000 };
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Delivers events until it is stopped. Any number of processes may run one: a delivery is locked while its subscriber
 * runs, and is marked as done in the same transaction, so that a crash between the two leaves neither.
 */
export function startDispatcher(db: Database, outbox: Outbox, options: DispatcherOptions = {}): Dispatcher {
  const { pollMs } = { ...DEFAULTS, ...options };
  const stopping = new AbortController();
  let nudge = new AbortController();
  const forget = outbox.onWake(() => nudge.abort());

  const loop = async () => {
    while (!stopping.signal.aborted) {
      nudge = new AbortController();
      // A database that is away is noticed by everyone; here it is only a reason to ask again later.
      await deliverDue(db, outbox, options, stopping.signal).catch(() => {});
      const signal = AbortSignal.any([stopping.signal, nudge.signal]);
      await sleep(pollMs, undefined, { signal }).catch(() => {});
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping.abort();
      forget();
      await running;
    },
  };
}

type Settings = typeof DEFAULTS & DispatcherOptions;

/** Delivers all that is due now, or until told to stop. */
export async function deliverDue(
  db: Database,
  outbox: Outbox,
  options: DispatcherOptions = {},
  stopping?: AbortSignal,
): Promise<void> {
  const settings = { ...DEFAULTS, ...options };
  for (;;) {
    if (stopping?.aborted === true || !(await deliverNext(db, outbox, settings))) return;
  }
}

/** True when there was one to deliver, whether or not it worked. */
async function deliverNext(db: Database, outbox: Outbox, settings: Settings): Promise<boolean> {
  let failure: DeliveryFailure | undefined;
  const found = await withSystem(db, async (tx) => {
    const claim = await claimNext(tx, outbox.names());
    if (claim === undefined) return false;
    // What the subscriber did is undone without letting go of the delivery, so that no other process tries it meanwhile.
    await sql`SAVEPOINT delivery`.execute(tx.kysely);
    try {
      await deliver(tx, outbox, claim);
    } catch (error) {
      await sql`ROLLBACK TO SAVEPOINT delivery`.execute(tx.kysely);
      failure = await noteFailure(tx, claim, settings, error);
    }
    return true;
  });
  if (failure !== undefined) settings.onFailure?.(failure);
  return found;
}

async function deliver(tx: Tx, outbox: Outbox, claim: Claim): Promise<void> {
  const subscription = outbox.find(claim.subscriber);
  if (subscription === undefined) throw new Error(`Nobody is called ${claim.subscriber}.`);
  const { id, type, aggregate, scopeId, actorId, occurredAt } = claim;
  const payload = subscription.payload.parse(claim.payload);
  await subscription.run(tx, { id, type, aggregate, scopeId, actorId, occurredAt, payload });
  await sql`
    UPDATE event_deliveries SET state = 'done', attempts = attempts + 1, last_error = NULL, settled_at = now()
    WHERE event_id = ${id} AND subscriber = ${claim.subscriber}`.execute(tx.kysely);
}

/**
 * The oldest delivery that is due and has no unsettled one before it, of the same subscriber and aggregate. One that
 * another process has in hand is still pending to us, so what follows it waits as well.
 */
async function claimNext(tx: Tx, subscribers: readonly string[]): Promise<Claim | undefined> {
  const { rows } = await sql<Claim>`
    SELECT d.event_id AS id, d.subscriber, d.attempts, e.type, e.aggregate, e.scope_id AS "scopeId",
      e.actor_id AS "actorId", e.payload, e.occurred_at AS "occurredAt"
    FROM event_deliveries d JOIN events e ON e.id = d.event_id
    WHERE d.state = 'pending' AND (d.attempts = 0 OR d.next_at <= now()) AND d.subscriber = ANY (${subscribers}::text[])
      AND NOT EXISTS (
        SELECT FROM event_deliveries earlier
        WHERE earlier.subscriber = d.subscriber AND earlier.aggregate = d.aggregate AND earlier.seq < d.seq
          AND earlier.state IN ('pending', 'parked'))
    ORDER BY d.seq LIMIT 1 FOR UPDATE OF d SKIP LOCKED`.execute(tx.kysely);
  return rows[0];
}

async function noteFailure(tx: Tx, claim: Claim, settings: Settings, error: unknown): Promise<DeliveryFailure> {
  const attempts = claim.attempts + 1;
  const parked = attempts >= settings.maxAttempts;
  const waitMs = Math.min(settings.retryMs * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  await sql`
    UPDATE event_deliveries SET attempts = ${attempts}, state = ${parked ? "parked" : "pending"},
      last_error = ${textOf(error)}, next_at = now() + make_interval(secs => ${waitMs / 1_000})
    WHERE event_id = ${claim.id} AND subscriber = ${claim.subscriber}`.execute(tx.kysely);
  return { subscriber: claim.subscriber, eventId: claim.id, attempts, parked, error };
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 2_000);
}
