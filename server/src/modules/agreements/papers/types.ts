import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";

/** What a file of an agreement is a proof of. */
export const PAPER_KINDS = [
  "signed_text",
  "signed_amendment",
  "delivery",
  "acceptance",
  "approval",
  "statement",
  "pricing",
  "publicity",
  "seal",
  "other",
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

interface PaperKindDefinition {
  readonly name: Bilingual;
  /** Whether the enterprise that is a party reads it. */
  readonly isShared: boolean;
}

export const PAPERS: Readonly<Record<PaperKind, PaperKindDefinition>> = {
  signed_text: { name: { zh: "签署文本", en: "Signed text" }, isShared: true },
  signed_amendment: { name: { zh: "签署的补充协议", en: "Signed amendment" }, isShared: true },
  delivery: { name: { zh: "交付材料", en: "Delivered papers" }, isShared: true },
  acceptance: { name: { zh: "验收材料", en: "Acceptance papers" }, isShared: true },
  approval: { name: { zh: "审批材料", en: "Papers of a review" }, isShared: false },
  statement: { name: { zh: "利益冲突声明", en: "Conflict-of-interest statement" }, isShared: false },
  pricing: { name: { zh: "定价依据", en: "Pricing basis" }, isShared: false },
  publicity: { name: { zh: "公示材料", en: "Papers of the publicity" }, isShared: false },
  seal: { name: { zh: "用印材料", en: "Papers of the seal's use" }, isShared: false },
  other: { name: { zh: "其他材料", en: "Other papers" }, isShared: false },
};

const id = z.uuid();

export const AgreementPaper = z
  .object({
    id,
    kind: z.enum(PAPER_KINDS),
    kindName: z.object({ zh: z.string(), en: z.string() }),
    subjectId: id.nullable().describe("The delivery, amendment, step or statement that it belongs to"),
    name: z.string(),
    sha256: z.string(),
    sizeBytes: z.number(),
    addedBy: z.object({ id, name: z.string() }),
    addedAt: z.string().describe("Instant, ISO 8601 in UTC"),
  })
  .openapi("AgreementPaper");
export type AgreementPaper = z.output<typeof AgreementPaper>;
