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

export const REWARD_KINDS = ["reward", "budget", "open"] as const;
export const OWNERSHIP_KINDS = ["poster", "bidder", "shared", "agreed"] as const;

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

export const Milestone = z
  .strictObject({
    key: Key,
    name: Text(200).min(1),
    due: Day.nullable().default(null),
    deliverable: Text(1000).default(""),
    share: z.number().int().min(0).max(100).default(0).describe("Percent of the money that is due with it"),
  })
  .openapi("ChallengeMilestone");

export const RaceGate = z
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
        institutions: z.array(z.uuid()).max(50).describe("Scopes that may bid; empty: whoever may read it"),
        needsSenior: z.boolean().describe("The lead has a senior title"),
        mostMembers: z.number().int().min(1).max(50).nullable(),
      })
      .default({ text: "", institutions: [], needsSenior: false, mostMembers: null }),
    criteria: z.array(Criterion).max(20).default([]),
    gates: z.array(RaceGate).max(10).default([]).describe("Of a race: where some stay and some are eliminated"),
  })
  .openapi("ChallengeTerms");
export type ChallengeTerms = z.infer<typeof ChallengeTerms>;
