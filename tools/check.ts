// npm run check [-- STEP...]: every wall at once, a line for each, and the whole output of those that fell.
import { performance } from "node:perf_hooks";
import process from "node:process";
import { runStep, STEPS, type StepResult } from "./steps.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(", ")}. Steps: ${STEPS.map((step) => step.name).join(", ")}.`);
  process.exit(2);
}

const steps = wanted.length === 0 ? STEPS : STEPS.filter((step) => wanted.includes(step.name));
const color = process.stdout.isTTY;
const started = performance.now();
const results = await Promise.all(
  steps.map(async (step) => {
    const result = await runStep(step, process.cwd(), color);
    console.log(summaryLine(result));
    return result;
  }),
);

const failed = results.filter((result) => !result.passed);
for (const { step, output } of failed) {
  console.log(`\n--- ${step.name}: ${step.command.join(" ")}\n${output.trimEnd()}`);
}
const verdict = failed.length === 0 ? "all passed" : `failed: ${failed.map(({ step }) => step.name).join(", ")}`;
console.log(`\n${results.length} checks in ${seconds(performance.now() - started)}, ${verdict}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function summaryLine({ step, passed, ms }: StepResult): string {
  return `${passed ? "ok  " : "FAIL"}  ${step.name.padEnd(12)} ${seconds(ms).padStart(7)}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
