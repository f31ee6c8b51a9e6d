import { createStore } from "./store.ts";

/** Who is signed in, once the page knows: a request that finds the session over waits for that person to come back. */
interface SignedIn {
  readonly userId: string;
  readonly login: string;
  readonly displayName: string;
}

const LAST_PERSON = "last-person";
const OWED = "sign-out-owed";

const person = createStore<SignedIn | null>(null);
/** True while the session is over and the sign-in dialog stands over the page. */
export const sessionIsOver = createStore(false);

let comeBack: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null;

let mayBeSignedIn = "session" in document.documentElement.dataset;

/** Whether the browser came with a session, or has got one since. */
export function hasSession(): boolean {
  return mayBeSignedIn;
}

/** Somebody has just signed in, or out. */
function noteSession(isThere: boolean): void {
  mayBeSignedIn = isThere;
}

export function signedInPerson(): SignedIn | null {
  return person.get();
}

export function rememberPerson(next: SignedIn | null): void {
  person.set(next);
  if (next === null) localStorage.removeItem(LAST_PERSON);
  else {
    const { userId, login, displayName } = next;
    localStorage.setItem(LAST_PERSON, JSON.stringify({ userId, login, displayName }));
  }
}

/** Who worked on this machine last and did not sign out: whose visits a phone shows while there is no network to ask. */
export function lastPerson(): SignedIn | null {
  return signedInPerson() ?? (JSON.parse(localStorage.getItem(LAST_PERSON) ?? "null") as SignedIn | null);
}

/** Somebody has signed in: whoever was here before is not remembered, and what was owed is settled. */
export function welcomePerson(): void {
  noteSession(true);
  rememberPerson(null);
  localStorage.removeItem(OWED);
}

/** Signs out here at once. The server hears of it now or, without a network, before the next page is shown with one. */
export async function endSession(): Promise<void> {
  rememberPerson(null);
  noteSession(false);
  localStorage.setItem(OWED, "1");
  await payOwedSignOut();
}

/** Ends a session that was to end while there was no network. */
export async function payOwedSignOut(): Promise<void> {
  if (localStorage.getItem(OWED) === null) return;
  try {
    await fetch("/api/session", { method: "DELETE", signal: AbortSignal.timeout(10_000) });
    localStorage.removeItem(OWED);
  } catch {
    // Still without a network: owed until there is one.
  }
}

/** Resolves when the person has signed in again. Everything that meanwhile meets a closed session waits together. */
export function waitForSignIn(): Promise<void> {
  comeBack ??= Promise.withResolvers<void>();
  sessionIsOver.set(true);
  return comeBack.promise;
}

export function resumeSession(): void {
  sessionIsOver.set(false);
  comeBack?.resolve();
  comeBack = null;
}
