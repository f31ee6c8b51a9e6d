import { LIST_KINDS } from "@dual-high/lists";
import { z } from "@hono/zod-openapi";
import { CLASSIFICATIONS } from "../../platform/files/index.ts";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const bilingual = z.object({ zh: z.string(), en: z.string() });

// Lists that come in ------------------------------------------------------------------------------------------------------

const IMPORT_STATES = ["previewed", "accepted", "undone", "discarded"] as const;
export const ROW_OUTCOMES = ["added", "updated", "unchanged", "refused"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

const ProblemShape = z.object({
  level: z.enum(["refused", "warning", "notice"]),
  code: z.string(),
  column: z.string().nullable().describe("Column or label as the file words it"),
  text: bilingual.describe("What is wrong and what to do"),
});

const ImportColumn = z.object({
  sheet: z.string(),
  header: z.string(),
  field: z.string().nullable().describe("Null for a column that is not used"),
  hidden: z.boolean(),
});

const Mapping = z
  .array(
    z.strictObject({
      header: z.string().trim().min(1).max(500),
      field: z.string().max(100).nullable().describe("Null: do not read this column"),
    }),
  )
  .max(500);

export const Import = z
  .object({
    id,
    scopeId: id,
    kind: z.enum(LIST_KINDS),
    state: z.enum(IMPORT_STATES),
    fileName: z.string(),
    sizeBytes: z.number().int(),
    classification: z.enum(CLASSIFICATIONS).nullable().describe("Has to be said before the list is taken in"),
    mapping: Mapping,
    columns: z.array(ImportColumn),
    fields: z.array(z.object({ field: z.string(), label: bilingual })).describe("What columns can be assigned to"),
    notices: z.array(ProblemShape).describe("About the file as a whole"),
    counts: z.object({
      read: z.number().int(),
      added: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      refused: z.number().int(),
      warned: z.number().int(),
      moved: z.number().int().describe("Rows that came out otherwise than the preview said"),
    }),
    problems: z
      .array(z.object({ code: z.string(), level: z.string(), rows: z.number().int(), text: bilingual }))
      .describe("The most frequent problems, each with its first wording"),
    job: id.nullable().describe("The job that takes the list in, or tried to"),
    acceptedBy: id.nullable(),
    acceptedAt: instant.nullable(),
    undoneBy: id.nullable(),
    undoneAt: instant.nullable(),
    reverted: z.number().int().describe("Records that an undo put back"),
    leftChanged: z.number().int().describe("Records that an undo left, because they were changed since"),
    createdBy: id,
    createdAt: instant,
    version: z.number().int(),
  })
  .openapi("Import");
export type Import = z.infer<typeof Import>;

export const ImportRow = z
  .object({
    seq: z.number().int(),
    outcome: z.enum(ROW_OUTCOMES),
    file: z.string(),
    sheet: z.string().nullable(),
    row: z.number().int().nullable().describe("Row number as Excel shows it"),
    label: z.string(),
    record: z.record(z.string(), z.unknown()).nullable().describe("The entry as it was understood"),
    changed: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })),
    problems: z.array(ProblemShape),
    targetId: id.nullable(),
  })
  .openapi("ImportRow");
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportChange = z
  .strictObject({ mapping: Mapping.optional(), classification: z.enum(CLASSIFICATIONS).optional() })
  .openapi("ImportChange");
export type ImportChange = z.infer<typeof ImportChange>;

export const ImportAcceptance = z.strictObject({ importIds: z.array(id).min(1).max(20) }).openapi("ImportAcceptance");

export const JobStarted = z.object({ jobId: id }).openapi("JobStarted");

export const ImportUndone = z
  .object({
    import: Import,
    left: z
      .array(z.object({ targetId: id, number: z.string(), label: z.string() }))
      .describe("Records that were changed since, and were left as they are"),
  })
  .openapi("ImportUndone");
export type ImportUndone = z.infer<typeof ImportUndone>;

// Records of the lists ----------------------------------------------------------------------------------------------------

export const LEGAL_STATUSES = ["granted", "pending", "lapsed", "unknown"] as const;

const kept = {
  id,
  scopeId: id,
  number: z.string(),
  mergedInto: id.nullable().describe("The record that this one turned out to be"),
  archivedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
};

export const AchievementItem = z
  .object({
    ...kept,
    title: z.string(),
    unit: z.string().nullable(),
    college: z.string().nullable(),
    kind: z.string().nullable(),
    field: z.string().nullable(),
    inventors: z.string().nullable(),
    patentNumber: z.string().nullable(),
    legalStatus: z.enum(LEGAL_STATUSES),
    filed: z.string().nullable(),
    granted: z.string().nullable(),
    expiry: z.string().nullable(),
    owners: z.array(z.string()),
    exclusiveLicence: z.boolean(),
    readiness: z.number().int().nullable(),
    grade: z.string().nullable(),
  })
  .openapi("AchievementItem");
export type AchievementItem = z.infer<typeof AchievementItem>;

export const ACHIEVEMENT_SORTS = ["number", "title", "unit", "field", "expiry", "readiness", "updatedAt"] as const;
export type AchievementSort = (typeof ACHIEVEMENT_SORTS)[number];
