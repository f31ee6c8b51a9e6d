// What modules below read of agreements: as far as the caller sees them, and held still while something rests on them.
import { sql } from "kysely";
import { TODAY, type Tx } from "../../platform/db/index.ts";
import type { AgreementKindName, AgreementState } from "./types.ts";

export interface AgreementFacts {
  readonly id: string;
  readonly scopeId: string;
  readonly number: string;
  readonly title: string;
  readonly kind: AgreementKindName;
  readonly subKind: string | null;
  readonly state: AgreementState;
  /** Signed, not ended, and its last day not over. */
  readonly isInForce: boolean;
  readonly amountFen: string | null;
  /** What came in under it and was not reversed, royalties included. */
  readonly receivedFen: string;
  readonly signedOn: string | null;
  readonly endsOn: string | null;
  readonly parties: readonly string[];
}

/**
 * `held`: nobody signs or ends them before the transaction is over, so that what rests on their being in force is true when
 * it is written. It takes the right to write in their scope.
 */
export async function listAgreementFacts(
  tx: Tx,
  agreementIds: readonly string[],
  lock: "read" | "held" = "read",
): Promise<AgreementFacts[]> {
  if (agreementIds.length === 0) return [];
  const { rows } = await sql<AgreementFacts>`
    SELECT a.id, a.scope_id AS "scopeId", a.number, a.title, a.kind, a.sub_kind AS "subKind", a.state,
      a.state = 'signed' AND (a.ends_on IS NULL OR a.ends_on >= ${TODAY}) AS "isInForce",
      a.amount_fen::text AS "amountFen", (SELECT coalesce(sum(r.amount_fen), 0)::text FROM receipts r
        WHERE r.agreement_id = a.id AND r.reversed_at IS NULL) AS "receivedFen", a.signed_on AS "signedOn", a.ends_on AS "endsOn",
      array(SELECT p.name FROM agreement_parties p WHERE p.agreement_id = a.id ORDER BY p.position) AS parties
    FROM agreements a WHERE a.id = ANY (${[...new Set(agreementIds)]}::uuid[])
    ORDER BY a.id ${lock === "held" ? sql`FOR SHARE OF a` : sql``}`.execute(tx.kysely);
  return rows;
}
