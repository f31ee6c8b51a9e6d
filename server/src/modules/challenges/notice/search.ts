// Challenges in the search over everything: found by what their notice says, by whoever may read it.
import { sql } from "kysely";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import { putSearchDocuments, type SearchDocument } from "../../../platform/search/index.ts";
import { requireFound } from "../require-found.ts";
import { type ChallengeRow, findChallengeRow } from "./queries.ts";

const BATCH = 200;

/** By its frozen or drafted words: never its confidential part, its needs, or a poster whom the notice does not name. */
export async function indexChallenge(tx: Tx, challengeId: string): Promise<void> {
  await putSearchDocuments(tx, [documentOf(requireFound(await findChallengeRow(tx, challengeId)))]);
}

/** The audience is that of the row-level security of challenges. */
function documentOf(challenge: ChallengeRow): SearchDocument {
  const { id, scopeId, code, title, purpose, terms, zoneId, zoneName, universityId, universityName } = challenge;
  const { posterId, posterName, namesPoster, publishedAt, audience, provinceId } = challenge;
  const isPublished = publishedAt !== null;
  const poster = namesPoster && posterName !== "" ? posterName : null;
  return {
    kind: "challenge",
    id,
    scopeId,
    title,
    subtitle: [code, poster ?? zoneName].join(" · "),
    keywords: [code, zoneName, universityName, poster],
    text: [purpose, ...terms.indicators.map(({ name, target, unit }) => `${name} ${target}${unit}`)].join("\n"),
    audience: {
      scopes: [posterId, isPublished ? universityId : null],
      enterprisesBeneath: isPublished ? zoneId : null,
      beneath: isPublished && audience === "province" ? provinceId : null,
    },
  };
}

/** Challenges from before there was a search over them. */
export async function indexUnfoundChallenges(db: Database): Promise<void> {
  let found = BATCH;
  while (found === BATCH) found = await withSystem(db, indexUnfound);
}

async function indexUnfound(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM challenges c WHERE NOT EXISTS (
      SELECT FROM search_documents d WHERE d.kind = 'challenge' AND d.id = c.id) LIMIT ${BATCH}`.execute(tx.kysely);
  for (const { id } of rows) await indexChallenge(tx, id);
  return rows.length;
}
