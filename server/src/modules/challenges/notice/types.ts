import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";

export const CHALLENGE_MODES = ["negotiated", "sealed", "race"] as const;
export type ChallengeMode = (typeof CHALLENGE_MODES)[number];

export const CHALLENGE_MODE_NAMES: Readonly<Record<ChallengeMode, Bilingual>> = {
  negotiated: { zh: "洽谈式", en: "negotiated" },
  sealed: { zh: "密封式", en: "sealed" },
  race: { zh: "赛马制", en: "horse race" },
};

export const CHALLENGE_STATES = [
  "draft",
  "published",
  "closed",
  "opened",
  "applied",
  "racing",
  "in_evaluation",
  "decided",
  "in_notice",
  "awarded",
  "failed",
  "cancelled",
] as const;
export type ChallengeState = (typeof CHALLENGE_STATES)[number];

export const CHALLENGE_STATE_NAMES: Readonly<Record<ChallengeState, Bilingual>> = {
  draft: { zh: "草稿", en: "draft" },
  published: { zh: "已发榜", en: "published" },
  closed: { zh: "已收榜", en: "closed" },
  opened: { zh: "已开标", en: "opened" },
  applied: { zh: "已联合申报", en: "jointly applied" },
  racing: { zh: "赛马中", en: "racing" },
  in_evaluation: { zh: "评审中", en: "in evaluation" },
  decided: { zh: "已决定", en: "decided" },
  in_notice: { zh: "公示中", en: "in public notice" },
  awarded: { zh: "已授榜", en: "awarded" },
  failed: { zh: "流榜", en: "failed" },
  cancelled: { zh: "已撤榜", en: "cancelled" },
};

export const CHALLENGE_ACTIONS = [
  "publish",
  "close",
  "open",
  "apply",
  "take_back_application",
  "start_race",
  "begin_evaluation",
  "decide",
  "announce",
  "reconsider",
  "award",
  "fail",
  "cancel",
] as const;
export type ChallengeAction = (typeof CHALLENGE_ACTIONS)[number];

export const AUDIENCES = ["pair", "province"] as const;
export type Audience = (typeof AUDIENCES)[number];

const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Fen = z
  .string()
  .regex(/^\d{1,15}$/)
  .describe("Fen, 1/100 yuan, as a decimal string");
const Text = (most: number) => z.string().trim().max(most);
/** Short and stable, so that a score or a promise still belongs to it when its wording is mended in a draft. */
const Key = z
  .string()
  .regex(/^[a-z0-9]{1,12}$/)
  .describe("Stable within the challenge");

const REWARD_KINDS = ["reward", "budget", "open"] as const;
const OWNERSHIP_KINDS = ["poster", "bidder", "shared", "agreed"] as const;

export const Indicator = z
  .strictObject({
    key: Key,
    name: Text(200).min(1),
    target: Text(200).describe("What is to be reached, as ≤ 6 or 95 to 98"),
    unit: Text(40).default(""),
    isRequired: z.boolean().default(true).describe("A bid that promises less is no answer to the challenge"),
  })
  .openapi("ChallengeIndicator");
export type Indicator = z.infer<typeof Indicator>;

export const Criterion = z
  .strictObject({
    key: Key,
    name: Text(100).min(1),
    explanation: Text(1000).default(""),
    weight: z.number().int().min(1).max(100).describe("Percent; all of them together are 100"),
  })
  .openapi("ChallengeCriterion");
export type Criterion = z.infer<typeof Criterion>;

const Milestone = z
  .strictObject({
    key: Key,
    name: Text(200).min(1),
    due: Day.nullable().default(null),
    deliverable: Text(1000).default(""),
    share: z.number().int().min(0).max(100).default(0).describe("Percent of the money that is due with it"),
  })
  .openapi("ChallengeMilestone");

const RaceGate = z
  .strictObject({
    key: Key,
    name: Text(200).min(1),
    due: Day.nullable().default(null),
    keeps: z.number().int().min(1).max(20).describe("How many go on after it, at most"),
    asks: Text(1000).default("").describe("What is looked at"),
  })
  .openapi("RaceGate");

