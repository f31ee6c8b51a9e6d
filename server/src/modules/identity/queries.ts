// All SQL of this module. Rows leave with the names that the code uses.
import { type RawBuilder, sql } from "kysely";
import type { Grant } from "../../platform/access/index.ts";
import { asSystem, type Database, type Tx } from "../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import type { EnterpriseAccount, Invitation, Member, Role, Scope, ScopeKind, Session, User } from "./types.ts";
import type { MEMBER_SORTS, MemberFilter, USER_SORTS, UserFilter } from "./types.ts";

type Queryable = Pick<Tx, "kysely">;

async function first<R>(query: ReturnType<typeof sql<R>>, tx: Queryable): Promise<R | null> {
  const { rows } = await query.execute(tx.kysely);
  return rows[0] ?? null;
}

// Sessions ----------------------------------------------------------------------------------------------------------------

/**
 * On the pool, in one round trip: a request's first query, before there is an actor. A digest and our own role names need
 * no parameters, and a query without them is one message instead of five: a third of the time.
 */
export async function findSession(
  db: Database,
  tokenHash: Buffer,
  belowRoles: readonly Role[],
): Promise<{ readonly sessionId: string; readonly userId: string; readonly grants: readonly Grant[] } | null> {
  const token = sql.lit(`\\x${tokenHash.toString("hex")}`);
  const roles = sql.lit(`{${belowRoles.join(",")}}`);
  return first(
    sql<{ sessionId: string; userId: string; grants: Grant[] }>`
      SELECT session_id AS "sessionId", user_id AS "userId", grants FROM session_caller(${token}, ${roles})`,
    db,
  );
}

/** What somebody holds now, null where they may not sign in any more. As the system. */
export async function findGrants(
  tx: Tx,
  userId: string,
  belowRoles: readonly Role[],
): Promise<readonly Grant[] | null> {
  const row = await first(
    sql<{ grants: Grant[] }>`SELECT caller_grants(u.id, ${belowRoles}::text[]) AS grants
      FROM users u WHERE u.id = ${userId} AND u.disabled_at IS NULL`,
    tx,
  );
  return row?.grants ?? null;
}

/** Goes with the context of a remembered caller's transaction, as its last column. */
export const CONFIRM_SESSION = { call: "confirm_session($6, $7, $8)", refusal: "DH401" } as const;

export function valuesToConfirm(
  tokenHash: Buffer,
  belowRoles: readonly Role[],
  grants: readonly Grant[],
): readonly string[] {
  return [`\\x${tokenHash.toString("hex")}`, `{${belowRoles.join(",")}}`, JSON.stringify(grants)];
}

export async function insertSession(
  tx: Tx,
  session: {
    readonly id: string;
    readonly hash: Buffer;
    readonly userId: string;
    readonly agent: string;
    readonly idleSeconds: number;
    readonly absoluteSeconds: number;
    readonly oldHash: Buffer | null;
  },
): Promise<void> {
  await sql`SELECT open_session(${session.id}, ${session.hash}, ${session.userId}, ${session.agent},
    ${session.idleSeconds}, ${session.absoluteSeconds}, ${session.oldHash})`.execute(tx.kysely);
}

export async function listOpenSessions(tx: Tx, userId: string): Promise<Omit<Session, "isCurrent">[]> {
  const { rows } = await sql<Omit<Session, "isCurrent">>`
    SELECT id, agent, assurance, created_at AS "createdAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
    FROM sessions WHERE user_id = ${userId} AND ended_at IS NULL AND expires_at > now()
    ORDER BY last_seen_at DESC, id`.execute(tx.kysely);
  return rows;
}

/** Ends one session of a user, or all but one, or all. Answers how many were open. */
export async function endSessions(
  tx: Tx,
  userId: string,
  because: string,
  which: { readonly only?: string; readonly but?: string } = {},
): Promise<number> {
  const { rows } = await sql`
    UPDATE sessions SET ended_at = clock_timestamp(), ended_because = ${because}
    WHERE user_id = ${userId} AND ended_at IS NULL
      AND (${which.only ?? null}::uuid IS NULL OR id = ${which.only ?? null}::uuid)
      AND (${which.but ?? null}::uuid IS NULL OR id <> ${which.but ?? null}::uuid)
    RETURNING id`.execute(tx.kysely);
  return rows.length;
}

