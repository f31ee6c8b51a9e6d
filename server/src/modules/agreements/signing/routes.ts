import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { addSignedText, listSignatures } from "./service.ts";
import { AgreementSignatures } from "./types.ts";

const tag = "agreements";
const params = z.object({ agreementId: z.uuid() });

export function signingRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/signatures",
      access: { permission: "agreement.read", in: "row" },
      id: "listAgreementSignatures",
      tag,
      summary: "Signed texts with digest, who and when, what that proves, and whether each file is intact",
      params,
      answer: AgreementSignatures,
    },
    async ({ ctx, params: { agreementId } }) => listSignatures(ctx, agreementId),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/signatures",
      access: { permission: "agreement.manage", in: "row" },
      id: "addAgreementSignedText",
      tag,
      summary: "Record the file that was signed",
      params,
      body: "file",
      answer: AgreementSignatures,
      status: 201,
    },
    async ({ ctx, params: { agreementId }, file }) => addSignedText(ctx, agreementId, file),
  );
}
