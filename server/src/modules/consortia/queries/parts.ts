// What belongs to a consortium: members, tasks, promises and deliveries, results.
import { sql } from "kysely";
import { firstOf, TODAY, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { ContributionKind, ResultKind, TaskState } from "../types.ts";
import type {
  ContributionDraft,
  DeliveryDraft,
  Member,
  MemberDraft,
  MemberExit,
  ResultDraft,
  TaskDraft,
} from "../shapes.ts";
import { type Placed } from "./consortia.ts";

const placeOf = ({ id, scopeId, managerScopeId, readers }: Placed) =>
  sql`${id}, ${scopeId}, ${managerScopeId}, ${readers}::uuid[]`;
const PLACE = sql`consortium_id, scope_id, manager_scope_id, readers`;

// Members ---------------------------------------------------------------------------------------------------------------------

export async function listMembers(tx: Tx, consortiumId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    SELECT id, name, kind, credit_code AS "creditCode", enterprise_id AS "enterpriseId", representative, is_lead AS "isLead", entered_on AS "enteredOn",
      entry_agreed_by AS "entryAgreedBy", left_on AS "leftOn", exit_agreed_by AS "exitAgreedBy", keeps
    FROM consortium_members WHERE consortium_id = ${consortiumId}
    ORDER BY (left_on IS NOT NULL), NOT is_lead, position, id`.execute(tx.kysely);
  return rows;
}

export async function insertMembers(
  tx: Tx,
  place: Placed,
  members: readonly (MemberDraft & { readonly isLead: boolean })[],
): Promise<void> {
  const rows = members.map((member) => ({ ...member, id: newId() }));
  await sql`
    INSERT INTO consortium_members (${PLACE}, id, name, kind, credit_code, enterprise_id, representative, is_lead, entered_on,
      entry_agreed_by, position)
    SELECT ${place.id}::uuid, ${place.scopeId}::uuid, ${place.managerScopeId}::uuid, ${place.readers}::uuid[], m.id,
      m.name, m.kind, m."creditCode", m."enterpriseId", m.representative, m."isLead", m."enteredOn", m."agreedBy",
      (SELECT count(*) FROM consortium_members x WHERE x.consortium_id = ${place.id}) + m.place
    FROM jsonb_to_recordset(${JSON.stringify(rows.map((row, index) => ({ ...row, place: index + 1 })))}::jsonb)
      AS m (id uuid, name text, kind text, "creditCode" text, "enterpriseId" uuid, representative text, "isLead" boolean, "enteredOn" date,
        "agreedBy" text, place integer)`.execute(tx.kysely);
}

export async function updateAccount(tx: Tx, memberId: string, enterpriseId: string | null): Promise<void> {
  await sql`UPDATE consortium_members SET enterprise_id = ${enterpriseId} WHERE id = ${memberId}`.execute(tx.kysely);
}

/** Null: nobody leads for now. */
export async function updateLead(tx: Tx, consortiumId: string, memberId: string | null): Promise<void> {
  await sql`UPDATE consortium_members SET is_lead = false WHERE consortium_id = ${consortiumId} AND is_lead`.execute(
    tx.kysely,
  );
  await sql`UPDATE consortium_members SET is_lead = true WHERE id = ${memberId}`.execute(tx.kysely);
}

export async function updateExit(tx: Tx, memberId: string, { on, agreedBy, keeps }: MemberExit): Promise<void> {
  await sql`UPDATE consortium_members SET left_on = ${on}::date, exit_agreed_by = ${agreedBy}, keeps = ${keeps}
    WHERE id = ${memberId}`.execute(tx.kysely);
}

// Tasks -----------------------------------------------------------------------------------------------------------------------

export interface TaskRow {
  readonly id: string;
  readonly title: string;
  readonly memberId: string;
  readonly dueOn: string;
  readonly state: TaskState;
  readonly result: string;
  readonly reportedBy: string | null;
  readonly reportedOn: string | null;
  readonly reportedIn: string | null;
  readonly acceptedBy: string | null;
  readonly acceptedOn: string | null;
  readonly isOverdue: boolean;
}

export async function listTasks(tx: Tx, consortiumId: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    SELECT id, title, member_id AS "memberId", due_on AS "dueOn", state, result, reported_by AS "reportedBy",
      reported_on AS "reportedOn", reported_in AS "reportedIn", accepted_by AS "acceptedBy", accepted_on AS "acceptedOn",
      (state = 'open' AND due_on < ${TODAY}) AS "isOverdue"
    FROM consortium_tasks WHERE consortium_id = ${consortiumId}
    ORDER BY (state IN ('accepted', 'dropped')), due_on, id`.execute(tx.kysely);
  return rows;
}

export async function insertTask(tx: Tx, place: Placed, { title, memberId, dueOn }: TaskDraft): Promise<void> {
  await sql`INSERT INTO consortium_tasks (${PLACE}, id, title, member_id, due_on)
    VALUES (${placeOf(place)}, ${newId()}, ${title}, ${memberId}, ${dueOn}::date)`.execute(tx.kysely);
}

export async function updateTask(tx: Tx, taskId: string, { title, memberId, dueOn }: TaskDraft): Promise<void> {
  await sql`UPDATE consortium_tasks SET title = ${title}, member_id = ${memberId}, due_on = ${dueOn}::date
    WHERE id = ${taskId}`.execute(tx.kysely);
}

export async function updateTaskState(
  tx: Tx,
  taskId: string,
  {
    state,
    on,
    by,
    reportedIn,
    result,
  }: {
    readonly state: TaskState;
    readonly on: string;
    readonly by: string;
    readonly reportedIn: string | null;
    readonly result: string;
  },
): Promise<void> {
  const more = {
    reported: sql`, result = ${result}, reported_by = ${by}, reported_on = ${on}::date, reported_in = ${reportedIn}`,
    accepted: sql`, accepted_by = ${by}, accepted_on = ${on}::date`,
    open: sql`, result = ${result}, reported_by = NULL, reported_on = NULL, reported_in = NULL`,
    dropped: sql`, result = ${result}`,
  }[state];
  await sql`UPDATE consortium_tasks SET state = ${state}${more} WHERE id = ${taskId}`.execute(tx.kysely);
}

// Promises and deliveries -----------------------------------------------------------------------------------------------------

export interface ContributionRow {
  readonly id: string;
  readonly memberId: string;
  readonly kind: ContributionKind;
  readonly title: string;
  readonly promised: string;
  readonly dueOn: string | null;
  readonly isPast: boolean;
}

export async function listContributions(tx: Tx, consortiumId: string): Promise<ContributionRow[]> {
  const { rows } = await sql<ContributionRow>`
    SELECT id, member_id AS "memberId", kind, title, promised::text AS promised, due_on AS "dueOn",
      coalesce(due_on < ${TODAY}, false) AS "isPast"
    FROM consortium_contributions WHERE consortium_id = ${consortiumId}
    ORDER BY due_on NULLS LAST, id`.execute(tx.kysely);
  return rows;
}

export async function insertContribution(tx: Tx, place: Placed, draft: ContributionDraft): Promise<void> {
  await sql`INSERT INTO consortium_contributions (${PLACE}, id, member_id, kind, title, promised, due_on)
    VALUES (${placeOf(place)}, ${newId()}, ${draft.memberId}, ${draft.kind}, ${draft.title},
      ${draft.promised}::bigint, ${draft.dueOn}::date)`.execute(tx.kysely);
}

export interface DeliveryRow {
  readonly id: string;
  readonly contributionId: string;
  readonly quantity: string;
  readonly deliveredOn: string;
  readonly note: string;
  readonly notedBy: string;
  readonly confirmedBy: string | null;
}

export async function listDeliveries(tx: Tx, consortiumId: string): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    SELECT id, contribution_id AS "contributionId", quantity::text AS quantity, delivered_on AS "deliveredOn", note,
      noted_by AS "notedBy", confirmed_by AS "confirmedBy"
    FROM consortium_deliveries WHERE consortium_id = ${consortiumId} ORDER BY delivered_on, id`.execute(tx.kysely);
  return rows;
}

export async function insertDelivery(
  tx: Tx,
  place: Placed,
  { contributionId, by }: { readonly contributionId: string; readonly by: string },
  { quantity, on, note }: DeliveryDraft,
): Promise<void> {
  await sql`INSERT INTO consortium_deliveries (${PLACE}, id, contribution_id, quantity, delivered_on, note, noted_by)
    VALUES (${placeOf(place)}, ${newId()}, ${contributionId}, ${quantity}::bigint, ${on}::date, ${note}, ${by})`.execute(
    tx.kysely,
  );
}

export async function confirmDelivery(tx: Tx, deliveryId: string, by: string): Promise<void> {
  await sql`UPDATE consortium_deliveries SET confirmed_by = ${by}, confirmed_at = now()
    WHERE id = ${deliveryId}`.execute(tx.kysely);
}

// Results ---------------------------------------------------------------------------------------------------------------------

export interface ResultRow {
  readonly id: string;
  readonly title: string;
  readonly kind: ResultKind;
  readonly reference: string;
  readonly achievedOn: string;
  readonly terms: string;
  readonly shares: { memberId: string; shareBp: number }[];
}

export async function listResults(tx: Tx, consortiumId: string): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    SELECT id, title, kind, reference, achieved_on AS "achievedOn", terms, shares
    FROM consortium_results WHERE consortium_id = ${consortiumId} ORDER BY achieved_on DESC, id`.execute(tx.kysely);
  return rows;
}

