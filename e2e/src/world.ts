import { setTimeout as sleep } from "node:timers/promises";
import { createApiClient } from "@dual-high/client";
import type { Account } from "./server.ts";

export interface World {
  /** The pair that the first start made up, with its lists taken in and matched. */
  readonly pairId: string;
  readonly runId: string;
}

/** The client of somebody signed in. */
export async function clientOf(url: string, { login, password }: Account) {
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
  await api.post("/api/session", { body: { login, password } });
  return api;
}

type Api = Awaited<ReturnType<typeof clientOf>>;

async function waitForJobs(api: Api): Promise<void> {
  for (;;) {
    const { items } = await api.get("/api/jobs", { params: { query: { limit: 50 } } });
    const failed = items.find(({ state }) => state === "failed");
    if (failed !== undefined) throw new Error(`${failed.title}: ${failed.lastError?.detail}`);
    if (items.length > 0 && items.every(({ state }) => state === "done" || state === "cancelled")) return;
    await sleep(500);
  }
}

/** Waits until the sample's lists are in, and matches them. */
export async function prepareWorld(url: string, accounts: Readonly<Record<string, Account>>): Promise<World> {
  const lead = accounts["pair_lead"];
  if (lead === undefined) throw new Error("The server printed no account for pair_lead.");
  const api = await clientOf(url, lead);
  const pairId = (await api.get("/api/me")).grants[0]?.scopeId ?? "";
  await waitForJobs(api);
  const run = await api.post("/api/scopes/{scopeId}/match-runs", { params: { path: { scopeId: pairId } }, body: {} });
  await waitForJobs(api);
  return { pairId, runId: run.id };
}
