import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import type { WaitingSource } from "../../platform/ports.ts";

/** Lists that were read and that nobody has taken in or thrown away. */
export const directoryWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "import.manage", scopeId)) return [];
  const { rows } = await sql<{ id: string; fileName: string; since: string }>`
    SELECT id, file_name AS "fileName", created_at AS since FROM list_imports
    WHERE scope_id = ${scopeId} AND state = 'previewed' ORDER BY created_at LIMIT 10`.execute(tx.kysely);
  return rows.map(({ id, fileName, since }) => ({
    kind: "import",
    id,
    title: { zh: `“${fileName}”已读取，待导入`, en: `“${fileName}” was read and waits to be taken in` },
    path: `/p/${scopeId}/imports`,
    since,
    due: null,
    action: { zh: "去导入", en: "Take in" },
  }));
};
