/** A backup in which one byte is changed: found before anything of it is used. */
import { readFileSync, writeFileSync } from "node:fs";
import { restore } from "@dual-high/server/ops";

/** How many of so many flips were found; each at another place, from the first byte to the last. */
export async function flipBackup(file: string, url: string, times: number): Promise<number> {
  const good = readFileSync(file);
  const damaged = `${file}.damaged`;
  let found = 0;
  for (let time = 0; time < times; time++) {
    const bytes = Buffer.from(good);
    const at = time === 0 ? 0 : time === 1 ? bytes.length - 1 : Math.floor(Math.random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (time % 8));
    writeFileSync(damaged, bytes);
    const refusal = await restore({ url }, damaged).then(
      () => null,
      (error: unknown) => (error as { code?: unknown }).code,
    );
    if (refusal === "platform.backup_damaged") found += 1;
  }
  return found;
}
