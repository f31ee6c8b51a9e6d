// SQL of runs, their needs, candidates and plans.
import { type RawBuilder, sql } from "kysely";
import { firstOf, TODAY, type Tx } from "../../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import type { WrittenWishes } from "../compute/protocol.ts";
import type { ResolvedPlan } from "../resolve-plan.ts";
import type {
  Candidate,
  Clarity,
  InstrumentFit,
  Nearest,
  NeedTexts,
  PartnerText,
  RUN_NEED_SORTS,
  RUN_SORTS,
  RunInput,
  RunNeed,
  RunOptions,
  SharedTerm,
  ToClarify,
  Unmatched,
} from "../types.ts";
import { type Lock, lockClause, lockNumbers, searchedIn } from "./shared.ts";

// Runs ----------------------------------------------------------------------------------------------------------------------

export interface RunRow {
  readonly id: string;
  readonly zoneId: string;
  readonly scopeId: string;
  readonly number: number;
  readonly note: string;
  readonly options: RunOptions;
  readonly jobId: string;
  /** The lists, while the run is under way. */
  readonly snapshotFileId: string | null;
  readonly snapshotEngine: string | null;
  readonly snapshotAt: string | null;
  readonly importRunning: boolean;
  readonly inputs: RunInput[];
  readonly engine: string | null;
  readonly digest: string | null;
  readonly fileId: string | null;
  readonly needs: number;
  readonly matched: number;
  readonly toClarify: number;
  readonly unmatched: number;
  readonly candidates: number;
  readonly tookMs: number | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly completedAt: string | null;
  readonly version: number;
}

const RUN = sql`r.id, r.zone_id AS "zoneId", r.scope_id AS "scopeId", r.number, r.note,
  '{"weights": null}'::jsonb || r.options AS options, r.job_id AS "jobId",
  r.snapshot_file_id AS "snapshotFileId", r.snapshot_engine AS "snapshotEngine", r.snapshot_at AS "snapshotAt", r.import_running AS "importRunning", r.inputs, r.engine, r.digest,
  r.file_id AS "fileId", r.needs, r.matched, r.to_clarify AS "toClarify", r.unmatched, r.candidates,
  r.took_ms AS "tookMs", r.created_by AS "createdBy", r.created_at AS "createdAt", r.completed_at AS "completedAt",
  r.version`;

const RUN_KEYS: Readonly<Record<(typeof RUN_SORTS)[number], SortKey>> = {
  number: { by: sql`r.number`, type: "integer" },
  createdAt: { by: sql`r.created_at`, type: "timestamptz" },
};

export async function findRunRow(tx: Tx, runId: string, lock: Lock = "read"): Promise<RunRow | null> {
  return firstOf(tx, sql<RunRow>`SELECT ${RUN} FROM match_runs r WHERE r.id = ${runId} ${lockClause(lock)}`);
}

