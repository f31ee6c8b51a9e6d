import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/index.ts";
import { readSearch, type Searchable, wordsOf } from "./words.ts";

/** A thing as it is found. Put by the module that owns it, in the transaction that changes it. */
export interface SearchDocument extends Searchable {
  /** What it is, in the singular: `need`, `achievement`, `organisation`. */
  readonly kind: string;
  readonly id: string;
  /** Null for public facts, which the system alone may put. */
  readonly scopeId: string | null;
  /** Who finds it beside the people of its scope. */
  readonly audience?: SearchAudience;
}

/** The columns by which the thing's own row-level security shows it, so that both show it to the same people. */
export interface SearchAudience {
  /** Scopes whose people find it. */
  readonly scopes?: readonly (string | null)[];
  /** Everybody who works beneath this scope. */
  readonly beneath?: string | null;
  /** The enterprises beneath this scope. */
  readonly enterprisesBeneath?: string | null;
  /** The universities beneath this scope. */
  readonly universitiesBeneath?: string | null;
}

export interface SearchHit {
  readonly kind: string;
  readonly id: string;
  readonly scopeId: string | null;
  readonly title: string;
  readonly titleEn: string | null;
  readonly subtitle: string;
}

const BATCH = 500;
const LONGEST_LINE = 500;

/** Makes documents findable, or what they say now instead of what they said. */
export async function putSearchDocuments(tx: Tx, documents: readonly SearchDocument[]): Promise<void> {
  for (let start = 0; start < documents.length; start += BATCH) {
    const rows = documents.slice(start, start + BATCH).map((document) => {
      const { words, tokens } = wordsOf(document);
      return {
        kind: document.kind,
        id: document.id,
        scope_id: document.scopeId,
        title: document.title.slice(0, LONGEST_LINE),
        title_en: document.titleEn?.slice(0, LONGEST_LINE) ?? null,
        subtitle: (document.subtitle ?? "").slice(0, LONGEST_LINE),
        words,
        tokens: [
          kindToken(document.kind),
          scopeToken(document.scopeId),
          ...(document.audience === undefined ? [] : [SHARED]),
          ...tokens,
        ].join(" "),
        readers: (document.audience?.scopes ?? []).filter((scope) => scope !== null),
        beneath: document.audience?.beneath ?? null,
        enterprises: document.audience?.enterprisesBeneath ?? null,
        universities: document.audience?.universitiesBeneath ?? null,
      };
    });
    await sql`
      INSERT INTO search_documents (kind, id, scope_id, title, title_en, subtitle, words, tokens, reader_scopes,
        read_beneath, enterprises_beneath, universities_beneath)
      SELECT kind, id, scope_id, title, title_en, subtitle, words, string_to_array(tokens, ' '),
        ARRAY(SELECT jsonb_array_elements_text(readers)::uuid), beneath, enterprises, universities
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (kind text, id uuid, scope_id uuid, title text,
        title_en text, subtitle text, words text, tokens text, readers jsonb, beneath uuid, enterprises uuid, universities uuid)
      ON CONFLICT (kind, id) DO UPDATE SET scope_id = EXCLUDED.scope_id, title = EXCLUDED.title,
        title_en = EXCLUDED.title_en, subtitle = EXCLUDED.subtitle, words = EXCLUDED.words, tokens = EXCLUDED.tokens,
        reader_scopes = EXCLUDED.reader_scopes, read_beneath = EXCLUDED.read_beneath,
        enterprises_beneath = EXCLUDED.enterprises_beneath, universities_beneath = EXCLUDED.universities_beneath
    `.execute(tx.kysely);
  }
}

export async function removeSearchDocuments(tx: Tx, kind: string, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM search_documents WHERE kind = ${kind} AND id = ANY (${ids}::uuid[])`.execute(tx.kysely);
}

/**
 * The condition of a list: rows whose document holds every word of the search. True without a search; false for one
 * without a letter. `scopeId` where the list is of one scope.
 */
export function searchCondition(
  id: RawBuilder<unknown>,
  kind: string,
  search: string | null,
  scopeId: string | null = null,
): RawBuilder<boolean> {
  if (search === null) return sql`true`;
  const wanted = readSearch(search);
  if (wanted === null) return sql`false`;
  const tokens = [kindToken(kind), ...(scopeId === null ? [] : [scopeToken(scopeId)]), ...wanted.tokens];
  return sql`${id} IN (SELECT hit.id FROM search_hits(${kind}, ${tokens}::text[], ${wanted.terms}::text[],
    ${scopeId}::uuid) AS hit)`;
}

export interface Everywhere {
  readonly search: string;
  readonly kinds: readonly string[] | null;
  /** In this scope, in what is public, and in what its people are an audience of; null: everything that the caller reads. */
  readonly scopeId: string | null;
  readonly limit: number;
}

export async function findEverywhere(tx: Tx, { search, kinds, scopeId, limit }: Everywhere): Promise<SearchHit[]> {
  const wanted = readSearch(search);
  if (wanted === null) return [];
  const { rows } = await sql<SearchHit>`
    SELECT kind, id, scope_id AS "scopeId", title, title_en AS "titleEn", subtitle
    FROM search_everything(${wanted.tokens}::text[], ${wanted.terms}::text[], ${kinds}::text[], ${scopeId}::uuid,
      ${limit})`.execute(tx.kysely);
  return rows;
}

/** Kind and scope are pieces as well, so that a search in one list does not walk through all others'. */
function kindToken(kind: string): string {
  return `@${kind}`;
}

/** Of what others than the people of its scope may find. */
const SHARED = "#shared";

function scopeToken(scopeId: string | null): string {
  return `#${scopeId ?? "public"}`;
}
