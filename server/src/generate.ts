// Writes what is generated from the code and committed; tests keep the files current. `node server/src/generate.ts`
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeApi } from "./app.ts";
import { describeChallengeStates } from "./modules/challenges/index.ts";
import { describeTransitions } from "./modules/needs/index.ts";
import { describeConfig } from "./platform/config.ts";
import { describeTables } from "./platform/db/describe-tables.ts";
import { migrate, openDatabase } from "./platform/db/index.ts";

writeFileSync(new URL("../../docs/operations/configuration.md", import.meta.url), describeConfig());
writeFileSync(new URL("../../docs/need-states.md", import.meta.url), describeTransitions());
writeFileSync(new URL("../../docs/challenge-states.md", import.meta.url), describeChallengeStates());
writeFileSync(new URL("../openapi.json", import.meta.url), describeApi());
writeFileSync(new URL("./platform/db/tables.ts", import.meta.url), await describeMigratedTables());

async function describeMigratedTables(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "dual-high-tables-"));
  const db = await openDatabase({ folder, snapshots: false });
  try {
    await migrate(db);
    return await describeTables(db);
  } finally {
    await db.close();
    rmSync(folder, { recursive: true });
  }
}
