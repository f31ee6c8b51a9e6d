import { type Caller, type Callers, callerOf } from "../../../platform/access/index.ts";
import { ROLES_REACHING_BELOW } from "../../../platform/access/matrix.ts";
import type { Database, Tx } from "../../../platform/db/index.ts";
import { CONFIRM_SESSION, findGrants, findSession, valuesToConfirm } from "../queries.ts";
import { hashToken } from "../tokens.ts";

const MOST_REMEMBERED = 10_000;

export function openCallers(db: Database): Callers {
  // The one asked for least recently first.
  const remembered = new Map<string, { readonly caller: Caller; readonly values: readonly string[] }>();
  return {
    async find(token) {
      const hash = hashToken(token);
      const key = hash.toString("base64");
      remembered.delete(key);
      const session = await findSession(db, hash, ROLES_REACHING_BELOW);
      if (session === null) return null;
      const caller = callerOf(session.userId, session.sessionId, session.grants);
      remembered.set(key, { caller, values: valuesToConfirm(hash, ROLES_REACHING_BELOW, caller.grants) });
      if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
      return caller;
    },
    predict(token) {
      const key = hashToken(token).toString("base64");
      const known = remembered.get(key);
      if (known === undefined) return null;
      remembered.delete(key);
      remembered.set(key, known);
      return { ...known.caller, prediction: { ...CONFIRM_SESSION, values: known.values, isConfirmed: false } };
    },
  };
}

/** Somebody with the rights that they hold now, without a session; null where they may not sign in. As the system. */
export async function findCaller(tx: Tx, userId: string): Promise<Caller | null> {
  const grants = await findGrants(tx, userId, ROLES_REACHING_BELOW);
  return grants === null ? null : callerOf(userId, "", grants);
}
