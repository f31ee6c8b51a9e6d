import { createHash } from "node:crypto";
import type { Bilingual } from "@dual-high/kernel";
import { sql } from "kysely";
import { authorize, type Ctx, transact } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Tx } from "../db/index.ts";
import { expectVersion } from "../http/index.ts";
import { DEFAULT_STATEMENT } from "./default-statement.ts";

export interface Statement {
  readonly scopeId: string;
  /** 0 for the system's own wording. */
  readonly version: number;
  /** No office put it here: nobody but this system says so. */
  readonly isDefault: boolean;
  readonly text: Bilingual;
  /** SHA-256 of both texts, in hex: it names exactly this wording. */
  readonly digest: string;
  /** Null for the system's own wording. */
  readonly since: string | null;
}

/** The statement that holds in a scope: the last one that its office put there, else the system's own. */
export async function getStatement(tx: Tx, scopeId: string): Promise<Statement> {
  type Row = { version: number; zh: string; en: string; digest: string; since: string };
  const { rows } = await sql<Row>`
    SELECT version, text_zh AS zh, text_en AS en, digest, created_at AS since FROM confidentiality_statements
    WHERE scope_id = ${scopeId} ORDER BY version DESC LIMIT 1`.execute(tx.kysely);
  const [row] = rows;
  if (row === undefined) {
    const text = DEFAULT_STATEMENT;
    return { scopeId, version: 0, isDefault: true, text, digest: digestOf(text), since: null };
  }
  const { version, zh, en, digest, since } = row;
  return { scopeId, version, isDefault: false, text: { zh, en }, digest, since };
}

export async function showStatement(ctx: Ctx, scopeId: string): Promise<Statement> {
  authorize(ctx.caller, "scope.read", scopeId);
  return transact(ctx, async (tx) => getStatement(tx, scopeId));
}

/**
 * Puts an office's own statement in force. Whoever accepted the one before is asked again at their next reading. `version`
 * is that of the statement which it replaces.
 */
export async function replaceStatement(
  ctx: Ctx,
  scopeId: string,
  text: Bilingual,
  version: number,
): Promise<Statement> {
  authorize(ctx.caller, "confidential.handle", scopeId);
  return transact(ctx, async (tx) => {
    const current = await getStatement(tx, scopeId);
    expectVersion(current, version);
    const digest = digestOf(text);
    if (digest === current.digest) return current;
    await sql`
      INSERT INTO confidentiality_statements (scope_id, version, text_zh, text_en, digest, created_by)
      VALUES (${scopeId}, ${version + 1}, ${text.zh}, ${text.en}, ${digest}, ${ctx.caller.userId})`.execute(tx.kysely);
    await audit(tx, {
      scopeId,
      action: "confidentiality.statement_replaced",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { version: version + 1, digest },
    });
    return getStatement(tx, scopeId);
  });
}

function digestOf({ zh, en }: Bilingual): string {
  return createHash("sha256")
    .update(JSON.stringify([zh, en]))
    .digest("hex");
}
