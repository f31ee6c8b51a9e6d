/** What is promised when processes are killed, databases go away and files are damaged. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { backup } from "@dual-high/server/ops";
import type { Benchmark } from "./benchmark.ts";
import { damageFolder } from "./faults/damage.ts";
import { flipBackup } from "./faults/flips.ts";
import { killAgainAndAgain, type KillResult } from "./faults/kills.ts";
import { restartPostgres } from "./faults/restarts.ts";
import { openCluster } from "./lab/postgres.ts";
import { printTable } from "./table.ts";

export const faults: Benchmark = {
  name: "faults",
  describe: "kills, restarts, damaged files and backups; --kills N --restarts N --damages N --flips N",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kills: { type: "string", default: "40" },
        restarts: { type: "string", default: "20" },
        damages: { type: "string", default: "100" },
        flips: { type: "string", default: "100" },
      },
    });
    const folder = mkdtempSync(join(tmpdir(), "dual-high-faults-"));
    const filesOf = (name: string) => ({ FILES_DIR: join(folder, name), DATA_DIR: join(folder, `${name}-data`) });
    // As an office's server is set up: it flushes what it acknowledges.
    const cluster = await openCluster({ fsync: "on", synchronous_commit: "on", full_page_writes: "on" });
    try {
      for (const name of ["kills", "restarts", "flips"]) cluster.createDatabase(name);
      const embedded = await killAgainAndAgain({ DATA_DIR: join(folder, "embedded") }, Number(values.kills));
      show("embedded, killed", embedded);
      const url = cluster.urlOf("kills");
      const server = await killAgainAndAgain({ DATABASE_URL: url, ...filesOf("kills") }, Number(values.kills));
      show("PostgreSQL, killed", server);
      const restarts = await restartPostgres(
        cluster,
        { DATABASE_URL: cluster.urlOf("restarts"), ...filesOf("restarts") },
        Number(values.restarts),
      );
      printTable(
        ["PostgreSQL restarted", "times", "acknowledged", "lost", "doubled", "503", "other failures", "serving ms max"],
        [
          [
            "under load",
            restarts.servingMs.length,
            restarts.acknowledged,
            restarts.lost,
            restarts.doubled,
            restarts.refusals,
            restarts.others,
            Math.round(Math.max(...restarts.servingMs)),
          ],
        ],
      );
      const damage = await damageFolder(Number(values.damages));
      printTable(
        ["embedded folder damaged", "times", "restored", "wrong rows"],
        [["cut or zeroed", damage.damaged, damage.restored, damage.wrongRows]],
      );
      const file = join(folder, "backup.dualhigh");
      await backup({ url, filesFolder: join(folder, "kills") }, file);
      const flipsFound = await flipBackup(file, cluster.urlOf("flips"), Number(values.flips));
      printTable(["backup", "flipped", "found"], [["one bit of one byte", Number(values.flips), flipsFound]]);
      return {
        acknowledged: embedded.acknowledged + server.acknowledged + restarts.acknowledged,
        lost: embedded.lost + server.lost + restarts.lost,
        doubled: embedded.doubled + server.doubled + restarts.doubled,
        readyMsMax: Math.round(Math.max(...embedded.readyMs, ...server.readyMs)),
        readyMsMaxEmbedded: Math.round(Math.max(...embedded.readyMs)),
        readyMsMaxPostgres: Math.round(Math.max(...server.readyMs)),
        restarts: restarts.servingMs.length,
        otherFailures: restarts.others,
        servingMsMax: Math.round(Math.max(...restarts.servingMs)),
        damaged: damage.damaged,
        restored: damage.restored,
        wrongRows: damage.wrongRows,
        flips: Number(values.flips),
        flipsFound,
      };
    } finally {
      await cluster.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function show(name: string, { acknowledged, lost, doubled, readyMs }: KillResult): void {
  const sorted = readyMs.toSorted((a, b) => a - b);
  printTable(
    [name, "times", "acknowledged", "lost", "doubled", "ready ms median", "ready ms max"],
    [
      [
        "ten clients write",
        readyMs.length,
        acknowledged,
        lost,
        doubled,
        Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN),
        Math.round(sorted.at(-1) ?? Number.NaN),
      ],
    ],
  );
}
