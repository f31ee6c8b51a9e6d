// What members and pairs bring to a consortium themselves: files, and requests to enter or to leave.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { MemberKind, RequestKind, RequestState, TaskAction } from "../types.ts";
import type { Placed } from "./consortia.ts";

export interface FileRow {
  readonly id: string;
  readonly taskId: string | null;
  readonly resultId: string | null;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly addedBy: string;
  readonly addedAt: string;
}

const FILE = sql`id, task_id AS "taskId", result_id AS "resultId", name, sha256, size_bytes::float8 AS "sizeBytes",
  added_by AS "addedBy", added_at AS "addedAt"`;

export async function insertFile(
  tx: Tx,
  { id, scopeId, managerScopeId, readers }: Placed,
  file: Omit<FileRow, "addedAt"> & { readonly addedIn: string },
): Promise<void> {
  await sql`
    INSERT INTO consortium_files (consortium_id, scope_id, manager_scope_id, readers, id, task_id, result_id, name, sha256,
      size_bytes, added_in, added_by)
    VALUES (${id}, ${scopeId}, ${managerScopeId}, ${readers}::uuid[], ${file.id}, ${file.taskId}, ${file.resultId},
      ${file.name}, ${file.sha256}, ${file.sizeBytes}, ${file.addedIn}, ${file.addedBy})`.execute(tx.kysely);
}

export async function listFileRows(tx: Tx, consortiumId: string): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    SELECT ${FILE} FROM consortium_files WHERE consortium_id = ${consortiumId} ORDER BY id`.execute(tx.kysely);
  return rows;
}

export interface RequestRow {
  readonly id: string;
  readonly kind: RequestKind;
  readonly memberId: string | null;
  readonly name: string;
  readonly memberKind: MemberKind | null;
  readonly representative: string;
  readonly reason: string;
  readonly state: RequestState;
  readonly askedIn: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly answer: string;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
}

const REQUEST = sql`id, kind, member_id AS "memberId", name, member_kind AS "memberKind", representative, reason, state,
  asked_in AS "askedIn", asked_by AS "askedBy", asked_at AS "askedAt", decided_by AS "decidedBy",
  decided_at AS "decidedAt", answer, withdrawn_by AS "withdrawnBy", withdrawn_at AS "withdrawnAt"`;

export async function insertRequest(
  tx: Tx,
  { id, scopeId, managerScopeId, readers }: Placed,
  asked: Pick<
    RequestRow,
    "kind" | "memberId" | "name" | "memberKind" | "representative" | "reason" | "askedIn" | "askedBy"
  >,
): Promise<void> {
  await sql`
    INSERT INTO consortium_requests (consortium_id, scope_id, manager_scope_id, readers, id, kind, member_id, name,
      member_kind, representative, reason, asked_in, asked_by)
    VALUES (${id}, ${scopeId}, ${managerScopeId}, ${readers}::uuid[], ${newId()}, ${asked.kind}, ${asked.memberId},
      ${asked.name}, ${asked.memberKind}, ${asked.representative}, ${asked.reason}, ${asked.askedIn},
      ${asked.askedBy})`.execute(tx.kysely);
}

/** What is to be decided, and then what was, the latest first. */
export async function listRequestRows(tx: Tx, consortiumId: string): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    SELECT ${REQUEST} FROM consortium_requests WHERE consortium_id = ${consortiumId}
    ORDER BY (state <> 'asked'), asked_at DESC, id DESC`.execute(tx.kysely);
  return rows;
}

export async function findOpenRequest(tx: Tx, consortiumId: string, kind: RequestKind, name: string) {
  return firstOf(
    tx,
    sql<{ id: string }>`SELECT id FROM consortium_requests
      WHERE consortium_id = ${consortiumId} AND kind = ${kind} AND lower(name) = lower(${name}) AND state = 'asked'`,
  );
}

/** Whether it was still to be decided: deciding and withdrawing do not wait for each other's page. */
export async function updateRequest(
  tx: Tx,
  requestId: string,
  { state, by, answer }: { readonly state: RequestState; readonly by: string; readonly answer: string },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE consortium_requests SET state = ${state}, decided_by = ${by}, decided_at = now(), answer = ${answer}
    WHERE id = ${requestId} AND state = 'asked' RETURNING id`.execute(tx.kysely);
  return rows.length > 0;
}

/** Whether it was still to be decided. */
export async function withdrawRequest(tx: Tx, requestId: string, by: string): Promise<boolean> {
  const { rows } = await sql`
    UPDATE consortium_requests SET state = 'withdrawn', withdrawn_by = ${by}, withdrawn_at = now()
    WHERE id = ${requestId} AND state = 'asked' RETURNING id`.execute(tx.kysely);
  return rows.length > 0;
}

/**
 * A step of a task by its member's people, who write nothing else of the consortium: the database asks whose it is, and on which
 * version. Its line of the history goes with it. False where it is not theirs, or not as they saw it.
 */
export async function moveOwnTask(
  tx: Tx,
  { consortiumId, version }: { readonly consortiumId: string; readonly version: number },
  taskId: string,
  { action, on, result }: { readonly action: TaskAction; readonly on: string; readonly result: string },
  details: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const row = await firstOf(
    tx,
    sql<{ moved: boolean }>`SELECT move_own_consortium_task(${consortiumId}, ${version}::integer, ${taskId}, ${action},
      ${on}::date, ${result}, ${newId()}, ${JSON.stringify(details)}::jsonb) AS moved`,
  );
  return row?.moved === true;
}
