import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Language } from "@dual-high/kernel";
import { passSignalsTo } from "../../bin/runtime.mjs";
import { cliError } from "../errors.ts";
import { texts } from "../texts.ts";

const STORIES = ["wuxi"] as const;
type StoryName = (typeof STORIES)[number];

/** Says whose folder it is, so that nobody's data are taken for a story's. */
const MARK = "dual-high-story.txt";
const START = fileURLToPath(new URL("../../bin/start.mjs", import.meta.url));
/** Settings that would lead the server away from the folder. */
const ELSEWHERE = ["DATABASE_URL", "FILES_DIR", "PUBLIC_URL"];

export function readStory(name: string): StoryName {
  const story = STORIES.find((each) => each === name);
  if (story === undefined) throw cliError("cli.story_unknown", { name, stories: STORIES });
  return story;
}

/** Serves a story from a folder of its own, until it is stopped. */
export async function demoStory(story: StoryName, out: string, language: Language): Promise<void> {
  const folder = resolve(out, story);
  await claimFolder(folder, story);
  process.stdout.write(`${texts[language].storyAt(folder)}\n`);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ELSEWHERE.includes(name)));
  const child = spawn(process.execPath, [START, "--story", story], {
    // The server ends when the channel closes, however this process ends.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { LOG_LEVEL: "warn", ...env, DATA_DIR: folder, SEALING_KEY_FILE: join(folder, "sealing.key") },
  });
  passSignalsTo(child);
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0 && code !== null) throw cliError("cli.story_ended", { code });
}

/** An empty folder becomes the story's; another's, or one with something else in it, is left alone. */
async function claimFolder(folder: string, story: StoryName): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  if (names.length === 0) return writeFile(join(folder, MARK), `${story}\n`);
  const mark = names.includes(MARK) ? (await readFile(join(folder, MARK), "utf8")).trim() : null;
  if (mark !== story) throw cliError("cli.story_folder_taken", { path: folder });
}
