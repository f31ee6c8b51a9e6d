import { z } from "@hono/zod-openapi";
import { NeedDraft } from "../types.ts";
import { Answers, QuestionProblems, Questionnaire } from "./questionnaire-shape.ts";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Text = (most: number) => z.string().trim().max(most);
const Optional = (most: number) =>
  Text(most)
    .transform((text) => (text === "" ? null : text))
    .nullable();
const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("SHA-256 in hexadecimal");

export const ROUND_STATES = ["draft", "open", "closed"] as const;
export type RoundState = (typeof ROUND_STATES)[number];
export const ROUND_ACTIONS = ["open", "close", "reopen"] as const;
export type RoundAction = (typeof ROUND_ACTIONS)[number];

export const OUTCOMES = ["visited", "refused", "moved_out", "nobody_there"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const VISIT_STATES = ["counted", "late", "set_aside"] as const;
export type VisitState = (typeof VISIT_STATES)[number];
// Rounds ------------------------------------------------------------------------------------------------------------------
const ROUND_FIELDS = {
  name: Text(200).min(1),
  startsOn: Day,
  endsBefore: Day.describe("The first day that is no longer part of it"),
  leadId: id.describe("Who answers for the round and confirms what comes in after its end"),
} as const;
export const RoundDraft = z
  .strictObject({ ...ROUND_FIELDS, leadId: id.nullable().default(null).describe("Unset: whoever makes it") })
  .openapi("SurveyRoundDraft");
export type RoundDraft = z.output<typeof RoundDraft>;
export const RoundChange = z.strictObject(ROUND_FIELDS).partial().openapi("SurveyRoundChange");
export type RoundChange = z.output<typeof RoundChange>;
export const RoundTransition = z.strictObject({ action: z.enum(ROUND_ACTIONS) }).openapi("SurveyRoundTransition");

export const Counts = z
  .object({
    planned: z.number().int().describe("Doors to knock at"),
    visited: z.number().int(),
    refused: z.number().int(),
    movedOut: z.number().int(),
    nobodyThere: z.number().int(),
    open: z.number().int().describe("Not reached so far"),
    needs: z.number().int().describe("Needs found"),
  })
  .openapi("SurveyCounts");
export type Counts = z.infer<typeof Counts>;

const Person = z.object({
  id,
  name: z.string().nullable().describe("Null for somebody of another office"),
});

export const Round = z
  .object({
    id,
    scopeId: id.describe("The pair whose office takes the needs in"),
    zoneId: id,
    code: z.string().describe("ROUND-2026-001"),
    name: z.string(),
    startsOn: Day,
    endsBefore: Day,
    state: z.enum(ROUND_STATES),
    isOver: z.boolean().describe("Closed, or its last day has passed: what comes in now is late"),
    lead: Person,
    questionnaireNumber: z.number().int().describe("0 while it has none"),
    counts: Counts,
    late: z.number().int().describe("Visits that wait for the lead"),
    conflicts: z.number().int().describe("Visits of which two versions came in"),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi("SurveyRound");
export type Round = z.infer<typeof Round>;
export const ROUND_SORTS = ["startsOn", "code", "name", "state"] as const;

export const QuestionnaireVersion = z
  .object({
    roundId: id,
    number: z.number().int(),
    digest: Digest,
    createdAt: instant,
    createdBy: Person,
    content: Questionnaire,
    version: z.number().int().describe("Of the round, for If-Match"),
  })
  .openapi("SurveyQuestionnaire");
export type QuestionnaireVersion = z.infer<typeof QuestionnaireVersion>;

// Sites -------------------------------------------------------------------------------------------------------------------
const SITE_FIELDS = {
  building: Text(100).min(1),
  floor: Text(50).min(1).describe("As the sign in the lift says it: 3F, B1"),
  unit: Text(50).default("").describe("Door number"),
  enterprise: Text(200).min(1),
  creditCode: Optional(30).default(null),
} as const;
export const SiteDraft = z.strictObject(SITE_FIELDS).openapi("SurveySiteDraft");
export type SiteDraft = z.output<typeof SiteDraft>;

export const SiteImport = z
  .object({
    isApplied: z.boolean(),
    added: z.number().int(),
    same: z.number().int().describe("On the list already, or twice in the file"),
    rows: z.array(SiteDraft.extend({ row: z.number().int() })).describe("The first 200 that are added"),
    refused: z
      .array(z.object({ row: z.number().int(), text: z.object({ zh: z.string(), en: z.string() }) }))
      .describe("The first 200 rows that cannot be read, each with its remedy"),
    refusedCount: z.number().int(),
  })
  .openapi("SurveySiteImport");
export type SiteImport = z.infer<typeof SiteImport>;

const Visited = z.object({
  visitId: id,
  roundId: id,
  siteId: id,
  outcome: z.enum(OUTCOMES),
  state: z.enum(VISIT_STATES),
  officer: Person,
  visitedAt: instant.describe("By the phone's clock"),
  receivedAt: instant,
});
const Claim = z.object({ officer: Person, claimedAt: instant, endsAt: instant });

export const Site = z
  .object({
    id,
    roundId: id,
    floorId: id,
    building: z.string(),
    floor: z.string(),
    unit: z.string(),
    enterprise: z.string(),
    creditCode: z.string().nullable(),
    organisationId: id.nullable(),
    isAddedOnSpot: z.boolean(),
    claims: z.array(Claim).describe("Officers on their way there"),
    visits: z
      .array(Visited)
      .describe("Of this enterprise in the last 90 days, here or behind another door, the newest first"),
    version: z.number().int(),
  })
  .openapi("SurveySite");
export type Site = z.infer<typeof Site>;

export const Floor = z
  .object({
    id,
    building: z.string(),
    floor: z.string(),
    level: z.number().int().describe("Its place in the stack; basements are negative"),
    officers: z.array(Person),
    counts: Counts,
    version: z.number().int(),
  })
  .openapi("SurveyFloor");
export type Floor = z.infer<typeof Floor>;

export const Coverage = z.object({ roundId: id, total: Counts, floors: z.array(Floor) }).openapi("SurveyCoverage");
export type Coverage = z.infer<typeof Coverage>;

const SiteFacts = z.object({
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  creditCode: z.string().nullable(),
  website: z.string().nullable(),
  openNeeds: z.number().int().nullable(),
  lastVisit: instant.nullable(),
});
export type SiteFacts = z.infer<typeof SiteFacts>;

export const Package = z
  .object({
    madeAt: instant.describe("By the database's clock"),
    round: Round,
    questionnaire: QuestionnaireVersion.nullable(),
    floors: z.array(Floor),
    sites: z.array(
      Site.omit({ roundId: true, organisationId: true, isAddedOnSpot: true, version: true }).extend({
        facts: SiteFacts,
      }),
    ),
  })
  .openapi("SurveyPackage");
export type Package = z.infer<typeof Package>;

// Visits ------------------------------------------------------------------------------------------------------------------
const Met = z.strictObject({
  name: Text(100).min(1),
  title: Optional(100).default(null),
  phone: Optional(50).default(null),
});
const VisitFile = z.strictObject({
  sha256: Digest,
  name: Text(200).min(1),
  sizeBytes: z.number().int().min(0),
});
const Instant = z.iso.datetime({ offset: true });

/** What a visit says; its digest tells versions apart. */
export const VisitContent = z
  .strictObject({
    siteId: id,
    newSite: SiteDraft.nullable().default(null).describe("The door itself, where it was added on the spot"),
    outcome: z.enum(OUTCOMES),
    visitedAt: Instant.describe("By the phone's clock"),
    questionnaireNumber: z.number().int().min(0).describe("The version that was answered; 0 for none"),
    met: z.array(Met).max(20).default([]),
    answers: Answers.default({}),
    note: Text(20_000).default(""),
    files: z.array(VisitFile).max(50).default([]).describe("Photos and files, sent one by one after the visit"),
    needs: z
      .array(z.strictObject({ key: id.describe("Made on the phone"), need: NeedDraft }))
      .max(50)
      .default([]),
  })
  .openapi("SurveyVisitContent");
export type VisitContent = z.output<typeof VisitContent>;

export const VisitUpload = z
  .strictObject({
    content: VisitContent,
    sentAt: Instant.describe("The phone's clock when it sends"),
    basedOn: Digest.nullable().default(null).describe("For a correction: the digest of the version that it corrects"),
    edition: id.nullable().default(null).describe("The phone's own name for this version, kept with it"),
    follows: z
      .array(id)
      .max(200)
      .default([])
      .describe("For a correction whose forerunners had no answer: their editions, whichever of them arrived"),
    madeBy: id.nullable().default(null).describe("Whose visit it is; refused where somebody else is signed in"),
  })
  .openapi("SurveyVisitUpload");
export type VisitUpload = z.output<typeof VisitUpload>;

const FoundNeed = z.object({ key: id, needId: id, number: z.string(), title: z.string() });

export const VisitReceipt = z
  .object({
    visitId: id,
    result: z
      .enum(["accepted", "repeated", "corrected", "conflict"])
      .describe("`repeated`: this very version was here already. `conflict`: another one was; both are kept"),
    state: z.enum(VISIT_STATES),
    digest: Digest.describe("Of the version that was sent"),
    standing: Digest.describe("Of the version that counts"),
    missingFiles: z.array(Digest).describe("Still to be sent"),
    needs: z.array(FoundNeed),
    problems: QuestionProblems,
    receivedAt: instant,
    clockAheadSeconds: z.number().int(),
  })
  .openapi("SurveyVisitReceipt");
export type VisitReceipt = z.infer<typeof VisitReceipt>;

export const VisitSummary = z
  .object({
    id,
    roundId: id,
    siteId: id,
    building: z.string(),
    floor: z.string(),
    unit: z.string(),
    enterprise: z.string(),
    outcome: z.enum(OUTCOMES),
    state: z.enum(VISIT_STATES),
    hasConflict: z.boolean(),
    officer: Person,
    visitedAt: instant,
    receivedAt: instant,
    clockAheadSeconds: z.number().int(),
    needs: z.number().int(),
    version: z.number().int(),
  })
  .openapi("SurveyVisitSummary");
export type VisitSummary = z.infer<typeof VisitSummary>;
export const VISIT_SORTS = ["receivedAt", "visitedAt", "enterprise", "building"] as const;

const VisitVersion = z
  .object({
    digest: Digest,
    isStanding: z.boolean(),
    sentBy: Person,
    sentAt: instant,
    receivedAt: instant,
    content: VisitContent,
    problems: QuestionProblems,
  })
  .openapi("SurveyVisitVersion");

export const Visit = VisitSummary.omit({ needs: true })
  .extend({
    digest: Digest,
    versions: z.array(VisitVersion).describe("Everything that was sent as this visit, the standing one first"),
    needs: z.array(FoundNeed),
    files: z.array(z.object({ id, sha256: Digest, name: z.string(), mediaType: z.string(), sizeBytes: z.number() })),
    missingFiles: z.array(Digest),
    isContactMasked: z.boolean(),
    settledBy: Person.nullable(),
    settledAt: instant.nullable(),
    settledReason: z.string().nullable(),
    maySettle: z.boolean(),
  })
  .openapi("SurveyVisit");
export type Visit = z.infer<typeof Visit>;

export const VisitSettlement = z
  .strictObject({
    action: z.enum(["confirm", "set_aside", "choose"]).describe("`choose`: which of two versions stands"),
    digest: Digest.nullable().default(null).describe("For `choose`"),
    reason: Text(2000).default(""),
  })
  .openapi("SurveyVisitSettlement");
export type VisitSettlement = z.output<typeof VisitSettlement>;
