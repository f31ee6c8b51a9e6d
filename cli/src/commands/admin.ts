import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { openOps } from "../machine.ts";
import { texts } from "../texts.ts";

export interface RecoverOptions {
  readonly json?: boolean;
}

/** The way back in for whoever holds the machine: a one-time link with which an administrator sets a new password. */
export async function recoverCommand(login: string, options: RecoverOptions, language: Language): Promise<void> {
  const { recoverAdministrator, config } = await openOps();
  const { path, expiresAt } = await recoverAdministrator(config, login);
  const url = `${config.publicUrl ?? ""}${path}`;
  if (options.json === true) process.stdout.write(`${JSON.stringify({ login, url, expiresAt })}\n`);
  else process.stdout.write(`${texts[language].recovered(login, url, expiresAt)}\n`);
}