// Attempts ----------------------------------------------------------------------------------------------------------------

/** Counts one attempt for each key and answers in how many seconds the worst of them may try again; 0 is now. */
export async function countAttempts(
  tx: Tx,
  keys: readonly { readonly key: Buffer; readonly limit: number }[],
  windowSeconds: number,
): Promise<number> {
  let wait = 0;
  // Also when it has not begun yet, because the clock was set back: nobody is kept out for a day.
  const isOver = sql`(a.window_started_at + make_interval(secs => ${windowSeconds}) <= clock_timestamp()
    OR a.window_started_at > clock_timestamp())`;
  // In one order everywhere, so that two attempts cannot wait for each other.
  for (const { key, limit } of keys.toSorted((a, b) => Buffer.compare(a.key, b.key))) {
    const row = await first(
      sql<{ count: number; left: number }>`
        INSERT INTO attempts AS a (key, window_started_at, count) VALUES (${key}, clock_timestamp(), 1)
        ON CONFLICT (key) DO UPDATE SET
          count = CASE WHEN ${isOver} THEN 1 ELSE a.count + 1 END,
          window_started_at = CASE WHEN ${isOver} THEN clock_timestamp() ELSE a.window_started_at END
        RETURNING count, extract(epoch FROM window_started_at + make_interval(secs => ${windowSeconds})
          - clock_timestamp())::float8 AS left`,
      tx,
    );
    if (row !== null && row.count > limit) wait = Math.max(wait, row.left, 1);
  }
  return wait;
}

export async function forgetAttempts(tx: Tx, key: Buffer): Promise<void> {
  await sql`DELETE FROM attempts WHERE key = ${key}`.execute(tx.kysely);
}

// Credentials -------------------------------------------------------------------------------------------------------------

export async function findPassword(
  tx: Tx,
  login: string,
): Promise<{ readonly userId: string; readonly secret: string } | null> {
  return first(
    sql<{ userId: string; secret: string }>`SELECT user_id AS "userId", secret FROM signin_password(${login})`,
    tx,
  );
}

export async function savePassword(tx: Tx, userId: string, secret: string): Promise<void> {
  await sql`SELECT set_password(${userId}, ${secret})`.execute(tx.kysely);
}

export async function deleteCredentials(tx: Tx, userId: string): Promise<void> {
  await sql`SELECT forget_credentials(${userId})`.execute(tx.kysely);
}

// Users -------------------------------------------------------------------------------------------------------------------

export interface UserRow {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly language: "zh" | "en";
  readonly disabledAt: string | null;
  readonly erasedAt: string | null;
  readonly createdAt: string;
  readonly version: number;
}

/** Whether a row is read to be changed in the same transaction. */
type Lock = "for_update" | "read";

function lockClause(lock: Lock) {
  return lock === "for_update" ? sql`FOR UPDATE` : sql``;
}

const USER = sql`u.id, u.login, u.display_name AS "displayName", u.email, u.language, u.disabled_at AS "disabledAt",
  u.erased_at AS "erasedAt", u.created_at AS "createdAt", u.version`;
const ROLES_OF_USER = sql`coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'scopeId', m.scope_id)
  ORDER BY m.role, m.scope_id) FROM memberships m WHERE m.user_id = u.id), '[]'::jsonb) AS roles`;

export async function findUser(tx: Tx, userId: string, lock: Lock = "read"): Promise<UserRow | null> {
  return first(sql<UserRow>`SELECT ${USER} FROM users u WHERE u.id = ${userId} ${lockClause(lock)}`, tx);
}

export async function findUserByLogin(tx: Tx, login: string): Promise<UserRow | null> {
  return first(sql<UserRow>`SELECT ${USER} FROM users u WHERE u.login = ${login}`, tx);
}

/** Somebody who can sign in under this name, for those who handle what is confidential and invite to it. */
export async function findInvitable(
  tx: Tx,
  login: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  return first(sql<{ id: string; name: string }>`SELECT id, name FROM find_invitable(${login})`, tx);
}

