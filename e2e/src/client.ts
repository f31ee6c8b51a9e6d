import { setTimeout as sleep } from "node:timers/promises";
import { createApiClient } from "@dual-high/client";
import type { Account } from "./server.ts";

/** The client of somebody signed in; without an account, of a stranger. */
export async function clientOf(url: string, account: Account | null) {
  let cookie = "";
  const api = createApiClient({
    baseUrl: url,
    language: () => "zh",
    fetch: async (request) => {
      request.headers.set("sec-fetch-site", "same-origin");
      if (cookie !== "") request.headers.set("cookie", cookie);
      // One connection serves the embedded database: while a list of thousands is taken in, others are told to wait.
      let answer = await fetch(request.clone());
      while (answer.status === 503) {
        await sleep(1000);
        answer = await fetch(request.clone());
      }
      cookie = /^[^;]+/.exec(answer.headers.get("set-cookie") ?? "")?.[0] ?? cookie;
      return answer;
    },
  });
  if (account !== null) await api.post("/api/session", { body: account });
  return api;
}

export type Api = Awaited<ReturnType<typeof clientOf>>;

export async function waitForJobs(api: Api): Promise<void> {
  for (;;) {
    const { items } = await api.get("/api/jobs", { params: { query: { limit: 50 } } });
    const failed = items.find(({ state }) => state === "failed");
    if (failed !== undefined) throw new Error(`${failed.title}: ${failed.lastError?.detail}`);
    if (items.length > 0 && items.every(({ state }) => state === "done" || state === "cancelled")) return;
    await sleep(500);
  }
}
