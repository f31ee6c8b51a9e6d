import { stat } from "node:fs/promises";
import process from "node:process";
import type { MachineConfig } from "@dual-high/server/ops";
import { cliError } from "./errors.ts";

/** The server's half of a command that works on this machine's data; loaded only then, for it is most of the program. */
export async function openOps() {
  const ops = await import("@dual-high/server/ops");
  const config = ops.readMachineConfig(process.env);
  return { ...ops, config };
}

/** Where the data lies, in words that hold no password. */
export function placeOf({ url, folder }: MachineConfig): string {
  return url === undefined ? (folder ?? "") : new URL(url).host + new URL(url).pathname;
}

export async function refuseExisting(path: string): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw cliError("cli.out_exists", { path });
}
