import type { Ctx } from "../../../platform/access/index.ts";
import { authorize } from "../../../platform/access/index.ts";
import { SYSTEM_SCOPE_ID } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import { type Database, type Tx, withActor, withSystem } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { Outbox } from "../../../platform/outbox/index.ts";
import { passwordResetRequested } from "../events.ts";
import { hashPassword, verifyPassword } from "../passwords.ts";
import {
  dropOpenResets,
  endSessions,
  findPassword,
  findUser,
  findUserByLogin,
  insertReset,
  savePassword,
  takeReset,
} from "../queries.ts";
import { SECURITY_RECORD } from "../record.ts";
import { identityError, normalizeLogin, refuseWeakPassword } from "../rules.ts";
import { hashToken, makeToken } from "../tokens.ts";
import type { Handout } from "../types.ts";
import { type AttemptLimits, clearAttempts, takeAttempt } from "./attempts.ts";
import { requireFound } from "./found.ts";

const RESET_HOURS = 24;

/** Somebody signed in shows once more that they know their password. Answers their login. */
export async function provePassword(
  db: Database,
  limits: AttemptLimits,
  { userId, password, network }: { readonly userId: string; readonly password: string; readonly network: string },
): Promise<string> {
  const account = await withSystem(db, async (tx) => {
    const { login } = requireFound(await findUser(tx, userId));
    return { login, secret: (await findPassword(tx, login))?.secret ?? null };
  });
  await takeAttempt(db, limits, { login: account.login, network });
  if (!(await verifyPassword(account.secret, password))) throw identityError("identity.wrong_current_password", {});
  return account.login;
}

export async function changePassword(
  { db, caller }: Ctx,
  limits: AttemptLimits,
  { current, password }: { readonly current: string; readonly password: string },
  network: string,
): Promise<void> {
  const login = await provePassword(db, limits, { userId: caller.userId, password: current, network });
  refuseWeakPassword(password, login, "/password");
  const secret = await hashPassword(password);
  await withSystem(db, async (tx) => {
    await clearAttempts(tx, login);
    await replacePassword(tx, caller.userId, secret, { but: caller.sessionId });
  });
}

/** Whoever knew the old password is out: every other session ends with it, and open resets too. */
async function replacePassword(tx: Tx, userId: string, secret: string, keep: { readonly but?: string }): Promise<void> {
  await savePassword(tx, userId, secret);
  await dropOpenResets(tx, userId);
  await endSessions(tx, userId, "password_changed", keep);
  await audit(tx, {
    scopeId: SECURITY_RECORD,
    action: "user.password_changed",
    subjectKind: "user",
    subjectId: userId,
    actorId: userId,
  });
}

/**
 * Somebody says they forgot their password. The answer is the same whether there is such an account or not, and so is
 * what is done before it: the same rows are written either way.
 */
export async function requestPasswordReset(
  db: Database,
  outbox: Outbox,
  limits: AttemptLimits,
  { login: given, network }: { readonly login: string; readonly network: string },
): Promise<void> {
  const login = normalizeLogin(given);
  await takeAttempt(db, limits, { login: `reset ${login}`, network });
  await withSystem(db, async (tx) => {
    const user = await findUserByLogin(tx, login);
    const userId = user !== null && user.disabledAt === null ? user.id : null;
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "user.reset_requested",
      subjectKind: "user",
      subjectId: userId ?? "unknown",
      actorId: null,
    });
    const aggregate = `user:${userId ?? "unknown"}`;
    await outbox.emit(tx, passwordResetRequested, { aggregate, scopeId: null, payload: { userId } });
  });
}

/** The security administrator hands somebody a way to set a new password, where there is no mail. */
export async function issuePasswordReset(ctx: Ctx, userId: string): Promise<Handout> {
  authorize(ctx.caller, "user.reset_password", SYSTEM_SCOPE_ID);
  return withActor(ctx.db, ctx.caller, async (tx) => {
    const user = requireFound(await findUser(tx, userId));
    if (user.disabledAt !== null) throw identityError("identity.account_erased", {});
    const handout = await makeReset(tx, userId, ctx.caller.userId);
    await audit(tx, { scopeId: SECURITY_RECORD, action: "user.reset_issued", subjectKind: "user", subjectId: userId });
    return handout;
  });
}

export async function makeReset(tx: Tx, userId: string, createdBy: string | null): Promise<Handout> {
  const { token, hash } = makeToken("reset");
  const { expiresAt } = await insertReset(tx, { id: newId(), hash, userId, createdBy, hours: RESET_HOURS });
  return { token, path: `/reset#token=${token}`, expiresAt };
}

export async function completePasswordReset(
  db: Database,
  limits: AttemptLimits,
  { token, password }: { readonly token: string; readonly password: string },
  network: string,
): Promise<void> {
  await takeAttempt(db, limits, { network });
  const secret = await hashPassword(password);
  await withSystem(db, async (tx) => {
    const reset = await takeReset(tx, hashToken(token));
    if (reset === null) throw identityError("identity.reset_unusable", {});
    // Refused after the token is known to be good, and rolled back with it: the token stays good.
    refuseWeakPassword(password, reset.login, "/password");
    await replacePassword(tx, reset.userId, secret, {});
  });
}
