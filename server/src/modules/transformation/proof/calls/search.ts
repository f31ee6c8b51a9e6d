// Calls for proofs of concept in the search over everything, for whoever may read them.
import { sql } from "kysely";
import { type Database, type Tx, withSystem } from "../../../../platform/db/index.ts";
import { putSearchDocuments, type SearchDocument } from "../../../../platform/search/index.ts";
import { requireCall } from "./found.ts";
import type { CallRow } from "./queries.ts";
import { CALL_KIND } from "./types.ts";

const BATCH = 200;

export async function indexCall(tx: Tx, callId: string): Promise<void> {
  await putSearchDocuments(tx, [documentOf(await requireCall(tx, callId))]);
}

/** The audience is that of the row-level security of calls. */
function documentOf({ id, scopeId, number, title, terms, centre, ...call }: CallRow): SearchDocument {
  const isOpened = call.openedAt !== null;
  return {
    kind: CALL_KIND,
    id,
    scopeId,
    title,
    subtitle: [number, centre].filter((part) => part !== "").join(" · "),
    keywords: [number, centre],
    text: [terms.purpose, ...terms.criteria.map(({ name }) => name)].join("\n"),
    audience: {
      scopes: [call.centreId, isOpened ? call.universityId : null],
      universitiesBeneath: isOpened && call.audience === "province" ? call.provinceId : null,
    },
  };
}

/** Calls from before there was a search over them. */
export async function indexUnfoundCalls(db: Database): Promise<void> {
  let found = BATCH;
  while (found === BATCH) found = await withSystem(db, indexUnfound);
}

async function indexUnfound(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM proof_calls c WHERE NOT EXISTS (
      SELECT FROM search_documents d WHERE d.kind = ${CALL_KIND} AND d.id = c.id) LIMIT ${BATCH}`.execute(tx.kysely);
  for (const { id } of rows) await indexCall(tx, id);
  return rows.length;
}
