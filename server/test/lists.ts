import { createHash } from "node:crypto";
import { sql } from "kysely";
import { withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import type { Answer, TestApp } from "./test-app.ts";

interface ListFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A list of achievements as an office would hand it in. */
export function achievementsCsv(rows: readonly string[], name = "成果.csv"): ListFile {
  const text = `成果编号,成果名称,摘要,所属单位,专利号,法律状态\n${rows.join("\n")}\n`;
  return { name, bytes: new TextEncoder().encode(text) };
}

export async function handIn(
  world: TestApp,
  token: string,
  scopeId: string,
  file: ListFile,
  query = "kind=achievements&classification=internal",
): Promise<Answer> {
  return world.call("POST", `/api/scopes/${scopeId}/imports?${query}`, { token, file });
}

/** An import in any scope, whoever may hand lists in there, with one row that is doubtful. */
export async function makeImport(world: TestApp, scopeId: string, state: "previewed" | "accepted"): Promise<string> {
  const id = newId();
  const createdBy = newId();
  const { name, bytes } = achievementsCsv(["A1,一种传感器,用于测温,某大学,12345,有效"]);
  await withSystem(world.db, async (tx) => {
    const file = await world.app.files.putFile(tx, {
      scopeId,
      ownerKind: "import",
      ownerId: id,
      name,
      bytes,
      createdBy,
    });
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await sql`
      INSERT INTO list_imports (id, scope_id, kind, state, file_name, file_id, sha256, size_bytes, classification,
        accepted_at, accepted_by, created_by)
      VALUES (${id}, ${scopeId}, 'achievements', ${state}, ${name}, ${file.id}, ${sha256}, ${bytes.byteLength},
        'internal', CASE WHEN ${state} = 'accepted' THEN now() END, ${createdBy}, ${createdBy})`.execute(tx.kysely);
  });
  return id;
}
