import type { Language } from "@dual-high/kernel";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { parseWhole } from "../options.ts";
import { texts } from "../texts.ts";

export interface SampleCommandOptions {
  readonly out: string;
  readonly seed: string;
  readonly forms?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Writes made-up lists of Wuxi's size, marked as sample. */
export async function sampleCommand(options: SampleCommandOptions, language: Language): Promise<void> {
  const started = performance.now();
  const seed = parseWhole("--seed", options.seed, 0, 999_999_999);
  // The vocabulary is large and only this command needs it.
  const { writeSampleLists } = await import("@dual-high/sample");
  const { files } = await writeSampleLists({ outDir: options.out, seed, forms: options.forms === true });
  const ms = Math.round(performance.now() - started);
  if (options.json) process.stdout.write(`${JSON.stringify({ files, seed, ms })}\n`);
  else if (!options.quiet) process.stdout.write(`${texts[language].sampled(options.out, files.length)}\n`);
}