export async function insertResult(tx: Tx, place: Placed, draft: ResultDraft): Promise<void> {
  await sql`INSERT INTO consortium_results (${PLACE}, id, title, kind, reference, achieved_on, terms, shares)
    VALUES (${placeOf(place)}, ${newId()}, ${draft.title}, ${draft.kind}, ${draft.reference},
      ${draft.achievedOn}::date, ${draft.terms}, ${JSON.stringify(draft.shares)}::jsonb)`.execute(tx.kysely);
}

export async function updateResult(tx: Tx, resultId: string, draft: ResultDraft): Promise<void> {
  await sql`UPDATE consortium_results SET title = ${draft.title}, kind = ${draft.kind}, reference = ${draft.reference},
    achieved_on = ${draft.achievedOn}::date, terms = ${draft.terms}, shares = ${JSON.stringify(draft.shares)}::jsonb
    WHERE id = ${resultId}`.execute(tx.kysely);
}

// What waits for somebody -----------------------------------------------------------------------------------------------------

export interface WaitingRow {
  readonly consortiumId: string;
  readonly number: string;
  readonly name: string;
  readonly what: "task_overdue" | "task_reported" | "contribution_overdue" | "delivery_noted" | "assessment" | "asked";
  readonly title: string;
  readonly since: string;
  readonly due: string | null;
}

