import { createHash } from "node:crypto";
import type { Config } from "../../../platform/config.ts";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import { countAttempts, forgetAttempts } from "../queries.ts";
import { identityError } from "../rules.ts";

export type AttemptLimits = Pick<Config, "ATTEMPTS_PER_ACCOUNT" | "ATTEMPTS_PER_ADDRESS" | "ATTEMPTS_WINDOW_MINUTES">;

function keyOf(kind: "account" | "network" | "link", value: string): Buffer {
  return createHash("sha256").update(`${kind}:${value}`).digest();
}

interface AttemptAt {
  readonly login?: string;
  readonly network: string;
  /** Links are counted apart: a university's people who answer theirs from one address lock nobody out of signing in. */
  readonly at?: "network" | "link";
}

/**
 * Counts an attempt before it is made, in a transaction of its own: attempts that run at once, in whatever process, are
 * each counted, and one that fails later stays counted. Accounts that do not exist are counted alike.
 */
export async function takeAttempt(
  db: Database,
  limits: AttemptLimits,
  { login, network, at = "network" }: AttemptAt,
): Promise<void> {
  const keys = [
    { key: keyOf(at, network), limit: limits.ATTEMPTS_PER_ADDRESS },
    ...(login === undefined ? [] : [{ key: keyOf("account", login), limit: limits.ATTEMPTS_PER_ACCOUNT }]),
  ];
  const wait = await withSystem(db, async (tx) => countAttempts(tx, keys, limits.ATTEMPTS_WINDOW_MINUTES * 60));
  if (wait > 0) throw identityError("identity.too_many_attempts", { retryAfterSeconds: wait });
}

/** Whoever signs in has proved that the attempts on the account were their own. The network's stay counted. */
export async function clearAttempts(tx: Tx, login: string): Promise<void> {
  await forgetAttempts(tx, keyOf("account", login));
}
