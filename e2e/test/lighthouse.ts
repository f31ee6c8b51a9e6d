// What Lighthouse says of the pages that most people open, on a desktop: npm run e2e -- lighthouse
import { type AddressInfo, createServer } from "node:net";
import lighthouse, { desktopConfig } from "lighthouse";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, openBrowser, signIn, visit } from "../src/browser.ts";

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
  let browser: Browser;
  let port: number;
  let cookie = "";
  beforeAll(async () => {
    port = await freePort();
    browser = await openBrowser(port);
    const { context } = await visit(browser);
    const account = inject("accounts")["pair_lead"];
    if (account === undefined) throw new Error("There is no account for pair_lead.");
    await signIn(context, account, "zh");
    cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    await context.close();
  });
  afterAll(async () => browser.close());

  test.each(PAGES)("of %s", async (name, path, isSignedIn): Promise<void> => {
    const result = await lighthouse(
      new URL(path(), inject("url")).href,
      { port, onlyCategories: Object.keys(LEAST), ...(isSignedIn ? { extraHeaders: { Cookie: cookie } } : {}) },
      desktopConfig,
    );
    const categories = result?.lhr.categories ?? {};
    const scores = Object.fromEntries(
      (Object.keys(LEAST) as Category[]).map((id) => [id, Math.round((categories[id]?.score ?? 0) * 100)]),
    ) as Record<Category, number>;
    console.log(`${name}: ${JSON.stringify(scores)}`);
    const failed = Object.values(result?.lhr.audits ?? {})
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`);
    for (const id of Object.keys(LEAST) as Category[]) {
      expect(scores[id], `${id}: ${failed.join("; ")}`).toBeGreaterThanOrEqual(LEAST[id]);
    }
  });
});
