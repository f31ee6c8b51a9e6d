import { readFileSync } from "node:fs";

/** The version of this package, which the match list names so that a run can be repeated. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }
).version;
