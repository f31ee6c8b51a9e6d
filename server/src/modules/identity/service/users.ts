import type { Language } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { SYSTEM_SCOPE_ID } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion, type FileAnswer } from "../../../platform/http/index.ts";
import {
  exportList,
  type ExportRequest,
  type Listing,
  listPageOf,
  type TotalledPage,
  wholeListing,
} from "../../../platform/listing/index.ts";
import { USER_COLUMNS } from "../columns.ts";
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
import type { User, USER_SORTS, UserFilter } from "../types.ts";
import { requireFound } from "./found.ts";

export async function getUser(ctx: Ctx, userId: string): Promise<User> {
  authorize(ctx.caller, "user.read", SYSTEM_SCOPE_ID);
  return transact(ctx, async (tx) => requireFound(await findUserWithRoles(tx, userId)));
}

export async function listUsers(
  ctx: Ctx,
  listing: Listing<(typeof USER_SORTS)[number]>,
  filter: UserFilter,
): Promise<TotalledPage<User>> {
  authorize(ctx.caller, "user.read", SYSTEM_SCOPE_ID);
  const { rows, total } = await transact(ctx, async (tx) => listUserRows(tx, listing, filter));
  return listPageOf(listing, rows, total);
}

/** The accounts in a file; taking them away is in the record. */
export async function exportUsers(
  ctx: Ctx,
  query: ExportRequest<(typeof USER_SORTS)[number]>,
  filter: UserFilter,
  language: Language,
): Promise<FileAnswer> {
  authorize(ctx.caller, "user.read", SYSTEM_SCOPE_ID);
  const { rows } = await transact(ctx, async (tx) => {
    const found = await listUserRows(tx, wholeListing("users", query), filter);
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "user.list_exported",
      subjectKind: "scope",
      subjectId: SYSTEM_SCOPE_ID,
      details: { rows: found.rows.length },
    });
    return found;
  });
  const title = { zh: "账号", en: "Accounts" };
  return exportList<User>({ title, columns: USER_COLUMNS, rows, query, language, madeAt: new Date() });
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
