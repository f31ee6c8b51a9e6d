import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { SYSTEM_SCOPE_ID } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion, type Page, pageOf } from "../../../platform/http/index.ts";
import { userDisabled } from "../events.ts";
import {
  countOtherAdministrators,
  endSessions,
  findUser,
  findUserWithRoles,
  listRoles,
  listUserRows,
  setDisabled,
  type UserRow,
} from "../queries.ts";
import { SECURITY_RECORD } from "../record.ts";
import { identityError, refuseLastAdministrator } from "../rules.ts";
import type { User } from "../types.ts";
import { requireFound } from "./found.ts";

export async function getUser(ctx: Ctx, userId: string): Promise<User> {
  authorize(ctx.caller, "user.read", SYSTEM_SCOPE_ID);
  return transact(ctx, async (tx) => requireFound(await findUserWithRoles(tx, userId)));
}

export async function listUsers(
  ctx: Ctx,
  query: { limit: number; after: readonly [string, string] | null; search: string | null },
): Promise<Page<User>> {
  authorize(ctx.caller, "user.read", SYSTEM_SCOPE_ID);
  const rows = await transact(ctx, async (tx) => listUserRows(tx, query));
  return pageOf(rows, query.limit, "users", ({ createdAt, id }) => [createdAt, id]);
}

/** From the next request on the person is out, wherever they are signed in. */
export async function disableUser(ctx: Ctx, userId: string, version: number): Promise<User> {
  authorize(ctx.caller, "user.disable", SYSTEM_SCOPE_ID);
  return transact(ctx, async (tx) => {
    const user = await loadOther(tx, ctx, userId, version);
    refuseLastAdministrator(await listRoles(tx, userId), await countOtherAdministrators(tx, userId));
    if (user.disabledAt === null) await setDisabled(tx, userId, true);
    await endSessions(tx, userId, "disabled");
    await audit(tx, { scopeId: SECURITY_RECORD, action: "user.disabled", subjectKind: "user", subjectId: userId });
    await ctx.outbox.emit(tx, userDisabled, { aggregate: `user:${userId}`, scopeId: null, payload: { userId } });
    return requireFound(await findUserWithRoles(tx, userId));
  });
}

export async function enableUser(ctx: Ctx, userId: string, version: number): Promise<User> {
  authorize(ctx.caller, "user.disable", SYSTEM_SCOPE_ID);
  return transact(ctx, async (tx) => {
    const user = await loadOther(tx, ctx, userId, version);
    if (user.erasedAt !== null) throw identityError("identity.account_erased", {});
    if (user.disabledAt !== null) await setDisabled(tx, userId, false);
    await audit(tx, { scopeId: SECURITY_RECORD, action: "user.enabled", subjectKind: "user", subjectId: userId });
    return requireFound(await findUserWithRoles(tx, userId));
  });
}

async function loadOther(tx: Tx, { caller }: Ctx, userId: string, version: number): Promise<UserRow> {
  const user = requireFound(await findUser(tx, userId, "for_update"));
  if (user.id === caller.userId) throw identityError("identity.not_oneself", {});
  expectVersion(user, version);
  return user;
}
