// The two kinds of record that come in lists and are kept as lists name them.
import { checkPatentNumber } from "@dual-high/kernel";
import type { Achievement as ListedAchievement, Team as ListedTeam } from "@dual-high/lists";
import { type RawBuilder, sql } from "kysely";
import type { SortKey } from "../../platform/listing/index.ts";
import type { StoredRecord } from "./import-target.ts";
import { maskContact } from "./rules.ts";
import type { TableTarget } from "./table-target.ts";
import { achievementTarget, teamTarget } from "./targets.ts";
import type { Achievement, AchievementItem, AchievementSort, Team, TeamItem, TeamSort } from "./types.ts";

const KEPT = sql`t.id, t.scope_id AS "scopeId", t.number, t.merged_into AS "mergedInto", t.archived_at AS "archivedAt",
  t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.version`;

/** How the records of one kind are kept, listed and shown. */
export interface ListedKind<I, D extends I, S extends string> {
  readonly subject: "achievement" | "team";
  readonly table: RawBuilder<unknown>;
  readonly target: TableTarget<"achievements"> | TableTarget<"teams">;
  readonly columns: RawBuilder<unknown>;
  readonly sorts: Readonly<Record<S, SortKey>>;
  /** What a number that we give begins with. */
  readonly prefix: string;
  /** What a record has to say, if only that it says nothing. */
  readonly empty: StoredRecord;
  show(item: I, record: StoredRecord): D;
}

export const achievements: ListedKind<AchievementItem, Achievement, AchievementSort> = {
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
};

export const teams: ListedKind<TeamItem, Team, TeamSort> = {
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
};
