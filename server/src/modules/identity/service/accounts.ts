import type { Tx } from "../../../platform/db/index.ts";
import { insertSystemScope, insertUser, savePassword } from "../queries.ts";
import type { Role } from "../types.ts";
import { grantRole } from "./invitations.ts";

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  /** As `hashPassword` makes it. */
  readonly secret: string;
  readonly role: Role;
  readonly scopeId: string;
}

/** Accounts that are made on the machine itself, each with one role, as the system. */
export async function createAccounts(tx: Tx, accounts: readonly NewAccount[]): Promise<void> {
  await insertSystemScope(tx);
  for (const { id, login, displayName, secret, role, scopeId } of accounts) {
    await insertUser(tx, { id, login, displayName, language: "zh" });
    await savePassword(tx, id, secret);
    await grantRole(tx, { userId: id, scopeId, role, grantedBy: null });
  }
}