export async function listRunRows(
  tx: Tx,
  scopeId: string,
  listing: Listing<(typeof RUN_SORTS)[number]>,
): Promise<{ readonly rows: Keyed<RunRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, RUN_KEYS, sql`r.id`);
  const wanted = sql`r.scope_id = ${scopeId} AND ${searchedIn(sql`lower(r.number::text || ' ' || r.note)`, listing.search)}`;
  const { rows } = await sql<Keyed<RunRow>>`
    SELECT ${RUN}, ${key} AS "sortKey" FROM match_runs r WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  const total = listing.withTotal ? await count(tx, sql`FROM match_runs r WHERE ${wanted}`) : null;
  return { rows, total };
}

async function count(tx: Tx, from: RawBuilder<unknown>): Promise<number> {
  const row = await firstOf(tx, sql<{ n: number }>`SELECT count(*)::integer AS n ${from}`);
  return row?.n ?? 0;
}

/** The last run of the pair that has no results yet; whether it still may is for its job to say. */
export async function findOpenRun(tx: Tx, scopeId: string, but: string): Promise<RunRow | null> {
  return firstOf(
    tx,
    sql<RunRow>`SELECT ${RUN} FROM match_runs r
      WHERE r.scope_id = ${scopeId} AND r.completed_at IS NULL AND r.id <> ${but}
      ORDER BY r.number DESC LIMIT 1`,
  );
}

/** The newest run with results, and how many of its needs have partners of whom nobody has said anything. */
export async function findUndecidedRun(
  tx: Tx,
  scopeId: string,
): Promise<{
  readonly id: string;
  readonly number: number;
  readonly completedAt: string;
  readonly needs: number;
} | null> {
  return firstOf(
    tx,
    sql<never>`
      SELECT r.id, r.number, r.completed_at AS "completedAt", (
        SELECT count(*)::integer FROM match_run_needs n
        WHERE n.zone_id = r.zone_id AND n.run_id = r.id AND n.outcome = 'matched' AND NOT EXISTS (
          SELECT FROM match_candidates c JOIN match_decisions d ON d.scope_id = c.scope_id AND d.need_id = c.need_id
            AND d.partner_kind = c.partner_kind AND d.partner_id = c.partner_id AND d.decision <> 'none'
          WHERE c.zone_id = n.zone_id AND c.run_id = n.run_id AND c.need_id = n.need_id)) AS needs
      FROM match_runs r WHERE r.scope_id = ${scopeId} AND r.completed_at IS NOT NULL
      ORDER BY r.number DESC LIMIT 1`,
  );
}

export async function insertRun(
  tx: Tx,
  run: {
    readonly id: string;
    readonly zoneId: string;
    readonly scopeId: string;
    readonly note: string;
    readonly options: Omit<RunOptions, "today">;
    readonly jobId: string;
    readonly createdBy: string;
  },
): Promise<RunRow> {
  await lockNumbers(tx, "run", run.scopeId);
  const row = await firstOf(
    tx,
    sql<RunRow>`
      INSERT INTO match_runs AS r (id, zone_id, scope_id, number, note, options, job_id, created_by)
      SELECT ${run.id}, ${run.zoneId}, ${run.scopeId}, coalesce(max(o.number), 0) + 1, ${run.note},
        ${JSON.stringify(run.options)}::jsonb
          || jsonb_build_object('today', ${TODAY}::text),
        ${run.jobId}, ${run.createdBy}
      FROM match_runs o WHERE o.scope_id = ${run.scopeId}
      RETURNING ${RUN}`,
  );
  return row as RunRow;
}

export async function updateRunNote(tx: Tx, runId: string, note: string): Promise<void> {
  await sql`UPDATE match_runs SET note = ${note}, version = version + 1 WHERE id = ${runId}`.execute(tx.kysely);
}

export async function completeRun(
  tx: Tx,
  runId: string,
  done: {
    readonly snapshotAt: string;
    readonly importRunning: boolean;
    readonly inputs: readonly RunInput[];
    readonly engine: string;
    readonly digest: string;
    readonly fileId: string;
    readonly counts: { needs: number; matched: number; toClarify: number; unmatched: number; candidates: number };
    readonly tookMs: number;
  },
): Promise<void> {
  const { counts } = done;
  await sql`UPDATE match_runs SET snapshot_at = ${done.snapshotAt}::timestamptz, import_running = ${done.importRunning},
      inputs = ${JSON.stringify(done.inputs)}::jsonb, engine = ${done.engine}, digest = ${done.digest},
      file_id = ${done.fileId}, needs = ${counts.needs}, matched = ${counts.matched}, to_clarify = ${counts.toClarify},
      unmatched = ${counts.unmatched}, candidates = ${counts.candidates}, took_ms = ${done.tookMs},
      completed_at = clock_timestamp(), version = version + 1
    WHERE id = ${runId}`.execute(tx.kysely);
}

/** When the view that a repeatable read has of the data was taken. */
export async function findSnapshotTime(tx: Tx): Promise<string> {
  const row = await firstOf(tx, sql<{ at: string }>`SELECT now() AS at`);
  return row?.at ?? "";
}

// Needs of a run ------------------------------------------------------------------------------------------------------------

export interface NewRunNeed {
  readonly needId: string;
  readonly position: number;
  readonly number: string;
  readonly enterprise: string;
  readonly title: string;
  readonly content: string;
  readonly field: string;
  readonly needVersion: number;
  readonly digest: string;
  readonly outcome: string;
  readonly bestBand: string;
  readonly bestScore: number;
  readonly candidates: number;
  readonly clarity: Clarity;
  readonly texts: NeedTexts;
  readonly lacks: readonly string[];
  readonly nearest: Nearest | null;
  readonly instruments: readonly InstrumentFit[];
  readonly searchText: string;
}

interface Place {
  readonly zoneId: string;
  readonly runId: string;
  readonly scopeId: string;
}

export async function insertRunNeeds(tx: Tx, place: Place, needs: readonly NewRunNeed[]): Promise<void> {
  for (const batch of batchesOf(needs)) {
    await sql`
      INSERT INTO match_run_needs (zone_id, run_id, scope_id, need_id, position, number, enterprise, title, content, field,
        need_version, digest, outcome, best_band, best_score, candidates, clarity, texts, lacks, nearest, instruments,
        search_text)
      SELECT ${place.zoneId}::uuid, ${place.runId}::uuid, ${place.scopeId}::uuid, n."needId", n.position, n.number,
        n.enterprise, n.title, n.content, n.field, n."needVersion", n.digest, n.outcome, n."bestBand", n."bestScore",
        n.candidates, n.clarity, n.texts, n.lacks, nullif(n.nearest, 'null'::jsonb), n.instruments, n."searchText"
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS n ("needId" uuid, position integer, number text,
        enterprise text, title text, content text, field text, "needVersion" integer, digest text, outcome text,
        "bestBand" text, "bestScore" float8, candidates integer, clarity jsonb, texts jsonb, lacks text[], nearest jsonb,
        instruments jsonb, "searchText" text)`.execute(tx.kysely);
  }
}

const BATCH = 500;

function* batchesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
}

export interface RunNeedFilter {
  readonly outcomes: readonly string[] | null;
  readonly bands: readonly string[] | null;
  /** Any of: accepted, refused, postponed, undecided. */
  readonly decisions: readonly string[] | null;
}

/** Decisions on the candidates of each need, whenever they were made. */
const DECIDED = sql`LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE d.decision = 'accepted')::integer AS accepted,
      count(*) FILTER (WHERE d.decision = 'refused')::integer AS refused,
      count(*) FILTER (WHERE d.decision = 'postponed')::integer AS postponed,
      count(*) FILTER (WHERE d.decision IS NULL OR d.decision = 'none')::integer AS undecided
    FROM match_candidates c
    LEFT JOIN match_decisions d ON d.scope_id = c.scope_id AND d.need_id = c.need_id
      AND d.partner_kind = c.partner_kind AND d.partner_id = c.partner_id
    WHERE c.zone_id = n.zone_id AND c.run_id = n.run_id AND c.need_id = n.need_id) s ON true`;

const RUN_NEED = sql`n.need_id AS id, n.number, n.enterprise, n.title, n.field, n.outcome, n.best_band AS "bestBand",
  n.best_score AS "bestScore", n.candidates, s.accepted, s.refused, s.postponed, s.undecided`;

const BAND_ORDER = sql`CASE n.best_band WHEN 'strong' THEN 0 WHEN 'possible' THEN 1 WHEN 'weak' THEN 2 ELSE 3 END`;

const RUN_NEED_KEYS: Readonly<Record<(typeof RUN_NEED_SORTS)[number], SortKey>> = {
  position: { by: sql`n.position`, type: "integer" },
  // A run counts its needs by the numbers of their list.
  number: { by: sql`n.position`, type: "integer" },
  enterprise: { by: sql`n.enterprise`, type: "text" },
  title: { by: sql`n.title`, type: "text" },
  band: { by: BAND_ORDER, type: "integer" },
  undecided: { by: sql`s.undecided`, type: "integer" },
};

function runNeedCondition(run: RunRow, search: string | null, filter: RunNeedFilter): RawBuilder<boolean> {
  const { outcomes, bands, decisions } = filter;
  return sql`n.zone_id = ${run.zoneId} AND n.run_id = ${run.id}
    AND (${outcomes}::text[] IS NULL OR n.outcome = ANY (${outcomes}::text[]))
    AND (${bands}::text[] IS NULL OR n.best_band = ANY (${bands}::text[]))
    AND (${decisions}::text[] IS NULL
      OR ('accepted' = ANY (${decisions}::text[]) AND s.accepted > 0)
      OR ('refused' = ANY (${decisions}::text[]) AND s.refused > 0)
      OR ('postponed' = ANY (${decisions}::text[]) AND s.postponed > 0)
      OR ('undecided' = ANY (${decisions}::text[]) AND s.undecided > 0))
    AND ${searchedIn(sql`n.search_text`, search)}`;
}

export async function listRunNeedRows(
  tx: Tx,
  run: RunRow,
  listing: Listing<(typeof RUN_NEED_SORTS)[number]>,
  filter: RunNeedFilter,
): Promise<{ readonly rows: Keyed<RunNeed>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, RUN_NEED_KEYS, sql`n.need_id`);
  const wanted = runNeedCondition(run, listing.search, filter);
  const { rows } = await sql<Keyed<RunNeed>>`
    SELECT ${RUN_NEED}, ${key} AS "sortKey" FROM match_run_needs n ${DECIDED}
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  const total = listing.withTotal ? await count(tx, sql`FROM match_run_needs n ${DECIDED} WHERE ${wanted}`) : null;
  return { rows, total };
}

