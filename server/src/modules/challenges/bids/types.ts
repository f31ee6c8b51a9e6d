import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";

export const BID_STATES = ["draft", "submitted", "withdrawn", "eliminated", "chosen", "not_chosen", "lapsed"] as const;
export type BidState = (typeof BID_STATES)[number];

export const BID_STATE_NAMES: Readonly<Record<BidState, Bilingual>> = {
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

export const BidMember = z
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
