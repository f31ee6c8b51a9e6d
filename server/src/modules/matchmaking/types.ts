import { z } from "@hono/zod-openapi";
import { NEED_PARTS } from "@dual-high/matchlist";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const version = z.number().int();
const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Fen = z
  .string()
  .regex(/^\d{1,18}$/)
  .describe("Amount in fen, a whole number as text");
const Person = z.object({ id, name: z.string().describe("Empty for somebody who is no longer here") });

export const OUTCOMES = ["matched", "to_clarify", "unmatched"] as const;
export const BANDS = ["strong", "possible", "weak", "none"] as const;
export const PARTNER_KINDS = ["achievement", "team"] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];
// Runs ----------------------------------------------------------------------------------------------------------------------

export const MatchRunDraft = z
  .strictObject({
    note: z.string().trim().max(2000).default(""),
    top: z.number().int().min(1).max(20).default(5).describe("Partners that a need is shown at most"),
    capacity: z.number().int().min(1).max(50).default(2).describe("Needs that a team takes when its list does not say"),
    withAchievements: z.boolean().default(true),
    withTeams: z.boolean().default(true),
    withInstruments: z.boolean().default(true),
    needIds: z.array(id).min(1).max(5000).nullable().default(null).describe("Only these needs; null for all"),
  })
  .openapi("MatchRunDraft");
export type MatchRunDraft = z.infer<typeof MatchRunDraft>;

const WeightValues = z.record(z.string(), z.number()).describe("How texts are weighed, by the name of each weight");
export type WeightValues = z.infer<typeof WeightValues>;

const WeightsInForce = z.object({ id, number: z.number().int(), values: WeightValues });
export type WeightsInForce = z.infer<typeof WeightsInForce>;

/** What a run was asked for, kept with it. */
export const RunOptions = MatchRunDraft.omit({ note: true }).extend({
  weights: WeightsInForce.nullable().describe("Those in force when it was started; null for the engine's own"),
  today: Day.describe("The day on which rights are looked at"),
});
export type RunOptions = z.infer<typeof RunOptions>;

const RUN_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;

const RunInput = z.object({
  kind: z.enum(["needs", "achievements", "instruments", "teams"]),
  count: z.number().int(),
  digest: z.string().describe("SHA-256 of the records as they were"),
});
export type RunInput = z.infer<typeof RunInput>;

export const MatchRun = z
  .object({
    id,
    scopeId: id,
    number: z.number().int().describe("First, second, third run of the pair"),
    note: z.string(),
    state: z.enum(RUN_STATES),
    job: z
      .object({
        id,
        progressDone: z.number(),
        progressTotal: z.number(),
        progressText: Bilingual.nullable(),
        hasFailed: z.boolean(),
        lastError: z.object({ code: z.string(), text: Bilingual }).nullable(),
        isCancelling: z.boolean(),
      })
      .nullable()
      .describe("Null once it is done"),
    options: RunOptions,
    snapshotAt: instant.nullable().describe("As of when the lists were read"),
    importRunning: z.boolean().describe("A list was being taken in meanwhile; the run has what was there before"),
    inputs: z.array(RunInput),
    engine: z.string().nullable(),
    digest: z.string().nullable().describe("Of the whole result; the same run repeated gives the same"),
    counts: z.object({
      needs: z.number().int(),
      matched: z.number().int(),
      toClarify: z.number().int(),
      unmatched: z.number().int(),
      candidates: z.number().int(),
    }),
    decisions: z.object({
      accepted: z.number().int(),
      refused: z.number().int(),
      postponed: z.number().int(),
      undecided: z.number().int(),
    }),
    tookMs: z.number().int().nullable(),
    createdBy: Person,
    createdAt: instant,
    completedAt: instant.nullable(),
    version,
  })
  .openapi("MatchRun");
export type MatchRun = z.infer<typeof MatchRun>;

