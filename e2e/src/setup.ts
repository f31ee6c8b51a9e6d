import type { TestProject } from "vitest/node";
import { findBrowser } from "./browser.ts";
import { type Account, buildWeb, startServer } from "./server.ts";
import { prepareWorld, type World } from "./world.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly url: string;
    readonly accounts: Readonly<Record<string, Account>>;
    readonly world: World;
  }
}

/** One server for all browser tests: built, started and stopped around them. Without a browser nothing is started. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (findBrowser() === null) {
    console.warn("Browser tests are skipped: no Chromium. On Debian: apt-get install chromium fonts-noto-cjk");
    return undefined;
  }
  await buildWeb();
  const server = await startServer();
  try {
    project.provide("url", server.url);
    project.provide("accounts", server.accounts);
    project.provide("world", await prepareWorld(server.url, server.accounts));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server.stop;
}
