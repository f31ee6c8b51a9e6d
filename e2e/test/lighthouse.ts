// What Lighthouse says of the pages that most people open, on a desktop: npm run e2e -- lighthouse
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse, { desktopConfig } from "lighthouse";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, openBrowserOn, signIn } from "../src/browser.ts";

const LEAST = { performance: 90, accessibility: 100, "best-practices": 95 } as const;
const PAGES: readonly (readonly [string, () => string, boolean])[] = [
  ["sign-in", () => "/sign-in", false],
  ["workbench", () => `/p/${inject("world").pairId}`, true],
  ["match run", () => `/p/${inject("world").pairId}/runs/${inject("world").runId}`, true],
];
type Category = keyof typeof LEAST;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

describe.skipIf(findBrowser() === null)("Lighthouse", () => {
  let context: BrowserContext;
  let port: number;
  const profile = mkdtempSync(join(tmpdir(), "dual-high-lighthouse-"));
  beforeAll(async () => {
    port = await freePort();
    context = await openBrowserOn(port, profile);
  });
  afterAll(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });

  test.each(PAGES)("of %s", async (name, path, isSignedIn): Promise<void> => {
    const account = inject("accounts")["pair_lead"];
    if (account === undefined) throw new Error("There is no account for pair_lead.");
    if (isSignedIn) await signIn(context, account, "zh");
    const address = new URL(path(), inject("url")).href;
    // The session lives in the browser, so what it keeps must stay.
    const flags = { port, onlyCategories: Object.keys(LEAST), disableStorageReset: true };
    const result = await lighthouse(address, flags, desktopConfig);
    expect(result?.lhr.finalDisplayedUrl).toBe(address);
    const categories = result?.lhr.categories ?? {};
    const scores = Object.fromEntries(
      (Object.keys(LEAST) as Category[]).map((id) => [id, Math.round((categories[id]?.score ?? 0) * 100)]),
    ) as Record<Category, number>;
    console.log(`${name}: ${JSON.stringify(scores)} ${result?.lhr.runtimeError?.message ?? ""}`);
    const failed = Object.values(result?.lhr.audits ?? {})
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`);
    for (const id of Object.keys(LEAST) as Category[]) {
      expect(scores[id], `${id}: ${failed.join("; ")}`).toBeGreaterThanOrEqual(LEAST[id]);
    }
  });
});