export const MatchRunChange = z.strictObject({ note: z.string().trim().max(2000) }).openapi("MatchRunChange");

export const RUN_SORTS = ["number", "createdAt"] as const;
export const RUN_NEED_SORTS = ["position", "number", "enterprise", "title", "band", "undecided"] as const;

// Needs of a run -----------------------------------------------------------------------------------------------------------

export const RunNeed = z
  .object({
    id: id.describe("Of the need"),
    number: z.string(),
    enterprise: z.string(),
    title: z.string(),
    field: z.string(),
    outcome: z.enum(OUTCOMES),
    bestBand: z.enum(BANDS),
    bestScore: z.number(),
    candidates: z.number().int(),
    accepted: z.number().int(),
    refused: z.number().int(),
    postponed: z.number().int(),
    undecided: z.number().int(),
  })
  .openapi("RunNeed");
export type RunNeed = z.infer<typeof RunNeed>;

const Span = z.object({
  field: z.enum(["title", "content"]),
  start: z.number().int().describe("In UTF-16 code units, as JavaScript counts"),
  end: z.number().int(),
});
const PartnerSpan = Span.extend({
  item: z.number().int().nullable().describe("Which of the items; null for its own text"),
});

const SharedTerm = z.object({
  term: z.string(),
  share: z.number().describe("Part of the score"),
  needSpans: z.array(Span),
  partnerSpans: z.array(PartnerSpan),
});
export type SharedTerm = z.infer<typeof SharedTerm>;