const MOST_WAITING = 10;

/** Overdue tasks and promises, what somebody else has to look at, and assessments that are due, of one scope. */
export async function listWaitingRows(tx: Tx, scopeId: string, userId: string): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    WITH here AS (SELECT * FROM consortia c WHERE (c.scope_id = ${scopeId} OR c.manager_scope_id = ${scopeId})
      AND c.state <> 'ended')
    SELECT * FROM (
      SELECT c.id AS "consortiumId", c.number, c.name, 'task_overdue' AS what, t.title, c.updated_at AS since, t.due_on AS due
      FROM here c JOIN consortium_tasks t ON t.consortium_id = c.id WHERE t.state = 'open' AND t.due_on < ${TODAY}
      UNION ALL
      SELECT c.id, c.number, c.name, 'task_reported', t.title, c.updated_at, NULL
      FROM here c JOIN consortium_tasks t ON t.consortium_id = c.id
      WHERE t.state = 'reported' AND t.reported_by <> ${userId}
      UNION ALL
      SELECT c.id, c.number, c.name, 'contribution_overdue', x.title, c.updated_at, x.due_on
      FROM here c JOIN consortium_contributions x ON x.consortium_id = c.id
        JOIN consortium_members m ON m.id = x.member_id AND m.left_on IS NULL
      WHERE x.due_on < ${TODAY} AND x.promised > (SELECT coalesce(sum(v.quantity), 0) FROM consortium_deliveries v
        WHERE v.contribution_id = x.id)
      UNION ALL
      SELECT c.id, c.number, c.name, 'delivery_noted', x.title, v.noted_at, NULL
      FROM here c JOIN consortium_deliveries v ON v.consortium_id = c.id
        JOIN consortium_contributions x ON x.id = v.contribution_id
      WHERE v.confirmed_by IS NULL AND v.noted_by <> ${userId}
      UNION ALL
      SELECT c.id, c.number, c.name, 'asked', q.name, q.asked_at, NULL
      FROM here c JOIN consortium_requests q ON q.consortium_id = c.id
      WHERE q.state = 'asked' AND q.asked_by <> ${userId}
      UNION ALL
      SELECT c.id, c.number, c.name, 'assessment', '', c.updated_at, c.assess_on
      FROM here c WHERE c.state = 'running' AND c.assess_on <= ${TODAY} + 30
        AND c.started_by IS DISTINCT FROM ${userId}::uuid) w
    ORDER BY due NULLS LAST, number, title LIMIT ${MOST_WAITING}`.execute(tx.kysely);
  return rows;
}

/** The last day of what a member reported or delivered, as far as it counts. */
export async function findLastDayOf(tx: Tx, memberId: string): Promise<string | null> {
  const row = await firstOf(
    tx,
    sql<{ day: string | null }>`SELECT greatest(
      (SELECT max(reported_on) FROM consortium_tasks WHERE member_id = ${memberId} AND state <> 'dropped'),
      (SELECT max(v.delivered_on) FROM consortium_deliveries v JOIN consortium_contributions x ON x.id = v.contribution_id
        WHERE x.member_id = ${memberId})) AS day`,
  );
  return row?.day ?? null;
}

/** Tasks that a member has not done with. */
export async function findTaskTitlesOf(tx: Tx, memberId: string): Promise<string[]> {
  const row = await firstOf(
    tx,
    sql<{ titles: string[] }>`SELECT coalesce(array_agg(title ORDER BY due_on), '{}') AS titles FROM consortium_tasks
      WHERE member_id = ${memberId} AND state IN ('open', 'reported')`,
  );
  return row?.titles ?? [];
}
