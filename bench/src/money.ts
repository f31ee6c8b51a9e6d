/** Money is conserved to the fen, whatever is amended, received, divided and reversed, and whatever fails meanwhile. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Benchmark } from "./benchmark.ts";
import { openCluster } from "./lab/postgres.ts";
import { conserveMoney } from "./money/conserve.ts";
import { openLine } from "./money/line.ts";
import { printTable } from "./table.ts";

export const money: Benchmark = {
  name: "money",
  describe: "random lives of agreements' and funds' money while things fail; --sequences N --crashes N --seed N",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        sequences: { type: "string", default: "10000" },
        crashes: { type: "string", default: "40" },
        seed: { type: "string", default: "1" },
      },
    });
    const folder = mkdtempSync(join(tmpdir(), "dual-high-money-"));
    const cluster = await openCluster({ fsync: "on", synchronous_commit: "on", full_page_writes: "on" });
    cluster.createDatabase("money");
    const line = await openLine(cluster.urlOf("money"));
    try {
      const env = { DATABASE_URL: line.url, FILES_DIR: join(folder, "files"), DATA_DIR: join(folder, "data") };
      const { imbalances, ...result } = await conserveMoney(env, {
        sequences: Number(values.sequences),
        crashes: Number(values.crashes),
        seed: Number(values.seed),
        line,
      });
      for (const words of imbalances.slice(0, 20)) console.error(words);
      console.log(`${result.keys} keys, each by ${result.atOnce} at once: ${result.payments} payments`);
      printTable(
        ["sequences", "of funds", "steps", "line cut", "kill -9", "sent again", "imbalances", "lost"],
        [
          [
            result.sequences,
            result.funds,
            result.steps,
            result.cuts,
            result.crashes,
            result.repeated,
            imbalances.length,
            result.lost,
          ],
        ],
      );
      return { ...result, imbalances: imbalances.length };
    } finally {
      line.close();
      await cluster.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
