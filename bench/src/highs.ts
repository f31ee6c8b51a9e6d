/** HiGHS beside ours: its WebAssembly build from npm, installed when first wanted. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const FOLDER = join(import.meta.dirname, "../peers/highs");
const ENTRY = join(FOLDER, "node_modules/highs/build/highs.mjs");

interface Highs {
  solve(model: string, options?: Readonly<Record<string, number>>): { Status: string; ObjectiveValue: number };
}

export interface SolvedModel {
  readonly status: string;
  readonly value: number;
  /** Of `solve` alone, which reads the text too: there is no other way in. */
  readonly ms: number;
}

/** Solves models in CPLEX's text format. Null, with a word why, where it cannot be installed. */
export async function loadHighs(): Promise<
  ((model: string, options?: Readonly<Record<string, number>>) => SolvedModel) | null
> {
  try {
    if (!existsSync(ENTRY)) {
      console.error("installing HiGHS under bench/peers/highs ...");
      execFileSync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund"], {
        cwd: FOLDER,
        stdio: ["ignore", "ignore", "inherit"],
      });
    }
    const { default: load } = (await import(pathToFileURL(ENTRY).href)) as { default: () => Promise<Highs> };
    const highs = await load();
    return (model, options = {}) => {
      const started = performance.now();
      const { Status, ObjectiveValue } = highs.solve(model, options);
      return { status: Status, value: ObjectiveValue, ms: performance.now() - started };
    };
  } catch (error) {
    console.error(`HiGHS is left out: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