export interface RunNeedRow extends RunNeed {
  readonly content: string;
  readonly clarity: Clarity;
  readonly texts: NeedTexts;
  readonly lacks: string[];
  readonly nearest: Nearest | null;
  readonly instruments: InstrumentFit[];
  readonly needVersion: number;
}

const RUN_NEED_WHOLE = sql`${RUN_NEED}, n.content, n.clarity, n.texts, n.lacks, n.nearest, n.instruments,
  n.need_version AS "needVersion"`;

export async function findRunNeedRow(tx: Tx, run: RunRow, needId: string): Promise<RunNeedRow | null> {
  return firstOf(
    tx,
    sql<RunNeedRow>`SELECT ${RUN_NEED_WHOLE} FROM match_run_needs n ${DECIDED}
      WHERE n.zone_id = ${run.zoneId} AND n.run_id = ${run.id} AND n.need_id = ${needId}`,
  );
}

export async function listToClarifyRows(
  tx: Tx,
  run: RunRow,
  listing: Listing<(typeof RUN_NEED_SORTS)[number]>,
): Promise<{ readonly rows: Keyed<ToClarify>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, RUN_NEED_KEYS, sql`n.need_id`);
  const wanted = sql`n.zone_id = ${run.zoneId} AND n.run_id = ${run.id} AND n.outcome = 'to_clarify'
    AND ${searchedIn(sql`n.search_text`, listing.search)}`;
  const { rows } = await sql<Keyed<ToClarify>>`
    SELECT n.need_id AS id, n.number, n.enterprise, n.title, n.clarity, n.texts, n.nearest, ${key} AS "sortKey"
    FROM match_run_needs n ${DECIDED} WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  return { rows, total: listing.withTotal ? await count(tx, sql`FROM match_run_needs n WHERE ${wanted}`) : null };
}

export async function listUnmatchedRows(
  tx: Tx,
  run: RunRow,
  listing: Listing<(typeof RUN_NEED_SORTS)[number]>,
): Promise<{ readonly rows: Keyed<Unmatched>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, RUN_NEED_KEYS, sql`n.need_id`);
  const wanted = sql`n.zone_id = ${run.zoneId} AND n.run_id = ${run.id} AND n.outcome = 'unmatched'
    AND ${searchedIn(sql`n.search_text`, listing.search)}`;
  const { rows } = await sql<Keyed<Unmatched>>`
    SELECT n.need_id AS id, n.number, n.enterprise, n.title, n.texts, n.nearest, n.lacks, ${key} AS "sortKey"
    FROM match_run_needs n ${DECIDED} WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  return { rows, total: listing.withTotal ? await count(tx, sql`FROM match_run_needs n WHERE ${wanted}`) : null };
}

