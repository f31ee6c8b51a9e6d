import { z } from "@hono/zod-openapi";
import type { Router } from "../../../../platform/http/index.ts";
import { addReportFile, decideReport, getReport, saveReport, submitReport } from "./service.ts";
import { ProofReport, ProofReportContent, ProofReportDecision } from "./types.ts";

const tag = "proof-of-concept";
const apply = { permission: "proof.apply", in: "row" } as const;
const params = z.object({ applicationId: z.uuid() });

export function reportRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/proof-applications/{applicationId}/report",
      access: { permission: "proof.read", in: "row" },
      id: "getProofReport",
      tag,
      summary: "The report on a granted proof of concept, with what was promised and granted",
      params,
      answer: ProofReport,
    },
    async ({ ctx, params: { applicationId } }) => getReport(ctx, applicationId),
  );
  api.route(
    {
      method: "put",
      path: "/api/proof-applications/{applicationId}/report",
      access: apply,
      id: "saveProofReport",
      tag,
      summary: "Keep what is written so far",
      params,
      body: ProofReportContent,
      answer: ProofReport,
      ifMatch: true,
    },
    async ({ ctx, params: { applicationId }, body, version }) => saveReport(ctx, applicationId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-applications/{applicationId}/report/files",
      access: apply,
      id: "addProofReportFile",
      tag,
      summary: "Bring the report's file",
      params,
      body: "file",
      answer: ProofReport,
      status: 201,
    },
    async ({ ctx, params: { applicationId }, file }) => addReportFile(ctx, applicationId, file),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-applications/{applicationId}/report/submission",
      access: apply,
      id: "submitProofReport",
      tag,
      summary: "Hand the report in",
      params,
      answer: ProofReport,
      ifMatch: true,
    },
    async ({ ctx, params: { applicationId }, version }) => submitReport(ctx, applicationId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-applications/{applicationId}/report/decision",
      access: { permission: "proof.decide", in: "row" },
      id: "decideProofReport",
      tag,
      summary: "Accept it, which makes it evidence of the project, or return it with what is missing",
      params,
      body: ProofReportDecision,
      answer: ProofReport,
      ifMatch: true,
    },
    async ({ ctx, params: { applicationId }, body, version }) => decideReport(ctx, applicationId, body, version),
  );
}