/** What those of them are called whom the transaction's actor may see. */
export async function findDisplayNames(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT u.id, u.display_name AS name FROM users u WHERE u.id = ANY (${[...new Set(userIds)]}::uuid[])
      AND u.erased_at IS NULL`.execute(tx.kysely);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * What those are called whom a record names: who confirmed, approved, decided. Their names belong to the record, of whatever
 * scope they are; for who may read the record whole.
 */
export async function findNamesOnRecord(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return asSystem(tx, async (system) => findDisplayNames(system, userIds));
}

export async function findUserWithRoles(tx: Tx, userId: string): Promise<User | null> {
  return first(sql<User>`SELECT ${USER}, ${ROLES_OF_USER} FROM users u WHERE u.id = ${userId}`, tx);
}

const USER_KEYS: Readonly<Record<(typeof USER_SORTS)[number], SortKey>> = {
  createdAt: { by: sql`u.created_at`, type: "timestamptz" },
  displayName: { by: sql`u.display_name`, type: "text" },
  login: { by: sql`u.login`, type: "text" },
};
const USER_STATE = sql`CASE WHEN u.erased_at IS NOT NULL THEN 'erased' WHEN u.disabled_at IS NOT NULL THEN 'disabled'
  ELSE 'active' END`;

export async function listUserRows(
  tx: Tx,
  listing: Listing<(typeof USER_SORTS)[number]>,
  { states, roles }: UserFilter,
): Promise<{ readonly rows: Keyed<User>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, USER_KEYS, sql`u.id`);
  const { search } = listing;
  const wanted = sql`(${search}::text IS NULL OR strpos(lower(u.display_name), lower(${search})) > 0
      OR strpos(u.login, lower(${search})) > 0)
    AND (${states}::text[] IS NULL OR ${USER_STATE} = ANY (${states}::text[]))
    AND (${roles}::text[] IS NULL OR EXISTS (SELECT FROM memberships m
      WHERE m.user_id = u.id AND m.role = ANY (${roles}::text[])))`;
  const { rows } = await sql<Keyed<User>>`
    SELECT ${USER}, ${ROLES_OF_USER}, ${key} AS "sortKey" FROM users u WHERE ${wanted} AND ${condition} ${tail}`.execute(
    tx.kysely,
  );
  return { rows, total: listing.withTotal ? await countOf(tx, sql`users u WHERE ${wanted}`) : null };
}

async function countOf(tx: Tx, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${from}`.execute(tx.kysely);
  return rows[0]?.n ?? 0;
}

export async function insertUser(
  tx: Tx,
  user: { readonly id: string; readonly login: string; readonly displayName: string; readonly language: string },
): Promise<void> {
  await sql`INSERT INTO scopes (id, kind, name) VALUES (${user.id}, 'person', '')`.execute(tx.kysely);
  await sql`INSERT INTO users (id, login, display_name, language)
    VALUES (${user.id}, ${user.login}, ${user.displayName}, ${user.language})`.execute(tx.kysely);
}

export async function updateProfile(
  tx: Tx,
  userId: string,
  { displayName, email, language }: { displayName: string; email: string | null; language: string },
): Promise<void> {
  await sql`UPDATE users SET display_name = ${displayName}, email = ${email}, language = ${language}, version = version + 1
    WHERE id = ${userId}`.execute(tx.kysely);
}

export async function setDisabled(tx: Tx, userId: string, isDisabled: boolean): Promise<void> {
  await sql`UPDATE users SET disabled_at = CASE WHEN ${isDisabled} THEN clock_timestamp() END, version = version + 1
    WHERE id = ${userId}`.execute(tx.kysely);
}

export async function eraseUser(tx: Tx, userId: string): Promise<void> {
  await sql`UPDATE users SET login = 'erased-' || id::text, display_name = '', email = NULL, scope_ids = '{}',
      disabled_at = coalesce(disabled_at, clock_timestamp()), erased_at = clock_timestamp(), version = version + 1
    WHERE id = ${userId}`.execute(tx.kysely);
  await sql`DELETE FROM memberships WHERE user_id = ${userId}`.execute(tx.kysely);
  await sql`DELETE FROM password_resets WHERE user_id = ${userId}`.execute(tx.kysely);
  await sql`DELETE FROM idempotency_keys WHERE user_id = ${userId}`.execute(tx.kysely);
}

