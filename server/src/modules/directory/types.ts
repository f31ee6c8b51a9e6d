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
    lastByName: z
      .string()
      .nullable()
      .describe("Who did the last of what was done to it: undid it, took it in, handed it in; null once erased"),
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

const SUBJECT_KINDS = ["achievement", "team", "person", "organisation", "chain_node"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const LEGAL_STATUSES = ["granted", "pending", "lapsed", "unknown"] as const;

const Text = (most: number) => z.string().trim().max(most);
/** An empty text is none. */
const Optional = (most: number) =>
  Text(most)
    .transform((text) => (text === "" ? null : text))
    .nullable();
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Number = Text(200).min(1).describe("The list's own number; one is given where none is");
const Doubt = z.enum(["length", "characters", "checksum"]).nullable();

const Contact = z.strictObject({ name: Optional(200), phone: Optional(100), email: Optional(200) }).partial();
/** Masked: who needs it asks for it by name, which is noted. */
const MaskedContact = z.object({ name: z.string(), phone: z.string(), email: z.string() }).partial().nullable();

const kept = {
  id,
  scopeId: id,
  number: z.string(),
  mergedInto: id.nullable().describe("Where this is asked for by the id of a record that turned out to be it: its id"),
  archivedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
};
const Origin = z
  .object({ file: z.string(), sheet: z.string().optional(), row: z.number().int().optional() })
  .nullable()
  .describe("Where a list named it last");

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

export const Achievement = AchievementItem.extend({
  content: z.string(),
  keywords: z.string().nullable(),
  legalStatusText: z.string().nullable(),
  coOwners: z.array(z.string()),
  cooperation: z.string().nullable(),
  ipc: z.string().nullable(),
  contact: MaskedContact,
  origin: Origin,
  patentNumberDoubt: Doubt.describe("The number is kept as it is; compare it with the certificate"),
}).openapi("Achievement");
export type Achievement = z.infer<typeof Achievement>;

/** What a person may fill in, without defaults: a change states some of it; null takes it out. */
const ACHIEVEMENT_FIELDS = {
  title: Text(500).min(1),
  content: Text(50_000),
  unit: Optional(300),
  college: Optional(300),
  kind: Optional(100),
  field: Optional(500),
  keywords: Optional(5_000),
  inventors: Optional(1_000),
  patentNumber: Optional(100),
  legalStatus: z.enum(LEGAL_STATUSES),
  legalStatusText: Optional(200),
  filed: Day.nullable(),
  granted: Day.nullable(),
  expiry: Day.nullable(),
  owners: z.array(Text(300).min(1)).max(50).nullable(),
  coOwners: z.array(Text(300).min(1)).max(50).nullable(),
  exclusiveLicence: z.boolean().nullable(),
  cooperation: Optional(1_000),
  ipc: Optional(500),
  grade: Optional(100),
  readiness: z.number().int().min(1).max(9).nullable(),
  contact: Contact.nullable(),
} as const;

export const AchievementDraft = z
  .strictObject({ ...ACHIEVEMENT_FIELDS, number: Number })
  .partial()
  .required({ title: true })
  .openapi("AchievementDraft");
export const AchievementChange = z.strictObject(ACHIEVEMENT_FIELDS).partial().openapi("AchievementChange");

export const ACHIEVEMENT_SORTS = ["number", "title", "unit", "field", "expiry", "readiness", "updatedAt"] as const;
export type AchievementSort = (typeof ACHIEVEMENT_SORTS)[number];

export const TeamItem = z
  .object({
    ...kept,
    name: z.string(),
    unit: z.string().nullable(),
    college: z.string().nullable(),
    lead: z.string().nullable(),
    field: z.string().nullable(),
    orcid: z.string().nullable(),
    capacity: z.number().int().nullable().describe("Needs that it can take in a round; null where nobody said"),
  })
  .openapi("TeamItem");
export type TeamItem = z.infer<typeof TeamItem>;

const TeamResult = z.object({ title: Text(1_000).min(1), content: Text(50_000).default("") });

export const Team = TeamItem.extend({
  content: z.string(),
  items: z.array(z.object({ title: z.string(), content: z.string() })).describe("Results that represent it"),
  contact: MaskedContact,
  origin: Origin,
}).openapi("Team");
export type Team = z.infer<typeof Team>;

const TEAM_FIELDS = {
  name: Text(300).min(1),
  content: Text(50_000),
  unit: Optional(300),
  college: Optional(300),
  lead: Optional(100),
  field: Optional(500),
  orcid: Optional(50),
  capacity: z.number().int().min(0).max(1000).nullable(),
  items: z.array(TeamResult).max(200).nullable(),
  contact: Contact.nullable(),
} as const;

export const TeamDraft = z
  .strictObject({ ...TEAM_FIELDS, number: Number })
  .partial()
  .required({ name: true })
  .openapi("TeamDraft");
export const TeamChange = z.strictObject(TEAM_FIELDS).partial().openapi("TeamChange");

export const TEAM_SORTS = ["number", "name", "unit", "field", "capacity", "updatedAt"] as const;
export type TeamSort = (typeof TEAM_SORTS)[number];

export const RevealedContact = z
  .object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() })
  .openapi("RevealedContact");
