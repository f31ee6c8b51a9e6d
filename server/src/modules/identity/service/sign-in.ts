import type { Ctx } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Config } from "../../../platform/config.ts";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { hashPassword, isOutdated, verifyPassword } from "../passwords.ts";
import { endSessions, findPassword, findUser, insertSession, savePassword } from "../queries.ts";
import { SECURITY_RECORD } from "../record.ts";
import { identityError, normalizeLogin } from "../rules.ts";
import { hashToken, makeToken } from "../tokens.ts";
import { type AttemptLimits, clearAttempts, takeAttempt } from "./attempts.ts";

export type SessionSettings = Pick<Config, "SESSION_IDLE_MINUTES" | "SESSION_ABSOLUTE_HOURS"> & AttemptLimits;

/** Where a request that signs in comes from, and the session its browser had until now. */
export interface Visit {
  readonly network: string;
  readonly agent: string;
  readonly oldToken: string | null;
}

export async function signIn(
  db: Database,
  settings: SessionSettings,
  { login: given, password }: { readonly login: string; readonly password: string },
  visit: Visit,
): Promise<{ readonly token: string }> {
  const login = normalizeLogin(given);
  await takeAttempt(db, settings, { login, network: visit.network });
  const account = await withSystem(db, async (tx) => findPassword(tx, login), { readOnly: true });
  const isRight = await verifyPassword(account?.secret ?? null, password);
  if (account === null || !isRight) {
    await withSystem(db, async (tx) => recordRefusal(tx, account?.userId ?? null));
    throw identityError("identity.sign_in_refused", {});
  }
  const renewed = isOutdated(account.secret) ? await hashPassword(password) : null;
  return withSystem(db, async (tx) => {
    // Between the two transactions the account may have been disabled: the row is locked and asked again.
    const user = await findUser(tx, account.userId, "for_update");
    if (user === null || user.disabledAt !== null) throw identityError("identity.sign_in_refused", {});
    if (renewed !== null) await savePassword(tx, user.id, renewed);
    await clearAttempts(tx, login);
    return openSession(tx, settings, user.id, visit);
  });
}

/** A new token at every sign-in; the one that the browser brought is ended, so that nobody can have planted it. */
export async function openSession(
  tx: Tx,
  settings: SessionSettings,
  userId: string,
  { agent, oldToken }: Visit,
): Promise<{ readonly token: string }> {
  const { token, hash } = makeToken("session");
  const id = newId();
  await insertSession(tx, {
    id,
    hash,
    userId,
    agent: agent.slice(0, 100),
    idleSeconds: settings.SESSION_IDLE_MINUTES * 60,
    absoluteSeconds: settings.SESSION_ABSOLUTE_HOURS * 3600,
    oldHash: oldToken === null ? null : hashToken(oldToken),
  });
  await audit(tx, {
    scopeId: SECURITY_RECORD,
    action: "session.opened",
    subjectKind: "user",
    subjectId: userId,
    details: { sessionId: id },
    actorId: userId,
  });
  return { token };
}

async function recordRefusal(tx: Tx, userId: string | null): Promise<void> {
  await audit(tx, {
    scopeId: SECURITY_RECORD,
    action: "session.refused",
    subjectKind: "user",
    subjectId: userId ?? "unknown",
    actorId: null,
  });
}

export async function signOut({ db, caller }: Ctx): Promise<void> {
  await withSystem(db, async (tx) => {
    await endSessions(tx, caller.userId, "signed_out", { only: caller.sessionId });
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "session.ended",
      subjectKind: "user",
      subjectId: caller.userId,
      details: { sessionId: caller.sessionId },
      actorId: caller.userId,
    });
  });
}