/** What invitations say about someone: the copies of a name and a login that an account leaves behind. */
export async function eraseInvitationsOf(tx: Tx, login: string): Promise<void> {
  await sql`UPDATE invitations SET display_name = '', login = 'erased-' || id::text,
      withdrawn_at = CASE WHEN accepted_at IS NULL THEN coalesce(withdrawn_at, clock_timestamp()) END
    WHERE login = ${login}`.execute(tx.kysely);
}

// Scopes and memberships --------------------------------------------------------------------------------------------------

const SCOPE = sql`s.id, s.kind, s.code, s.name, s.name_en AS "nameEn", s.parent_id AS "parentId", s.version`;

export async function findScope(tx: Tx, scopeId: string, lock: Lock = "read"): Promise<Scope | null> {
  return first(sql<Scope>`SELECT ${SCOPE} FROM scopes s WHERE s.id = ${scopeId} ${lockClause(lock)}`, tx);
}

/** Of a scope that the transaction's actor need not see. */
export async function findScopeKind(tx: Tx, scopeId: string): Promise<ScopeKind | null> {
  const row = await first(sql<{ kind: ScopeKind | null }>`SELECT scope_kind(${scopeId}) AS kind`, tx);
  return row?.kind ?? null;
}

/** Scopes of a pair's enterprises by their names; a name that two of them bear finds neither. */
export async function findEnterpriseScopes(
  tx: Tx,
  pairId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{ name: string; id: string }>`
    SELECT name, id FROM find_enterprise_scopes(${pairId}, ${names}::text[])`.execute(tx.kysely);
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** Enterprises with a scope of their own beneath the zone and the province of a pair or a zone, by name; 2,000 at most. */
export async function listEnterpriseAccountRows(tx: Tx, scopeId: string): Promise<EnterpriseAccount[]> {
  const { rows } = await sql<EnterpriseAccount>`SELECT id, name FROM list_enterprise_accounts(${scopeId})`.execute(
    tx.kysely,
  );
  return rows;
}

export async function insertScope(
  tx: Tx,
  scope: Omit<Scope, "version"> & { readonly alsoBeneath?: readonly string[] },
): Promise<void> {
  await sql`INSERT INTO scopes (id, kind, code, name, name_en, parent_id, also_beneath) VALUES
    (${scope.id}, ${scope.kind}, ${scope.code}, ${scope.name}, ${scope.nameEn}, ${scope.parentId},
      ${scope.alsoBeneath ?? []}::uuid[])`.execute(tx.kysely);
}

/**
 * Many at once, as the system. One whose kind and code are there already is left as it is. Answers the ids that they have,
 * in their order.
 */
export async function insertScopes(
  tx: Tx,
  scopes: readonly (Omit<Scope, "version"> & { readonly alsoBeneath?: readonly string[] })[],
): Promise<string[]> {
  const rows = JSON.stringify(scopes.map((scope) => ({ alsoBeneath: [], ...scope })));
  await sql`
    INSERT INTO scopes (id, kind, code, name, name_en, parent_id, also_beneath)
    SELECT r.id, r.kind, r.code, r.name, r."nameEn", r."parentId", r."alsoBeneath"
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (id uuid, kind text, code text, name text, "nameEn" text, "parentId" uuid,
      "alsoBeneath" uuid[])
    ON CONFLICT DO NOTHING`.execute(tx.kysely);
  const { rows: there } = await sql<{ id: string; given: string }>`
    SELECT s.id, r.id AS given FROM jsonb_to_recordset(${rows}::jsonb) AS r (id uuid, kind text, code text)
    JOIN scopes s ON s.id = r.id OR (s.kind = r.kind AND s.code = r.code)`.execute(tx.kysely);
  const ids = new Map(there.map(({ id, given }) => [given, id]));
  return scopes.map(({ id }) => ids.get(id) ?? id);
}

export async function insertSystemScope(tx: Tx): Promise<void> {
  await sql`INSERT INTO scopes (id, kind, name, name_en) VALUES (system_scope_id(), 'system', '系统', 'System')
    ON CONFLICT (id) DO NOTHING`.execute(tx.kysely);
}

export async function updateScopeRow(tx: Tx, scope: Scope): Promise<void> {
  await sql`UPDATE scopes SET code = ${scope.code}, name = ${scope.name}, name_en = ${scope.nameEn}, version = version + 1
    WHERE id = ${scope.id}`.execute(tx.kysely);
}

export async function listScopeRows(
  tx: Tx,
  {
    limit,
    after,
    kind,
    search,
  }: { limit: number; after: readonly [string, string] | null; kind: ScopeKind | null; search: string | null },
): Promise<Scope[]> {
  const [name, id] = after ?? [null, null];
  const { rows } = await sql<Scope>`
    SELECT ${SCOPE} FROM scopes s
    WHERE s.kind <> 'person' AND (${kind}::text IS NULL OR s.kind = ${kind})
      AND (${search}::text IS NULL OR strpos(lower(s.name), lower(${search})) > 0
        OR strpos(lower(coalesce(s.name_en, '')), lower(${search})) > 0)
      AND (${name}::text IS NULL OR (s.name, s.id) > (${name}::text, ${id}::uuid))
    ORDER BY s.name, s.id LIMIT ${limit + 1}`.execute(tx.kysely);
  return rows;
}

export async function listGrantedScopes(
  tx: Tx,
  userId: string,
): Promise<{ role: Role; scopeId: string; scopeKind: ScopeKind; scopeName: string }[]> {
  const { rows } = await sql<{ role: Role; scopeId: string; scopeKind: ScopeKind; scopeName: string }>`
    SELECT m.role, m.scope_id AS "scopeId", s.kind AS "scopeKind", s.name AS "scopeName"
    FROM memberships m JOIN scopes s ON s.id = m.scope_id WHERE m.user_id = ${userId}
    ORDER BY m.role, s.name, s.id`.execute(tx.kysely);
  return rows;
}

export async function listRoles(tx: Tx, userId: string): Promise<Role[]> {
  const { rows } = await sql<{ role: Role }>`SELECT role FROM memberships WHERE user_id = ${userId}`.execute(tx.kysely);
  return rows.map(({ role }) => role);
}

/** How many active administrators of each kind there are besides this user. Locks them, so that two cannot leave at once. */
export async function countOtherAdministrators(tx: Tx, userId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ role: string }>`
    SELECT m.role FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.scope_id = system_scope_id() AND m.user_id <> ${userId} AND u.disabled_at IS NULL
    FOR UPDATE OF u`.execute(tx.kysely);
  const counts: Record<string, number> = {};
  for (const { role } of rows) counts[role] = (counts[role] ?? 0) + 1;
  return counts;
}

