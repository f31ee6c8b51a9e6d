/** Builds and serves our index of the generated corpus, each in a process of its own. */
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";

export interface OurFigures {
  readonly buildSeconds: number;
  readonly buildMb: number;
  readonly fileMb: number;
  readonly loadSeconds: number;
  readonly needs: number;
  readonly needsPerSecond1: number;
  readonly needsPerSecond2: number;
  /** Processor time of one need with two threads, in ms. */
  readonly cpuMs: number;
  readonly exactPerSecond: number;
  /** Part of the exact best 20 that the fast search finds. */
  readonly overlap: number;
  readonly serveMb: number;
}

const THREADS = 2;

export async function runOurs(documents: number, needs: number, folder: string): Promise<OurFigures> {
  const file = join(folder, `${documents}.index`);
  const built = await run("ours-build.ts", String(documents), String(THREADS), file);
  const served = await run("ours-serve.ts", file, String(needs));
  await rm(file);
  return {
    buildSeconds: built["buildSeconds"]!,
    buildMb: built["peakMb"]!,
    fileMb: built["fileMb"]!,
    loadSeconds: served["loadSeconds"]!,
    needs,
    needsPerSecond1: served["needsPerSecond1"]!,
    needsPerSecond2: served["needsPerSecond2"]!,
    cpuMs: served["cpuMs"]!,
    exactPerSecond: served["exactPerSecond"]!,
    overlap: served["overlap"]!,
    serveMb: served["peakMb"]!,
  };
}

async function run(script: string, ...args: readonly string[]): Promise<Record<string, number>> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, script), ...args], {
    maxBuffer: 2 ** 24,
  });
  const line = stdout.trim().split("\n").at(-1);
  if (line === undefined || line === "") throw new Error(`${script} said nothing: ${stderr}`);
  console.error(`${script} ${args[0]}: ${line}`);
  return JSON.parse(line) as Record<string, number>;
}