export const DECISIONS = ["accepted", "refused", "postponed", "none"] as const;
export type DecisionKind = (typeof DECISIONS)[number];
export const REFUSAL_REASONS = [
  "wrong_field",
  "too_early",
  "already_known",
  "no_capacity",
  "not_available",
  "enterprise_declined",
  "partner_declined",
  "other",
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const Decision = z
  .object({
    decision: z.enum(DECISIONS),
    reason: z.enum(REFUSAL_REASONS).nullable(),
    comment: z.string(),
    decidedBy: Person.nullable(),
    decidedAt: instant.nullable(),
    runNumber: z.number().int().nullable().describe("The run in which it was decided"),
    lineId: id.nullable().describe("Its line in the ledger"),
    version: version.describe("0 while nobody has decided: send it as If-Match"),
  })
  .openapi("Decision");
export type Decision = z.infer<typeof Decision>;

export const DecisionDraft = z
  .strictObject({
    decision: z.enum(DECISIONS),
    reason: z.enum(REFUSAL_REASONS).nullable().default(null).describe("Needed to refuse, and only then"),
    comment: z.string().trim().max(2000).default(""),
  })
  .openapi("DecisionDraft");
export type DecisionDraft = z.infer<typeof DecisionDraft>;

const PartnerText = z.object({
  title: z.string(),
  content: z.string(),
  items: z.array(z.object({ item: z.number().int(), title: z.string(), content: z.string() })),
});
export type PartnerText = z.infer<typeof PartnerText>;

const PartnerRef = z.object({ kind: z.enum(PARTNER_KINDS), id, name: z.string() });

export const Candidate = z
  .object({
    id,
    rank: z.number().int(),
    kind: z.enum(PARTNER_KINDS),
    partnerId: id.describe("Of the achievement or team"),
    partnerKey: z.string(),
    supplierKey: z.string().describe("Who would do the work, as the plan names them"),
    name: z.string(),
    unit: z.string(),
    people: z.string(),
    kindText: Bilingual.describe("发明专利, 团队, …"),
    score: z.number(),
    relevance: z.number().describe("Probability that a person finds the pair relevant"),
    band: z.enum(BANDS),
    contributions: z
      .array(
        z.object({
          kind: z.enum(["term", "wording"]).describe("wording: all that is in no phrase worth showing"),
          name: z.string().describe("The phrase; empty for wording"),
          share: z.number(),
        }),
      )
      .describe("Named parts of the score; they add up to it"),
    terms: z.array(SharedTerm),
    cautions: z.array(z.object({ code: z.string(), text: Bilingual })),
    reason: Bilingual,
    bestItem: z.string().nullable(),
    others: z.array(PartnerRef).describe("Further achievements of the same people that fit"),
    text: PartnerText.describe("As it was when the run was made: spans point into it"),
    decision: Decision,
  })
  .openapi("Candidate");
export type Candidate = z.infer<typeof Candidate>;

const Clarity = z.object({
  missing: z.array(z.enum(NEED_PARTS)),
  isTooShort: z.boolean(),
  topics: z.array(z.string()),
  mustClarify: z.boolean(),
});
export type Clarity = z.infer<typeof Clarity>;

const Nearest = z.object({
  kind: z.enum(PARTNER_KINDS),
  partnerId: id,
  name: z.string(),
  unit: z.string(),
  score: z.number(),
  band: z.enum(BANDS),
  terms: z.array(z.string()),
});
export type Nearest = z.infer<typeof Nearest>;

const InstrumentFit = z.object({
  instrumentId: id,
  name: z.string(),
  model: z.string(),
  unit: z.string(),
  score: z.number(),
  terms: z.array(z.string()),
});
export type InstrumentFit = z.infer<typeof InstrumentFit>;

const NeedTexts = z.object({
  unclear: Bilingual.describe("What is missing; empty when nothing is"),
  ask: Bilingual.describe("A message to the enterprise, ready to paste"),
  why: Bilingual.describe("Why nobody is suggested; empty when somebody is"),
});
export type NeedTexts = z.infer<typeof NeedTexts>;

export const RunNeedDetail = RunNeed.extend({
  content: z.string(),
  clarity: Clarity,
  texts: NeedTexts,
  lacks: z.array(z.string()).describe("What the need asks for and its nearest partner lacks"),
  nearest: Nearest.nullable(),
  instruments: z.array(InstrumentFit),
  suggestions: z.array(Candidate),
  needVersion: version,
}).openapi("RunNeedDetail");
export type RunNeedDetail = z.infer<typeof RunNeedDetail>;

export const ToClarify = z
  .object({
    id: id.describe("Of the need"),
    number: z.string(),
    enterprise: z.string(),
    title: z.string(),
    clarity: Clarity,
    texts: NeedTexts,
    nearest: Nearest.nullable(),
  })
  .openapi("ToClarify");
export type ToClarify = z.infer<typeof ToClarify>;

export const Unmatched = z
  .object({
    id: id.describe("Of the need"),
    number: z.string(),
    enterprise: z.string(),
    title: z.string(),
    texts: NeedTexts,
    nearest: Nearest.nullable(),
    lacks: RunNeedDetail.shape.lacks,
  })
  .openapi("Unmatched");
export type Unmatched = z.infer<typeof Unmatched>;

export const RunPartner = z
  .object({
    key: z.string(),
    kind: z.enum(PARTNER_KINDS),
    partnerId: id,
    name: z.string(),
    unit: z.string(),
    people: z.string(),
  })
  .openapi("RunPartner");
export type RunPartner = z.infer<typeof RunPartner>;

export const WhyNot = z
  .object({
    partner: RunPartner,
    score: z.number(),
    relevance: z.number(),
    band: z.enum(BANDS),
    rank: z.number().int().describe("Its place among all, from 1"),
    of: z.number().int(),
    gap: z.number().describe("What it is short of the last that is shown; 0 or less when it is shown itself"),
    isShown: z.boolean(),
    terms: z.array(z.object({ term: z.string(), share: z.number() })),
    lacks: z.array(z.string()).describe("What the need says and this partner has nothing of"),
    cautions: z.array(z.object({ code: z.string(), text: Bilingual })),
    text: Bilingual,
  })
  .openapi("WhyNot");
export type WhyNot = z.infer<typeof WhyNot>;

// Plans ----------------------------------------------------------------------------------------------------------------------

const Pairing = z.strictObject({ needId: id, supplierKey: z.string().min(1).max(400) });

export const PlanDraft = z
  .strictObject({
    locked: z.array(Pairing).max(5000).default([]).describe("Pairs that stay"),
    forbidden: z.array(Pairing).max(5000).default([]).describe("Pairs that may not occur"),
    capacities: z
      .record(z.string().max(400), z.number().int().min(0).max(1000))
      .default({})
      .describe("How many a supplier takes, by its key, where it is not what the list says"),
    useDecisions: z.boolean().default(true).describe("Accepted pairs are locked as well, and refused ones forbidden"),
    changeAtMost: z
      .number()
      .int()
      .min(0)
      .max(100)
      .nullable()
      .default(null)
      .describe("Percent of the newest plan's pairs that may go; null for any number. Locks and capacities come first"),
    note: z.string().trim().max(2000).default(""),
  })
  .openapi("PlanDraft");
export type PlanDraft = z.infer<typeof PlanDraft>;

export const PlanTallyDraft = PlanDraft.omit({ changeAtMost: true, note: true })
  .extend({ pairs: z.array(Pairing).max(100_000).describe("The plan as somebody edits it") })
  .openapi("PlanTallyDraft");
export type PlanTallyDraft = z.infer<typeof PlanTallyDraft>;

const PlanSupplier = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  capacity: z.number().int(),
});

