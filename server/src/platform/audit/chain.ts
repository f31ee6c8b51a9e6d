import { createHash } from "node:crypto";

/** What of an event is sealed. Everything is text, as the database prints it, so no number can be rounded on its way. */
export interface ChainedEvent {
  readonly id: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** The `jsonb` as text: its keys are in the database's own order. */
  readonly details: string;
}

/** The columns of a `ChainedEvent`, for sealing and for verifying alike. */
export const CHAINED_COLUMNS =
  'id, at, actor_id AS "actorId", action, subject_kind AS "subjectKind", subject_id AS "subjectId", details::text AS details';

/** What the first event of a scope's chain follows: chains of two scopes cannot be swapped. */
export function chainStart(scopeId: string): string {
  return createHash("sha256").update(`dual-high audit ${scopeId}`).digest("hex");
}

/** Digest of the canonical JSON (keys in order, no spaces) of the previous digest, the place and the event. */
export function chainHash(previous: string, seq: bigint, event: ChainedEvent): string {
  const { action, actorId, at, details, id, subjectId, subjectKind } = event;
  const canonical = { action, actorId, at, details, id, previous, seq: String(seq), subjectId, subjectKind };
  return createHash("sha256").update(JSON.stringify(canonical)).digest("hex");
}
