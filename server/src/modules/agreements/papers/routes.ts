import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { addPaper, listPapers, readPaper } from "./service.ts";
import { AgreementPaper } from "./types.ts";

const tag = "agreements";
const agreementParams = z.object({ agreementId: z.uuid() });

export function papersRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/papers",
      access: { permission: "agreement.read", in: "row" },
      id: "listAgreementPapers",
      tag,
      summary: "The files of an agreement that the caller may read, with their digests",
      params: agreementParams,
      answer: z.array(AgreementPaper),
    },
    async ({ ctx, params }) => listPapers(ctx, params.agreementId),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/papers",
      access: { permission: "agreement.manage", in: "row" },
      id: "addAgreementPaper",
      tag,
      summary: "Add a paper that belongs to the agreement as a whole",
      params: agreementParams,
      body: "file",
      answer: AgreementPaper,
      status: 201,
    },
    async ({ ctx, params, file }) => addPaper(ctx, params.agreementId, file),
  );
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/papers/{paperId}",
      access: { permission: "agreement.read", in: "row" },
      id: "readAgreementPaper",
      tag,
      summary: "One file of an agreement",
      params: agreementParams.extend({ paperId: z.uuid() }),
      answer: "file",
    },
    async ({ ctx, params }) => readPaper(ctx, params.agreementId, params.paperId),
  );
}