export const PlanLine = z
  .object({
    needId: id,
    number: z.string(),
    enterprise: z.string(),
    title: z.string(),
    supplier: PlanSupplier.nullable().describe("Null when all who fit are full"),
    partner: PartnerRef.nullable().describe("By which the supplier serves the need"),
    score: z.number().nullable(),
    band: z.enum(BANDS).nullable(),
    firstChoice: PlanSupplier.nullable().describe("Whom the need would have had alone, when it is somebody else"),
    takenBy: z.array(z.string()).describe("Numbers of the needs that took the first choice"),
    isLocked: z.boolean(),
    text: Bilingual.describe("What was given up"),
  })
  .openapi("PlanLine");
export type PlanLine = z.infer<typeof PlanLine>;

export const PlanTally = z
  .object({
    total: z.number().describe("Sum of relevance"),
    placed: z.number().int().describe("Needs that have somebody"),
    loads: z
      .array(PlanSupplier.extend({ taken: z.number().int(), locked: z.number().int() }))
      .describe("Suppliers with a need, by their keys"),
    broken: z
      .array(
        z.object({
          rule: z.enum(["unknown_pair", "twice", "forbidden", "lock_missing", "above_max", "below_min"]),
          needId: id.nullable(),
          supplierKey: z.string().nullable(),
          text: Bilingual,
        }),
      )
      .describe("Empty when the plan keeps all rules"),
  })
  .openapi("PlanTally");
export type PlanTally = z.infer<typeof PlanTally>;

export const MatchPlan = z
  .object({
    runId: id,
    version: z.number().int().describe("1 is the run's own"),
    versions: z.number().int().describe("How many there are"),
    note: z.string(),
    locked: z.array(Pairing),
    forbidden: z.array(Pairing),
    capacities: z.record(z.string(), z.number().int()),
    lines: z.array(PlanLine),
    loads: z.array(PlanSupplier.extend({ needs: z.array(id) })).describe("Needs per supplier, busiest first"),
    placed: z.number().int(),
    total: z.number().describe("Sum of relevance"),
    greedyTotal: z.number().describe("What serving one need after the other would have given"),
    revision: z
      .object({
        version: z.number().int().describe("The plan that was to change little"),
        changeAtMost: z.number().int().describe("Percent of its pairs that were allowed to go"),
        kept: z.number().int(),
        dropped: z.number().int(),
        added: z.number().int(),
        isWithinLimit: z.boolean().describe("False where locks and capacities left no choice; as few went as could"),
      })
      .nullable()
      .describe("In pairs, against the plan before; null where any number was allowed to go"),
    createdBy: Person,
    createdAt: instant,
  })
  .openapi("MatchPlan");
