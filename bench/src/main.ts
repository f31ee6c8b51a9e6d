/** `npm run bench -- NAME [args]`: tables first, one JSON object as the last line. */
import { api } from "./api.ts";
import { assignBenchmark } from "./assign.ts";
import type { Benchmark } from "./benchmark.ts";
import { faults } from "./faults.ts";
import { index } from "./index.ts";
import { money } from "./money.ts";
import { match } from "./match.ts";
import { needs } from "./needs.ts";
import { reviewers } from "./reviewers.ts";
import { team } from "./team.ts";
import { timetable } from "./timetable.ts";
import { triage } from "./triage.ts";

const BENCHMARKS: readonly Benchmark[] = [
  match,
  needs,
  reviewers,
  index,
  assignBenchmark,
  team,
  timetable,
  triage,
  api,
  faults,
  money,
];
const EXIT_BAD_INPUT = 2;

const [name, ...args] = process.argv.slice(2);
const benchmark = BENCHMARKS.find((candidate) => candidate.name === name);
if (benchmark === undefined) {
  const list = BENCHMARKS.map((candidate) => `  ${candidate.name.padEnd(10)}${candidate.describe}`).join("\n");
  console.error(`Usage: npm run bench -- NAME\n\n${list}`);
  process.exitCode = EXIT_BAD_INPUT;
} else {
  console.log(JSON.stringify(await benchmark.run(args)));
}
