import { createHash } from "node:crypto";
import { readSheets } from "@dual-high/lists";
import { type Caller, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { UploadedFile } from "../../../platform/http/index.ts";
import { readSheetLines } from "../../../platform/listing/index.ts";
import type { FundRow } from "../queries/funds.ts";
import { auditBy, getFundRow, mayAt, required } from "../service/found.ts";
import {
  type BankEntry,
  type BankRow,
  findBankLine,
  insertBankLines,
  listBankEntries,
  listBankLines,
  putMatch,
  takeBackBankLine,
} from "./queries.ts";
import {
  findPairs,
  printsPaidBelowZero,
  type ReadLine,
  readStatementLine,
  reconciliationError,
  REMEDY_OF_LEDGER,
  remedyOfBank,
  STATEMENT_NAMES,
} from "./rules.ts";
import type { BankImport, Reconciliation } from "./types.ts";

/** What bank and ledger agree on, and what only one of them has, with what to do about it. */
export async function getReconciliation(ctx: Ctx, fundId: string): Promise<Reconciliation> {
  return transact(ctx, async (tx) => {
    const fund = await getFundRow(tx, ctx.caller, "fund.read", fundId);
    return reconcile(tx, ctx.caller, fund);
  });
}

async function reconcile(tx: Tx, caller: Caller, fund: FundRow): Promise<Reconciliation> {
  const lines = await listBankLines(tx, fund.id);
  const entries = await listBankEntries(tx, fund.id);
  const open = openEntries(lines, entries);
  const sum = (some: readonly { readonly amountFen: string }[]) =>
    some.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
  const byId = new Map(entries.map((entry) => [entry.entryId, entry]));
  return {
    fundId: fund.id,
    bankFen: String(sum(lines)),
    ledgerFen: String(sum(entries)),
    differenceFen: String(sum(lines) - sum(entries)),
    matched: lines.flatMap((line) => {
      const entry = byId.get(line.entryId ?? "");
      return entry === undefined ? [] : [{ line, entry }];
    }),
    bankOnly: lines
      .filter(({ entryId }) => entryId === null)
      .map((line) => {
        const candidates = open.filter(({ amountFen }) => amountFen === line.amountFen);
        return { ...line, candidates, remedy: remedyOfBank(line.amountFen, candidates.length > 0) };
      }),
    ledgerOnly: open.map((entry) => ({ ...entry, remedy: REMEDY_OF_LEDGER })),
    mayMatch: mayAt(caller, "fund.pay", fund),
  };
}

/** Not matched; an entry and its reversal of which the bank shows neither are nothing together. */
function openEntries(lines: readonly BankRow[], entries: readonly BankEntry[]): BankEntry[] {
  const matched = new Set(lines.flatMap(({ entryId }) => (entryId === null ? [] : [entryId])));
  return entries.filter(({ entryId, reversesId, reversedById }) => {
    if (matched.has(entryId)) return false;
    const other = reversesId ?? reversedById;
    return other === null || matched.has(other);
  });
}

/** A statement of the bank: what it would add, or adds. What leaves no choice is matched at once. */
export async function importStatement(
  ctx: Ctx,
  fundId: string,
  file: UploadedFile,
  isApplied: boolean,
): Promise<BankImport> {
  const rows = readSheetLines(await readSheets(file), {
    names: STATEMENT_NAMES,
    isHeader: (columns) =>
      columns.has("onDay") && (columns.has("amount") || columns.has("received") || columns.has("paid")),
  });
  if (rows === null) throw reconciliationError("funds.bank_columns_missing", {});
  const refused: BankImport["refused"] = [];
  const lines: ReadLine[] = [];
  const isPaidBelowZero = printsPaidBelowZero(rows.map(({ cell }) => cell));
  for (const { row, cell } of rows) {
    const reading = readStatementLine(cell, isPaidBelowZero);
    if ("problem" in reading) refused.push({ row, text: reading.problem });
    else lines.push(reading.line);
  }
  return transact(ctx, async (tx) => {
    const fund = await getFundRow(tx, ctx.caller, "fund.pay", fundId, "for_update");
    const before = new Set((await listBankLines(tx, fundId)).map(({ id }) => id));
    const { userId } = ctx.caller;
    if (!isApplied) {
      const held = await listBankLines(tx, fundId);
      const known = held.map(({ onDay, amountFen, counterparty, reference }) =>
        JSON.stringify([onDay, amountFen, counterparty, reference]),
      );
      let same = 0;
      for (const { onDay, amount, counterparty, reference } of lines) {
        const at = known.indexOf(JSON.stringify([onDay, String(amount), counterparty, reference]));
        if (at >= 0) {
          known.splice(at, 1);
          same += 1;
        }
      }
      return { isApplied, added: lines.length - same, same, matched: 0, refused };
    }
    const added = await insertBankLines(tx, fund, lines, userId);
    const after = await listBankLines(tx, fundId);
    const free = after.filter(({ entryId }) => entryId === null);
    const pairs = findPairs(free, openEntries(after, await listBankEntries(tx, fundId)));
    for (const [line, entry] of pairs) await putMatch(tx, line.id, entry.entryId, userId);
    const sha256 = createHash("sha256").update(file.bytes).digest("hex");
    await audit(tx, {
      ...auditBy(ctx.caller, fund),
      action: "fund.statement_imported",
      details: {
        number: fund.number,
        added,
        refused: refused.length,
        matched: pairs.length,
        before: before.size,
        sha256,
      },
    });
    return { isApplied, added, same: lines.length - added, matched: pairs.length, refused };
  });
}

/** One line of the bank is one entry of the ledger, of the same amount; or no longer. */
export async function matchLine(ctx: Ctx, lineId: string, entryId: string | null): Promise<Reconciliation> {
  return transact(ctx, async (tx) => {
    const { fundId } = required(await findBankLine(tx, lineId));
    const fund = await getFundRow(tx, ctx.caller, "fund.pay", fundId, "for_update");
    const line = required(await findBankLine(tx, lineId));
    if (entryId !== null) {
      const { number, amountFen } = required(
        (await listBankEntries(tx, fundId)).find((entry) => entry.entryId === entryId),
      );
      const [bank, ledger] = [BigInt(line.amountFen), BigInt(amountFen)];
      if (bank !== ledger) throw reconciliationError("funds.match_differs", { number, bank, ledger });
      const taken = (await listBankLines(tx, fundId)).find((each) => each.entryId === entryId && each.id !== lineId);
      if (taken !== undefined) throw reconciliationError("funds.match_taken", { number });
    }
    await putMatch(tx, lineId, entryId, ctx.caller.userId);
    const details = { number: fund.number, lineId, entryId };
    await audit(tx, { ...auditBy(ctx.caller, fund), action: "fund.bank_matched", details });
    return reconcile(tx, ctx.caller, fund);
  });
}

/** A line that came in by mistake counts no more, and stays on record; a statement that has it brings it in again. */
export async function takeBackLine(ctx: Ctx, lineId: string, reason: string): Promise<Reconciliation> {
  return transact(ctx, async (tx) => {
    const { fundId } = required(await findBankLine(tx, lineId));
    const fund = await getFundRow(tx, ctx.caller, "fund.pay", fundId, "for_update");
    const { onDay, amountFen, entryId } = required(await findBankLine(tx, lineId));
    if (entryId !== null) throw reconciliationError("funds.line_matched", { onDay, amount: BigInt(amountFen) });
    await takeBackBankLine(tx, lineId, ctx.caller.userId, reason);
    await audit(tx, {
      ...auditBy(ctx.caller, fund),
      action: "fund.bank_line_taken_back",
      details: { number: fund.number, lineId, onDay, amountFen },
      personal: { reason },
    });
    return reconcile(tx, ctx.caller, fund);
  });
}
