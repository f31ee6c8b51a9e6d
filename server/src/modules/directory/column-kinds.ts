// Records that are kept column by column: organisations, people, nodes of industrial chains.
import { checkCreditCode } from "@dual-high/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { SortKey } from "../../platform/listing/index.ts";
import { putSearchDocuments, removeSearchDocuments, type SearchDocument } from "../../platform/search/index.ts";
import type { StoredRecord } from "./import-target.ts";
import type { RecordKind, RecordRow } from "./record-kind.ts";
import { compareCode, compareName, maskContact, matchKey } from "./rules.ts";
import type { ChainNode, Organisation, OrganisationSort, Person, PersonSort, SubjectKind } from "./types.ts";

interface ColumnDefinition<D, S extends string> {
  readonly subject: SubjectKind;
  readonly table: RawBuilder<unknown>;
  /** Field, column and SQL type of what a person may write. */
  readonly fields: readonly (readonly [field: string, column: string, type: string])[];
  /** What is read besides. */
  readonly others: RawBuilder<unknown>;
  readonly sorts: Readonly<Record<S, SortKey>>;
  readonly empty: StoredRecord;
  /** Null for what has none. */
  readonly matchKeys: ((fields: StoredRecord) => readonly string[]) | null;
  readonly show: (row: RecordRow) => D;
  readonly document: ((row: RecordRow) => SearchDocument) | null;
}

function columnKind<D, S extends string>(definition: ColumnDefinition<D, S>): RecordKind<D, D, S> {
  const { subject, table, fields, others, sorts, empty, matchKeys, show, document } = definition;
  const names = fields.map(([field]) => field);
  const columns = sql.join([
    ...fields.map(([field, column]) => sql`t.${sql.ref(column)} AS ${sql.ref(field)}`),
    sql`t.id, t.scope_id AS "scopeId", t.archived_at AS "archivedAt", t.created_at AS "createdAt",
      t.updated_at AS "updatedAt", t.version`,
    others,
  ]);
  const written = matchKeys === null ? [...fields] : [...fields, ["matchKeys", "match_keys", "text[]"] as const];
  const given = (record: StoredRecord) => {
    const json = { ...empty, ...record, ...(matchKeys === null ? {} : { matchKeys: matchKeys(record) }) };
    const types = sql.join(written.map(([field, , type]) => sql`${sql.ref(field)} ${sql.raw(type)}`));
    return sql`jsonb_to_record(${JSON.stringify(json)}::jsonb) AS r(${types})`;
  };
  const announce = async (tx: Tx, row: RecordRow) => {
    if (document !== null) await putSearchDocuments(tx, [document(row)]);
  };
  const read = async (tx: Tx, id: string) => {
    const { rows } = await sql<RecordRow>`SELECT ${columns} FROM ${table} t WHERE t.id = ${id}`.execute(tx.kysely);
    if (rows[0] !== undefined) await announce(tx, rows[0]);
  };
  return {
    subject,
    table,
    columns,
    more: sql`NULL`,
    sorts,
    empty,
    item: show,
    show,
    labelOf: (row) => String(row["name"]),
    fieldsOf: (row) => Object.fromEntries(names.flatMap((name) => (row[name] === null ? [] : [[name, row[name]]]))),
    async insert(tx, scopeId, id, draft) {
      const record = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
      await sql`
        INSERT INTO ${table} (id, scope_id, ${sql.join(written.map(([, column]) => sql.ref(column)))})
        SELECT ${id}::uuid, ${scopeId}::uuid, ${sql.join(written.map(([field]) => sql`r.${sql.ref(field)}`))}
        FROM ${given(record)}`.execute(tx.kysely);
      await read(tx, id);
    },
    async update(tx, row, after) {
      const set = sql.join(written.map(([field, column]) => sql`${sql.ref(column)} = r.${sql.ref(field)}`));
      await sql`
        UPDATE ${table} t SET ${set}, version = t.version + 1, updated_at = now() FROM ${given(after)}
        WHERE t.id = ${row.id} AND t.version = ${row.version}`.execute(tx.kysely);
      await read(tx, row.id);
    },
    announce,
    forget: async (tx, row) => removeSearchDocuments(tx, subject, [row.id]),
  };
}

const text = (fields: StoredRecord, field: string) => {
  const value = fields[field];
  return typeof value === "string" && value !== "" ? value : undefined;
};

export function organisationKeys(fields: StoredRecord): string[] {
  const code = text(fields, "creditCode");
  return [
    ...matchKey("credit", code === undefined ? undefined : compareCode(code)),
    ...matchKey("name", compareName(text(fields, "name") ?? "")),
  ];
}

