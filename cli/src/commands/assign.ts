import type { Language } from "@dual-high/kernel";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { assign, type AssignmentProblem } from "@dual-high/matching";
import { cliError } from "../errors.ts";
import { readInput, refuseOverwriting, writeOutput } from "../files.ts";
import { texts } from "../texts.ts";

export interface AssignCommandOptions {
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Assigns needs to suppliers under their capacities; the problem's form is checked by the engine. */
export async function assignCommand(path: string, options: AssignCommandOptions, language: Language): Promise<void> {
  const started = performance.now();
  refuseOverwriting(options.out, [path]);
  const plan = assign(await readProblem(path));
  await writeOutput(options.out, `${JSON.stringify(plan, null, 2)}\n`);
  const result = {
    status: plan.status,
    total: plan.total,
    assigned: plan.pairs.length,
    gap: plan.gap,
    weakest: plan.weakest,
    unassigned: plan.unassigned.length,
    relaxations: plan.relaxations ?? [],
    out: options.out,
    ms: Math.round(performance.now() - started),
  };
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) process.stdout.write(`${texts[language].assigned(result)}\n`);
}

async function readProblem(path: string): Promise<AssignmentProblem> {
  const { bytes } = await readInput(path);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as AssignmentProblem;
  } catch (error) {
    throw cliError("cli.problem_not_json", { path, reason: error instanceof Error ? error.message : String(error) });
  }
}