/** Needs by the numbers that a list or a plan names them with. */
export async function listRunNeedNames(
  tx: Tx,
  run: RunRow,
): Promise<
  { readonly needId: string; readonly number: string; readonly enterprise: string; readonly title: string }[]
> {
  const { rows } = await sql<{ needId: string; number: string; enterprise: string; title: string }>`
    SELECT n.need_id AS "needId", n.number, n.enterprise, n.title FROM match_run_needs n
    WHERE n.zone_id = ${run.zoneId} AND n.run_id = ${run.id} ORDER BY n.position`.execute(tx.kysely);
  return rows;
}

/** The need as the newest run has it. */
export async function findLatestRunNeed(
  tx: Tx,
  scopeId: string,
  needId: string,
): Promise<{
  readonly runId: string;
  readonly number: string;
  readonly title: string;
  readonly content: string;
  readonly enterprise: string;
} | null> {
  return firstOf(
    tx,
    sql<never>`SELECT n.run_id AS "runId", n.number, n.title, n.content, n.enterprise
      FROM match_run_needs n JOIN match_runs r ON r.id = n.run_id
      WHERE r.scope_id = ${scopeId} AND n.zone_id = r.zone_id AND n.need_id = ${needId}
      ORDER BY r.number DESC LIMIT 1`,
  );
}

