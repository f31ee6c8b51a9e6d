// What is due in consortia, of all of them and of one member: reminders and the workbench ask.
import { sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";

export interface DueRow {
  readonly id: string;
  readonly what: "task" | "contribution" | "assessment";
  readonly consortiumId: string;
  readonly scopeId: string;
  readonly managerScopeId: string | null;
  readonly name: string;
  readonly title: string;
  readonly due: string;
  /** Account of the member whose it is. */
  readonly enterpriseId: string | null;
}

/** What is longer overdue than this is on the workbench, and nobody is told of it anew. */
const LATE_DAYS = 30;

/** Open tasks, promises that are not delivered and assessments, from a while before `today` to `within` days after it. */
export async function listDueRows(tx: Tx, today: string, within: number): Promise<DueRow[]> {
  const isNear = (day: ReturnType<typeof sql>) =>
    sql`${day} BETWEEN ${today}::date - ${LATE_DAYS}::integer AND ${today}::date + ${within}::integer`;
  const place = sql`c.id AS "consortiumId", c.scope_id AS "scopeId", c.manager_scope_id AS "managerScopeId", c.name`;
  const { rows } = await sql<DueRow>`
    SELECT t.id, 'task' AS what, ${place}, t.title, t.due_on AS due, m.enterprise_id AS "enterpriseId"
    FROM consortia c JOIN consortium_tasks t ON t.consortium_id = c.id JOIN consortium_members m ON m.id = t.member_id
    WHERE c.state <> 'ended' AND t.state = 'open' AND ${isNear(sql`t.due_on`)}
    UNION ALL
    SELECT k.id, 'contribution', ${place}, k.title, k.due_on, m.enterprise_id
    FROM consortia c JOIN consortium_contributions k ON k.consortium_id = c.id
      JOIN consortium_members m ON m.id = k.member_id AND m.left_on IS NULL
    WHERE c.state <> 'ended' AND ${isNear(sql`k.due_on`)} AND k.promised > ${notedOf(sql`k.id`)}
    UNION ALL
    SELECT c.id, 'assessment', ${place}, '', c.assess_on, NULL FROM consortia c
    WHERE c.state IN ('founded', 'running', 'assessed') AND ${isNear(sql`c.assess_on`)}
    ORDER BY due, id`.execute(tx.kysely);
  return rows;
}

/** What of a promise was noted, confirmed or not: what waits for a confirmation is no longer asked of the member. */
function notedOf(contributionId: ReturnType<typeof sql>) {
  return sql`(SELECT coalesce(sum(v.quantity), 0) FROM consortium_deliveries v WHERE v.contribution_id = ${contributionId})`;
}

export interface OwedRow {
  readonly id: string;
  readonly consortiumId: string;
  readonly name: string;
  readonly what: "task" | "contribution";
  readonly title: string;
  readonly since: string;
  readonly due: string | null;
}

const MOST_OWED = 10;

/** What an enterprise owes as a member: its open tasks, and what it promised and did not deliver. */
export async function listOwedRows(tx: Tx, enterpriseId: string): Promise<OwedRow[]> {
  const { rows } = await sql<OwedRow>`
    SELECT * FROM (
      SELECT t.id, c.id AS "consortiumId", c.name, 'task' AS what, t.title, c.updated_at AS since, t.due_on AS due
      FROM consortium_members m JOIN consortia c ON c.id = m.consortium_id JOIN consortium_tasks t ON t.member_id = m.id
      WHERE m.enterprise_id = ${enterpriseId} AND m.left_on IS NULL AND c.state <> 'ended' AND t.state = 'open'
      UNION ALL
      SELECT k.id, c.id, c.name, 'contribution', k.title, c.updated_at, k.due_on
      FROM consortium_members m JOIN consortia c ON c.id = m.consortium_id
        JOIN consortium_contributions k ON k.member_id = m.id
      WHERE m.enterprise_id = ${enterpriseId} AND m.left_on IS NULL AND c.state <> 'ended'
        AND k.due_on <= ${TODAY} + 30 AND k.promised > ${notedOf(sql`k.id`)}) w
    ORDER BY due NULLS LAST, name, title LIMIT ${MOST_OWED}`.execute(tx.kysely);
  return rows;
}
