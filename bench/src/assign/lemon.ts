/** LEMON's NetworkSimplex beside ours: Debian's liblemon-dev and a small program, compiled when first wanted. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Solved } from "./highs.ts";
import type { Instance } from "./instance.ts";

const SOURCE = join(import.meta.dirname, "../../peers/lemon/assign.cpp");
const PROGRAM = join(import.meta.dirname, "../../peers/lemon/node_modules/assign");
const HEADER = "/usr/include/lemon/network_simplex.h";

/** Null, with a word why, where it cannot be installed or compiled. */
export function loadLemon(): ((instance: Instance, times: number) => readonly Solved[]) | null {
  try {
    if (!existsSync(PROGRAM)) compile();
    return solve;
  } catch (error) {
    console.error(`LEMON is left out: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function compile(): void {
  if (!existsSync(HEADER)) {
    console.error("installing liblemon-dev ...");
    execFileSync("apt-get", ["install", "-y", "liblemon-dev"], { stdio: ["ignore", "ignore", "inherit"] });
  }
  execFileSync("mkdir", ["-p", join(PROGRAM, "..")]);
  execFileSync("g++", ["-O3", "-march=native", "-DNDEBUG", "-o", PROGRAM, SOURCE], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function solve(instance: Instance, times: number): readonly Solved[] {
  const folder = mkdtempSync(join(tmpdir(), "lemon-"));
  try {
    const file = join(folder, "problem.txt");
    writeFileSync(file, writeProblem(instance));
    return Array.from(
      { length: times },
      () => JSON.parse(execFileSync(PROGRAM, [file], { encoding: "utf8" })) as Solved,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeProblem({ needs, suppliers, needMax, supplierMax, need, supplier, value }: Instance): string {
  const lines = [`${needs} ${suppliers} ${value.length} ${needMax} ${supplierMax}`];
  value.forEach((units, e) => lines.push(`${need[e]} ${supplier[e]} ${units}`));
  return `${lines.join("\n")}\n`;
}