// Candidates ------------------------------------------------------------------------------------------------------------------

export interface NewCandidate {
  readonly id: string;
  readonly needId: string;
  readonly rank: number;
  readonly partnerKind: string;
  readonly partnerId: string;
  readonly partnerVersion: number;
  readonly partnerKey: string;
  readonly supplierKey: string;
  readonly name: string;
  readonly unit: string;
  readonly people: string;
  readonly kindText: object;
  readonly score: number;
  readonly relevance: number;
  readonly band: string;
  readonly shared: readonly SharedTerm[];
  readonly cautions: readonly object[];
  readonly reason: object;
  readonly bestItem: string | null;
  readonly others: readonly object[];
  readonly partnerText: PartnerText;
  readonly digest: string;
}

export async function insertCandidates(tx: Tx, place: Place, candidates: readonly NewCandidate[]): Promise<void> {
  for (const batch of batchesOf(candidates)) {
    await sql`
      INSERT INTO match_candidates (zone_id, run_id, scope_id, need_id, id, rank, partner_kind, partner_id,
        partner_version, partner_key, supplier_key, name, unit, people, kind_text, score, relevance, band, shared, cautions,
        reason, best_item, others, partner_text, digest)
      SELECT ${place.zoneId}::uuid, ${place.runId}::uuid, ${place.scopeId}::uuid, c."needId", c.id, c.rank,
        c."partnerKind", c."partnerId", c."partnerVersion", c."partnerKey", c."supplierKey", c.name, c.unit, c.people,
        c."kindText", c.score, c.relevance, c.band, c.shared, c.cautions, c.reason, c."bestItem", c.others,
        c."partnerText", c.digest
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS c ("needId" uuid, id uuid, rank integer,
        "partnerKind" text, "partnerId" uuid, "partnerVersion" integer, "partnerKey" text, "supplierKey" text, name text,
        unit text, people text, "kindText" jsonb, score float8, relevance float8, band text, shared jsonb, cautions jsonb,
        reason jsonb, "bestItem" text, others jsonb, "partnerText" jsonb, digest text)`.execute(tx.kysely);
  }
}

/** A candidate as it is stored, with what was decided on the pair, whenever that was. */
export interface CandidateRow extends Omit<Candidate, "contributions" | "terms" | "decision" | "text"> {
  readonly needId: string;
  readonly shared: SharedTerm[];
  readonly text: PartnerText;
  readonly digest: string;
}

