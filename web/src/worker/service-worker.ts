// The interface for a phone without a network: files of the build, the page that opens them, and visits that are sent after
// the page was closed. Data of the server is never kept here: lists and visits lie, with their time, in the walk's own store.
import { addPlugins, cleanupOutdatedCaches, matchPrecache, precache } from "workbox-precaching";
import { sendReady } from "../features/surveys/walk/send-queue.ts";
import { openLine } from "../features/surveys/walk/server-line.ts";
import { nameOfStore, openWalkStore } from "../features/surveys/walk/walk-store.ts";

interface LateEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LateEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  readonly navigator: Navigator;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "activate", listener: (event: LateEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
  addEventListener(type: "sync", listener: (event: LateEvent) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** Written by the build: the files that walking takes, and the name of the script that the page of this build starts with. */
declare const FILES: { url: string; revision: string | null }[];
declare const ENTRY: string;

const worker = globalThis as unknown as Worker;
const SHELL = "/";
const PATIENCE_MS = 4000;

addPlugins([
  {
    // A page of another build would ask for files that are not kept: then this build is not installed yet.
    cacheWillUpdate: async ({ request, response }) => {
      if (!response.ok) return null;
      if (new URL(request.url).pathname !== SHELL) return response;
      return (await response.clone().text()).includes(ENTRY) ? response : null;
    },
  },
]);
precache(FILES);
cleanupOutdatedCaches();

// The page that was opened first goes offline before it is ever loaded anew.
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin || request.method !== "GET") return;
  if (pathname.startsWith("/assets/")) event.respondWith(openFile(request));
  else if (request.mode === "navigate" && !pathname.startsWith("/api/")) event.respondWith(openPage(request, pathname));
});

async function openFile(request: Request): Promise<Response> {
  return (await matchPrecache(request.url)) ?? fetch(request);
}

/** The server's page while it answers; else walking goes on with the page that is kept, and other pages lead there. */
async function openPage(request: Request, pathname: string): Promise<Response> {
  const isWalk = pathname === "/walk" || pathname.startsWith("/walk/");
  const fresh = fetch(request);
  if (!isWalk) return fresh.catch(() => Response.redirect("/walk"));
  const timeout = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const answer = await Promise.race([fresh.catch(() => null), timeout]);
  if (answer !== null && answer.status < 500) return answer;
  return (await matchPrecache(SHELL)) ?? fresh;
}

worker.addEventListener("message", ({ data }) => {
  if (data === "renew") void worker.skipWaiting();
});

worker.addEventListener("sync", (event) => event.waitUntil(sendFromHere()));

/** Sends for whoever is signed in, unless a page does so already. */
async function sendFromHere(): Promise<void> {
  const line = openLine(worker.location.origin, () => "zh");
  const userId = await line.whoAmI();
  if (userId === null) return;
  const name = nameOfStore(userId);
  await worker.navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    const store = await openWalkStore(userId);
    const channel = new BroadcastChannel(name);
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target; it is of this origin
      const tell = () => channel.postMessage("changed");
      const { halt } = await sendReady(store, line, { now: Date.now, onChange: tell });
      // The browser tries a sync again that failed.
      if (halt === "offline" || halt === "unavailable") throw new Error(halt);
    } finally {
      store.close();
      channel.close();
    }
  });
}
