import { sql } from "kysely";
import { withSystem } from "../src/platform/db/index.ts";
import type { TestApp } from "./test-app.ts";

/**
 * A pair that is seen from the scope: the scope's own where it is a pair's, else one with that zone or university as a
 * side, else one of a zone and a university beneath it.
 */
export async function makePair(world: TestApp, near: string): Promise<string> {
  const kind = await withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ kind: string }>`SELECT kind FROM scopes WHERE id = ${near}`.execute(tx.kysely);
    return rows[0]?.kind;
  });
  const side = async (wanted: "zone" | "university") =>
    kind === wanted ? near : world.createScope(wanted, { parentId: kind === "pair" ? null : near });
  const zoneId = await side("zone");
  const universityId = await side("university");
  const id =
    kind === "pair"
      ? near
      : await world.createScope("pair", { parentId: zoneId, alsoBeneath: [universityId], name: "某区 × 某校" });
  await withSystem(world.db, async (tx) =>
    sql`INSERT INTO pairs (id, zone_id, zone_name, university_id, university_name)
      VALUES (${id}, ${zoneId}, '某区', ${universityId}, '某校') ON CONFLICT DO NOTHING`.execute(tx.kysely),
  );
  return id;
}

/** The university of a pair. */
export async function universityOf(world: TestApp, pair: string): Promise<string> {
  return withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT university_id AS id FROM pairs WHERE id = ${pair}`.execute(
      tx.kysely,
    );
    return rows[0]?.id ?? "";
  });
}
