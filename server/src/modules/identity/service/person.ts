import { authorize, type Ctx } from "../../../platform/access/index.ts";
import { SYSTEM_SCOPE_ID } from "../../../platform/access/matrix.ts";
import { audit, eraseAuditPersonal } from "../../../platform/audit/index.ts";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import {
  collectPerson,
  countOtherAdministrators,
  deleteCredentials,
  endSessions,
  eraseInvitationsOf,
  eraseUser,
  findUser,
  listRoles,
} from "../queries.ts";
import { SECURITY_RECORD } from "../record.ts";
import { refuseLastAdministrator } from "../rules.ts";
import type { AttemptLimits } from "./attempts.ts";
import { provePassword } from "./change-password.ts";
import { requireFound } from "./found.ts";

/**
 * What another module holds about a person, and how it lets go of it. Modules implement this below and app.ts hands them
 * in, so that one export and one erasure reach everything.
 */
export interface PersonalData {
  readonly section: string;
  collect(tx: Tx, userId: string): Promise<unknown>;
  erase(tx: Tx, userId: string): Promise<void>;
}

export async function exportPerson(
  { db, caller }: Ctx,
  holders: readonly PersonalData[],
): Promise<{ exportedAt: string; sections: Record<string, unknown> }> {
  return withSystem(db, async (tx) => {
    const sections: Record<string, unknown> = { identity: await collectPerson(tx, caller.userId) };
    for (const holder of holders) sections[holder.section] = await holder.collect(tx, caller.userId);
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "person.exported",
      subjectKind: "user",
      subjectId: caller.userId,
      actorId: caller.userId,
    });
    return { exportedAt: new Date().toISOString(), sections };
  });
}

/** A person's own wish, for good: whoever sits down at an open browser does not know the password. */
export async function eraseMe(
  { db, caller }: Ctx,
  limits: AttemptLimits,
  { password, network }: { readonly password: string; readonly network: string },
  holders: readonly PersonalData[],
): Promise<void> {
  await provePassword(db, limits, { userId: caller.userId, password, network });
  await erasePerson(db, caller.userId, caller.userId, holders);
}

/** The security administrator carries out a wish that came on paper. */
export async function eraseUserData(
  { db, caller }: Ctx,
  userId: string,
  holders: readonly PersonalData[],
): Promise<void> {
  authorize(caller, "user.erase", SYSTEM_SCOPE_ID);
  await erasePerson(db, userId, caller.userId, holders);
}

/** What the person did stays, under an id that no longer leads to them; who they are goes, in one transaction. */
async function erasePerson(
  db: Database,
  userId: string,
  actorId: string,
  holders: readonly PersonalData[],
): Promise<void> {
  await withSystem(db, async (tx) => {
    const user = requireFound(await findUser(tx, userId, "for_update"));
    if (user.erasedAt !== null) return;
    refuseLastAdministrator(await listRoles(tx, userId), await countOtherAdministrators(tx, userId));
    for (const holder of holders) await holder.erase(tx, userId);
    await endSessions(tx, userId, "erased");
    await deleteCredentials(tx, userId);
    await eraseInvitationsOf(tx, user.login);
    await eraseAuditPersonal(tx, "user", userId);
    await eraseUser(tx, userId);
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "person.erased",
      subjectKind: "user",
      subjectId: userId,
      actorId,
    });
  });
}
