import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { sumByKind } from "../queries.ts";
import { findScopesWithin } from "./found.ts";
import { AGREEMENT_KINDS, type AgreementSums, type AgreementTotals, KINDS } from "../types.ts";

/** What was signed, agreed and received in a scope: technology contracts, other agreements, and each kind. */
export async function totalAgreements(ctx: Ctx, scopeId: string): Promise<AgreementTotals> {
  authorize(ctx.caller, "agreement.read", scopeId);
  const rows = await transact(ctx, async (tx) =>
    sumByKind(tx, await findScopesWithin(tx, ctx.caller, "agreement.read", scopeId), scopeId),
  );
  const kinds = AGREEMENT_KINDS.flatMap((kind) => {
    const row = rows.find((each) => each.kind === kind);
    const { name, isTechnologyContract } = KINDS[kind];
    return row === undefined ? [] : [{ ...row, kindName: name, isTechnologyContract }];
  });
  return {
    technology: sumOf(kinds.filter(({ isTechnologyContract }) => isTechnologyContract)),
    other: sumOf(kinds.filter(({ isTechnologyContract }) => !isTechnologyContract)),
    kinds,
  };
}

function sumOf(kinds: readonly AgreementSums[]): AgreementSums {
  const count = (of: "count" | "sampleCount") => kinds.reduce((sum, each) => sum + each[of], 0);
  const fen = (of: "agreedFen" | "receivedFen" | "royaltyFen") =>
    String(kinds.reduce((sum, each) => sum + BigInt(each[of]), 0n));
  return {
    count: count("count"),
    sampleCount: count("sampleCount"),
    agreedFen: fen("agreedFen"),
    receivedFen: fen("receivedFen"),
    royaltyFen: fen("royaltyFen"),
  };
}
