import { sql } from "kysely";
import type { z } from "zod";
import type { Tx } from "../db/index.ts";
import { newId } from "../ids.ts";

/** What a module announces: the payload's shape, by the name `<module>.<what_happened>`. */
export interface EventType<N extends string, P> {
  readonly type: N;
  readonly payload: z.ZodType<P>;
}

export interface NewEvent<P> {
  /** The thing it happened to, as `need:UUID`. Its events are delivered in the order of their transactions. */
  readonly aggregate: string;
  /** Null for what concerns the whole installation. */
  readonly scopeId: string | null;
  readonly payload: P;
}

export interface OutboxEvent<P> extends NewEvent<P> {
  readonly id: string;
  readonly type: string;
  readonly actorId: string | null;
  readonly occurredAt: string;
}

/** Runs in a transaction of the system's; what it writes there happens exactly once. */
export type Subscriber<P> = (tx: Tx, event: OutboxEvent<P>) => Promise<void>;

interface Subscription {
  readonly name: string;
  readonly payload: z.ZodType;
  readonly run: Subscriber<unknown>;
}

/** Declares an event once, in the module that sends it. */
export function eventType<N extends `${string}.${string}`, P>(type: N, payload: z.ZodType<P>): EventType<N, P> {
  return { type, payload };
}

/**
 * Who is told of what. Made once in app.ts: modules subscribe while they are put together, then events are sent. A
 * subscriber that is added later is told of what happens from then on.
 */
export class Outbox {
  readonly #subscriptions = new Map<string, Subscription[]>();
  readonly #wake = new Set<() => void>();

  /** `name` is kept with each delivery: `<module>.<what_it_does>`, never reused for something else. */
  subscribe<N extends string, P>({ type, payload }: EventType<N, P>, name: string, run: Subscriber<P>): void {
    if (this.find(name) !== undefined) throw new Error(`Two subscribers are called ${name}.`);
    const all = this.#subscriptions.get(type) ?? [];
    all.push({ name, payload, run: run as Subscriber<unknown> });
    this.#subscriptions.set(type, all);
  }

  /** Announces in the caller's transaction: the event exists if, and only if, what it tells of does. */
  async emit<N extends string, P>(tx: Tx, { type, payload }: EventType<N, P>, event: NewEvent<P>): Promise<void> {
    const checked = JSON.stringify(payload.parse(event.payload));
    const subscribers = (this.#subscriptions.get(type) ?? []).map(({ name }) => name);
    const actor = tx.actor === "system" ? null : tx.actor.userId;
    const id = newId();
    // Who announces may not read events, so nothing is RETURNED from them.
    await sql`
      WITH next AS (SELECT nextval('event_seq') AS seq),
      sent AS (
        INSERT INTO events (id, seq, type, aggregate, scope_id, actor_id, payload)
        SELECT ${id}::uuid, seq, ${type}::text, ${event.aggregate}::text, ${event.scopeId}::uuid, ${actor}::uuid,
          ${checked}::jsonb FROM next
      )
      INSERT INTO event_deliveries (event_id, subscriber, seq, aggregate)
      SELECT ${id}::uuid, subscriber, seq, ${event.aggregate}::text
      FROM next, unnest(${subscribers}::text[]) AS subscriber`.execute(tx.kysely);
    if (subscribers.length > 0) tx.onCommit(() => this.wake());
  }

  find(name: string): Subscription | undefined {
    for (const all of this.#subscriptions.values()) {
      const found = all.find((each) => each.name === name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  names(): string[] {
    return [...this.#subscriptions.values()].flat().map(({ name }) => name);
  }

  onWake(listen: () => void): () => void {
    this.#wake.add(listen);
    return () => this.#wake.delete(listen);
  }

  wake(): void {
    for (const listen of this.#wake) listen();
  }
}