export type MatchPlan = z.infer<typeof MatchPlan>;

// Weights --------------------------------------------------------------------------------------------------------------------

export const MatchWeightsDraft = z
  .strictObject({
    note: z.string().trim().max(2000).default(""),
    file: z.record(z.string(), z.unknown()).describe("The file that `dualhigh train` wrote, as it is"),
  })
  .openapi("MatchWeightsDraft");
export type MatchWeightsDraft = z.infer<typeof MatchWeightsDraft>;

export const WeightsInForceDraft = z
  .strictObject({ weightsId: id.nullable().describe("Null: the engine's own") })
  .openapi("WeightsInForceDraft");

const WeightsSet = z.object({
  id,
  number: z.number().int().describe("First, second, third of the pair"),
  note: z.string(),
  weights: WeightValues,
  present: WeightValues.describe("What they were compared with"),
  heldBack: z
    .object({
      pairs: z.number().int().describe("An accepted and a refused partner of one need"),
      before: z.number().describe("Part of the pairs that `present` ordered rightly, 0 to 1"),
      after: z.number().describe("The same of weights learnt from the other needs"),
    })
    .describe("Judged on decisions that were not learnt from"),
  createdBy: Person,
  createdAt: instant,
  wasInForce: z.boolean(),
});

export const MatchWeights = z
  .object({
    version: version.describe("Send it as If-Match to put others in force"),
    inForceId: id.nullable().describe("Null: the engine's own"),
    engine: WeightValues.describe("The engine's own"),
    sets: z.array(WeightsSet).describe("Newest first"),
    changes: z
      .array(z.object({ weightsId: id.nullable(), changedBy: Person, changedAt: instant }))
      .describe("Who put which in force, newest first"),
  })
  .openapi("MatchWeights");
export type MatchWeights = z.infer<typeof MatchWeights>;

// Comparison ------------------------------------------------------------------------------------------------------------------

export const CHANGE_CAUSES = [
  "need_new",
  "need_gone",
  "need_changed",
  "partner_added",
  "partner_removed",
  "partner_changed",
  "others_changed",
  "parameters",
  "engine",
] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

const PartnerChange = z.object({
  key: z.string(),
  name: z.string(),
  change: z.enum(["in", "out", "moved"]),
  rankBefore: z.number().int().nullable(),
  rankAfter: z.number().int().nullable(),
  scoreBefore: z.number().nullable(),
  scoreAfter: z.number().nullable(),
  causes: z.array(z.enum(CHANGE_CAUSES)),
});

const NeedChange = z.object({
  needId: id,
  number: z.string(),
  enterprise: z.string(),
  title: z.string(),
  change: z.enum(["new", "gone", "changed"]),
  outcomeBefore: z.enum(OUTCOMES).nullable(),
  outcomeAfter: z.enum(OUTCOMES).nullable(),
  causes: z.array(z.enum(CHANGE_CAUSES)),
  partners: z.array(PartnerChange),
});
export type NeedChange = z.infer<typeof NeedChange>;

export const RunComparison = z
  .object({
    before: z.object({ id, number: z.number().int(), createdAt: instant }),
    after: z.object({ id, number: z.number().int(), createdAt: instant }),
    parameters: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })),
    engine: z.object({ before: z.string(), after: z.string() }).nullable().describe("Null when it is the same"),
    lists: z.array(
      z.object({
        kind: RunInput.shape.kind,
        added: z.number().int(),
        removed: z.number().int(),
        changed: z.number().int(),
      }),
    ),
    unchanged: z.number().int().describe("Needs with the same outcome and the same partners in the same order"),
    needs: z.array(NeedChange),
  })
  .openapi("RunComparison");
