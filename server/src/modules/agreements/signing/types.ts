import { z } from "@hono/zod-openapi";
import { AgreementPaper } from "../papers/types.ts";

const Named = z.object({ zh: z.string(), en: z.string() });

const AgreementSignature = z
  .object({
    id: z.uuid(),
    paper: AgreementPaper,
    sha256: z.string(),
    service: Named,
    isLicensed: z.boolean(),
    statement: Named.describe("What the record proves, and what it does not"),
    recordedBy: z.object({ id: z.uuid(), name: z.string() }),
    recordedAt: z.string().describe("Instant, ISO 8601 in UTC"),
    isIntact: z.boolean().describe("Whether the file is the one that was recorded, looked at anew"),
  })
  .openapi("AgreementSignature");

export const AgreementSignatures = z
  .object({ signatures: z.array(AgreementSignature), mayAdd: z.boolean() })
  .openapi("AgreementSignatures");
export type AgreementSignatures = z.output<typeof AgreementSignatures>;