function organisationDocument(row: RecordRow): SearchDocument {
  const { name, nameEn, otherNames, creditCode, source } = row as unknown as Organisation;
  return {
    kind: "organisation",
    id: row.id,
    scopeId: row.scopeId,
    title: name,
    titleEn: nameEn,
    keywords: [...otherNames, creditCode],
    text: source,
  };
}

export const organisations = columnKind<Organisation, OrganisationSort>({
  subject: "organisation",
  table: sql`organisations`,
  fields: [
    ["kind", "kind", "text"],
    ["name", "name", "text"],
    ["nameEn", "name_en", "text"],
    ["otherNames", "other_names", "text[]"],
    ["creditCode", "credit_code", "text"],
    ["cityCode", "city_code", "text"],
    ["website", "website", "text"],
    ["details", "details", "jsonb"],
    ["source", "source", "text"],
    ["confidence", "confidence", "text"],
  ],
  others: sql`t.registry_key AS "registryKey", t.parent_id AS "parentId", t.is_sample AS "isSample",
    t.merged_into AS "mergedInto"`,
  sorts: {
    name: { by: sql`t.name`, type: "text" },
    kind: { by: sql`t.kind`, type: "text" },
    cityCode: { by: sql`coalesce(t.city_code, '')`, type: "text" },
    updatedAt: { by: sql`t.updated_at`, type: "timestamptz" },
  },
  empty: { kind: "enterprise", otherNames: [], details: {} },
  matchKeys: organisationKeys,
  show(row) {
    const shown = row as unknown as Organisation;
    const check = shown.creditCode === null ? null : checkCreditCode(shown.creditCode);
    return { ...shown, creditCodeDoubt: check?.kind === "doubtful" ? check.reason : null };
  },
  document: organisationDocument,
});

export const people = columnKind<Person, PersonSort>({
  subject: "person",
  table: sql`people`,
  fields: [
    ["name", "name", "text"],
    ["unit", "unit", "text"],
    ["college", "college", "text"],
    ["personNumber", "person_number", "text"],
    ["title", "title", "text"],
    ["field", "field", "text"],
    ["orcid", "orcid", "text"],
    ["phone", "phone", "text"],
    ["email", "email", "text"],
    ["note", "note", "text"],
    ["userId", "user_id", "uuid"],
  ],
  others: sql`t.merged_into AS "mergedInto"`,
  sorts: {
    name: { by: sql`t.name`, type: "text" },
    unit: { by: sql`coalesce(t.unit, '')`, type: "text" },
    personNumber: { by: sql`coalesce(t.person_number, '')`, type: "text" },
    updatedAt: { by: sql`t.updated_at`, type: "timestamptz" },
  },
  empty: {},
  // Not the name and unit: a university has more than one 王伟.
  matchKeys(fields) {
    const unit = text(fields, "unit");
    const number = text(fields, "personNumber");
    const orcid = text(fields, "orcid");
    return [
      ...matchKey("orcid", orcid === undefined ? undefined : compareCode(orcid)),
      ...matchKey("number", unit === undefined || number === undefined ? undefined : compareCode(number), unit),
    ];
  },
  show(row) {
    const { phone, email, ...shown } = row as unknown as Person & { phone: string | null; email: string | null };
    return { ...shown, contact: phone === null && email === null ? null : maskContact({ phone, email }) };
  },
  document(row) {
    const { name, unit, college, personNumber, field } = row as unknown as Person;
    return {
      kind: "person",
      id: row.id,
      scopeId: row.scopeId,
      title: name,
      subtitle: [unit, college].filter((part) => part !== null).join(" "),
      keywords: [personNumber, field],
    };
  },
});

export const chainNodes = columnKind<ChainNode, "position">({
  subject: "chain_node",
  table: sql`chain_nodes`,
  fields: [
    ["name", "name", "text"],
    ["nameEn", "name_en", "text"],
    ["position", "position", "integer"],
    ["note", "note", "text"],
    ["parentId", "parent_id", "uuid"],
  ],
  others: sql`NULL AS "mergedInto", coalesce((SELECT jsonb_agg(jsonb_build_object('subjectKind', l.subject_kind, 'subjectId',
    l.subject_id) ORDER BY l.created_at, l.subject_id) FROM chain_links l WHERE l.scope_id = t.scope_id
    AND l.node_id = t.id), '[]'::jsonb) AS links`,
  sorts: { position: { by: sql`t.position`, type: "integer" } },
  empty: { position: 0 },
  matchKeys: null,
  show: (row) => row as unknown as ChainNode,
  document: null,
});
