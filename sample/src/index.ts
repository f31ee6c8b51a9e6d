import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sampleAchievements } from "./achievements.ts";
import { sampleInstruments } from "./instruments.ts";
import { writeForms } from "./forms.ts";
import { achievementsSheet, instrumentsSheet, NEEDS_GUIDANCE, needsSheet, teamsSheet } from "./lists.ts";
import { composeNeeds } from "./needs.ts";
import { sampleTeams } from "./teams.ts";
import { writeListWorkbook } from "./workbook.ts";

export interface SampleOptions {
  readonly outDir: string;
  /** The same seed gives the same bytes. */
  readonly seed?: number;
  /** Also the needs as filled collection forms, one per need, in `forms/`. */
  readonly forms?: boolean;
}

/** Writes made-up lists of Wuxi's size, marked as samples, with the warts that real lists have. */
export async function writeSampleLists(options: SampleOptions): Promise<{ files: string[] }> {
  const { outDir, seed = 1 } = options;
  await mkdir(outDir, { recursive: true });
  const needs = composeNeeds(seed).rows;
  const achievements = sampleAchievements(seed).rows;
  const books = [
    ["needs.xlsx", await writeListWorkbook(needsSheet(needs), NEEDS_GUIDANCE)],
    ["achievements.xlsx", await writeListWorkbook(achievementsSheet(achievements))],
    ["instruments.xlsx", await writeListWorkbook(instrumentsSheet(sampleInstruments(seed).rows))],
    ["teams.xlsx", await writeListWorkbook(teamsSheet(sampleTeams(seed, achievements).rows))],
  ] as const;
  const files: string[] = [];
  for (const [name, bytes] of books) {
    const file = join(outDir, name);
    await writeFile(file, bytes);
    files.push(file);
  }
  if (options.forms === true) {
    const folder = join(outDir, "forms");
    await mkdir(folder, { recursive: true });
    files.push(...(await writeForms(folder, needs)));
  }
  return { files };
}

/** How many of each wart the lists of a seed carry, for tests and documentation. */
export function countSampleWarts(seed = 1) {
  const achievements = sampleAchievements(seed);
  return {
    needs: composeNeeds(seed).warts,
    achievements: achievements.warts,
    instruments: sampleInstruments(seed).warts,
    teams: sampleTeams(seed, achievements.rows).warts,
  };
}
