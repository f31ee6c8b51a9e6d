/** Where the measuring data lies. It is not ours to copy, so it stays beside the project and is read at run time. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const BESIDE_THE_PROJECT = "../../../shared/data";

/** The folder with a data set: $DUAL_HIGH_DATA/name, else ../shared/data/name beside the project. Null when absent. */
export function findDataFolder(name: string): string | null {
  const root = process.env["DUAL_HIGH_DATA"] ?? resolve(import.meta.dirname, BESIDE_THE_PROJECT);
  const folder = join(root, name);
  return existsSync(folder) ? folder : null;
}
