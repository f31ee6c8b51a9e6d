import { ApiProblem } from "@dual-high/client";
import { contentOf, type Content, type KeptVisit, type Receipt } from "./kept-visit.ts";
import type { WalkStore } from "./walk-store.ts";

/** Why the queue stands still; null while it does not. */
export type Halt = "offline" | "signed_out" | "someone_else" | "unavailable" | null;

export interface VisitBody {
  readonly content: Content;
  readonly sentAt: string;
  readonly basedOn: string | null;
  readonly edition: string | null;
  readonly follows: string[];
  readonly madeBy: string;
}

/** How a visit and its photos reach the server. A call without an answer throws what `fetch` throws. */
export interface Line {
  /** Who is signed in; null for nobody. */
  readonly whoAmI: () => Promise<string | null>;
  readonly putVisit: (visit: Pick<KeptVisit, "id" | "roundId">, body: VisitBody) => Promise<Receipt>;
  readonly putPhoto: (
    visit: Pick<KeptVisit, "id" | "roundId">,
    photo: { readonly sha256: string; readonly name: string; readonly bytes: ArrayBuffer },
  ) => Promise<unknown>;
}

export interface Progress {
  readonly halt: Halt;
  /** When something that was put off is due, by the phone's clock; null when nothing waits. */
  readonly dueAt: number | null;
}

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 300_000;

export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10));
}

/**
 * Sends what is ready, oldest first, and says why it stopped. A visit that the server will not have does not hold up the
 * others; a line that is cut, or a person who is not the one who wrote them, holds up all.
 */
export async function sendReady(
  store: WalkStore,
  line: Line,
  { now, onChange }: { readonly now: () => number; readonly onChange: () => void },
): Promise<Progress> {
  const ready = (await store.listVisits()).filter(({ state }) => state === "ready");
  const due = ready.filter(({ nextAt }) => nextAt <= now());
  if (due.length > 0) {
    const halt = await checkPerson(store, line);
    if (halt !== null) return { halt, dueAt: now() };
  }
  for (const visit of due) {
    const halt = await sendOne(store, line, visit, now);
    onChange();
    if (halt !== null) return { halt, dueAt: now() };
  }
  const later = (await store.listVisits()).filter(({ state }) => state === "ready").map(({ nextAt }) => nextAt);
  return { halt: null, dueAt: later.length === 0 ? null : Math.min(...later) };
}

async function checkPerson(store: WalkStore, line: Line): Promise<Halt> {
  try {
    const userId = await line.whoAmI();
    if (userId === null) return "signed_out";
    return userId === store.userId ? null : "someone_else";
  } catch (error) {
    return haltFor(error) ?? "unavailable";
  }
}

async function sendOne(store: WalkStore, line: Line, visit: KeptVisit, now: () => number): Promise<Halt> {
  try {
    const receipt = await line.putVisit(visit, bodyOf(visit, store.userId, now()));
    for (const sha256 of receipt.missingFiles) {
      const bytes = await store.findPhoto(visit.id, sha256);
      const name = visit.files.find((file) => file.sha256 === sha256)?.name ?? sha256;
      if (bytes !== null) await line.putPhoto(visit, { sha256, name, bytes });
    }
    const { digest, standing, state, result, receivedAt, clockAheadSeconds } = receipt;
    const noted = { digest, standing, state, result, receivedAt, clockAheadSeconds };
    const after = await store.updateVisit(visit.id, (held) => ({
      ...held,
      receipt: noted,
      attempts: 0,
      // Edited while it was under way: what is here now has still to go.
      ...(isStill(held, visit) ? { state: result === "conflict" ? "conflict" : "sent", problem: null } : {}),
    }));
    if (after?.state === "sent" || after?.state === "conflict") await store.dropPhotos(visit.id);
    return null;
  } catch (error) {
    const halt = haltFor(error);
    if (halt !== null) return halt;
    if (!(error instanceof ApiProblem)) throw error;
    await store.updateVisit(visit.id, (held) => (isStill(held, visit) ? putOff(held, error, now()) : held));
    return null;
  }
}

function isStill(held: KeptVisit, sent: KeptVisit): boolean {
  return held.state === "ready" && held.editions.at(-1) === sent.editions.at(-1);
}

function bodyOf(visit: KeptVisit, madeBy: string, now: number): VisitBody {
  return {
    content: contentOf(visit),
    sentAt: new Date(now).toISOString(),
    // A correction names the version that it saw standing; of what had no answer, the names that the phone gave.
    basedOn: visit.receipt?.digest ?? null,
    edition: visit.editions.at(-1) ?? null,
    follows: visit.editions.slice(-200, -1),
    madeBy,
  };
}

/** What concerns the line and not this visit. */
function haltFor(error: unknown): Halt {
  if (!(error instanceof ApiProblem)) return error instanceof TypeError || isAborted(error) ? "offline" : null;
  if (error.status === 401) return "signed_out";
  if (error.code === "survey.other_officer") return "someone_else";
  return [429, 502, 503, 504].includes(error.status) ? "unavailable" : null;
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}

/** The server fails, or has to be told something first: later. It refuses the visit as it is: a person looks at it. */
function putOff(visit: KeptVisit, { status, code, detail }: ApiProblem, now: number): KeptVisit {
  const isForLater = status >= 500 || code === "survey.round_not_open";
  const attempts = visit.attempts + 1;
  if (isForLater) return { ...visit, problem: detail, attempts, nextAt: now + pauseAfter(attempts) };
  return { ...visit, state: "refused", problem: detail, attempts };
}
