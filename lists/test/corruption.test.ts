import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Corruptions } from "./support/corrupt.ts";

/** In a process of its own: a reading that hangs is ended from outside. */
async function corruptMany(kind: "xlsx" | "xls", count: number, seed: number): Promise<Corruptions> {
  const script = join(import.meta.dirname, "support/corrupt.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, kind, String(count), String(seed)], {
    timeout: 55_000,
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout) as Corruptions;
}

test("of 1,000 damaged copies of a workbook, each is refused or gives the same records; none gives others in silence", async () => {
  const { refused, same, told, silent, crashed } = await corruptMany("xlsx", 1000, 20_260_630);
  expect(crashed).toEqual([]);
  expect(silent).toEqual([]);
  const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
  expect(refusals + same + told).toBe(1000);
  // The checksums see to it: what is read at all is read right.
  expect(refusals).toBeGreaterThan(800);
});

test("300 damaged copies of an .xls neither crash nor hang the reader", async () => {
  const { refused, same, told, silent, crashed } = await corruptMany("xls", 300, 20_260_630);
  expect(crashed).toEqual([]);
  // The format has no checksum, so a changed text is not noticed: that much is said in docs/lists.md.
  expect(Object.values(refused).reduce((sum, count) => sum + count, 0) + same + told + silent.length).toBe(300);
});