const MEMBER_KEYS: Readonly<Record<(typeof MEMBER_SORTS)[number], SortKey>> = {
  grantedAt: { by: sql`m.granted_at`, type: "timestamptz" },
  displayName: { by: sql`u.display_name`, type: "text" },
  role: { by: sql`m.role`, type: "text" },
};
/** Somebody with two roles is two members. */
const MEMBER_ID = sql`md5(m.user_id::text || m.role)::uuid`;

export async function listMemberRows(
  tx: Tx,
  scopeId: string,
  listing: Listing<(typeof MEMBER_SORTS)[number]>,
  { roles }: MemberFilter,
): Promise<{ readonly rows: Keyed<Member & { readonly id: string }>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, MEMBER_KEYS, MEMBER_ID);
  const { search } = listing;
  const from = sql`memberships m JOIN users u ON u.id = m.user_id
    WHERE m.scope_id = ${scopeId} AND (${roles}::text[] IS NULL OR m.role = ANY (${roles}::text[]))
      AND (${search}::text IS NULL OR strpos(lower(u.display_name), lower(${search})) > 0
        OR strpos(u.login, lower(${search})) > 0)`;
  const { rows } = await sql<Keyed<Member & { id: string }>>`
    SELECT ${MEMBER_ID} AS id, m.user_id AS "userId", u.login, u.display_name AS "displayName", m.role,
      u.disabled_at IS NOT NULL AS "isDisabled", m.granted_at AS "grantedAt", ${key} AS "sortKey"
    FROM ${from} AND ${condition} ${tail}`.execute(tx.kysely);
  return { rows, total: listing.withTotal ? await countOf(tx, from) : null };
}

