import { ApiProblem } from "@dual-high/client";
import { lastPerson, rememberPerson } from "../../../data/session.ts";
import { createStore } from "../../../data/store.ts";
import { currentLanguage } from "../../../text/texts.ts";
import { beginVisit, changeVisit, type KeptVisit, makeReady, type RoundPackage } from "./kept-visit.ts";
import { newPhoneId } from "./phone-id.ts";
import type { PreparedFile } from "./photo.ts";
import { type Halt, pauseAfter, sendReady } from "./send-queue.ts";
import { openLine } from "./server-line.ts";
import { nameOfStore, openWalkStore, type WalkStore } from "./walk-store.ts";

/** What the walking pages follow. */
export interface WalkState {
  readonly person: { readonly userId: string; readonly displayName: string };
  readonly visits: readonly KeptVisit[];
  readonly rounds: readonly RoundPackage[];
  readonly hasNetwork: boolean;
  readonly halt: Halt;
  readonly isSending: boolean;
  /** How far this phone's clock was ahead when a list was fetched last; null before. */
  readonly clockAheadMs: number | null;
}

export const walk = createStore<WalkState | null>(null);
export const line = openLine(location.origin, currentLanguage);

let store: WalkStore | null = null;
let channel: BroadcastChannel | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;

function held(): WalkStore {
  if (store === null) throw new Error("Nobody walks yet.");
  return store;
}

function set(part: Partial<WalkState>): void {
  const before = walk.get();
  if (before !== null) walk.set({ ...before, ...part });
}

/** `unknown`: nobody is remembered here and no network says who is signed in; `no_store`: nothing can be kept here. */
export type Start = "ready" | "nobody" | "unknown" | "no_store";

/**
 * Opens what this phone keeps of the person who worked on it last, without asking the network; only where nobody is
 * remembered the server says who is signed in.
 */
export async function startWalk(address: string): Promise<Start> {
  const known = lastPerson();
  const here = walk.get()?.person.userId;
  if (here !== undefined) {
    if (here === known?.userId) return "ready";
    // Somebody else has signed in since this page was loaded: nothing of the one before them stays in it.
    location.assign(address);
    return new Promise<never>(() => undefined);
  }
  const me = known ?? (await line.findMe().catch(() => "unknown" as const));
  if (me === "unknown") return "unknown";
  if (me === null) return "nobody";
  rememberPerson(me);
  try {
    store = await openWalkStore(me.userId);
  } catch {
    return "no_store";
  }
  channel = new BroadcastChannel(nameOfStore(me.userId));
  channel.addEventListener("message", () => void reload());
  walk.set({
    person: me,
    visits: await store.listVisits(),
    rounds: await store.listRounds(),
    hasNetwork: navigator.onLine,
    halt: null,
    isSending: false,
    clockAheadMs: null,
  });
  addEventListener("online", onNetwork);
  addEventListener("offline", () => set({ hasNetwork: false }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") onNetwork();
  });
  if (known !== null) void checkPerson();
  void sendNow();
  return "ready";
}

function onNetwork(): void {
  failures = 0;
  set({ hasNetwork: navigator.onLine });
  void checkPerson();
  void sendNow();
}

/** Whoever signed in meanwhile sees what is theirs: the page begins anew for them. */
async function checkPerson(): Promise<void> {
  try {
    const me = await line.findMe();
    const mine = walk.get()?.person.userId;
    if (me === null) set({ halt: "signed_out" });
    else if (me.userId === mine) set(walk.get()?.halt === "signed_out" ? { halt: null } : {});
    else {
      rememberPerson(me);
      location.replace("/walk");
    }
  } catch {
    // Without an answer the phone goes by what it knows.
  }
}

async function reload(): Promise<void> {
  set({ visits: await held().listVisits(), rounds: await held().listRounds() });
}

async function tellOthers(): Promise<void> {
  await reload();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target; it is of this origin
  channel?.postMessage("changed");
}

/** A visit that begins now, on this phone. */
export function beginHere(at: Parameters<typeof beginVisit>[0]): KeptVisit {
  return beginVisit(at, { now: Date.now(), newId: newPhoneId });
}

/** Keeps a visit as it was typed, and photos with it. */
export async function keepVisit(visit: KeptVisit, files: readonly PreparedFile[] = []): Promise<KeptVisit> {
  const added = files.filter(({ sha256 }) => !visit.files.some((file) => file.sha256 === sha256));
  const named = added.map(({ name, sha256, sizeBytes }) => ({ name, sha256, sizeBytes }));
  const next = named.length === 0 ? visit : changeVisit(visit, { files: [...visit.files, ...named] }, Date.now());
  const kept = await held().putVisit(next, added);
  await tellOthers();
  return kept;
}

/** Hands a visit in: it goes now, or as soon as there is a network. */
export async function handIn(visit: KeptVisit): Promise<void> {
  await keepVisit(makeReady(visit, newPhoneId()));
  void askForSync();
  void sendNow();
}

export async function dropVisit(visitId: string): Promise<void> {
  await held().dropVisit(visitId);
  await tellOthers();
}

/** What some browsers have besides. */
interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync: { register(tag: string): Promise<void> };
}

/** Where the browser can, it wakes the service worker once there is a network, even after the page was closed. */
async function askForSync(): Promise<void> {
  const registration: Partial<SyncRegistration> | undefined = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register("walk").catch(() => undefined);
}

/** Sends what waits. One tab does it at a time; the others see what came of it. */
export async function sendNow(): Promise<void> {
  clearTimeout(timer);
  const current = held();
  const send = async () => {
    set({ isSending: true });
    return sendReady(current, line, { now: Date.now, onChange: () => void tellOthers() });
  };
  const { locks } = navigator;
  const name = nameOfStore(current.userId);
  try {
    const progress =
      locks === undefined
        ? await send()
        : await locks.request(name, { ifAvailable: true }, async (lock) => (lock === null ? null : send()));
    // Another tab is at it.
    if (progress === null) return again(pauseAfter(0));
    const { halt, dueAt } = progress;
    set({ halt: halt ?? (walk.get()?.halt === "signed_out" && dueAt === null ? "signed_out" : null) });
    if (halt === "offline" || halt === "unavailable") again(pauseAfter((failures += 1) - 1));
    else if (halt === null && dueAt !== null) again(Math.max(1000, dueAt - Date.now()));
    if (halt === null) failures = 0;
  } finally {
    set({ isSending: false });
    await tellOthers();
  }
}

function again(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendNow(), ms);
}

/** Fetches the list of a round; what the phone has stays until it is there. Answers why it could not, in words, or null. */
export async function fetchRound(roundId: string): Promise<string | null> {
  try {
    const round = await line.getPackage(roundId);
    await held().putRound(round);
    set({ clockAheadMs: Date.now() - new Date(round.madeAt).getTime(), hasNetwork: true });
    await tellOthers();
    return null;
  } catch (error) {
    if (!(error instanceof ApiProblem)) return null;
    if (error.status === 401) set({ halt: "signed_out" });
    return error.status === 401 || error.status >= 500 ? null : error.detail;
  }
}
