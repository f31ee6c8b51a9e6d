import { existsSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { readXlsx, writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { inFolder, jsonOf, runCli } from "./run-cli.ts";

/** Real needs and achievements lie beside the project and are never copied into it. */
const DATA = join(process.env.DUAL_HIGH_DATA ?? join(import.meta.dirname, "../../../shared/data"), "needs");
const isThere = existsSync(DATA);

function readLines<T>(name: string): T[] {
  return readFileSync(join(DATA, name), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

test.skipIf(!isThere)(
  `real needs, written as workbooks, go through the main job${isThere ? "" : " (skipped: no data beside the project)"}`,
  async () => {
    const needs = readLines<{ id: string; title: string; content: string }>("needs.jsonl");
    const achievements = readLines<{ id: string; titleTokens: string[] }>("achievements.jsonl");
    await inFolder(async (folder) => {
      const save = async (name: string, rows: string[][]) => {
        await writeFile(join(folder, name), await writeXlsx({ sheets: [{ name: "清单", rows }] }));
        return join(folder, name);
      };
      const needsFile = await save("needs.xlsx", [
        ["需求编号", "需求名称", "需求内容"],
        ...needs.map(({ id, title, content }) => [id, title, content]),
      ]);
      const achievementsFile = await save("achievements.xlsx", [
        ["成果编号", "成果名称"],
        ...achievements.map(({ id, titleTokens }) => [id, titleTokens.join("")]),
      ]);
      const out = join(folder, "list.xlsx");
      const counts = jsonOf(
        await runCli("match", "--needs", needsFile, "--achievements", achievementsFile, "--out", out, "--json"),
      ) as {
        needs: { read: number; refused: number };
        matched: number;
        toClarify: number;
        unmatched: number;
      };
      // A need whose row repeats another word for word is used once; nothing else may be lost.
      expect(counts.needs.read).toBe(needs.length);
      expect(counts.needs.refused).toBe(0);
      expect(counts.matched + counts.toClarify + counts.unmatched).toBe(needs.length);
      expect(counts.matched).toBeGreaterThan(needs.length / 2);
      const { sheets } = await readXlsx(await readFile(out));
      const listed = new Set(sheets[0]?.rows.slice(1).map((row) => row[0]));
      expect(listed.size).toBe(counts.matched);
    });
  },
);
