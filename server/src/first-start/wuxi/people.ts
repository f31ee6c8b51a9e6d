// The accounts of the story: each obviously a sample's, in the scope that its role has in the pair of Wuxi.
import { createAccounts, findScope, hashPassword, listHolders } from "../../modules/identity/index.ts";
import type { findPair } from "../../modules/pairs/index.ts";
import { callerOf, type Ctx } from "../../platform/access/index.ts";
import { ADMIN_ROLES, ROLES, type Role, type ScopeKind, SYSTEM_SCOPE_ID } from "../../platform/access/matrix.ts";
import { type Database, type Tx, withSystem } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { makePassword } from "../passwords.ts";
import type { SampleAccount } from "../sample-pair.ts";

type Pair = NonNullable<Awaited<ReturnType<typeof findPair>>>;

/** Who acts in the story, and the administrators without whom no installation is. */
const ROLES_HERE = [
  "pair_lead",
  "pair_officer",
  "technology_manager",
  "transfer_officer",
  "zone_officer",
  "province_officer",
  ...ADMIN_ROLES,
] as const satisfies readonly Role[];

async function placesOf(tx: Tx, { id, zone, university }: Pair): Promise<Partial<Record<ScopeKind, string>>> {
  const province = (await findScope(tx, zone.id))?.parentId ?? "";
  return { pair: id, zone: zone.id, university: university.id, province, system: SYSTEM_SCOPE_ID };
}

function placeOf(role: Role, places: Partial<Record<ScopeKind, string>>): string {
  const kinds: readonly ScopeKind[] = ROLES[role].kinds;
  return places[kinds[0] ?? "pair"] ?? "";
}

/** Makes the accounts, unless they are there; null then, for their passwords are kept nowhere in the database. */
export async function openAccounts(
  db: Database,
  pair: Pair,
  keep: (accounts: readonly SampleAccount[]) => Promise<void>,
): Promise<void> {
  const accounts = await Promise.all(
    ROLES_HERE.map(async (role) => {
      const password = makePassword();
      const secret = await hashPassword(password);
      return { id: newId(), role, login: role, displayName: `样例${ROLES[role].zh}`, password, secret };
    }),
  );
  await withSystem(db, async (tx) => {
    if ((await listHolders(tx, pair.id, ["pair_lead"])).length > 0) return;
    const places = await placesOf(tx, pair);
    await createAccounts(
      tx,
      accounts.map((account) => ({ ...account, scopeId: placeOf(account.role, places) })),
    );
    // Before the commit: who has accounts has their passwords as well.
    await keep(accounts.map(({ role, login, password }) => ({ role, login, password })));
  });
}

export interface People {
  readonly lead: Ctx;
  readonly officer: Ctx;
  /** Of the university and of the zone, who reach the pair from above. */
  readonly transfer: Ctx;
  readonly zone: Ctx;
}

/** Everybody as they would be signed in. */
export async function findPeople(base: Pick<Ctx, "db" | "outbox" | "files">, pair: Pair): Promise<People> {
  const { db } = base;
  const as = async (role: "pair_lead" | "pair_officer" | "transfer_officer" | "zone_officer", scopeId: string) => {
    const [holder] = await withSystem(db, async (tx) => listHolders(tx, scopeId, [role]));
    if (holder === undefined) throw new Error(`The story has no ${role}.`);
    const below = scopeId === pair.id ? [] : [pair.id];
    return { ...base, caller: callerOf(holder.id, holder.id, [{ role, scopeId, below }]) };
  };
  return {
    lead: await as("pair_lead", pair.id),
    officer: await as("pair_officer", pair.id),
    transfer: await as("transfer_officer", pair.university.id),
    zone: await as("zone_officer", pair.zone.id),
  };
}
