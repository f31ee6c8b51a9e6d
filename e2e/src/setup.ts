import type { TestProject } from "vitest/node";
import { findBrowser } from "./browser.ts";
import { buildWeb, startServer } from "./server.ts";
import { type Accounts, prepareWorld, type World } from "./world.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly url: string;
    readonly accounts: Accounts;
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
    const world = await prepareWorld(server.url, server.accounts);
    project.provide("accounts", { ...server.accounts, nobody: world.nobody });
    project.provide("world", world);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server.stop;
}
