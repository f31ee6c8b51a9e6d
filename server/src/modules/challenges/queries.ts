// All SQL of this module.
import { type RawBuilder, sql } from "kysely";
import { firstOf, type Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import type { PersonSaid } from "./people.ts";
import type { Capability, Evidence, MemberState, OriginKind, TEAM_SORTS, TeamLimits, TeamState } from "./types.ts";

type Lock = "read" | "for_update";
const lockClause = (lock: Lock): RawBuilder<unknown> => (lock === "for_update" ? sql`FOR UPDATE` : sql``);

// What people say of somebody's capabilities ----------------------------------------------------------------------------------

export interface SaidRow extends PersonSaid {
  readonly id: string;
  readonly updatedBy: string;
  readonly updatedAt: string;
  readonly version: number;
}

const SAID = sql`c.id, c.person_key AS key, c.name, c.unit, c.adds, c.removes, c.is_senior AS "isSenior",
  c.other_projects AS "otherProjects", c.updated_by AS "updatedBy", c.updated_at AS "updatedAt", c.version`;

export async function listSaid(tx: Tx, scopeId: string): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow>`
    SELECT ${SAID} FROM person_capabilities c WHERE c.scope_id = ${scopeId} ORDER BY c.person_key`.execute(tx.kysely);
  return rows;
}

export async function findSaid(tx: Tx, scopeId: string, key: string, lock: Lock = "read"): Promise<SaidRow | null> {
  return firstOf(
    tx,
    sql<SaidRow>`SELECT ${SAID} FROM person_capabilities c WHERE c.scope_id = ${scopeId} AND c.person_key = ${key}
      ${lockClause(lock)}`,
  );
}

export async function putSaid(
  tx: Tx,
  scopeId: string,
  said: PersonSaid & { readonly updatedBy: string },
): Promise<void> {
  await sql`
    INSERT INTO person_capabilities (id, scope_id, person_key, name, unit, adds, removes, is_senior, other_projects, updated_by)
    VALUES (${newId()}, ${scopeId}, ${said.key}, ${said.name}, ${said.unit}, ${said.adds}::text[], ${said.removes}::text[],
      ${said.isSenior}, ${said.otherProjects}, ${said.updatedBy})
    ON CONFLICT (scope_id, person_key) DO UPDATE SET name = excluded.name, unit = excluded.unit, adds = excluded.adds,
      removes = excluded.removes, is_senior = excluded.is_senior, other_projects = excluded.other_projects,
      updated_by = excluded.updated_by, updated_at = now(), version = person_capabilities.version + 1`.execute(
    tx.kysely,
  );
}

// Formed teams ----------------------------------------------------------------------------------------------------------------

export interface TeamRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  /** The university whose people alone see the team; null where the pair's office does as well. */
  readonly heldBy: string | null;
  readonly number: number;
  readonly originKind: OriginKind;
  readonly originId: string;
  readonly originNumber: string;
  readonly originTitle: string;
  readonly state: TeamState;
  readonly capabilities: Capability[];
  readonly limits: TeamLimits;
  readonly units: string[];
  readonly note: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

const TEAM = sql`t.id, t.scope_id AS "scopeId", t.zone_id AS "zoneId", t.held_by AS "heldBy", t.number, t.origin_kind AS "originKind",
  t.origin_id AS "originId", t.origin_number AS "originNumber", t.origin_title AS "originTitle", t.state, t.capabilities,
  t.limits, t.units, t.note, t.created_by AS "createdBy", t.created_at AS "createdAt", t.updated_at AS "updatedAt",
  t.version`;

/**
 * Whoever puts people into teams of a scope waits for whoever does so at the moment: what a person has to do is counted over
 * all of its teams.
 */
