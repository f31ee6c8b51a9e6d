import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { AgreementPaper } from "../papers/types.ts";
import {
  addAmendmentPaper,
  changeAmendment,
  draftAmendment,
  exportAmendment,
  listAmendments,
  moveAmendment,
} from "./service.ts";
import { Amendment, AmendmentChange, AmendmentDraft, AmendmentTransition } from "./types.ts";

const tag = "agreements";
const manage = { permission: "agreement.manage", in: "row" } as const;
const agreementParams = z.object({ agreementId: z.uuid() });
const amendmentParams = agreementParams.extend({ amendmentId: z.uuid() });

export function amendmentsRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/amendments",
      access: { permission: "agreement.read", in: "row" },
      id: "listAgreementAmendments",
      tag,
      summary: "Amendments in their order, each with what it changes",
      params: agreementParams,
      answer: z.array(Amendment),
    },
    async ({ ctx, params }) => listAmendments(ctx, params.agreementId),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/amendments",
      access: manage,
      id: "draftAgreementAmendment",
      tag,
      summary: "Draw up the next amendment of a signed agreement; it begins with the text in force",
      params: agreementParams,
      body: AmendmentDraft,
      answer: z.array(Amendment),
      status: 201,
    },
    async ({ ctx, params, body }) => draftAmendment(ctx, params.agreementId, body.reason),
  );
  api.route(
    {
      method: "patch",
      path: "/api/agreements/{agreementId}/amendments/{amendmentId}",
      access: manage,
      id: "changeAgreementAmendment",
      tag,
      summary: "Change the draft of an amendment; parties, milestones and payments are given whole",
      params: amendmentParams,
      body: AmendmentChange,
      answer: z.array(Amendment),
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) =>
      changeAmendment(ctx, params.agreementId, params.amendmentId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/amendments/{amendmentId}/transitions",
      access: manage,
      id: "moveAgreementAmendment",
      tag,
      summary: "Record that an amendment was signed, from when on its text is in force, or is dropped",
      params: amendmentParams,
      body: AmendmentTransition,
      answer: z.array(Amendment),
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => moveAmendment(ctx, params.agreementId, params.amendmentId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/amendments/{amendmentId}/papers",
      access: manage,
      id: "addAgreementAmendmentPaper",
      tag,
      summary: "Add the signed text of an amendment",
      params: amendmentParams,
      body: "file",
      answer: AgreementPaper,
      status: 201,
    },
    async ({ ctx, params, file }) => addAmendmentPaper(ctx, params.agreementId, params.amendmentId, file),
  );
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/amendments/{amendmentId}/document",
      access: { permission: "agreement.export", in: "row" },
      id: "getAgreementAmendmentDocument",
      tag,
      summary: "The text of an amendment as a Word document, in Chinese",
      params: amendmentParams,
      answer: "file",
    },
    async ({ ctx, params }) => exportAmendment(ctx, params.agreementId, params.amendmentId),
  );
}