export async function insertMembership(
  tx: Tx,
  { userId, scopeId, role, grantedBy }: { userId: string; scopeId: string; role: Role; grantedBy: string | null },
): Promise<void> {
  await sql`INSERT INTO memberships (user_id, scope_id, role, granted_by)
    VALUES (${userId}, ${scopeId}, ${role}, ${grantedBy})`.execute(tx.kysely);
  await sql`UPDATE users SET scope_ids = ARRAY(SELECT DISTINCT m.scope_id FROM memberships m WHERE m.user_id = ${userId}
    ORDER BY 1) WHERE id = ${userId}`.execute(tx.kysely);
}

export async function deleteMembership(tx: Tx, userId: string, scopeId: string, role: Role): Promise<boolean> {
  const row = await first(
    sql<{ removed: boolean }>`SELECT remove_membership(${userId}, ${scopeId}, ${role}) AS removed`,
    tx,
  );
  return row?.removed === true;
}

/** Who holds one of the roles in the scope and can sign in, each once, by name. */
export async function listHolders(
  tx: Tx,
  scopeId: string,
  roles: readonly Role[],
): Promise<{ readonly id: string; readonly name: string; readonly role: Role }[]> {
  const { rows } = await sql<{ id: string; name: string; role: Role }>`
    SELECT DISTINCT ON (u.display_name, u.id) u.id, u.display_name AS name, m.role
    FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.scope_id = ${scopeId} AND m.role = ANY (${roles}::text[]) AND u.disabled_at IS NULL
    ORDER BY u.display_name, u.id, array_position(${roles}::text[], m.role)`.execute(tx.kysely);
  return rows;
}

// Invitations -------------------------------------------------------------------------------------------------------------

export interface InvitationRow extends Invitation {
  readonly invitedBy: string | null;
  readonly isExpired: boolean;
  readonly acceptedAt: string | null;
  readonly withdrawnAt: string | null;
}

const INVITATION = sql`i.id, i.scope_id AS "scopeId", i.role, i.login, i.display_name AS "displayName",
  i.invited_by AS "invitedBy", i.created_at AS "createdAt", i.expires_at AS "expiresAt",
  i.expires_at <= clock_timestamp() AS "isExpired", i.accepted_at AS "acceptedAt", i.withdrawn_at AS "withdrawnAt"`;

/** Makes room for a new one where the same invitation has expired. */
export async function withdrawExpired(tx: Tx, scopeId: string, login: string, role: Role): Promise<void> {
  await sql`UPDATE invitations SET withdrawn_at = clock_timestamp()
    WHERE scope_id = ${scopeId} AND login = ${login} AND role = ${role}
      AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at <= clock_timestamp()`.execute(tx.kysely);
}

export async function insertInvitation(
  tx: Tx,
  invitation: {
    readonly id: string;
    readonly hash: Buffer;
    readonly scopeId: string;
    readonly role: Role;
    readonly login: string;
    readonly displayName: string;
    readonly invitedBy: string | null;
    readonly days: number;
  },
): Promise<Invitation> {
  const row = await first(
    sql<Invitation>`
      INSERT INTO invitations AS i (id, token_hash, scope_id, role, login, display_name, invited_by, expires_at)
      VALUES (${invitation.id}, ${invitation.hash}, ${invitation.scopeId}, ${invitation.role}, ${invitation.login},
        ${invitation.displayName}, ${invitation.invitedBy}, clock_timestamp() + make_interval(days => ${invitation.days}))
      RETURNING ${INVITATION}`,
    tx,
  );
  return row as Invitation;
}

