import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";

/** One wall of the house: a command that fails, naming the file, when the wall is broken. */
export interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
}

export const STEPS: readonly Step[] = [
  // TypeScript 7 checks; TypeScript 5 is installed for the tools that need a compiler API.
  { name: "types", command: ["node", "node_modules/typescript-7/bin/tsc", "--noEmit"] },
  // The interface runs in browsers: other globals, other resolution.
  { name: "types-web", command: ["node", "node_modules/typescript-7/bin/tsc", "--noEmit", "-p", "web"] },
  { name: "lint", command: ["oxlint", "--format=unix"] },
  { name: "format", command: ["biome", "format", "--reporter=summary"] },
  { name: "boundaries", command: ["node", "tools/boundaries.ts"] },
  { name: "dead-code", command: ["knip", "--no-progress", "--no-config-hints"] },
];

export interface StepResult {
  readonly step: Step;
  readonly passed: boolean;
  readonly output: string;
  readonly ms: number;
}

/** Runs one step in a house, with the tools and the Node that are installed there. */
export async function runStep(step: Step, house: string, color = false): Promise<StepResult> {
  const [program, ...args] = step.command;
  const started = performance.now();
  const child = spawn(program === "node" ? process.execPath : program, args, {
    cwd: house,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PATH: [join(house, "node_modules", ".bin"), process.env.PATH].join(delimiter),
      ...(color ? { FORCE_COLOR: "1" } : { NO_COLOR: "1", FORCE_COLOR: undefined }),
    },
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      output += `${error.message}\n`;
      resolve(null);
    });
    child.on("close", resolve);
  });
  return { step, passed: code === 0, output, ms: performance.now() - started };
}
