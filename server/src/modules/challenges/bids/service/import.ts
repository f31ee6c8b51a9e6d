import { createHash } from "node:crypto";
import { type Bilingual, DomainError } from "@dual-high/kernel";
import { readSheets } from "@dual-high/lists";
import { sql } from "kysely";
import { authorize, type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import type { UploadedFile } from "../../../../platform/http/index.ts";
import { compareName } from "../../../directory/index.ts";
import { findScope } from "../../../identity/index.ts";
import { getReadable } from "../../notice/service/found.ts";
import { requireFound } from "../../require-found.ts";
import { type BidRowRead, readBidSheet } from "../bid-sheet.ts";
import { listReceipts } from "../queries.ts";
import { bidError } from "../rules.ts";
import type { SealingKeys } from "../sealing.ts";
import type { BidImport } from "../types.ts";
import { beginBid, submitBid } from "./bids.ts";

interface Where {
  readonly challengeId: string;
  readonly bidderId: string;
}

/**
 * Bids that an institution received on paper or by mail, out of one workbook: each is begun and submitted as if it had been
 * typed, so the same rules refuse it, and the time at which the file arrived counts. A row that cannot be used stops no
 * other. Looking does all of it and takes it back. A sealed challenge takes none: whoever keeps such a list has read them.
 */
export async function importBids(
  keys: SealingKeys,
  ctx: Ctx,
  { challengeId, bidderId }: Where,
  file: UploadedFile,
  { isApplied, requestCameAt }: { readonly isApplied: boolean; readonly requestCameAt: number },
): Promise<BidImport> {
  authorize(ctx.caller, "bid.write", bidderId);
  const sheets = await readSheets(file);
  return transact(ctx, async (tx) => {
    const inside: Ctx = { ...ctx, tx };
    const challenge = await getReadable(tx, ctx.caller, challengeId);
    const { code, state, mode } = challenge;
    if (mode === "sealed") throw bidError("challenges.bid_import_sealed", { code });
    if (state !== "published") throw bidError("challenges.bid_not_taken", { code, state });
    const { name: bidder } = requireFound(await findScope(tx, bidderId));
    const known = new Set(await listReceipts(tx, challengeId));
    const rows: BidImport["rows"] = [];
    const refused: BidImport["refused"] = [];
    let same = 0;
    const enter = async (entry: BidRowRead) => {
      refuseOtherBidder(entry, bidder);
      const begun = await beginBid(keys, inside, challengeId, { bidderId, content: entry.content, formedTeamId: null });
      return submitBid(keys, inside, begun.id, begun.version, requestCameAt, { isTrial: !isApplied });
    };
    await sql`SAVEPOINT looking`.execute(tx.kysely);
    for (const reading of readBidSheet(file.name, sheets, challenge.terms)) {
      const { row } = reading;
      if ("problem" in reading) {
        refused.push({ row, title: reading.title, text: reading.problem });
        continue;
      }
      const { entry } = reading;
      const { title } = entry.content;
      if (known.has(entry.receipt)) same += 1;
      else {
        const done = await trying(tx, async () => enter(entry));
        if ("problem" in done) refused.push({ row, title, text: done.problem });
        else rows.push({ row, title, receipt: isApplied ? done.value.receipt : null });
      }
    }
    if (!isApplied) await sql`ROLLBACK TO SAVEPOINT looking`.execute(tx.kysely);
    else if (rows.length > 0) {
      const sha256 = createHash("sha256").update(file.bytes).digest("hex");
      const details = { challengeId, added: rows.length, same, refused: refused.length, sha256 };
      await audit(tx, {
        scopeId: bidderId,
        action: "bid.imported",
        subjectKind: "scope",
        subjectId: bidderId,
        details,
      });
    }
    return { isApplied, rows, same, refused };
  });
}

function refuseOtherBidder({ bidder }: BidRowRead, own: string): void {
  if (bidder !== "" && compareName(bidder) !== compareName(own)) {
    throw bidError("challenges.bid_of_another", { bidder, own });
  }
}

/** What a rule refuses leaves nothing behind, and is told instead. */
async function trying<T>(
  tx: Tx,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly problem: Bilingual }> {
  await sql`SAVEPOINT bid_row`.execute(tx.kysely);
  try {
    const value = await work();
    await sql`RELEASE SAVEPOINT bid_row`.execute(tx.kysely);
    return { value };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await sql`ROLLBACK TO SAVEPOINT bid_row`.execute(tx.kysely);
    return { problem: { zh: error.text("zh"), en: error.text("en") } };
  }
}