export async function listOpenInvitations(tx: Tx, scopeId: string): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    SELECT ${INVITATION} FROM invitations i WHERE i.scope_id = ${scopeId} AND i.accepted_at IS NULL
      AND i.withdrawn_at IS NULL ORDER BY i.created_at, i.id LIMIT 200`.execute(tx.kysely);
  return rows;
}

export async function findInvitation(tx: Tx, hash: Buffer, lock: "for_update" | "read"): Promise<InvitationRow | null> {
  return first(
    sql<InvitationRow>`SELECT ${INVITATION} FROM invitations i WHERE i.token_hash = ${hash} ${lockClause(lock)}`,
    tx,
  );
}

export async function withdrawInvitationRow(tx: Tx, scopeId: string, id: string): Promise<boolean> {
  const row = await first(
    sql<{ id: string }>`UPDATE invitations SET withdrawn_at = clock_timestamp()
      WHERE id = ${id} AND scope_id = ${scopeId} AND accepted_at IS NULL AND withdrawn_at IS NULL RETURNING id`,
    tx,
  );
  return row !== null;
}

export async function markAccepted(tx: Tx, invitationId: string, userId: string): Promise<void> {
  await sql`UPDATE invitations SET accepted_at = clock_timestamp(), accepted_by = ${userId}
    WHERE id = ${invitationId}`.execute(tx.kysely);
}

/** Those that were printed on the machine and that nobody has accepted. */
export async function withdrawMachineInvitations(tx: Tx): Promise<void> {
  await sql`UPDATE invitations SET withdrawn_at = clock_timestamp()
    WHERE scope_id = system_scope_id() AND invited_by IS NULL AND accepted_at IS NULL AND withdrawn_at IS NULL
  `.execute(tx.kysely);
}

/** Kinds of administrator that nobody active holds and nobody is invited to. */
export async function listVacantRoles(tx: Tx, roles: readonly Role[]): Promise<Role[]> {
  const { rows } = await sql<{ role: Role }>`
    SELECT role FROM unnest(${roles}::text[]) AS wanted (role)
    WHERE NOT EXISTS (SELECT FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.role = wanted.role AND u.disabled_at IS NULL)
      AND NOT EXISTS (SELECT FROM invitations i WHERE i.role = wanted.role AND i.accepted_at IS NULL
        AND i.withdrawn_at IS NULL AND i.expires_at > clock_timestamp())`.execute(tx.kysely);
  return rows.map(({ role }) => role);
}

// Password resets ---------------------------------------------------------------------------------------------------------

export async function insertReset(
  tx: Tx,
  reset: {
    readonly id: string;
    readonly hash: Buffer;
    readonly userId: string;
    readonly createdBy: string | null;
    readonly hours: number;
  },
): Promise<{ readonly expiresAt: string }> {
  const row = await first(
    sql<{ expiresAt: string }>`INSERT INTO password_resets (id, token_hash, user_id, created_by, expires_at)
      VALUES (${reset.id}, ${reset.hash}, ${reset.userId}, ${reset.createdBy},
        clock_timestamp() + make_interval(hours => ${reset.hours}))
      RETURNING expires_at AS "expiresAt"`,
    tx,
  );
  return row as { expiresAt: string };
}

/** Whose reset this is, if it is good; the row stays locked until the password is set. */
export async function takeReset(
  tx: Tx,
  hash: Buffer,
): Promise<{ readonly userId: string; readonly login: string } | null> {
  return first(
    sql<{ userId: string; login: string }>`
      UPDATE password_resets r SET used_at = clock_timestamp() FROM users u
      WHERE r.token_hash = ${hash} AND u.id = r.user_id AND r.used_at IS NULL AND r.expires_at > clock_timestamp()
        AND u.disabled_at IS NULL
      RETURNING r.user_id AS "userId", u.login`,
    tx,
  );
}

export async function dropOpenResets(tx: Tx, userId: string): Promise<void> {
  await sql`DELETE FROM password_resets WHERE user_id = ${userId} AND used_at IS NULL`.execute(tx.kysely);
}

// Links -------------------------------------------------------------------------------------------------------------------

export interface LinkRow {
  readonly id: string;
  readonly purpose: string;
  readonly scopeId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly createdBy: string | null;
  readonly forwardedFrom: string | null;
  readonly expiresAt: string;
  readonly isExpired: boolean;
  readonly firstOpenedAt: string | null;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
}

const LINK = sql`l.id, l.purpose, l.scope_id AS "scopeId", l.subject_kind AS "subjectKind", l.subject_id AS "subjectId",
  l.created_by AS "createdBy", l.forwarded_from AS "forwardedFrom", l.expires_at AS "expiresAt", l.expires_at <= clock_timestamp() AS "isExpired",
  l.first_opened_at AS "firstOpenedAt", l.used_at AS "usedAt", l.revoked_at AS "revokedAt"`;

export async function insertLink(
  tx: Tx,
  link: {
    readonly id: string;
    readonly hash: Buffer;
    readonly purpose: string;
    readonly scopeId: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly createdBy: string | null;
    readonly forwardedFrom: string | null;
    readonly expiresAt: { readonly days: number } | { readonly instant: string };
  },
): Promise<{ readonly expiresAt: string }> {
  const { expiresAt } = link;
  const end =
    "days" in expiresAt
      ? sql`clock_timestamp() + make_interval(days => ${expiresAt.days})`
      : sql`${expiresAt.instant}::timestamptz`;
  const row = await first(
    sql<{ expiresAt: string }>`
      INSERT INTO access_links (id, token_hash, purpose, scope_id, subject_kind, subject_id, forwarded_from, created_by,
        expires_at)
      VALUES (${link.id}, ${link.hash}, ${link.purpose}, ${link.scopeId}, ${link.subjectKind}, ${link.subjectId},
        ${link.forwardedFrom}, ${link.createdBy}, ${end})
      RETURNING expires_at AS "expiresAt"`,
    tx,
  );
  return row as { expiresAt: string };
}

export async function findLinkForUpdate(tx: Tx, hash: Buffer): Promise<LinkRow | null> {
  return first(sql<LinkRow>`SELECT ${LINK} FROM access_links l WHERE l.token_hash = ${hash} FOR UPDATE`, tx);
}

export async function markLink(tx: Tx, linkId: string, what: "opened" | "used"): Promise<void> {
  const used = what === "used";
  await sql`UPDATE access_links SET first_opened_at = coalesce(first_opened_at, clock_timestamp()),
      used_at = CASE WHEN ${used} THEN clock_timestamp() ELSE used_at END
    WHERE id = ${linkId}`.execute(tx.kysely);
}

export async function revokeLinks(tx: Tx, subjectId: string): Promise<number> {
  const { rows } = await sql`UPDATE access_links SET revoked_at = clock_timestamp()
    WHERE subject_id = ${subjectId} AND used_at IS NULL AND revoked_at IS NULL RETURNING id`.execute(tx.kysely);
  return rows.length;
}

/** What became of a link: for whoever made it, and without its token. */
export interface LinkTrace {
  readonly id: string;
  readonly subjectId: string;
  readonly forwardedFrom: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly isExpired: boolean;
  readonly firstOpenedAt: string | null;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
}

/** Every link to these things, passed-on ones included, the oldest first. */
export async function listLinksTo(tx: Tx, subjectIds: readonly string[]): Promise<LinkTrace[]> {
  const { rows } = await sql<LinkTrace>`
    SELECT id, subject_id AS "subjectId", forwarded_from AS "forwardedFrom", created_at AS "createdAt",
      expires_at AS "expiresAt", expires_at <= clock_timestamp() AS "isExpired", first_opened_at AS "firstOpenedAt",
      used_at AS "usedAt", revoked_at AS "revokedAt"
    FROM access_links WHERE subject_id = ANY (${subjectIds}::uuid[]) ORDER BY id`.execute(tx.kysely);
  return rows;
}

// A person's data ---------------------------------------------------------------------------------------------------------

export async function collectPerson(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const account = await findUser(tx, userId);
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    account,
    memberships: await list(sql`SELECT role, scope_id AS "scopeId", granted_at AS "grantedAt" FROM memberships
      WHERE user_id = ${userId} ORDER BY granted_at`),
    sessions: await list(sql`SELECT id, agent, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
      ended_at AS "endedAt", ended_because AS "endedBecause" FROM sessions WHERE user_id = ${userId} ORDER BY created_at`),
    invitations: await list(sql`SELECT login, display_name AS "displayName", role, scope_id AS "scopeId",
      created_at AS "createdAt", accepted_at AS "acceptedAt" FROM invitations
      WHERE login = ${account?.login ?? ""} ORDER BY created_at`),
  };
}

/** Upkeep: what has served its purpose. */
export async function deleteSpent(tx: Tx): Promise<void> {
  await sql`DELETE FROM attempts WHERE window_started_at < now() - interval '2 days'`.execute(tx.kysely);
  await sql`DELETE FROM sessions WHERE expires_at < now() - interval '180 days'`.execute(tx.kysely);
  await sql`DELETE FROM password_resets WHERE expires_at < now() - interval '30 days'`.execute(tx.kysely);
  await sql`DELETE FROM idempotency_keys WHERE created_at < now() - interval '2 days'`.execute(tx.kysely);
}
