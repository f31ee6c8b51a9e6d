import type { Tx } from "../../../platform/db/index.ts";
import { findDisplayNames, listHolders } from "../../identity/index.ts";

interface Person {
  readonly id: string;
  readonly name: string | null;
}

/** Names of whoever the caller may see by name; of others there is the id. */
export async function namesFor(tx: Tx, ids: Iterable<string | null>): Promise<(id: string) => Person> {
  const names = await findDisplayNames(
    tx,
    [...ids].filter((id) => id !== null),
  );
  return (id) => ({ id, name: names.get(id) ?? null });
}

/** Who may visit in a round, as far as the caller sees them: officers of the zone, and of the pair's office. */
export async function listOfficers(
  tx: Tx,
  { zoneId, scopeId }: { readonly zoneId: string; readonly scopeId: string },
): Promise<{ readonly id: string; readonly name: string }[]> {
  const ofZone = await listHolders(tx, zoneId, ["zone_officer"]);
  const ofPair = await listHolders(tx, scopeId, ["pair_lead", "pair_officer"]);
  const byId = new Map([...ofZone, ...ofPair].map(({ id, name }) => [id, { id, name }]));
  return [...byId.values()];
}
