import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";

/** What a file of an agreement is a proof of. */
export const PAPER_KINDS = ["signed_text", "signed_amendment", "delivery", "acceptance", "other"] as const;
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
