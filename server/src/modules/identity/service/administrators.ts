import { ADMIN_ROLES, ROLES, SYSTEM_SCOPE_ID } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import { type Database, withSystem } from "../../../platform/db/index.ts";
import {
  endSessions,
  findUserByLogin,
  insertSystemScope,
  listRoles,
  listVacantRoles,
  setDisabled,
  withdrawMachineInvitations,
} from "../queries.ts";
import { SECURITY_RECORD } from "../record.ts";
import { identityError, isAdminRole, normalizeLogin } from "../rules.ts";
import type { Handout, Role } from "../types.ts";
import { clearAttempts } from "./attempts.ts";
import { makeReset } from "./change-password.ts";
import { makeInvitation } from "./invitations.ts";

/**
 * For each kind of administrator that nobody holds, an invitation to print on the machine itself. Asked again it makes
 * none as long as the first ones are good, unless they are to be renewed because nobody noted them down.
 */
export async function inviteFirstAdministrators(
  db: Database,
  { renew = false }: { readonly renew?: boolean } = {},
): Promise<{ readonly role: Role; readonly login: string; readonly handout: Handout }[]> {
  return withSystem(db, async (tx) => {
    await insertSystemScope(tx);
    if (renew) await withdrawMachineInvitations(tx);
    const made: { role: Role; login: string; handout: Handout }[] = [];
    for (const role of await listVacantRoles(tx, ADMIN_ROLES)) {
      const login = role.replace("_", ".");
      const { id, handout } = await makeInvitation(tx, {
        login,
        displayName: ROLES[role].zh,
        role,
        scopeId: SYSTEM_SCOPE_ID,
        invitedBy: null,
      });
      await audit(tx, {
        scopeId: SECURITY_RECORD,
        action: "member.invited",
        subjectKind: "invitation",
        subjectId: id,
        details: { role, from: "machine" },
      });
      made.push({ role, login, handout });
    }
    return made;
  });
}

/**
 * The way back in for whoever holds the machine: an administrator's account works again and takes a new password. Nobody
 * becomes an administrator this way.
 */
export async function recoverAdministrator(db: Database, given: string): Promise<Handout> {
  const login = normalizeLogin(given);
  return withSystem(db, async (tx) => {
    const user = await findUserByLogin(tx, login);
    const roles = user === null ? [] : await listRoles(tx, user.id);
    if (user === null || !roles.some(isAdminRole)) throw identityError("identity.no_such_login", { login });
    if (user.disabledAt !== null) await setDisabled(tx, user.id, false);
    await endSessions(tx, user.id, "ended_by_admin");
    await clearAttempts(tx, login);
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "user.recovered",
      subjectKind: "user",
      subjectId: user.id,
      details: { from: "machine" },
    });
    return makeReset(tx, user.id, null);
  });
}