const CANDIDATE = sql`c.id, c.need_id AS "needId", c.rank, c.partner_kind AS kind, c.partner_id AS "partnerId",
  c.partner_key AS "partnerKey", c.supplier_key AS "supplierKey", c.name, c.unit, c.people, c.kind_text AS "kindText",
  c.score, c.relevance, c.band, c.shared, c.cautions, c.reason, c.best_item AS "bestItem", c.others,
  c.partner_text AS text, c.digest`;

export async function listCandidateRows(tx: Tx, run: RunRow, needId: string): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`SELECT ${CANDIDATE} FROM match_candidates c
    WHERE c.zone_id = ${run.zoneId} AND c.run_id = ${run.id} AND c.need_id = ${needId} ORDER BY c.rank`.execute(
    tx.kysely,
  );
  return rows;
}

export async function findCandidateRow(tx: Tx, run: RunRow, candidateId: string): Promise<CandidateRow | null> {
  return firstOf(
    tx,
    sql<CandidateRow>`SELECT ${CANDIDATE} FROM match_candidates c
      WHERE c.zone_id = ${run.zoneId} AND c.run_id = ${run.id} AND c.id = ${candidateId}`,
  );
}

/** What the record of a run calls its candidates. */
export async function listCandidateKeys(
  tx: Tx,
  run: RunRow,
): Promise<
  {
    readonly needId: string;
    readonly needNumber: string;
    readonly kind: string;
    readonly partnerId: string;
    readonly partnerKey: string;
    readonly supplierKey: string;
    readonly name: string;
  }[]
> {
  const { rows } = await sql<never>`
    SELECT c.need_id AS "needId", n.number AS "needNumber", c.partner_kind AS kind, c.partner_id AS "partnerId",
      c.partner_key AS "partnerKey", c.supplier_key AS "supplierKey", c.name
    FROM match_candidates c JOIN match_run_needs n ON n.zone_id = c.zone_id AND n.run_id = c.run_id
      AND n.need_id = c.need_id
    WHERE c.zone_id = ${run.zoneId} AND c.run_id = ${run.id}`.execute(tx.kysely);
  return rows;
}

/** The candidate in the newest run that has the pair, for what is known of it when a link or a line is about it. */
export async function findLatestCandidate(
  tx: Tx,
  pair: {
    readonly scopeId: string;
    readonly needId: string;
    readonly partnerKind: string;
    readonly partnerId: string;
  },
): Promise<(CandidateRow & { readonly runId: string }) | null> {
  return firstOf(
    tx,
    sql<CandidateRow & { runId: string }>`SELECT ${CANDIDATE}, c.run_id AS "runId" FROM match_candidates c
      JOIN match_runs r ON r.id = c.run_id
      WHERE r.scope_id = ${pair.scopeId} AND c.zone_id = r.zone_id AND c.need_id = ${pair.needId}
        AND c.partner_kind = ${pair.partnerKind} AND c.partner_id = ${pair.partnerId}
      ORDER BY r.number DESC LIMIT 1`,
  );
}

/** What two runs are compared by. */
export async function listRunDigests(
  tx: Tx,
  run: RunRow,
): Promise<
  {
    readonly needId: string;
    readonly number: string;
    readonly enterprise: string;
    readonly title: string;
    readonly digest: string;
    readonly outcome: RunNeed["outcome"];
    readonly candidates: { partnerKey: string; name: string; rank: number; score: number }[];
  }[]
> {
  const { rows } = await sql<never>`
    SELECT n.need_id AS "needId", n.number, n.enterprise, n.title, n.digest, n.outcome,
      coalesce((SELECT jsonb_agg(jsonb_build_object('partnerKey', c.partner_key, 'name', c.name, 'rank', c.rank,
          'score', c.score) ORDER BY c.rank)
        FROM match_candidates c WHERE c.zone_id = n.zone_id AND c.run_id = n.run_id AND c.need_id = n.need_id),
        '[]'::jsonb) AS candidates
    FROM match_run_needs n WHERE n.zone_id = ${run.zoneId} AND n.run_id = ${run.id} ORDER BY n.position`.execute(
    tx.kysely,
  );
  return rows;
}

