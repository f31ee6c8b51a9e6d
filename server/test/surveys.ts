import { sql } from "kysely";
import { withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { makePair } from "./pairs.ts";
import type { TestApp } from "./test-app.ts";

export interface MadeRound {
  readonly roundId: string;
  readonly floorId: string;
  readonly siteId: string;
  readonly visitId: string;
}

const DIGEST = "0".repeat(64);
let counter = 0;

/** An open round of a pair that is seen from the scope, with one door, at which somebody has been. */
export async function makeRound(
  world: TestApp,
  near: string,
  actorId: string | null,
  files: readonly object[] = [],
): Promise<MadeRound> {
  const scopeId = await makePair(world, near);
  const made = { roundId: newId(), floorId: newId(), siteId: newId(), visitId: newId() };
  const { roundId, floorId, siteId, visitId } = made;
  const code = `ROUND-2026-9${String((counter += 1)).padStart(4, "0")}`;
  const officer = actorId ?? newId();
  const content = {
    siteId,
    newSite: null,
    outcome: "visited",
    visitedAt: "2026-11-26T01:00:00Z",
    questionnaireNumber: 1,
    met: [],
    answers: {},
    note: "",
    files,
    needs: [],
  };
  const questionnaire = {
    format: "dual-high.questionnaire/1",
    title: { zh: "摸排", en: "Survey" },
    sections: [{ key: "a", title: { zh: "一", en: "One" }, questions: [] }],
  };
  await withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ zoneId: string }>`SELECT zone_id AS "zoneId" FROM pairs WHERE id = ${scopeId}`.execute(
      tx.kysely,
    );
    const zoneId = rows[0]?.zoneId ?? scopeId;
    await sql`INSERT INTO survey_rounds (id, scope_id, zone_id, code, name, starts_on, ends_before, state, lead_id,
        questionnaire_number, created_by)
      VALUES (${roundId}, ${scopeId}, ${zoneId}, ${code}, '某轮摸排', '2026-01-01', '2999-01-01', 'open', ${officer}, 1,
        ${officer})`.execute(tx.kysely);
    await sql`INSERT INTO survey_questionnaires (scope_id, round_id, number, content, digest, created_by)
      VALUES (${scopeId}, ${roundId}, 1, ${JSON.stringify(questionnaire)}::jsonb, ${DIGEST}, ${officer})`.execute(
      tx.kysely,
    );
    await sql`INSERT INTO survey_floors (id, scope_id, round_id, building, floor, level)
      VALUES (${floorId}, ${scopeId}, ${roundId}, 'A 座', '3F', 3)`.execute(tx.kysely);
    await sql`INSERT INTO survey_sites (id, scope_id, zone_id, round_id, floor_id, unit, enterprise, match_keys)
      VALUES (${siteId}, ${scopeId}, ${zoneId}, ${roundId}, ${floorId}, '301', '某特钢公司', '{}')`.execute(tx.kysely);
    await sql`INSERT INTO survey_visits (zone_id, scope_id, id, round_id, site_id, digest, state, outcome, officer_id,
        visited_at, clock_ahead_seconds)
      VALUES (${zoneId}, ${scopeId}, ${visitId}, ${roundId}, ${siteId}, ${DIGEST}, 'counted', 'visited', ${officer},
        '2026-11-26T01:00:00Z', 0)`.execute(tx.kysely);
    await sql`INSERT INTO survey_visit_versions (zone_id, scope_id, visit_id, digest, content, sent_by, sent_at)
      VALUES (${zoneId}, ${scopeId}, ${visitId}, ${DIGEST}, ${JSON.stringify(content)}::jsonb, ${officer}, now())`.execute(
      tx.kysely,
    );
  });
  return made;
}
