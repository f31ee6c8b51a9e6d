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
  /** Signed, not ended, and its last day not over; it may still have to begin. */
  readonly isInForce: boolean;
  /** Signed, and its first day still to come. */
  readonly isToCome: boolean;
  readonly amountFen: string | null;
  /** What came in under it and was not reversed, royalties included. */
  readonly receivedFen: string;
  readonly signedOn: string | null;
  readonly endsOn: string | null;
  readonly parties: readonly string[];
}

const IN_FORCE = sql`(a.state = 'signed' AND (a.ends_on IS NULL OR a.ends_on >= ${TODAY}))`;

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
      ${IN_FORCE} AS "isInForce", coalesce(a.state = 'signed' AND a.starts_on > ${TODAY}, false) AS "isToCome",
      a.amount_fen::text AS "amountFen", (SELECT coalesce(sum(r.amount_fen), 0)::text FROM receipts r
        WHERE r.agreement_id = a.id AND r.reversed_at IS NULL) AS "receivedFen", a.signed_on AS "signedOn", a.ends_on AS "endsOn",
      array(SELECT p.name FROM agreement_parties p WHERE p.agreement_id = a.id ORDER BY p.position) AS parties
    FROM agreements a WHERE a.id = ANY (${[...new Set(agreementIds)]}::uuid[])
    ORDER BY a.id ${lock === "held" ? sql`FOR SHARE OF a` : sql``}`.execute(tx.kysely);
  return rows;
}

/** What may be known of an agreement by whoever may not read it, but sees what rests on it. */
export interface AgreementStanding {
  readonly id: string;
  readonly kind: AgreementKindName;
  /** Signed, begun, not ended, and its last day not over. */
  readonly isInForce: boolean;
  /** The later of its signing and its first day; null before it is signed. */
  readonly since: string | null;
  readonly startsOn: string | null;
}

/** As the system sees them, whoever asks. */
export async function listAgreementStanding(tx: Tx, agreementIds: readonly string[]): Promise<AgreementStanding[]> {
  if (agreementIds.length === 0) return [];
  const { rows } = await sql<AgreementStanding>`
    SELECT a.id, a.kind, ${IN_FORCE} AND (a.starts_on IS NULL OR a.starts_on <= ${TODAY}) AS "isInForce",
      CASE WHEN a.signed_on IS NOT NULL THEN greatest(a.signed_on, a.starts_on) END AS since,
      a.starts_on AS "startsOn"
    FROM agreements_standing(${[...new Set(agreementIds)]}::uuid[]) a ORDER BY a.id`.execute(tx.kysely);
  return rows;
}
