import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { cliError } from "../errors.ts";
import { writeHeads } from "../heads.ts";
import { openOps, placeOf, refuseExisting } from "../machine.ts";
import { texts } from "../texts.ts";

export interface BackupCommandOptions {
  readonly heads?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Everything that the database and its files hold, in one file. One that lacks contents is written, and is a failure. */
export async function backupCommand(file: string, options: BackupCommandOptions, language: Language): Promise<void> {
  await refuseExisting(file);
  const { backup, config } = await openOps();
  const words = texts[language];
  if (options.quiet !== true && options.json !== true) process.stderr.write(`${words.backingUp(placeOf(config))}\n`);
  const made = await backup(config, file);
  if (options.heads !== undefined) await writeHeads(options.heads, made.auditHeads);
  if (options.json === true) process.stdout.write(`${JSON.stringify(made)}\n`);
  else if (options.quiet !== true) process.stdout.write(`${words.backedUp(made)}\n`);
  if (made.missingContents > 0) throw cliError("cli.backup_incomplete", { path: file, count: made.missingContents });
}