export async function lockTeams(tx: Tx, scopeId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`formed teams ${scopeId}`}, 0))`.execute(tx.kysely);
}

export async function insertTeam(
  tx: Tx,
  team: Omit<TeamRow, "number" | "state" | "createdAt" | "updatedAt" | "version">,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO formed_teams (id, scope_id, zone_id, held_by, number, origin_kind, origin_id, origin_number, origin_title,
      capabilities, limits, units, note, created_by)
    SELECT ${team.id}::uuid, ${team.scopeId}::uuid, ${team.zoneId}::uuid, ${team.heldBy}::uuid, last_team_number(${team.scopeId}) + 1, ${team.originKind},
      ${team.originId}::uuid, ${team.originNumber}, ${team.originTitle}, ${JSON.stringify(team.capabilities)}::jsonb,
      ${JSON.stringify(team.limits)}::jsonb, ${team.units}::text[], ${team.note}, ${team.createdBy}::uuid
    RETURNING number`.execute(tx.kysely);
  return rows[0]?.number ?? 0;
}

export async function updateTeam(
  tx: Tx,
  team: Pick<TeamRow, "id" | "capabilities" | "limits" | "units" | "note">,
): Promise<void> {
  await sql`
    UPDATE formed_teams SET capabilities = ${JSON.stringify(team.capabilities)}::jsonb,
      limits = ${JSON.stringify(team.limits)}::jsonb, units = ${team.units}::text[], note = ${team.note}
    WHERE id = ${team.id}`.execute(tx.kysely);
}

/** Every change of a team or of one of its members is one of the team's version. */
export async function touchTeam(tx: Tx, teamId: string, state: TeamState): Promise<void> {
  await sql`UPDATE formed_teams SET state = ${state}, updated_at = now(), version = version + 1
    WHERE id = ${teamId}`.execute(tx.kysely);
}

export async function findTeamRow(tx: Tx, teamId: string, lock: Lock = "read"): Promise<TeamRow | null> {
  return firstOf(tx, sql<TeamRow>`SELECT ${TEAM} FROM formed_teams t WHERE t.id = ${teamId} ${lockClause(lock)}`);
}

const TEAM_KEYS: Readonly<Record<(typeof TEAM_SORTS)[number], SortKey>> = {
  number: { by: sql`t.number`, type: "integer" },
  state: { by: sql`array_position(ARRAY['draft', 'inviting', 'formed', 'dissolved'], t.state)`, type: "integer" },
  title: { by: sql`t.origin_title`, type: "text" },
  updatedAt: { by: sql`t.updated_at`, type: "timestamptz" },
};

export interface TeamFilter {
  readonly states: readonly string[] | null;
  readonly originId: string | null;
}

export type TeamListing = Listing<(typeof TEAM_SORTS)[number]>;

export async function listTeamRows(
  tx: Tx,
  scopeId: string,
  listing: TeamListing,
  { states, originId }: TeamFilter,
): Promise<{ readonly rows: Keyed<TeamRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, TEAM_KEYS, sql`t.id`);
  const { search } = listing;
  const wanted = sql<boolean>`t.scope_id = ${scopeId}
    AND (${states}::text[] IS NULL OR t.state = ANY (${states}::text[]))
    AND (${originId}::uuid IS NULL OR t.origin_id = ${originId}::uuid)
    AND (${search}::text IS NULL OR strpos(lower(t.origin_number || ' ' || t.origin_title), lower(${search})) > 0
      OR EXISTS (SELECT FROM formed_team_members m WHERE m.team_id = t.id AND strpos(lower(m.name), lower(${search})) > 0))`;
  const { rows } = await sql<Keyed<TeamRow>>`
    SELECT ${TEAM}, ${key} AS "sortKey" FROM formed_teams t WHERE ${wanted} AND ${condition} ${tail}`.execute(
    tx.kysely,
  );
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM formed_teams t WHERE ${wanted}`,
  );
  return { rows, total: counted?.n ?? 0 };
}

// Members ---------------------------------------------------------------------------------------------------------------------

export interface MemberRow {
  readonly id: string;
  readonly scopeId: string;
  readonly teamId: string;
  readonly key: string;
  readonly personId: string | null;
  readonly name: string;
  readonly unit: string;
  readonly college: string;
  readonly title: string;
  readonly isSenior: boolean;
  readonly covers: string[];
  readonly evidence: Evidence[];
  readonly load: number;
  readonly state: MemberState;
  readonly invitedBy: string | null;
  readonly invitedAt: string | null;
  readonly linkExpiresAt: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly comment: string;
}

const MEMBER = sql`m.id, m.scope_id AS "scopeId", m.team_id AS "teamId", m.person_key AS key, m.person_id AS "personId",
  m.name, m.unit, m.college, m.title, m.is_senior AS "isSenior", m.covers, m.evidence, m.load, m.state,
  m.invited_by AS "invitedBy", m.invited_at AS "invitedAt", m.link_expires_at AS "linkExpiresAt",
  m.answered_at AS "answeredAt", m.answered_by AS "answeredBy", m.comment`;

export async function listMembers(tx: Tx, teamIds: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    SELECT ${MEMBER} FROM formed_team_members m WHERE m.team_id = ANY (${teamIds}::uuid[]) ORDER BY m.id`.execute(
    tx.kysely,
  );
  return rows;
}

