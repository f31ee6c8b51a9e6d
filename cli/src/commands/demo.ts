import type { Language } from "@dual-high/kernel";
import { join } from "node:path";
import process from "node:process";
import { texts } from "../texts.ts";
import { demoStory, readStory } from "./demo-story.ts";
import { matchCommand } from "./match.ts";
import { sampleCommand } from "./sample.ts";

export interface DemoCommandOptions {
  readonly out: string;
}

/** Without a story: the main job on sample lists, so that a new user sees what comes out before anything goes in. */
export async function demoCommand(
  story: string | undefined,
  { out }: DemoCommandOptions,
  language: Language,
): Promise<void> {
  if (story !== undefined) return demoStory(readStory(story), out, language);
  const lists = join(out, "sample");
  const workbook = join(out, "match-list.xlsx");
  await sampleCommand({ out: lists, seed: "1" }, language);
  await matchCommand(
    {
      needs: join(lists, "needs.xlsx"),
      achievements: join(lists, "achievements.xlsx"),
      instruments: join(lists, "instruments.xlsx"),
      teams: join(lists, "teams.xlsx"),
      out: workbook,
      top: "5",
      capacity: "2",
      map: [],
      brief: true,
    },
    language,
  );
  process.stdout.write(`${texts[language].demoNext}\n`);
}
