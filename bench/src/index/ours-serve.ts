/**
 * `ours-serve.ts FILE NEEDS`: loads an index and answers generated needs from it, with one thread and with two; then
 * compares the best 20 with those of an exact search. A process of its own, so that its memory is that of serving.
 */
import process from "node:process";
import type { NeedText } from "@dual-high/matching";
import { type Found, loadIndex, type SearchSettings, SearchPool, viewOf } from "@dual-high/matching/node";
import { Corpus } from "./corpus.ts";
import { peakMemoryMb } from "./memory.ts";

const TOP = 20;
const SETTINGS: SearchSettings = { top: TOP, shortlist: 100, exact: false };
const COMPARED = 200;
const ROUNDS = 5;

const file = process.argv[2] ?? "";
const count = Number(process.argv[3]);
const corpus = new Corpus();
const needs: NeedText[] = Array.from({ length: count }, (_, at) => corpus.need(at));
corpus.forget();
const started = performance.now();
const index = await loadIndex(file);
const loadSeconds = (performance.now() - started) / 1000;
const view = viewOf(index);

/**
 * Needs answered in a second, the median of several rounds after one that does not count; and the processor's time for
 * one need, which says what the rate would be on a machine that has nothing else to do.
 */
async function measure(threads: number): Promise<{ readonly rate: number; readonly cpuMs: number }> {
  const pool = new SearchPool(view, index.model, threads);
  await pool.find(needs.slice(0, Math.ceil(count / 4)), SETTINGS);
  const rates: number[] = [];
  const cpu = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) {
    const before = performance.now();
    await pool.find(needs, SETTINGS);
    rates.push((count * 1000) / (performance.now() - before));
  }
  const { user, system } = process.cpuUsage(cpu);
  await pool.close();
  return { rate: rates.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!, cpuMs: (user + system) / 1000 / count / ROUNDS };
}

const one = await measure(1);
const two = await measure(2);
const pool = new SearchPool(view, index.model, 2);
const compared = needs.slice(0, COMPARED);
const fast = await pool.find(compared, SETTINGS);
const before = performance.now();
const exact = await pool.find(compared, { ...SETTINGS, exact: true });
const exactPerSecond = (compared.length * 1000) / (performance.now() - before);
await pool.close();

function overlap(found: Found, right: Found): number {
  const wanted = new Set(right.candidates);
  return found.candidates.filter((candidate) => wanted.has(candidate)).length / right.candidates.length;
}
console.log(
  JSON.stringify({
    loadSeconds,
    needsPerSecond1: one.rate,
    needsPerSecond2: two.rate,
    cpuMs: two.cpuMs,
    exactPerSecond,
    overlap: fast.reduce((sum, found, at) => sum + overlap(found, exact[at]!), 0) / compared.length,
    peakMb: peakMemoryMb(),
  }),
);
process.exit(0);