export async function findMember(tx: Tx, memberId: string): Promise<MemberRow | null> {
  return firstOf(tx, sql<MemberRow>`SELECT ${MEMBER} FROM formed_team_members m WHERE m.id = ${memberId}`);
}

type MemberFacts = Pick<
  MemberRow,
  "key" | "personId" | "name" | "unit" | "college" | "title" | "isSenior" | "covers" | "evidence" | "load"
>;

export async function insertMember(
  tx: Tx,
  { id: teamId, scopeId, heldBy }: Pick<TeamRow, "id" | "scopeId" | "heldBy">,
  person: MemberFacts,
): Promise<void> {
  await sql`
    INSERT INTO formed_team_members (id, scope_id, held_by, team_id, person_key, person_id, name, unit, college, title, is_senior,
      covers, evidence, load)
    VALUES (${newId()}, ${scopeId}, ${heldBy}, ${teamId}, ${person.key}, ${person.personId}, ${person.name}, ${person.unit},
      ${person.college}, ${person.title}, ${person.isSenior}, ${person.covers}::text[],
      ${JSON.stringify(person.evidence)}::jsonb, ${person.load})`.execute(tx.kysely);
}

/** What the lists say of a member now. */
export async function updateMemberFacts(tx: Tx, memberId: string, person: MemberFacts): Promise<void> {
  await sql`
    UPDATE formed_team_members SET person_id = ${person.personId}, college = ${person.college}, title = ${person.title},
      is_senior = ${person.isSenior}, covers = ${person.covers}::text[],
      evidence = ${JSON.stringify(person.evidence)}::jsonb, load = ${person.load}
    WHERE id = ${memberId}`.execute(tx.kysely);
}

export async function removeProposed(tx: Tx, memberId: string): Promise<void> {
  await sql`DELETE FROM formed_team_members WHERE id = ${memberId} AND state = 'proposed'`.execute(tx.kysely);
}

export async function leaveTeam(tx: Tx, memberId: string): Promise<void> {
  await sql`UPDATE formed_team_members SET state = 'left' WHERE id = ${memberId}`.execute(tx.kysely);
}

export async function inviteMember(tx: Tx, memberId: string, by: string, expiresAt: string): Promise<void> {
  await sql`
    UPDATE formed_team_members SET state = 'invited', invited_by = ${by}, invited_at = clock_timestamp(),
      link_expires_at = ${expiresAt}::timestamptz WHERE id = ${memberId}`.execute(tx.kysely);
}

/** By the office. */
export async function noteAnswer(
  tx: Tx,
  memberId: string,
  { state, comment, by }: { readonly state: MemberState; readonly comment: string; readonly by: string },
): Promise<void> {
  await sql`
    UPDATE formed_team_members SET state = ${state}, comment = ${comment}, answered_by = ${by},
      answered_at = clock_timestamp() WHERE id = ${memberId}`.execute(tx.kysely);
}

