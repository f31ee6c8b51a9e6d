// What other modules put into the directory of organisations.
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { putSearchDocuments } from "../../platform/search/index.ts";
import { organisationKeys } from "./column-kinds.ts";
import type { CONFIDENCES, ORGANISATION_KINDS } from "./types.ts";

/** A public fact as a register states it. */
export interface RegistryOrganisation {
  /** What the register calls it, as `university:4132010284`. */
  readonly registryKey: string;
  readonly kind: (typeof ORGANISATION_KINDS)[number];
  readonly name: string;
  readonly nameEn?: string | null;
  readonly otherNames?: readonly string[];
  readonly creditCode?: string | null;
  readonly cityCode?: string | null;
  readonly website?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly source?: string | null;
  readonly confidence?: (typeof CONFIDENCES)[number] | null;
  readonly isSample?: boolean;
}

/**
 * Puts the facts of a register, or what a later edition of it says; runs as the system. Answers the ids by their keys. A
 * fact that a register no longer states is kept.
 */
export async function putRegistryOrganisations(
  tx: Tx,
  facts: readonly RegistryOrganisation[],
): Promise<ReadonlyMap<string, string>> {
  const rows = facts.map((fact) => ({
    otherNames: [],
    details: {},
    isSample: false,
    ...fact,
    id: newId(),
    matchKeys: organisationKeys({ ...fact }),
  }));
  const { rows: put } = await sql<{ id: string; registryKey: string }>`
    INSERT INTO organisations (id, kind, registry_key, name, name_en, other_names, credit_code, match_keys, city_code,
      website, details, source, confidence, is_sample)
    SELECT r.id, r.kind, r."registryKey", r.name, r."nameEn", r."otherNames", r."creditCode", r."matchKeys", r."cityCode",
      r.website, r.details, r.source, r.confidence, r."isSample"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, kind text, "registryKey" text, name text,
      "nameEn" text, "otherNames" text[], "creditCode" text, "matchKeys" text[], "cityCode" text, website text,
      details jsonb, source text, confidence text, "isSample" boolean)
    ON CONFLICT (registry_key) DO UPDATE SET kind = EXCLUDED.kind, name = EXCLUDED.name, name_en = EXCLUDED.name_en,
      other_names = EXCLUDED.other_names, credit_code = EXCLUDED.credit_code, match_keys = EXCLUDED.match_keys,
      city_code = EXCLUDED.city_code, website = EXCLUDED.website, details = EXCLUDED.details, source = EXCLUDED.source,
      confidence = EXCLUDED.confidence, is_sample = EXCLUDED.is_sample, version = organisations.version + 1,
      updated_at = now()
    RETURNING id, registry_key AS "registryKey"`.execute(tx.kysely);
  const ids = new Map(put.map(({ id, registryKey }) => [registryKey, id]));
  await putSearchDocuments(
    tx,
    facts.map((fact) => ({
      kind: "organisation",
      id: ids.get(fact.registryKey) ?? "",
      scopeId: null,
      title: fact.name,
      titleEn: fact.nameEn ?? null,
      keywords: [...(fact.otherNames ?? []), fact.creditCode ?? null],
    })),
  );
  return ids;
}

export interface NamedEnterprise {
  readonly name: string;
  readonly creditCode?: string | undefined;
}

/**
 * The enterprises of a scope that lists and people name, found by their credit code, else by their name, or put; one that
 * had no code takes the one that it is given. Answers their ids in the order of the names.
 */
export async function ensureEnterprises(
  tx: Tx,
  scopeId: string,
  named: readonly NamedEnterprise[],
): Promise<readonly string[]> {
  const keyed = named.map((enterprise) => ({ ...enterprise, keys: organisationKeys({ ...enterprise }) }));
  const wanted = [...new Set(keyed.flatMap(({ keys }) => keys))];
  const { rows: known } = await sql<{ id: string; keys: string[]; mergedInto: string | null; hasCode: boolean }>`
    SELECT id, match_keys AS keys, merged_into AS "mergedInto", credit_code IS NOT NULL AS "hasCode" FROM organisations
    WHERE scope_id = ${scopeId} AND kind = 'enterprise' AND archived_at IS NULL AND match_keys && ${wanted}::text[]
    ORDER BY created_at, id`.execute(tx.kysely);
  const byKey = new Map<string, string>();
  const withoutCode = new Set<string>();
  for (const { id, keys, mergedInto, hasCode } of known) {
    if (!hasCode) withoutCode.add(id);
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, mergedInto ?? id);
  }
  const fresh: { id: string; name: string; creditCode: string | null; keys: readonly string[] }[] = [];
  const codes = new Map<string, { readonly code: string; readonly keys: readonly string[] }>();
  const ids = keyed.map(({ name, creditCode, keys }) => {
    const found = keys.map((key) => byKey.get(key)).find((id) => id !== undefined);
    if (found !== undefined) {
      if (creditCode !== undefined && withoutCode.delete(found)) codes.set(found, { code: creditCode, keys });
      return found;
    }
    const id = newId();
    for (const key of keys) byKey.set(key, id);
    fresh.push({ id, name: name.slice(0, 200), creditCode: creditCode?.slice(0, 30) ?? null, keys });
    return id;
  });
  await sql`
    INSERT INTO organisations (id, scope_id, kind, name, credit_code, match_keys)
    SELECT r.id, ${scopeId}::uuid, 'enterprise', r.name, r."creditCode", r.keys
    FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS r(id uuid, name text, "creditCode" text, keys text[])`.execute(
    tx.kysely,
  );
  for (const [id, { code, keys }] of codes) {
    await sql`UPDATE organisations SET credit_code = ${code.slice(0, 30)}, match_keys = ${keys}::text[],
      version = version + 1, updated_at = now() WHERE id = ${id}`.execute(tx.kysely);
  }
  await putSearchDocuments(
    tx,
    fresh.map(({ id, name, creditCode }) => ({
      kind: "organisation",
      id,
      scopeId,
      title: name,
      keywords: [creditCode],
    })),
  );
  return ids;
}

export interface EnterpriseFacts {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly creditCode: string | null;
  readonly website: string | null;
}

/** What the directory says of enterprises, by the ids that were given; of a merged one, what its survivor says. */
export async function listEnterpriseFacts(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EnterpriseFacts>> {
  if (ids.length === 0) return new Map();
  // In two steps: joined by what each leads to, 2,000 enterprises were compared with each other one by one.
  const { rows: asked } = await sql<{ id: string; stands: string }>`
    SELECT id, coalesce(merged_into, id) AS stands FROM organisations WHERE id = ANY (${ids}::uuid[])`.execute(
    tx.kysely,
  );
  const standing = [...new Set(asked.map(({ stands }) => stands))];
  const { rows } = await sql<EnterpriseFacts>`
    SELECT id, name, name_en AS "nameEn", credit_code AS "creditCode", website FROM organisations
    WHERE id = ANY (${standing}::uuid[]) AND archived_at IS NULL`.execute(tx.kysely);
  const byId = new Map(rows.map((facts) => [facts.id, facts]));
  return new Map(
    asked.flatMap(({ id, stands }) => {
      const facts = byId.get(stands);
      return facts === undefined ? [] : [[id, facts] as const];
    }),
  );
}
