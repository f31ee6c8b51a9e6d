/** HiGHS beside ours: its WebAssembly build from npm, installed when first wanted. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Instance } from "./instance.ts";

const FOLDER = join(import.meta.dirname, "../../peers/highs");
const ENTRY = join(FOLDER, "node_modules/highs/build/highs.mjs");

interface Highs {
  solve(model: string): { readonly Status: string; readonly ObjectiveValue: number };
}

export interface Solved {
  /** In units of the instance. */
  readonly value: number;
  readonly ms: number;
}

/** Null, with a word why, where it cannot be installed. */
export async function loadHighs(): Promise<((instance: Instance) => Solved) | null> {
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
    return (instance) => {
      const model = writeModel(instance);
      const started = performance.now();
      const { Status, ObjectiveValue } = highs.solve(model);
      const ms = performance.now() - started;
      if (Status !== "Optimal") throw new Error(`HiGHS ended with the status ${Status}.`);
      return { value: ObjectiveValue, ms };
    };
  } catch (error) {
    console.error(`HiGHS is left out: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** The linear program, in CPLEX's text format, the one way in. Its vertices are whole, so nothing has to be declared integer. */
function writeModel({ needs, suppliers, needMax, supplierMax, need, supplier, value }: Instance): string {
  const objective: string[] = [];
  const rows: string[][] = Array.from({ length: needs + suppliers }, () => []);
  value.forEach((units, e) => {
    objective.push(`${units} x${e}`);
    rows[need[e]!]!.push(`x${e}`);
    rows[needs + supplier[e]!]!.push(`x${e}`);
  });
  const limits = rows.flatMap((row, at) =>
    row.length === 0 ? [] : [`${row.join("\n + ")} <= ${at < needs ? needMax : supplierMax}`],
  );
  const bounds = Array.from(value, (_, e) => `x${e} <= 1`);
  return `Maximize\n${objective.join("\n + ")}\nSubject To\n${limits.join("\n")}\nBounds\n${bounds.join("\n")}\nEnd\n`;
}