// Plans ----------------------------------------------------------------------------------------------------------------------

export interface StoredPlan extends ResolvedPlan {
  readonly version: number;
  readonly versions: number;
  readonly note: string;
  readonly wishes: WrittenWishes;
  readonly createdBy: string;
  readonly createdAt: string;
}

export async function insertPlan(
  tx: Tx,
  place: Place,
  plan: Omit<StoredPlan, "version" | "versions" | "createdAt">,
): Promise<number> {
  await lockNumbers(tx, "run", place.runId);
  const row = await firstOf(
    tx,
    sql<{ version: number }>`
      INSERT INTO match_plans (zone_id, run_id, version, scope_id, note, wishes, lines, loads, placed, total, greedy_total,
        revision, created_by)
      SELECT ${place.zoneId}::uuid, ${place.runId}::uuid, coalesce(max(p.version), 0) + 1, ${place.scopeId}::uuid,
        ${plan.note}, ${JSON.stringify(plan.wishes)}::jsonb, ${JSON.stringify(plan.lines)}::jsonb,
        ${JSON.stringify(plan.loads)}::jsonb, ${plan.placed}, ${plan.total}, ${plan.greedyTotal},
        ${plan.revision === null ? null : JSON.stringify(plan.revision)}::jsonb, ${plan.createdBy}::uuid
      FROM match_plans p WHERE p.zone_id = ${place.zoneId} AND p.run_id = ${place.runId}
      RETURNING version`,
  );
  return row?.version ?? 0;
}

/** A version of the plan, or the newest. */
export async function findPlan(tx: Tx, run: RunRow, version: number | null): Promise<StoredPlan | null> {
  return firstOf(
    tx,
    sql<StoredPlan>`
      SELECT p.version, p.note, p.wishes, p.lines, p.loads, p.placed, p.total, p.greedy_total AS "greedyTotal",
        p.revision,         p.created_by AS "createdBy", p.created_at AS "createdAt",
        (SELECT max(v.version) FROM match_plans v WHERE v.zone_id = p.zone_id AND v.run_id = p.run_id) AS versions
      FROM match_plans p WHERE p.zone_id = ${run.zoneId} AND p.run_id = ${run.id}
        AND (${version}::integer IS NULL OR p.version = ${version}::integer)
      ORDER BY p.version DESC LIMIT 1`,
  );
}

/** Terms that a need shares with the best ten of its latest run, those that most share first. */
export async function listSharedTerms(tx: Tx, scopeId: string, needId: string): Promise<string[]> {
  const { rows } = await sql<{ term: string }>`
    WITH latest AS (
      SELECT n.run_id, n.zone_id FROM match_run_needs n JOIN match_runs r ON r.id = n.run_id
      WHERE r.scope_id = ${scopeId} AND n.zone_id = r.zone_id AND n.need_id = ${needId} AND r.completed_at IS NOT NULL
      ORDER BY r.number DESC LIMIT 1)
    SELECT t.value ->> 'term' AS term
    FROM latest l JOIN match_candidates c ON c.zone_id = l.zone_id AND c.run_id = l.run_id AND c.need_id = ${needId},
      jsonb_array_elements(c.shared) AS t
    WHERE c.rank <= 10 GROUP BY 1 ORDER BY count(*) DESC, sum((t.value ->> 'share')::float8) DESC, 1 LIMIT 60`.execute(
    tx.kysely,
  );
  return rows.map(({ term }) => term);
}

/** As many as the actor is shown. */
export async function countRunNeeds(tx: Tx, run: Pick<RunRow, "id" | "zoneId">): Promise<number> {
  return count(tx, sql`FROM match_run_needs n WHERE n.zone_id = ${run.zoneId} AND n.run_id = ${run.id}`);
}
