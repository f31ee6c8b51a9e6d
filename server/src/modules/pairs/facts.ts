import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { insertScopes } from "../identity/index.ts";
import { insertPairs, listPairedSides, nameOf } from "./queries.ts";
import type { Pair } from "./types.ts";

/** A pair as a source states it. */
export type PairFact = Pick<
  Pair,
  "zone" | "university" | "cityCode" | "cityName" | "phase" | "confidence" | "source" | "isSample"
>;

/** Pairs with their scopes, as the system; those that are there already are left as they are. Answers the new ids. */
export async function openPairs(tx: Tx, facts: readonly PairFact[]): Promise<string[]> {
  const paired = await listPairedSides(tx);
  const createdAt = new Date().toISOString();
  const pairs = facts
    .filter(({ zone, university }) => !paired.has(`${zone.id} ${university.id}`))
    .map((fact): Pair => {
      const { zone, university } = fact;
      const isBilingual = zone.nameEn !== null && university.nameEn !== null;
      return {
        ...fact,
        id: newId(),
        name: nameOf(zone.name, university.name),
        nameEn: isBilingual ? nameOf(zone.nameEn ?? "", university.nameEn ?? "") : null,
        since: null,
        sampleNote: null,
        createdAt,
        version: 1,
      };
    });
  await insertScopes(
    tx,
    pairs.map(({ id, name, nameEn, zone, university }) => ({
      id,
      kind: "pair" as const,
      code: null,
      name,
      nameEn,
      parentId: zone.id,
      alsoBeneath: [university.id],
    })),
  );
  await insertPairs(tx, pairs);
  return pairs.map(({ id }) => id);
}