export type RevealedContact = z.infer<typeof RevealedContact>;

export const HistoryEntry = z
  .object({
    at: instant,
    actorId: id.nullable(),
    actorName: z.string().nullable(),
    action: z.enum(["created", "changed", "archived", "restored", "merged", "split", "imported"]),
    importId: id.nullable().describe("The list that it came with"),
    fileName: z.string().nullable(),
    version: z.number().int().describe("The version that it made"),
    changed: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })),
  })
  .openapi("HistoryEntry");
export type HistoryEntry = z.infer<typeof HistoryEntry>;

// Organisations, people, chains ---------------------------------------------------------------------------------------------

export const ORGANISATION_KINDS = [
  "zone",
  "university",
  "enterprise",
  "institute",
  "park",
  "department",
  "city",
  "other",
] as const;
export const CONFIDENCES = ["high", "medium", "low"] as const;

export const Organisation = z
  .object({
    id,
    scopeId: id.nullable().describe("Null for a public fact out of a register"),
    kind: z.enum(ORGANISATION_KINDS),
    registryKey: z.string().nullable(),
    name: z.string(),
    nameEn: z.string().nullable(),
    otherNames: z.array(z.string()),
    creditCode: z.string().nullable(),
    creditCodeDoubt: Doubt.describe("The code is kept as it is; compare it with the licence"),
    parentId: id.nullable(),
    cityCode: z.string().nullable(),
    website: z.string().nullable(),
    details: z.record(z.string(), z.unknown()).describe("What else is known of one of this kind"),
    source: z.string().nullable(),
    confidence: z.enum(CONFIDENCES).nullable(),
    isSample: z.boolean(),
    mergedInto: id.nullable(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi("Organisation");
export type Organisation = z.infer<typeof Organisation>;

const ORGANISATION_FIELDS = {
  name: Text(200).min(1),
  nameEn: Optional(200),
  otherNames: z.array(Text(200).min(1)).max(20).nullable(),
  creditCode: Optional(30),
  cityCode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  website: Optional(500),
  details: z.record(z.string().max(50), z.unknown()).nullable(),
  source: Optional(1_000),
  confidence: z.enum(CONFIDENCES).nullable(),
} as const;

export const EnterpriseDraft = z
  .strictObject(ORGANISATION_FIELDS)
  .partial()
  .required({ name: true })
  .openapi("EnterpriseDraft");
export const OrganisationChange = z.strictObject(ORGANISATION_FIELDS).partial().openapi("OrganisationChange");

export const ORGANISATION_SORTS = ["name", "kind", "cityCode", "updatedAt"] as const;
export type OrganisationSort = (typeof ORGANISATION_SORTS)[number];

export const Person = z
  .object({
    id,
    scopeId: id,
    name: z.string(),
    unit: z.string().nullable(),
    college: z.string().nullable(),
    personNumber: z.string().nullable().describe("Staff number: with the unit it tells namesakes apart"),
    title: z.string().nullable(),
    field: z.string().nullable(),
    orcid: z.string().nullable(),
    contact: MaskedContact,
    note: z.string().nullable(),
    userId: id.nullable().describe("Their account"),
    mergedInto: id.nullable(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi("Person");
export type Person = z.infer<typeof Person>;

const PERSON_FIELDS = {
  name: Text(100).min(1),
  unit: Optional(200),
  college: Optional(200),
  personNumber: Optional(50),
  title: Optional(100),
  field: Optional(500),
  orcid: Optional(40),
  phone: Optional(50),
  email: Optional(200),
  note: Optional(5_000),
  userId: id.nullable(),
} as const;

export const PersonDraft = z.strictObject(PERSON_FIELDS).partial().required({ name: true }).openapi("PersonDraft");
export const PersonChange = z.strictObject(PERSON_FIELDS).partial().openapi("PersonChange");

export const PERSON_SORTS = ["name", "unit", "personNumber", "updatedAt"] as const;
export type PersonSort = (typeof PERSON_SORTS)[number];

const LINKED_KINDS = ["need", "organisation", "team", "achievement", "person"] as const;
const ChainLink = z.strictObject({ subjectKind: z.enum(LINKED_KINDS), subjectId: id });

export const ChainNode = z
  .object({
    id,
    scopeId: id,
    parentId: id.nullable().describe("Null for a chain itself"),
    name: z.string(),
    nameEn: z.string().nullable(),
    position: z.number().int(),
    note: z.string().nullable(),
    links: z.array(ChainLink).describe("Who and what stands here"),
    mergedInto: z.null(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi("ChainNode");
export type ChainNode = z.infer<typeof ChainNode>;

const CHAIN_FIELDS = {
  name: Text(100).min(1),
  nameEn: Optional(100),
  position: z.number().int().min(0).max(10_000),
  note: Optional(2_000),
} as const;

export const ChainNodeDraft = z
  .strictObject({ ...CHAIN_FIELDS, parentId: id.nullable() })
  .partial()
  .required({ name: true })
  .openapi("ChainNodeDraft");
export const ChainNodeChange = z.strictObject(CHAIN_FIELDS).partial().openapi("ChainNodeChange");
export const ChainLinkBody = ChainLink.openapi("ChainLink");
export type ChainLinkBody = z.infer<typeof ChainLinkBody>;

// Duplicates and merges -----------------------------------------------------------------------------------------------------

const MERGEABLE_KINDS = ["achievement", "team", "person", "organisation"] as const;
export const MergeableKind = z.enum(MERGEABLE_KINDS);
export type MergeableKind = z.infer<typeof MergeableKind>;

export const DUPLICATE_REASONS = ["patent", "credit", "orcid", "number", "name", "similar"] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

const RecordBrief = z.object({
  id,
  label: z.string(),
  /** Its number, unit and people: what tells it from its like. */
  details: z.array(z.string()),
  version: z.number().int(),
  createdAt: instant,
});
export type RecordBrief = z.infer<typeof RecordBrief>;

export const Duplicate = z
  .object({
    kind: MergeableKind,
    reason: z
      .enum(DUPLICATE_REASONS)
      .describe("What is the same; `similar` is nearly the same title by the same people"),
    likeness: z.number().min(0).max(1),
    first: RecordBrief,
    second: RecordBrief,
  })
  .openapi("Duplicate");
export type Duplicate = z.infer<typeof Duplicate>;

export const DuplicateDismissal = z
  .strictObject({ kind: MergeableKind, firstId: id, secondId: id })
  .openapi("DuplicateDismissal");
export type DuplicateDismissal = z.infer<typeof DuplicateDismissal>;

export const MergeDraft = z
  .strictObject({
    kind: MergeableKind,
    survivorId: id,
    mergedId: id,
    survivorVersion: z.number().int(),
    mergedVersion: z.number().int(),
    take: z
      .array(z.string().max(50))
      .max(50)
      .default([])
      .describe("Fields that the survivor takes over although it has its own; empty ones it takes anyway"),
  })
  .openapi("MergeDraft");
export type MergeDraft = z.output<typeof MergeDraft>;

export const Merge = z
  .object({
    id,
    scopeId: id,
    kind: MergeableKind,
    survivorId: id,
    mergedId: id,
    changed: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })),
    mergedBy: id,
    mergedAt: instant,
    undoneBy: id.nullable(),
    undoneAt: instant.nullable(),
    version: z.number().int(),
  })
  .openapi("Merge");
export type Merge = z.infer<typeof Merge>;
