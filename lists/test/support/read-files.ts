// Reads list files one after the other and says after each how it went, a line of JSON each: node read-files.ts PATH...
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { DomainError } from "@dual-high/kernel";
import { readList } from "../../src/index.ts";

/** How one file went: a code of refusal or the number of records, and by how much the process grew at its peak. */
export interface FileRun {
  readonly got: string;
  readonly ms: number;
  readonly mb: number;
}

function statusKb(field: "VmHWM" | "VmRSS"): number {
  return Number(new RegExp(`${field}:\\s*(\\d+)`).exec(readFileSync("/proc/self/status", "latin1"))?.[1]);
}

/** The memory held now; what was held at most is counted from here. Where the system cannot tell, the peak of all files is. */
function startKb(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS;
  writeFileSync("/proc/self/clear_refs", "5");
  return statusKb("VmRSS");
}

function peakKb(): number {
  return process.platform === "linux" ? statusKb("VmHWM") : process.resourceUsage().maxRSS;
}

// The first reading loads what every reading needs.
await readList("needs", { name: "warm.csv", bytes: Buffer.from("需求名称,需求内容\n一,二\n") });
for (const path of process.argv.slice(2)) {
  const file = { name: basename(path), bytes: readFileSync(path) };
  const before = startKb();
  const started = performance.now();
  const got = await readList("needs", file).then(
    ({ records }) => `${records.length} records`,
    (error: unknown) => (error instanceof DomainError ? error.code : `crash: ${String(error)}`),
  );
  const ms = Math.round(performance.now() - started);
  const run: FileRun = { got, ms, mb: Math.round((peakKb() - before) / 1024) };
  process.stdout.write(`${JSON.stringify(run)}\n`);
}