export type RunComparison = z.infer<typeof RunComparison>;

export interface CandidateDigest {
  readonly partnerKey: string;
  readonly name: string;
  readonly rank: number;
  readonly score: number;
}

/** One of two runs that are compared. */
export interface RunSide {
  readonly engine: string;
  /** What was asked for, as one text. */
  readonly parameters: string;
  readonly needs: readonly {
    readonly needId: string;
    readonly number: string;
    readonly enterprise: string;
    readonly title: string;
    readonly digest: string;
    readonly outcome: (typeof OUTCOMES)[number];
    readonly candidates: readonly CandidateDigest[];
  }[];
  /** Digest of every partner of its lists, by key. */
  readonly partners: Readonly<Record<string, string>>;
}

// Ledger ----------------------------------------------------------------------------------------------------------------------

export const LINE_STATES = ["to_contact", "contacted", "in_talks", "contracted", "ended", "withdrawn"] as const;
export type LineState = (typeof LINE_STATES)[number];
export const ENTRY_KINDS = ["visit", "call", "meeting", "message", "answer", "note", "system"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
/** Those that a person writes. */
const WRITTEN_ENTRY_KINDS = ["visit", "call", "meeting", "message", "note"] as const;
export const ANSWERS = ["interested", "not_mine"] as const;
export type AnswerKind = (typeof ANSWERS)[number];
export const LEDGER_SORTS = ["due", "number", "enterprise", "partner", "state", "updatedAt"] as const;
export const DUE_FILTERS = ["overdue", "today", "week", "later", "none"] as const;

export const LedgerLine = z
  .object({
    id,
    scopeId: id,
    number: z.number().int(),
    needId: id,
    needNumber: z.string(),
    needTitle: z.string(),
    enterprise: z.string(),
    partnerKind: z.enum([...PARTNER_KINDS, "stated"]).describe("stated: somebody who answered and is in no list"),
    partnerId: id,
    partnerName: z.string(),
    partnerUnit: z.string(),
    partnerPeople: z.string(),
    origin: z.enum(["decision", "link"]),
    runId: id.nullable(),
    owner: Person.nullable(),
    state: z.enum(LINE_STATES),
    outcome: z.string(),
    nextStep: z.string(),
    nextOn: Day.nullable(),
    isOverdue: z.boolean().describe("By the day of the database, in Shanghai"),
    contractNumber: z.string(),
    amountFen: Fen.nullable(),
    lastAnswer: z.enum(ANSWERS).nullable(),
    answerWaiting: z.boolean().describe("An answer came by a link and nobody has dealt with it"),
    entries: z.number().int(),
    lastEntryAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    version,
  })
  .openapi("LedgerLine");
export type LedgerLine = z.infer<typeof LedgerLine>;

export const LedgerLineChange = z
  .strictObject({
    ownerId: id.nullable().optional().describe("A member of the pair's office"),
    state: z.enum(LINE_STATES).exclude(["withdrawn"]).optional(),
    outcome: z.string().trim().max(2000).optional(),
    nextStep: z.string().trim().max(500).optional(),
    nextOn: Day.nullable().optional(),
    contractNumber: z.string().trim().max(100).optional(),
    amountFen: Fen.nullable().optional(),
    answerWaiting: z.literal(false).optional().describe("The answer was dealt with"),
  })
  .openapi("LedgerLineChange");
export type LedgerLineChange = z.infer<typeof LedgerLineChange>;

export const LedgerEntry = z
  .object({
    id,
    kind: z.enum(ENTRY_KINDS),
    happenedOn: Day,
    text: z.string(),
    corrects: id.nullable().describe("The entry that this one puts right"),
    details: z.record(z.string(), z.unknown()),
    author: Person.nullable().describe("Null where a link was answered"),
    at: instant,
  })
  .openapi("LedgerEntry");
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const LedgerEntryDraft = z
  .strictObject({
    kind: z.enum(WRITTEN_ENTRY_KINDS),
    happenedOn: Day.nullable().default(null).describe("Null for today"),
    text: z.string().trim().min(1).max(5000),
    corrects: id.nullable().default(null),
  })
  .openapi("LedgerEntryDraft");
export type LedgerEntryDraft = z.infer<typeof LedgerEntryDraft>;

export const LedgerOwner = z.object({ id, name: z.string(), role: z.string() }).openapi("LedgerOwner");
export type LedgerOwner = z.infer<typeof LedgerOwner>;

/** Columns of the ledger that come back from a workbook. */
export const LEDGER_FIELDS = [
  "owner",
  "state",
  "nextStep",
  "nextOn",
  "outcome",
  "contractNumber",
  "amountFen",
] as const;
export type LedgerField = (typeof LEDGER_FIELDS)[number];

const CellChange = z.object({
  field: z.enum(LEDGER_FIELDS),
  exported: z.string().describe("As it went out, in words"),
  current: z.string().describe("As it is now, in words"),
  edited: z.string().describe("As the workbook has it"),
  isConflict: z.boolean().describe("Somebody else changed the same cell meanwhile"),
  problem: Bilingual.nullable().describe("Why the cell cannot be taken as it is"),
});
export type CellChange = z.infer<typeof CellChange>;

export const LedgerImport = z
  .object({
    id,
    scopeId: id,
    fileName: z.string(),
    state: z.enum(["previewed", "applied", "discarded", "undone"]),
    lines: z.array(
      z.object({
        row: z.number().int().describe("Row number that Excel shows"),
        lineId: id.nullable(),
        number: z.number().int().nullable(),
        label: z.string().describe("Need and partner"),
        cells: z.array(CellChange),
        note: z.string().describe("What was written in the column for a new log entry; becomes one"),
        problem: Bilingual.nullable().describe("Why the row cannot be taken"),
      }),
    ),
    counts: z.object({
      rows: z.number().int(),
      changedLines: z.number().int(),
      changedCells: z.number().int(),
      conflicts: z.number().int(),
      problems: z.number().int(),
    }),
    result: z
      .object({
        changedLines: z.number().int(),
        changedCells: z.number().int(),
        entries: z.number().int(),
        left: z
          .number()
          .int()
          .describe("Cells and rows that were not taken: conflicts that stay, and what cannot be read"),
      })
      .nullable()
      .describe("What was written, once it is applied"),
    canUndo: z.boolean(),
    undo: z
      .object({
        cells: z.number().int().describe("That are what they were before"),
        lines: z.number().int(),
        entries: z.number().int().describe("Log entries of the workbook; a log is never unwritten, they stay"),
        stayed: z.array(
          z.object({
            lineId: id,
            number: z.number().int().nullable().describe("Null where the line is gone"),
            field: z.enum(LEDGER_FIELDS),
            why: Bilingual,
          }),
        ),
      })
      .nullable()
      .describe("What taking it back did, once it is undone"),
    createdBy: Person,
    createdAt: instant,
    appliedAt: instant.nullable(),
    version,
  })
  .openapi("LedgerImport");
export type LedgerImport = z.infer<typeof LedgerImport>;

export const LedgerImportChoice = z
  .strictObject({
    take: z
      .array(z.strictObject({ lineId: id, field: z.enum(LEDGER_FIELDS), side: z.enum(["edited", "current"]) }))
      .max(20_000)
      .default([])
      .describe("For each conflict, which value holds; one that is not named stays as it is now"),
  })
  .openapi("LedgerImportChoice");
export type LedgerImportChoice = z.infer<typeof LedgerImportChoice>;

// Reaching people -------------------------------------------------------------------------------------------------------------

const AUDIENCES = ["partner", "enterprise"] as const;

export const OutreachDraft = z
  .strictObject({
    audience: z.enum(AUDIENCES).default("partner"),
    days: z.number().int().min(1).max(90).default(14),
  })
  .openapi("OutreachDraft");
export type OutreachDraft = z.infer<typeof OutreachDraft>;

/** What the page behind a link shows: what it is about and nothing else. */
export const OutreachShown = z
  .object({
    audience: z.enum(AUDIENCES),
    pairName: z.string(),
    isSample: z.boolean().default(false).describe("Made up, to try the system with"),
    needNumber: z.string(),
    needTitle: z.string(),
    needText: z.string(),
    enterprise: z.string(),
    partnerName: z.string().nullable(),
    partnerUnit: z.string().nullable(),
    reason: Bilingual.nullable(),
    terms: z.array(z.string()),
  })
  .openapi("OutreachShown");
export type OutreachShown = z.infer<typeof OutreachShown>;

export const SharedMatch = z
  .object({
    id,
    partnerName: z.string(),
    partnerUnit: z.string().nullable(),
    reason: Bilingual.nullable(),
    sharedAt: z.string().describe("Instant, ISO 8601 in UTC"),
    answer: z.enum(ANSWERS).nullable().describe("What the enterprise answered by the link"),
    state: z.enum(LINE_STATES).nullable().describe("How far the two have come; null where nobody follows it up"),
  })
  .openapi("SharedMatch");
export type SharedMatch = z.infer<typeof SharedMatch>;

const OUTREACH_STATES = ["open", "answered", "expired", "revoked"] as const;

export const Outreach = z
  .object({
    id,
    scopeId: id,
    audience: z.enum(AUDIENCES),
    needId: id,
    needNumber: z.string(),
    needTitle: z.string(),
    partnerName: z.string().nullable(),
    state: z.enum(OUTREACH_STATES),
    opened: z.boolean(),
    forwards: z.number().int(),
    answers: z.array(
      z.object({
        answer: z.enum(ANSWERS),
        comment: z.string(),
        name: z.string(),
        contact: z.string(),
        wasForwarded: z.boolean(),
        lineId: id.nullable(),
        at: instant,
      }),
    ),
    createdBy: Person,
    createdAt: instant,
    expiresAt: instant,
  })
  .openapi("Outreach");
export type Outreach = z.infer<typeof Outreach>;

export const OutreachMade = z
  .object({
    id,
    url: z.string().describe("The link; shown once"),
    path: z.string(),
    token: z.string(),
    expiresAt: instant,
    text: Bilingual.describe("To paste into WeChat"),
    card: z
      .object({ title: Bilingual, lines: z.array(Bilingual), footer: Bilingual, url: z.string() })
      .describe("What a picture of it shows"),
  })
  .openapi("OutreachMade");
export type OutreachMade = z.infer<typeof OutreachMade>;

export const OutreachToken = z.strictObject({ token: z.string().min(1).max(200) }).openapi("OutreachToken");

export const OutreachView = z
  .object({
    shown: OutreachShown,
    expiresAt: instant,
    wasForwarded: z.boolean(),
    needsName: z.boolean().describe("Whoever is interested has to say who they are"),
  })
  .openapi("OutreachView");
export type OutreachView = z.infer<typeof OutreachView>;

export const OutreachAnswer = z
  .strictObject({
    token: z.string().min(1).max(200),
    answer: z.enum(ANSWERS),
    comment: z.string().trim().max(2000).default(""),
    name: z.string().trim().max(100).default(""),
    contact: z.string().trim().max(200).default(""),
  })
  .openapi("OutreachAnswer");
export type OutreachAnswer = z.infer<typeof OutreachAnswer>;

export const OutreachForwarded = z
  .object({ token: z.string(), path: z.string(), url: z.string(), expiresAt: instant, text: Bilingual })
  .openapi("OutreachForwarded");
export type OutreachForwarded = z.infer<typeof OutreachForwarded>;
