// What calls for proofs of concept keep of a person.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { compareName } from "../../directory/index.ts";
import { findDisplayNames } from "../../identity/index.ts";
import type { ProofContent } from "./applications/types.ts";

export async function collectProofOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    proofApplications: await list(sql`SELECT id, call_id AS "callId", title, state, content, created_at AS "createdAt"
      FROM proof_applications WHERE created_by = ${userId} OR ${userId} = ANY (team) ORDER BY id`),
    proofDecisions: await list(sql`SELECT id AS "applicationId", state, reason, decided_at AS "decidedAt"
      FROM proof_applications WHERE decided_by = ${userId} ORDER BY id`),
    proofConflictSettlements: await list(sql`SELECT r.application_id AS "applicationId", c -> 'fact' AS fact, s AS said
      FROM proof_reviews r, jsonb_array_elements(r.conflicts) AS c, jsonb_array_elements(coalesce(c -> 'settlements', '[]')) AS s
      WHERE s ->> 'by' = ${userId} ORDER BY r.application_id`),
    proofDocuments: await list(sql`SELECT application_id AS "applicationId", key, added_at AS "addedAt"
      FROM proof_documents WHERE added_by = ${userId} ORDER BY id`),
  };
}

/**
 * An application stays with what was granted and decided; the person leaves its team, and their name its lead or members. Before
 * the account's own name goes, by which it is told there. Where they were of the team alone: a namesake elsewhere is somebody else.
 */
export async function eraseFromProof(tx: Tx, userId: string): Promise<void> {
  const own = compareName((await findDisplayNames(tx, [userId])).get(userId) ?? "");
  const { rows } = await sql<{ id: string; content: ProofContent }>`SELECT id, content FROM proof_applications
    WHERE created_by = ${userId} OR ${userId} = ANY (team)`.execute(tx.kysely);
  const without = (name: string) => (own !== "" && compareName(name) === own ? "—" : name);
  for (const { id, content } of rows) {
    const leadName = without(content.leadName);
    const members = content.members.map((member) => ({ ...member, name: without(member.name) }));
    await sql`UPDATE proof_applications SET team = array_remove(team, ${userId}::uuid),
      content = ${JSON.stringify({ ...content, leadName, members })}::jsonb WHERE id = ${id}`.execute(tx.kysely);
  }
}