/** Everything that is frozen with the publication, beside title, purpose, window and quota. */
export const ChallengeTerms = z
  .strictObject({
    indicators: z.array(Indicator).max(50).default([]),
    money: z
      .strictObject({ kind: z.enum(REWARD_KINDS), low: Fen.nullable(), high: Fen.nullable(), note: Text(1000) })
      .default({ kind: "open", low: null, high: null, note: "" })
      .describe("A reward, a budget, or open to talks; low and high are the same where it is one sum"),
    ownership: z
      .strictObject({ kind: z.enum(OWNERSHIP_KINDS), note: Text(2000) })
      .default({ kind: "agreed", note: "" })
      .describe("Who owns the results"),
    milestones: z.array(Milestone).max(30).default([]),
    eligibility: z
      .strictObject({
        text: Text(4000),
        institutions: z
          .array(z.uuid())
          .max(50)
          .describe("Scopes that may bid; where neither these nor names are given: whoever may read it"),
        institutionNames: z
          .array(Text(200).min(1))
          .max(50)
          .optional()
          .describe("Institutions that may bid, by their names: as the notice shows them, with or without an account"),
        needsSenior: z.boolean().describe("The lead has a senior title"),
        mostMembers: z.number().int().min(1).max(50).nullable(),
      })
      .default({ text: "", institutions: [], needsSenior: false, mostMembers: null }),
    criteria: z.array(Criterion).max(20).default([]),
    gates: z.array(RaceGate).max(10).default([]).describe("Of a race: where some stay and some are eliminated"),
  })
  .openapi("ChallengeTerms");
export type ChallengeTerms = z.infer<typeof ChallengeTerms>;

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Instant = z.iso.datetime({ offset: true }).describe("Instant, ISO 8601");
const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Person = z.object({ id, name: z.string().nullable() });

const Written = {
  title: Text(300).min(1),
  purpose: Text(20_000),
  mode: z.enum(CHALLENGE_MODES),
  terms: ChallengeTerms,
  opensAt: Instant.nullable().describe("When bids are taken from; unset: from the publication on"),
  closesAt: Instant.nullable().describe("When the window ends, by the time of the database"),
  noticeDays: z.number().int().min(1).max(60),
  quota: z.number().int().min(1).max(99).nullable().describe("Bids that one institution may have in"),
  audience: z.enum(AUDIENCES),
  posterName: Text(300),
  namesPoster: z.boolean().describe("Whether the notice names the enterprise"),
};

export const ChallengeDraft = z
  .strictObject({
    needIds: z
      .array(id)
      .min(1)
      .max(20)
      .describe("Needs of the pair, of which it is made; what they say is the first draft"),
    mode: z.enum(CHALLENGE_MODES).default("negotiated"),
  })
  .openapi("ChallengeDraft");
export type ChallengeDraft = z.infer<typeof ChallengeDraft>;

export const ChallengeChange = z.strictObject(Written).partial().openapi("ChallengeChange");
export type ChallengeChange = z.infer<typeof ChallengeChange>;

export const AddendumDraft = z
  .strictObject({
    body: Text(20_000).min(1).describe("What is changed or explained; every bidder is told"),
    closesAt: Instant.optional().describe("A later end of the window"),
  })
  .openapi("ChallengeAddendumDraft");
export type AddendumDraft = z.infer<typeof AddendumDraft>;

export const Addendum = z.object({
  number: z.number().int(),
  body: z.string(),
  closedAtBefore: instant.nullable(),
  closesAt: instant.nullable(),
  createdAt: instant,
});
export type Addendum = z.infer<typeof Addendum>;

export const CHALLENGE_ENDS = ["close", "fail", "cancel"] as const;

export const ChallengeEnd = z
  .strictObject({ action: z.enum(CHALLENGE_ENDS), reason: Text(2000).default("") })
  .openapi("ChallengeEnd");
export type ChallengeEnd = z.infer<typeof ChallengeEnd>;

const NeedOfChallenge = z.object({
  needId: id,
  number: z.string(),
  title: z.string(),
  enterprise: z.string(),
});

export const CHALLENGE_SORTS = ["code", "state", "title", "closesAt", "updatedAt"] as const;

