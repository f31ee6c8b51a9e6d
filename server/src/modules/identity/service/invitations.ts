import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { invitationMade } from "../events.ts";
import { hashPassword, verifyPassword } from "../passwords.ts";
import {
  findInvitation,
  findPassword,
  findScope,
  findUserByLogin,
  type InvitationRow,
  insertInvitation,
  insertMembership,
  insertUser,
  listOpenInvitations,
  listRoles,
  markAccepted,
  savePassword,
  withdrawExpired,
  withdrawInvitationRow,
} from "../queries.ts";
import { recordOf, SECURITY_RECORD } from "../record.ts";
import {
  identityError,
  isAdminRole,
  normalizeLogin,
  refuseSecondAdminRole,
  refuseUnfitRole,
  refuseWeakPassword,
} from "../rules.ts";
import { hashToken, makeToken } from "../tokens.ts";
import type { Handout, Invitation, InvitationDraft, InvitationMade, InvitationView, Role } from "../types.ts";
import { clearAttempts, takeAttempt } from "./attempts.ts";
import { requireFound } from "./found.ts";
import { openSession, type SessionSettings, type Visit } from "./sign-in.ts";

const INVITATION_DAYS = 14;

export async function invite(ctx: Ctx, scopeId: string, draft: InvitationDraft): Promise<InvitationMade> {
  authorize(ctx.caller, isAdminRole(draft.role) ? "admin.appoint" : "member.invite", scopeId);
  return transact(ctx, async (tx) => {
    const scope = requireFound(await findScope(tx, scopeId));
    refuseUnfitRole(draft.role, scope.kind);
    const made = await makeInvitation(tx, { ...draft, scopeId, invitedBy: ctx.caller.userId });
    await audit(tx, {
      scopeId: recordOf(ctx.caller, scopeId),
      action: "member.invited",
      subjectKind: "invitation",
      subjectId: made.id,
      details: { scopeId, role: draft.role },
    });
    await ctx.outbox.emit(tx, invitationMade, {
      aggregate: `invitation:${made.id}`,
      scopeId: null,
      payload: { invitationId: made.id },
    });
    return made;
  });
}

export async function makeInvitation(
  tx: Tx,
  draft: InvitationDraft & { readonly scopeId: string; readonly invitedBy: string | null },
): Promise<InvitationMade> {
  const { token, hash } = makeToken("invitation");
  const login = normalizeLogin(draft.login);
  await withdrawExpired(tx, draft.scopeId, login, draft.role);
  const row = await insertInvitation(tx, { ...draft, id: newId(), hash, login, days: INVITATION_DAYS });
  return { ...row, handout: handout(token, row.expiresAt) };
}

function handout(token: string, expiresAt: string): Handout {
  // Behind the #: it does not travel to the server, into its log or to the next site.
  return { token, path: `/invitation#token=${token}`, expiresAt };
}

export async function listInvitations(ctx: Ctx, scopeId: string): Promise<Invitation[]> {
  authorize(ctx.caller, "member.invite", scopeId);
  return transact(ctx, async (tx) => listOpenInvitations(tx, scopeId));
}

export async function withdrawInvitation(ctx: Ctx, scopeId: string, invitationId: string): Promise<void> {
  authorize(ctx.caller, "member.invite", scopeId);
  await transact(ctx, async (tx) => {
    requireFound((await withdrawInvitationRow(tx, scopeId, invitationId)) ? true : null);
    await audit(tx, {
      scopeId: recordOf(ctx.caller, scopeId),
      action: "member.invitation_withdrawn",
      subjectKind: "invitation",
      subjectId: invitationId,
    });
  });
}

function requireOpen(row: InvitationRow | null): InvitationRow {
  if (row === null || row.withdrawnAt !== null) throw identityError("identity.invitation_unknown", {});
  if (row.acceptedAt !== null) throw identityError("identity.invitation_used", {});
  if (row.isExpired) throw identityError("identity.invitation_expired", {});
  return row;
}

export async function viewInvitation(
  db: Database,
  settings: SessionSettings,
  token: string,
  network: string,
): Promise<InvitationView> {
  await takeAttempt(db, settings, { network });
  return withSystem(db, async (tx) => {
    const invitation = requireOpen(await findInvitation(tx, hashToken(token), "read"));
    const scope = requireFound(await findScope(tx, invitation.scopeId));
    const hasAccount = (await findUserByLogin(tx, invitation.login)) !== null;
    return { ...invitation, scopeName: scope.name, hasAccount };
  });
}

/** A new account takes the password; whoever has one proves it, and gets the role in addition. Either is signed in. */
export async function acceptInvitation(
  db: Database,
  settings: SessionSettings,
  { token, password }: { readonly token: string; readonly password: string },
  visit: Visit,
  language: "zh" | "en",
): Promise<{ readonly token: string }> {
  await takeAttempt(db, settings, { network: visit.network });
  const hash = hashToken(token);
  const before = await withSystem(db, async (tx) => {
    const { login, role } = requireOpen(await findInvitation(tx, hash, "read"));
    const user = await findUserByLogin(tx, login);
    return { login, role, user, secret: (await findPassword(tx, login))?.secret ?? null };
  });
  if (before.user === null) refuseWeakPassword(password, before.login, "/password");
  else {
    await takeAttempt(db, settings, { login: before.login, network: visit.network });
    if (!(await verifyPassword(before.secret, password))) throw identityError("identity.sign_in_refused", {});
  }
  const newSecret = before.user === null ? await hashPassword(password) : null;
  return withSystem(db, async (tx) => {
    const invitation = requireOpen(await findInvitation(tx, hash, "for_update"));
    const userId = before.user?.id ?? newId();
    if (newSecret !== null) {
      await insertUser(tx, { id: userId, login: before.login, displayName: invitation.displayName, language });
      await savePassword(tx, userId, newSecret);
    } else {
      await clearAttempts(tx, before.login);
    }
    await grantRole(tx, {
      userId,
      scopeId: invitation.scopeId,
      role: invitation.role,
      grantedBy: invitation.invitedBy,
    });
    await markAccepted(tx, invitation.id, userId);
    return openSession(tx, settings, userId, visit);
  });
}

/** As the system: an accepted invitation, or a role given on the machine itself. */
export async function grantRole(
  tx: Tx,
  grant: { readonly userId: string; readonly scopeId: string; readonly role: Role; readonly grantedBy: string | null },
): Promise<void> {
  const scope = requireFound(await findScope(tx, grant.scopeId));
  refuseUnfitRole(grant.role, scope.kind);
  refuseSecondAdminRole(await listRoles(tx, grant.userId), grant.role);
  await insertMembership(tx, grant);
  await audit(tx, {
    scopeId: isAdminRole(grant.role) ? SECURITY_RECORD : grant.scopeId,
    action: "member.added",
    subjectKind: "user",
    subjectId: grant.userId,
    details: { role: grant.role, grantedBy: grant.grantedBy },
    actorId: grant.userId,
  });
}
