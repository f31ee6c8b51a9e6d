import { readFileSync } from "node:fs";

/** What a run was computed with; another version may rank the same lists in another way. */
export const ENGINE_VERSION = (
  JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as { version: string }
).version;
