import type { Tx } from "../../../platform/db/index.ts";
import { findDisplayNames, listHolders } from "../../identity/index.ts";
import { listNotedNames, putNames } from "./queries/people.ts";

interface Person {
  readonly id: string;
  readonly name: string | null;
}

/** Names as accounts say them, else as they were noted when somebody of another office took part. */
export async function namesFor(tx: Tx, ids: Iterable<string | null>): Promise<(id: string) => Person> {
  const wanted = [...new Set([...ids].filter((id) => id !== null))];
  const names = await findDisplayNames(tx, wanted);
  const noted = await listNotedNames(
    tx,
    wanted.filter((id) => !names.has(id)),
  );
  return (id) => ({ id, name: names.get(id) ?? noted.get(id) ?? null });
}

/** Notes who takes part in the rounds of a pair, so that the other office knows whom it meets at a door. */
export async function notePeople(tx: Tx, scopeId: string, ids: readonly string[]): Promise<void> {
  const names = await findDisplayNames(tx, ids);
  if (names.size > 0) await putNames(tx, scopeId, names);
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
