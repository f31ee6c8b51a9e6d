import type { Achievement, Team } from "@dual-high/lists";
import { putSearchDocuments, removeSearchDocuments } from "../../platform/search/index.ts";
import type { StoredRecord } from "./import-target.ts";
import { compareCode, compareName, matchKey } from "./rules.ts";
import { tableTarget } from "./table-target.ts";

const text = (field: string) => `r.record->>'${field}'`;
const asAchievement = (record: StoredRecord) => record as unknown as Achievement;
const asTeam = (record: StoredRecord) => record as unknown as Team;

/**
 * A list's search is for titles, names, numbers and keywords. Abstracts are left to match runs: indexing them made up most
 * of the time in which a list of 5,000 is taken in.
 */
const SEARCHED_TEXT = 200;

function subtitleOf(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(" ");
}

export const achievementTarget = tableTarget({
  kind: "achievements",
  table: "achievements",
  isMergeable: true,
  columns: {
    title: text("title"),
    unit: text("unit"),
    college: text("college"),
    kind: text("kind"),
    field: text("field"),
    inventors: text("inventors"),
    patent_number: text("patentNumber"),
    legal_status: text("legalStatus"),
    filed: text("filed"),
    granted: text("granted"),
    expiry: text("expiry"),
    owners: "ARRAY(SELECT jsonb_array_elements_text(coalesce(r.record->'owners', '[]'::jsonb)))",
    exclusive_licence: "coalesce((r.record->>'exclusiveLicence')::boolean, false)",
    readiness: "(r.record->>'readiness')::integer",
    grade: text("grade"),
  },
  matchKeys: (record) => {
    const { patentNumber, title, unit } = asAchievement(record);
    return [
      ...matchKey("patent", patentNumber === undefined ? undefined : compareCode(patentNumber)),
      ...matchKey("name", compareName(title), compareName(unit ?? "")),
    ];
  },
  labelOf: (record) => asAchievement(record).title,
  onWritten: async (tx, scopeId, rows) =>
    putSearchDocuments(
      tx,
      rows.map(({ id, record }) => {
        const { id: number, title, unit, college, inventors, patentNumber, keywords = "" } = asAchievement(record);
        return {
          kind: "achievement",
          id,
          scopeId,
          title,
          subtitle: subtitleOf(unit, college),
          keywords: [number, inventors ?? null, patentNumber ?? null],
          text: keywords.slice(0, SEARCHED_TEXT),
        };
      }),
    ),
  onArchived: async (tx, _, ids) => removeSearchDocuments(tx, "achievement", ids),
});

export const teamTarget = tableTarget({
  kind: "teams",
  table: "teams",
  isMergeable: true,
  columns: {
    name: text("name"),
    unit: text("unit"),
    college: text("college"),
    lead: text("lead"),
    field: text("field"),
    orcid: text("orcid"),
    capacity: "(r.record->>'capacity')::integer",
  },
  matchKeys: (record) => {
    const { name, unit, lead, orcid } = asTeam(record);
    return [
      ...matchKey("orcid", orcid === undefined ? undefined : compareCode(orcid)),
      // A team's name is often its head's: two of one name in a university are told apart by who leads them.
      ...matchKey("name", compareName(name), compareName(unit ?? ""), compareName(lead ?? "")),
    ];
  },
  labelOf: (record) => asTeam(record).name,
  onWritten: async (tx, scopeId, rows) =>
    putSearchDocuments(
      tx,
      rows.map(({ id, record }) => {
        const { id: number, name, unit, college, lead, field, content } = asTeam(record);
        return {
          kind: "team",
          id,
          scopeId,
          title: name,
          subtitle: subtitleOf(unit, college),
          keywords: [number, lead ?? null, field ?? null],
          text: content.slice(0, SEARCHED_TEXT),
        };
      }),
    ),
  onArchived: async (tx, _, ids) => removeSearchDocuments(tx, "team", ids),
});

/** What this module takes in itself. */
export const directoryTargets = [achievementTarget, teamTarget] as const;
