import { z } from "@hono/zod-openapi";
import type { Bilingual as Words } from "@dual-high/kernel";
import { CHALLENGE_MODES, CHALLENGE_STATES } from "../notice/types.ts";

export const BID_STATES = ["draft", "submitted", "withdrawn", "eliminated", "chosen", "not_chosen", "lapsed"] as const;
export type BidState = (typeof BID_STATES)[number];

export const BID_STATE_NAMES: Readonly<Record<BidState, Words>> = {
  draft: { zh: "草稿", en: "draft" },
  submitted: { zh: "已提交", en: "submitted" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
  eliminated: { zh: "未出线", en: "eliminated" },
  chosen: { zh: "已选中", en: "chosen" },
  not_chosen: { zh: "未选中", en: "not chosen" },
  lapsed: { zh: "已失效", en: "lapsed" },
};

const Text = (most: number) => z.string().trim().max(most);
const Fen = z
  .string()
  .regex(/^\d{1,15}$/)
  .describe("Fen, 1/100 yuan, as a decimal string");

const BidMember = z
  .strictObject({
    name: Text(100).min(1),
    unit: Text(300).default(""),
    title: Text(100).default(""),
    role: Text(200).default(""),
    hours: z.number().int().min(0).max(20_000).nullable().default(null).describe("Hours in the whole project"),
    isLead: z.boolean().default(false),
  })
  .openapi("BidMember");
export type BidMember = z.infer<typeof BidMember>;

/** What a bid says. A draft may lack anything; what a bid needs to be submitted is in rules.ts. */
export const BidContent = z
  .strictObject({
    title: Text(300).default(""),
    members: z.array(BidMember).max(50).default([]),
    plan: Text(20_000).default(""),
    indicators: z
      .array(z.strictObject({ key: z.string().max(12), promised: Text(300) }))
      .max(50)
      .default([])
      .describe("What is promised for each indicator of the challenge, by its key"),
    price: Fen.nullable().default(null),
    priceNote: Text(2000).default(""),
    evidence: Text(10_000).default("").describe("What shows that the team can do it"),
    contact: Text(300).default(""),
  })
  .openapi("BidContent");
export type BidContent = z.infer<typeof BidContent>;

export const EMPTY_BID: BidContent = {
  title: "",
  members: [],
  plan: "",
  indicators: [],
  price: null,
  priceNote: "",
  evidence: "",
  contact: "",
};

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Person = z.object({ id, name: z.string().nullable() });

export const BidDraft = z
  .strictObject({
    bidderId: id.describe("The institution that bids, in which you may do so"),
    content: BidContent.default(EMPTY_BID),
    formedTeamId: id.nullable().default(null).describe("A formed team, from which its members are taken"),
  })
  .openapi("BidDraft");
export type BidDraft = z.infer<typeof BidDraft>;

export const BidChange = z.strictObject({ content: BidContent }).openapi("BidChange");

const Paper = z
  .object({
    enteredBy: Person,
    receivedAt: instant.nullable().describe("When the paper came in, as whoever entered it says"),
    note: z.string(),
    scan: z.object({ name: z.string(), sizeBytes: z.number() }).nullable(),
  })
  .nullable()
  .describe("Of a bid that the office entered from paper; null of one that its bidder submitted");

export const PaperBidDraft = z
  .strictObject({
    bidderName: Text(200).min(1).describe("The institution as the paper names it"),
    content: BidContent,
    receivedAt: z.iso
      .datetime({ offset: true })
      .nullable()
      .default(null)
      .describe("When the paper came in. In time is what arrives here, by the time of the database"),
    note: Text(1000).default("").describe("How it came, as by post with its number"),
  })
  .openapi("PaperBidDraft");
export type PaperBidDraft = z.infer<typeof PaperBidDraft>;

export const Bid = z
  .object({
    id,
    challengeId: id,
    challengeCode: z.string(),
    challengeTitle: z.string(),
    challengeState: z.enum(CHALLENGE_STATES),
    mode: z.enum(CHALLENGE_MODES),
    closesAt: instant.nullable(),
    bidderId: id,
    bidderName: z.string(),
    receipt: z.string(),
    number: z.number().int().nullable().describe("From the opening on"),
    state: z.enum(BID_STATES),
    stateReason: z.string().nullable(),
    isOpen: z.boolean().describe("Read by the office and the poster"),
    content: BidContent,
    formedTeamId: id.nullable(),
    submittedAt: instant.nullable(),
    updatedAt: instant,
    version: z.number().int(),
    lacks: z.array(Bilingual).describe("What a draft lacks to be submitted"),
    isOwn: z.boolean(),
    mayChange: z.boolean(),
    mayWithdraw: z.boolean(),
    paper: Paper,
    mayAttachScan: z.boolean(),
    mayTalk: z.boolean(),
    mayApply: z.boolean().describe("Write or confirm the joint application"),
  })
  .openapi("Bid");
export type Bid = z.infer<typeof Bid>;

export const BidSummary = Bid.omit({ content: true, lacks: true, paper: true })
  .extend({ title: z.string() })
  .openapi("BidSummary");
export type BidSummary = z.infer<typeof BidSummary>;

export const BidImport = z
  .object({
    isApplied: z.boolean(),
    rows: z
      .array(z.object({ row: z.number().int(), title: z.string(), receipt: z.string().nullable() }))
      .describe("Taken in, or where it was only looked at, fit to be"),
    same: z.number().int().describe("Rows with the receipt of a bid that is there already"),
    refused: z.array(z.object({ row: z.number().int(), title: z.string(), text: Bilingual })),
  })
  .openapi("BidImport");
export type BidImport = z.infer<typeof BidImport>;

export const OpenBid = z
  .object({
    id,
    receipt: z.string(),
    number: z.number().int().nullable(),
    bidderName: z.string(),
    state: z.enum(BID_STATES),
    stateReason: z.string().nullable(),
    submittedAt: instant.nullable(),
    isFromPaper: z.boolean().describe("Entered by the office from paper"),
    content: BidContent,
    gates: z.array(z.object({ gate: z.string(), stays: z.boolean(), reason: z.string() })),
    version: z.number().int(),
  })
  .openapi("OpenBid");
export type OpenBid = z.infer<typeof OpenBid>;

const TALK_SIDES = ["bidder", "poster", "office"] as const;
const TALK_KINDS = ["message", "meeting", "visit", "telephone"] as const;

export const BidTalkDraft = z
  .strictObject({
    kind: z.enum(TALK_KINDS).default("message"),
    heldOn: z.iso.date().nullable().default(null),
    body: Text(10_000).min(1),
  })
  .openapi("BidTalkDraft");
export type BidTalkDraft = z.infer<typeof BidTalkDraft>;

export const BidTalk = z
  .object({
    id,
    at: instant,
    actor: Person,
    side: z.enum(TALK_SIDES),
    kind: z.enum(TALK_KINDS),
    heldOn: z.string().nullable(),
    body: z.string(),
  })
  .openapi("BidTalk");
export type BidTalk = z.infer<typeof BidTalk>;

export const JointApplicationChange = z
  .strictObject({
    summary: Text(10_000).min(1).describe("What both sides agreed on"),
    amount: Fen.nullable().default(null),
  })
  .openapi("JointApplicationChange");
export type JointApplicationChange = z.infer<typeof JointApplicationChange>;

const Confirmation = Person.extend({ at: instant }).nullable();

export const JointApplication = z
  .object({
    bidId: id,
    summary: z.string(),
    amount: z.string().nullable(),
    agreement: z.object({ id, name: z.string(), sizeBytes: z.number() }).nullable(),
    bidder: Confirmation,
    poster: Confirmation,
    accepted: Confirmation,
    version: z.number().int(),
    mayChange: z.boolean(),
    mayConfirm: z.array(z.enum(["bidder", "poster"])),
    mayAccept: z.boolean(),
  })
  .openapi("JointApplication");
export type JointApplication = z.infer<typeof JointApplication>;

export const RaceDecision = z
  .strictObject({
    gate: z
      .string()
      .regex(/^[a-z0-9]{1,12}$/)
      .describe("`start`, or the key of a gate in the terms"),
    results: z
      .array(z.strictObject({ bidId: id, stays: z.boolean(), reason: Text(2000).min(1) }))
      .min(1)
      .max(100),
  })
  .openapi("RaceDecision");
export type RaceDecision = z.infer<typeof RaceDecision>;
