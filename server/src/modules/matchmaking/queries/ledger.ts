// SQL of the ledger.
import { type RawBuilder, sql } from "kysely";
import { firstOf, TODAY, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import type { ImportRow } from "../ledger-workbook.ts";
import type { WrittenCell } from "../ledger-merge.ts";
import type { AnswerKind, EntryKind, LEDGER_SORTS, LedgerImport, LineState } from "../types.ts";
import type { MatchedPair } from "./decisions.ts";
import { type Lock, lockClause, lockNumbers, searchedIn } from "./shared.ts";

export interface LineRow extends MatchedPair {
  readonly id: string;
  readonly zoneId: string;
  readonly number: number;
  readonly needNumber: string;
  readonly needTitle: string;
  readonly enterprise: string;
  readonly partnerKind: "achievement" | "team" | "stated";
  readonly partnerName: string;
  readonly partnerUnit: string;
  readonly partnerPeople: string;
  readonly origin: "decision" | "link";
  readonly runId: string | null;
  readonly ownerId: string | null;
  readonly state: LineState;
  readonly outcome: string;
  readonly nextStep: string;
  readonly nextOn: string | null;
  readonly isOverdue: boolean;
  readonly contractNumber: string;
  readonly amountFen: bigint | null;
  readonly lastAnswer: AnswerKind | null;
  readonly answerWaiting: boolean;
  readonly entries: number;
  /** Entries that a person wrote. */
  readonly writtenEntries: number;
  readonly lastEntryAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

const OPEN = sql`l.state NOT IN ('ended', 'withdrawn')`;

const LINE = sql`l.id, l.zone_id AS "zoneId", l.scope_id AS "scopeId", l.number, l.need_id AS "needId",
  l.need_number AS "needNumber", l.need_title AS "needTitle", l.enterprise, l.partner_kind AS "partnerKind",
  l.partner_id AS "partnerId", l.partner_name AS "partnerName", l.partner_unit AS "partnerUnit",
  l.partner_people AS "partnerPeople", l.origin, l.run_id AS "runId", l.owner_id AS "ownerId", l.state, l.outcome,
  l.next_step AS "nextStep", l.next_on AS "nextOn", (${OPEN} AND l.next_on IS NOT NULL AND l.next_on < ${TODAY})
  AS "isOverdue", l.contract_number AS "contractNumber", l.amount_fen AS "amountFen", l.last_answer AS "lastAnswer",
  l.answer_waiting AS "answerWaiting", l.created_at AS "createdAt", l.updated_at AS "updatedAt", l.version,
  e.entries, e.written AS "writtenEntries", e.last AS "lastEntryAt"`;

const ENTRIES = sql`LEFT JOIN LATERAL (SELECT count(*)::integer AS entries,
    count(*) FILTER (WHERE x.kind <> 'system')::integer AS written, max(x.at) AS last
  FROM ledger_entries x WHERE x.zone_id = l.zone_id AND x.line_id = l.id) e ON true`;

/** What is due first: answers that wait, then by the day of the next step; without one behind those, what is over last. */
const DUE = sql`CASE WHEN NOT ${OPEN} THEN '9' WHEN l.answer_waiting THEN '0' WHEN l.next_on IS NULL THEN '5' ELSE '1' END
  || coalesce(l.next_on::text, '')`;

const LEDGER_KEYS: Readonly<Record<(typeof LEDGER_SORTS)[number], SortKey>> = {
  due: { by: DUE, type: "text" },
  number: { by: sql`l.number`, type: "integer" },
  enterprise: { by: sql`l.enterprise`, type: "text" },
  partner: { by: sql`l.partner_name`, type: "text" },
  state: {
    by: sql`array_position(ARRAY['to_contact', 'contacted', 'in_talks', 'contracted', 'ended', 'withdrawn'], l.state)`,
    type: "integer",
  },
  updatedAt: { by: sql`l.updated_at`, type: "timestamptz" },
};

export interface LedgerFilter {
  readonly states: readonly string[] | null;
  readonly ownerIds: readonly string[] | null;
  readonly withoutOwner: boolean;
  readonly due: readonly string[] | null;
  readonly answerWaiting: boolean;
  readonly needId: string | null;
  readonly withWithdrawn: boolean;
}

function conditionOf(scopeId: string, search: string | null, filter: LedgerFilter): RawBuilder<boolean> {
  const { states, ownerIds, withoutOwner, due, answerWaiting, needId, withWithdrawn } = filter;
  const asked = (name: string) => sql`${name} = ANY (${due}::text[])`;
  return sql`l.scope_id = ${scopeId}
    AND (${states}::text[] IS NULL OR l.state = ANY (${states}::text[]))
    AND (${withWithdrawn} OR ${states}::text[] IS NOT NULL OR l.state <> 'withdrawn')
    AND ((${ownerIds}::uuid[] IS NULL AND NOT ${withoutOwner}) OR l.owner_id = ANY (${ownerIds ?? []}::uuid[])
      OR (${withoutOwner} AND l.owner_id IS NULL))
    AND (NOT ${answerWaiting} OR l.answer_waiting)
    AND (${needId}::uuid IS NULL OR l.need_id = ${needId}::uuid)
    AND (${due}::text[] IS NULL OR (${OPEN} AND (
      (${asked("overdue")} AND l.next_on < ${TODAY}) OR (${asked("today")} AND l.next_on = ${TODAY})
      OR (${asked("week")} AND l.next_on BETWEEN ${TODAY} AND ${TODAY} + 7)
      OR (${asked("later")} AND l.next_on > ${TODAY} + 7) OR (${asked("none")} AND l.next_on IS NULL))))
    AND ${searchedIn(sql`l.search_text`, search)}`;
}

export async function listLineRows(
  tx: Tx,
  scopeId: string,
  listing: Listing<(typeof LEDGER_SORTS)[number]>,
  filter: LedgerFilter,
): Promise<{ readonly rows: Keyed<LineRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, LEDGER_KEYS, sql`l.id`);
  const wanted = conditionOf(scopeId, listing.search, filter);
  const { rows } = await sql<Keyed<LineRow>>`
    SELECT ${LINE}, ${key} AS "sortKey" FROM ledger_lines l ${ENTRIES} WHERE ${wanted} AND ${condition} ${tail}`.execute(
    tx.kysely,
  );
  if (!listing.withTotal) return { rows, total: null };
  const total = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM ledger_lines l WHERE ${wanted}`,
  );
  return { rows, total: total?.n ?? 0 };
}

export async function findLineRow(tx: Tx, lineId: string, lock: Lock = "read"): Promise<LineRow | null> {
  if (lock === "for_update") {
    const held = await firstOf(tx, sql`SELECT l.id FROM ledger_lines l WHERE l.id = ${lineId} ${lockClause(lock)}`);
    if (held === null) return null;
  }
  return firstOf(tx, sql<LineRow>`SELECT ${LINE} FROM ledger_lines l ${ENTRIES} WHERE l.id = ${lineId}`);
}

export async function findLineOfPair(tx: Tx, pair: MatchedPair): Promise<LineRow | null> {
  const held = await firstOf(
    tx,
    sql<{
      id: string;
    }>`SELECT l.id FROM ledger_lines l WHERE l.scope_id = ${pair.scopeId} AND l.need_id = ${pair.needId}
      AND l.partner_kind = ${pair.partnerKind} AND l.partner_id = ${pair.partnerId} FOR UPDATE`,
  );
  return held === null ? null : findLineRow(tx, held.id);
}

export async function listLinesOfNeed(tx: Tx, scopeId: string, needId: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    SELECT ${LINE} FROM ledger_lines l ${ENTRIES} WHERE l.scope_id = ${scopeId} AND l.need_id = ${needId}
    ORDER BY l.number`.execute(tx.kysely);
  return rows;
}

/** Whether anybody is followed up for the need. */
export async function hasLines(tx: Tx, scopeId: string, needId: string): Promise<boolean> {
  const row = await firstOf(
    tx,
    sql`SELECT l.id FROM ledger_lines l WHERE l.scope_id = ${scopeId} AND l.need_id = ${needId}
      AND l.state <> 'withdrawn' LIMIT 1`,
  );
  return row !== null;
}

export interface NewLine extends MatchedPair {
  readonly zoneId: string;
  readonly needNumber: string;
  readonly needTitle: string;
  readonly enterprise: string;
  readonly partnerName: string;
  readonly partnerUnit: string;
  readonly partnerPeople: string;
  readonly origin: "decision" | "link";
  readonly runId: string | null;
  readonly ownerId: string | null;
  readonly searchText: string;
}

export async function insertLine(tx: Tx, line: NewLine): Promise<string> {
  await lockNumbers(tx, "line", line.scopeId);
  const id = newId();
  await sql`
    INSERT INTO ledger_lines (id, zone_id, scope_id, number, need_id, partner_kind, partner_id, need_number, need_title,
      enterprise, partner_name, partner_unit, partner_people, origin, run_id, owner_id, search_text)
    SELECT ${id}::uuid, ${line.zoneId}::uuid, ${line.scopeId}::uuid, last_ledger_number(${line.scopeId}) + 1, ${line.needId}::uuid,
      ${line.partnerKind}, ${line.partnerId}::uuid, ${line.needNumber}, ${line.needTitle}, ${line.enterprise},
      ${line.partnerName}, ${line.partnerUnit}, ${line.partnerPeople}, ${line.origin}, ${line.runId}::uuid,
      ${line.ownerId}::uuid, ${line.searchText}`.execute(tx.kysely);
  return id;
}

export interface LineFields {
  readonly ownerId: string | null;
  readonly state: LineState;
  readonly outcome: string;
  readonly nextStep: string;
  readonly nextOn: string | null;
  readonly contractNumber: string;
  readonly amountFen: bigint | null;
  readonly lastAnswer: AnswerKind | null;
  readonly answerWaiting: boolean;
}

export async function updateLine(tx: Tx, lineId: string, line: LineFields): Promise<void> {
  await sql`UPDATE ledger_lines SET owner_id = ${line.ownerId}::uuid, state = ${line.state}, outcome = ${line.outcome},
      next_step = ${line.nextStep}, next_on = ${line.nextOn}::date, contract_number = ${line.contractNumber},
      amount_fen = ${line.amountFen}::bigint, last_answer = ${line.lastAnswer}, answer_waiting = ${line.answerWaiting},
      updated_at = now(), version = version + 1
    WHERE id = ${lineId}`.execute(tx.kysely);
}

/** Something was written on the line: it moves to the top of what was worked on, and a version that was read is stale. */
export async function touchLine(tx: Tx, lineId: string): Promise<void> {
  await sql`UPDATE ledger_lines SET updated_at = now(), version = version + 1 WHERE id = ${lineId}`.execute(tx.kysely);
}

export interface WaitingLine {
  readonly id: string;
  readonly needTitle: string;
  readonly partnerName: string;
  readonly nextStep: string;
  readonly nextOn: string | null;
  /** Null where it is the next step that is due. */
  readonly answer: AnswerKind | null;
  readonly since: string;
}

/** What waits for somebody of the office: on their own lines and on those that nobody owns, the oldest first. */
export async function listWaitingLines(tx: Tx, scopeId: string, userId: string): Promise<WaitingLine[]> {
  const { rows } = await sql<WaitingLine>`
    SELECT l.id, l.need_title AS "needTitle", l.partner_name AS "partnerName", l.next_step AS "nextStep",
      l.next_on AS "nextOn", CASE WHEN l.answer_waiting THEN l.last_answer END AS answer,
      CASE WHEN l.answer_waiting THEN l.updated_at ELSE l.next_on::timestamp AT TIME ZONE 'Asia/Shanghai' END AS since
    FROM ledger_lines l
    WHERE l.scope_id = ${scopeId} AND ${OPEN} AND (l.owner_id = ${userId} OR l.owner_id IS NULL)
      AND (l.answer_waiting OR l.next_on <= ${TODAY})
    ORDER BY 7, l.id LIMIT 200`.execute(tx.kysely);
  return rows;
}

// Entries ----------------------------------------------------------------------------------------------------------------------

export interface EntryRow {
  readonly id: string;
  readonly kind: EntryKind;
  readonly happenedOn: string;
  readonly text: string;
  readonly corrects: string | null;
  readonly details: Record<string, unknown>;
  readonly authorId: string | null;
  readonly at: string;
}

const ENTRY = sql`x.id, x.kind, x.happened_on AS "happenedOn", x.text, x.corrects, x.details, x.author_id AS "authorId",
  x.at`;

/** The newest first; `before` is the last id of the page above. */
export async function listEntryRows(
  tx: Tx,
  lineId: string,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`SELECT ${ENTRY} FROM ledger_entries x
    WHERE x.line_id = ${lineId} AND (${before}::uuid IS NULL OR x.id < ${before}::uuid)
    ORDER BY x.id DESC LIMIT ${limit + 1}`.execute(tx.kysely);
  return rows;
}

export async function findEntryRow(tx: Tx, lineId: string, entryId: string): Promise<EntryRow | null> {
  return firstOf(
    tx,
    sql<EntryRow>`SELECT ${ENTRY} FROM ledger_entries x WHERE x.line_id = ${lineId} AND x.id = ${entryId}`,
  );
}

export async function insertEntry(
  tx: Tx,
  line: { readonly zoneId: string; readonly scopeId: string; readonly id: string },
  entry: {
    readonly kind: EntryKind;
    readonly happenedOn: string | null;
    readonly text: string;
    readonly corrects: string | null;
    readonly details: object;
    readonly authorId: string | null;
  },
): Promise<EntryRow> {
  const row = await firstOf(
    tx,
    sql<EntryRow>`
      INSERT INTO ledger_entries AS x (zone_id, line_id, id, scope_id, kind, happened_on, text, corrects, details, author_id)
      VALUES (${line.zoneId}, ${line.id}, ${newId()}, ${line.scopeId}, ${entry.kind},
        coalesce(${entry.happenedOn}::date, ${TODAY}), ${entry.text}, ${entry.corrects},
        ${JSON.stringify(entry.details)}::jsonb, ${entry.authorId})
      RETURNING ${ENTRY}`,
  );
  return row as EntryRow;
}

// Workbooks that came back ----------------------------------------------------------------------------------------------------

export interface ImportRecord {
  readonly id: string;
  readonly zoneId: string;
  readonly scopeId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly state: LedgerImport["state"];
  readonly rows: ImportRow[];
  readonly result: LedgerImport["result"];
  readonly written: WrittenCell[] | null;
  readonly undo: LedgerImport["undo"];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly appliedAt: string | null;
  readonly version: number;
}

export async function insertImport(
  tx: Tx,
  record: Pick<ImportRecord, "id" | "zoneId" | "scopeId" | "fileName" | "sha256" | "rows" | "createdBy">,
): Promise<void> {
  await sql`
    INSERT INTO ledger_imports (id, zone_id, scope_id, file_name, sha256, rows, created_by)
    VALUES (${record.id}, ${record.zoneId}, ${record.scopeId}, ${record.fileName}, ${record.sha256},
      ${JSON.stringify(record.rows)}::jsonb, ${record.createdBy})`.execute(tx.kysely);
}

export async function findImportRow(tx: Tx, id: string, lock: Lock = "read"): Promise<ImportRecord | null> {
  return firstOf(
    tx,
    sql<ImportRecord>`
      SELECT i.id, i.zone_id AS "zoneId", i.scope_id AS "scopeId", i.file_name AS "fileName", i.sha256, i.state, i.rows,
        i.result, i.written, i.undo, i.created_by AS "createdBy", i.created_at AS "createdAt", i.applied_at AS "appliedAt", i.version
      FROM ledger_imports i WHERE i.id = ${id} ${lockClause(lock)}`,
  );
}

export async function settleImport(
  tx: Tx,
  id: string,
  {
    state,
    result,
    written,
    by,
  }: {
    readonly state: "applied" | "discarded";
    readonly result: object | null;
    readonly written: readonly WrittenCell[] | null;
    readonly by: string | null;
  },
): Promise<void> {
  await sql`UPDATE ledger_imports SET state = ${state},
      result = ${result === null ? null : JSON.stringify(result)}::jsonb,
      written = ${written === null ? null : JSON.stringify(written)}::jsonb, applied_by = ${by}::uuid,
      applied_at = CASE WHEN ${by}::uuid IS NULL THEN NULL ELSE clock_timestamp() END, version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}

export async function undoneImport(
  tx: Tx,
  id: string,
  { undo, by }: { readonly undo: NonNullable<LedgerImport["undo"]>; readonly by: string },
): Promise<void> {
  await sql`UPDATE ledger_imports SET state = 'undone', undo = ${JSON.stringify(undo)}::jsonb, undone_by = ${by}::uuid,
      undone_at = clock_timestamp(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}

/** Whose work is under contract by the ledger: the people of a line's partner as they are written there, with their unit. */
export async function listContractedPeople(
  tx: Tx,
  scopeId: string,
): Promise<{ readonly people: string; readonly unit: string }[]> {
  const { rows } = await sql<{ people: string; unit: string }>`
    SELECT partner_people AS people, partner_unit AS unit FROM ledger_lines
    WHERE scope_id = ${scopeId} AND state = 'contracted' AND partner_people <> ''`.execute(tx.kysely);
  return rows;
}