const Common = {
  id,
  scopeId: id,
  code: z.string(),
  title: z.string(),
  mode: z.enum(CHALLENGE_MODES),
  state: z.enum(CHALLENGE_STATES),
  stateSince: instant,
  audience: z.enum(AUDIENCES),
  poster: z
    .string()
    .nullable()
    .describe("Null where the notice does not name the enterprise and you are not of the office"),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  money: z.object({
    kind: z.enum(REWARD_KINDS),
    low: z.string().nullable(),
    high: z.string().nullable(),
    note: z.string(),
  }),
  isWindowOver: z.boolean().describe("By the time of the database"),
  bids: z.number().int().nullable().describe("How many bids are in, for the office and the poster; null for others"),
  updatedAt: instant,
  version: z.number().int(),
};

export const ChallengeSummary = z.object(Common).openapi("ChallengeSummary");
export type ChallengeSummary = z.infer<typeof ChallengeSummary>;

const CHALLENGE_STEP_STANDS = ["done", "now", "next", "skipped"] as const;

export const TimelineStep = z.object({
  key: z.string(),
  text: Bilingual,
  stands: z.enum(CHALLENGE_STEP_STANDS),
  at: instant.nullable().describe("When it was, or when it is due"),
  hint: Bilingual.nullable().describe("Of the step that is now: what happens next, and who does it"),
});
export type TimelineStep = z.infer<typeof TimelineStep>;

export const Challenge = z
  .object({
    ...Common,
    stateReason: z.string().nullable(),
    purpose: z.string(),
    terms: ChallengeTerms,
    termsDigest: z.string().nullable().describe("SHA-256 of what was frozen at the publication"),
    noticeDays: z.number().int(),
    quota: z.number().int().nullable(),
    namesPoster: z.boolean(),
    zone: z.string().describe("The zone that posts it"),
    university: z.string().describe("The pair's university"),
    needs: z.array(NeedOfChallenge).describe("Empty for those who only read the notice"),
    addenda: z.array(Addendum),
    timeline: z.array(TimelineStep),
    openings: z.array(Person.extend({ at: instant })).describe("Who confirmed the opening of a sealed one"),
    hasConfidentialPart: z.boolean(),
    publishedAt: instant.nullable(),
    actions: z.array(z.enum(CHALLENGE_ACTIONS)).describe("Steps that you may take now"),
    lacks: z.array(Bilingual).describe("What a draft lacks to be published"),
    mayChange: z.boolean(),
    mayAmend: z.boolean().describe("Add an addendum"),
    mayEnterPaper: z.boolean().describe("Enter a bid that came on paper; in a sealed one it is refused"),
    mayOpen: z.boolean().describe("Confirm the opening of a sealed one"),
    mayReadBids: z.boolean(),
    maySeeParties: z.boolean().describe("Of the office or the poster: sees needs, steps and the number of bids"),
    bidders: z.array(z.object({ id, name: z.string() })).describe("Institutions for which you may bid now"),
    teamPairs: z
      .array(z.object({ id, name: z.string() }))
      .describe("Pairs out of whose lists you may form a team for it now"),
  })
  .openapi("Challenge");
export type Challenge = z.infer<typeof Challenge>;

export const ChallengeStepShown = z.object({
  at: instant,
  actor: Person.nullable().describe("Null: the system"),
  action: z.string(),
  text: Bilingual,
  reason: z.string().nullable(),
});
export type ChallengeStepShown = z.infer<typeof ChallengeStepShown>;

export const ConfidentialPartChange = z
  .strictObject({ body: Text(20_000).describe("Empty: there is no confidential part any more") })
  .openapi("ConfidentialPartChange");

export const ConfidentialAcceptance = z
  .strictObject({
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("Of the statement that was shown"),
  })
  .openapi("ConfidentialAcceptance");

export const ConfidentialPart = z
  .object({
    isAccepted: z.boolean(),
    statement: z.object({ version: z.number().int(), digest: z.string(), text: Bilingual }),
    body: z.string().nullable().describe("Null until the statement is accepted"),
  })
  .openapi("ConfidentialPart");
export type ConfidentialPart = z.infer<typeof ConfidentialPart>;

export const ChallengeImport = z
  .object({
    isApplied: z.boolean(),
    rows: z.array(z.object({ row: z.number().int(), code: z.string().nullable(), title: z.string() })),
    same: z.number().int().describe("Rows whose needs are in a draft or a challenge already"),
    refused: z.array(z.object({ row: z.number().int(), text: Bilingual })),
  })
  .openapi("ChallengeImport");
export type ChallengeImport = z.infer<typeof ChallengeImport>;
