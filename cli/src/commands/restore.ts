import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { isFolder } from "../files.ts";
import { openOps, placeOf } from "../machine.ts";
import { texts } from "../texts.ts";

export interface RestoreCommandOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export async function restoreCommand(file: string, options: RestoreCommandOptions, language: Language): Promise<void> {
  // Before the database is opened, which makes a folder where there is none.
  await isFolder(file);
  const { restore, config } = await openOps();
  const restored = await restore(config, file);
  if (options.json === true) process.stdout.write(`${JSON.stringify(restored)}\n`);
  else if (options.quiet !== true) process.stdout.write(`${texts[language].restored(restored, placeOf(config))}\n`);
}
