// The two kinds of record that come in lists and are kept as lists name them.
import { checkPatentNumber } from "@dual-high/kernel";
import type { Achievement as ListedAchievement, Team as ListedTeam } from "@dual-high/lists";
import { type RawBuilder, sql } from "kysely";
import type { SortKey } from "../../platform/listing/index.ts";
import type { StoredRecord } from "./import-target.ts";
import { findFreeNumber } from "./queries.ts";
import type { RecordKind, RecordRow } from "./record-kind.ts";
import { changeRecord, maskContact } from "./rules.ts";
import type { TableTarget } from "./table-target.ts";
import { achievementTarget, teamTarget } from "./targets.ts";
import type { Achievement, AchievementItem, AchievementSort, Team, TeamItem, TeamSort } from "./types.ts";

const KEPT = sql`t.id, t.scope_id AS "scopeId", t.number, t.merged_into AS "mergedInto", t.archived_at AS "archivedAt",
  t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.version`;

type ListedRow<I> = I & RecordRow & { readonly record: StoredRecord; readonly numberIsOwn: boolean };

interface ListedDefinition<I, D, S extends string> {
  readonly subject: "achievement" | "team";
  readonly table: RawBuilder<unknown>;
  readonly target: TableTarget<"achievements"> | TableTarget<"teams">;
  readonly columns: RawBuilder<unknown>;
  readonly sorts: Readonly<Record<S, SortKey>>;
  /** What a number that we give begins with. */
  readonly prefix: string;
  readonly empty: StoredRecord;
  readonly show: (item: I, record: StoredRecord) => D;
}

/** A kind of record that keeps the entry of a list whole. */
function listedKind<I, D, S extends string>(definition: ListedDefinition<I, D, S>): RecordKind<I, D, S> {
  const { target, table, prefix, empty, ...rest } = definition;
  const read = (row: RecordRow) => {
    const { record, numberIsOwn, sortKey: _, ...item } = row as unknown as ListedRow<I> & { sortKey?: string };
    return { item: item as unknown as I, record, numberIsOwn };
  };
  const scopeOf = (row: RecordRow) => row.scopeId ?? "";
  return {
    ...rest,
    table,
    empty,
    more: sql`t.record, t.number_is_own AS "numberIsOwn"`,
    item: (row) => read(row).item,
    show(row) {
      const { item, record } = read(row);
      return definition.show(item, record);
    },
    labelOf: (row) => target.labelOf(read(row).record),
    fieldsOf: (row) => read(row).record,
    async insert(tx, scopeId, id, { number, ...fields }) {
      const given = typeof number === "string" ? number : null;
      const own = given ?? (await findFreeNumber(tx, table, scopeId, prefix));
      const { after } = changeRecord({ id: own, ...empty }, fields, empty);
      await target.insertRecords(tx, scopeId, [{ id, record: after, numberIsOwn: given !== null }]);
    },
    async update(tx, row, record) {
      const { numberIsOwn } = read(row);
      await target.updateRecords(tx, scopeOf(row), [{ id: row.id, version: row.version, record, numberIsOwn }]);
    },
    announce: async (tx, row) => target.announce(tx, scopeOf(row), [{ id: row.id, record: read(row).record }]),
    forget: async (tx, row) => target.forget(tx, scopeOf(row), [row.id]),
  };
}

export const achievements = listedKind<AchievementItem, Achievement, AchievementSort>({
  subject: "achievement",
  table: sql`achievements`,
  target: achievementTarget,
  columns: sql`${KEPT}, t.title, t.unit, t.college, t.kind, t.field, t.inventors, t.patent_number AS "patentNumber",
    t.legal_status AS "legalStatus", t.filed, t.granted, t.expiry, t.owners,
    t.exclusive_licence AS "exclusiveLicence", t.readiness, t.grade`,
  sorts: {
    number: { by: sql`t.number`, type: "text" },
    title: { by: sql`t.title`, type: "text" },
    unit: { by: sql`coalesce(t.unit, '')`, type: "text" },
    field: { by: sql`coalesce(t.field, '')`, type: "text" },
    expiry: { by: sql`coalesce(t.expiry, '')`, type: "text" },
    readiness: { by: sql`coalesce(t.readiness, 0)`, type: "integer" },
    updatedAt: { by: sql`t.updated_at`, type: "timestamptz" },
  },
  prefix: "A",
  empty: { content: "", legalStatus: "unknown" },
  show(item, record) {
    const { patentNumber } = item;
    const said = record as Partial<ListedAchievement>;
    const check = patentNumber === null ? null : checkPatentNumber(patentNumber);
    return {
      ...item,
      content: said.content ?? "",
      keywords: said.keywords ?? null,
      legalStatusText: said.legalStatusText ?? null,
      coOwners: [...(said.coOwners ?? [])],
      cooperation: said.cooperation ?? null,
      ipc: said.ipc ?? null,
      contact: maskContact(said.contact ?? null),
      origin: said.origin ?? null,
      patentNumberDoubt: check?.kind === "doubtful" ? check.reason : null,
    };
  },
});

export const teams = listedKind<TeamItem, Team, TeamSort>({
  subject: "team",
  table: sql`teams`,
  target: teamTarget,
  columns: sql`${KEPT}, t.name, t.unit, t.college, t.lead, t.field, t.orcid, t.capacity`,
  sorts: {
    number: { by: sql`t.number`, type: "text" },
    name: { by: sql`t.name`, type: "text" },
    unit: { by: sql`coalesce(t.unit, '')`, type: "text" },
    field: { by: sql`coalesce(t.field, '')`, type: "text" },
    capacity: { by: sql`coalesce(t.capacity, -1)`, type: "integer" },
    updatedAt: { by: sql`t.updated_at`, type: "timestamptz" },
  },
  prefix: "T",
  empty: { content: "" },
  show(item, record) {
    const said = record as Partial<ListedTeam>;
    return {
      ...item,
      content: said.content ?? "",
      items: [...(said.items ?? [])],
      contact: maskContact(said.contact ?? null),
      origin: said.origin ?? null,
    };
  },
});
