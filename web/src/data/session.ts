import { createStore } from "./store.ts";

/** Who is signed in, once the page knows: a request that finds the session over waits for that person to come back. */
interface SignedIn {
  readonly userId: string;
  readonly login: string;
  readonly displayName: string;
}

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
export function noteSession(isThere: boolean): void {
  mayBeSignedIn = isThere;
}

export function signedInPerson(): SignedIn | null {
  return person.get();
}

export function rememberPerson(next: SignedIn | null): void {
  person.set(next);
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
