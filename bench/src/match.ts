/** The main job from a cold start, beside the same job with MiniSearch as the matcher. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";
import { printTable } from "./table.ts";

const RUNS = 5;
const CLI = join(import.meta.dirname, "../../cli/bin/dualhigh.mjs");
const PEER = join(import.meta.dirname, "match-minisearch.ts");
const REPORT_MEMORY = join(import.meta.dirname, "report-memory.mjs");

interface Run {
  readonly read: number;
  readonly match: number;
  readonly write: number;
  /** Start of the process to its end, milliseconds. */
  readonly wall: number;
  readonly rssMb: number;
}

function measure(args: readonly string[], folder: string): Run {
  const peakFile = join(folder, "peak");
  const started = performance.now();
  const printed = execFileSync(process.execPath, ["--import", REPORT_MEMORY, ...args], {
    env: { ...process.env, PEAK_FILE: peakFile },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const wall = performance.now() - started;
  const { phases } = JSON.parse(printed) as { phases: { read: number; match: number; write: number } };
  return { ...phases, wall, rssMb: Number(readFileSync(peakFile, "utf8")) / 1024 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function summary(runs: readonly Run[]): Run {
  const of = (key: keyof Run) => median(runs.map((run) => run[key]));
  return { read: of("read"), match: of("match"), write: of("write"), wall: of("wall"), rssMb: of("rssMb") };
}

export const match: Benchmark = {
  name: "match",
  describe: "the main job on sample lists from a cold start, beside MiniSearch",
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "dual-high-bench-"));
    try {
      execFileSync(process.execPath, [CLI, "sample", "--out", folder, "--quiet"]);
      const lists = ["needs", "achievements", "instruments", "teams"].flatMap((kind) => [
        `--${kind}`,
        join(folder, `${kind}.xlsx`),
      ]);
      const ours: Run[] = [];
      const peer: Run[] = [];
      // In turn, so that a machine that slows down slows both.
      for (let run = 0; run < RUNS; run++) {
        ours.push(measure([CLI, "match", ...lists, "--out", join(folder, "ours.xlsx"), "--json"], folder));
        peer.push(measure([PEER, folder, join(folder, "peer.xlsx")], folder));
      }
      const a = summary(ours);
      const b = summary(peer);
      const row = (name: string, run: Run) => [
        name,
        ...[run.read, run.match, run.write, run.wall, run.rssMb].map(Math.round),
      ];
      printTable(
        ["median of 5", "read ms", "match ms", "write ms", "whole ms", "peak MB"],
        [row("Dual-High", a), row("MiniSearch", b)],
      );
      return {
        wallMs: Math.round(a.wall),
        wallMsMax: Math.round(Math.max(...ours.map(({ wall }) => wall))),
        rssMb: Math.round(a.rssMb),
        readMs: Math.round(a.read),
        matchMs: Math.round(a.match),
        writeMs: Math.round(a.write),
        peerWallMs: Math.round(b.wall),
        peerMatchMs: Math.round(b.match),
        matchingRatio: Number((b.match / a.match).toFixed(2)),
        wholeRatio: Number((b.wall / a.wall).toFixed(2)),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