/** By the person, through the link. */
export async function takeAnswer(
  tx: Tx,
  memberId: string,
  { state, comment }: { readonly state: MemberState; readonly comment: string },
): Promise<void> {
  await sql`
    UPDATE formed_team_members SET state = ${state}, comment = ${comment}, answered_at = clock_timestamp()
    WHERE id = ${memberId}`.execute(tx.kysely);
}

/** In which living teams people of a scope are, or were and declined. */
export interface Involvement {
  readonly key: string;
  readonly teamId: string;
  readonly teamNumber: number;
  readonly originId: string;
  readonly state: MemberState;
}

export async function listInvolvements(tx: Tx, scopeId: string): Promise<Involvement[]> {
  const { rows } = await sql<Involvement>`
    SELECT m.person_key AS key, t.id AS "teamId", t.number AS "teamNumber", t.origin_id AS "originId", m.state
    FROM formed_team_members m JOIN formed_teams t ON t.id = m.team_id
    WHERE t.scope_id = ${scopeId} AND m.scope_id = ${scopeId} AND m.state <> 'left'
      AND (t.state <> 'dissolved' OR m.state = 'declined')
    ORDER BY m.id`.execute(tx.kysely);
  return rows;
}

/** Teams in which somebody declined and nobody took the place yet, the latest first. */
export async function listTeamsToMend(
  tx: Tx,
  scopeId: string,
): Promise<
  {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly name: string;
    readonly since: string;
  }[]
> {
  const { rows } = await sql<never>`
    SELECT DISTINCT ON (t.id) t.id, t.number, t.origin_title AS title, m.name, m.answered_at AS since
    FROM formed_teams t JOIN formed_team_members m ON m.team_id = t.id
    WHERE t.scope_id = ${scopeId} AND m.scope_id = ${scopeId} AND t.state = 'inviting' AND m.state = 'declined'
      AND t.updated_at <= m.answered_at + interval '1 second'
    ORDER BY t.id, m.answered_at DESC`.execute(tx.kysely);
  return rows;
}

// Steps -----------------------------------------------------------------------------------------------------------------------

const STEP_ACTIONS = [
  "formed",
  "changed",
  "joined",
  "taken_off",
  "invited",
  "accepted",
  "declined",
  "dissolved",
] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

export interface StepRow {
  readonly at: string;
  readonly actorId: string | null;
  readonly action: StepAction;
  readonly memberName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function insertStep(
  tx: Tx,
  { id: teamId, scopeId, heldBy }: Pick<TeamRow, "id" | "scopeId" | "heldBy">,
  step: {
    readonly action: StepAction;
    readonly memberName?: string;
    readonly details?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const actorId = tx.actor === "system" ? null : tx.actor.userId;
  await sql`
    INSERT INTO formed_team_steps (scope_id, held_by, team_id, id, actor_id, action, member_name, details)
    VALUES (${scopeId}, ${heldBy}, ${teamId}, ${newId()}, ${actorId}, ${step.action}, ${step.memberName ?? null},
      ${JSON.stringify(step.details ?? {})}::jsonb)`.execute(tx.kysely);
}

export async function listSteps(tx: Tx, teamId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    SELECT s.at, s.actor_id AS "actorId", s.action, s.member_name AS "memberName", s.details
    FROM formed_team_steps s WHERE s.team_id = ${teamId} ORDER BY s.id DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}

// A person's data -------------------------------------------------------------------------------------------------------------

export async function collectTeamsOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    teams: await list(sql`SELECT id, scope_id AS "scopeId", number, origin_title AS "originTitle", state,
        created_at AS "createdAt" FROM formed_teams WHERE created_by = ${userId} ORDER BY id`),
    steps: await list(sql`SELECT team_id AS "teamId", action, at FROM formed_team_steps
      WHERE actor_id = ${userId} ORDER BY id`),
    capabilities: await list(sql`SELECT scope_id AS "scopeId", name, unit, adds, removes, updated_at AS "updatedAt"
      FROM person_capabilities WHERE updated_by = ${userId} ORDER BY person_key`),
  };
}
