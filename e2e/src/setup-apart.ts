import { findBrowser } from "./browser.ts";
import { buildWeb } from "./server.ts";

/** The interface for servers that tests start themselves. */
export async function setup(): Promise<void> {
  if (findBrowser() !== null) await buildWeb();
}
