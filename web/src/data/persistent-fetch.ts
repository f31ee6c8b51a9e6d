import { signedInPerson, waitForSignIn } from "./session.ts";
import { createStore } from "./store.ts";

/** What stands between this page and the server. `until` is when the next attempt starts. */
export interface Outage {
  readonly kind: "offline" | "unavailable";
  readonly until: number;
}
export const outage = createStore<Outage | null>(null);

const PATIENCE_MS = 90_000;
const PAUSES = [1000, 2000, 4000, 8000] as const;
const wakers = new Set<() => void>();

/** Cuts the waiting short. */
export function retryNow(): void {
  for (const wake of wakers) wake();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      wakers.delete(wake);
      removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    wakers.add(wake);
    addEventListener("online", wake);
  });
}

/** A request that carries a key, or changes nothing, may be sent again without being done twice. */
function mayRepeat(request: Request): boolean {
  return request.method === "GET" || request.headers.has("idempotency-key");
}

/**
 * Sends a request until it has an answer: through a server that is away for a while, and through a session that ends,
 * which the person opens again in a dialog over the page. Nothing that was typed has to be typed again.
 */
export async function persistentFetch(request: Request): Promise<Response> {
  const started = Date.now();
  for (let attempt = 0; ; attempt += 1) {
    const mayGoOn = mayRepeat(request) && Date.now() - started < PATIENCE_MS && !request.signal.aborted;
    const wait = PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 8000;
    let answer: Response;
    try {
      answer = await fetch(request.clone());
    } catch (error) {
      if (request.signal.aborted) throw error;
      outage.set({ kind: "offline", until: Date.now() + wait });
      if (!mayGoOn) throw error;
      await pause(wait);
      continue;
    }
    if (answer.status === 503 || answer.status === 502 || answer.status === 504) {
      outage.set({ kind: "unavailable", until: Date.now() + wait });
      if (!mayGoOn) return answer;
      await pause(wait);
      continue;
    }
    outage.set(null);
    const isSigningIn = new URL(request.url).pathname === "/api/session" && request.method === "POST";
    if (answer.status === 401 && signedInPerson() !== null && !isSigningIn) {
      await waitForSignIn();
      continue;
    }
    return answer;
  }
}
