import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { Project, ProjectPerson } from "../types.ts";
import {
  addEvidence,
  applyForLevel,
  describeScale,
  judgeLevel,
  listReviewers,
  readEvidence,
  takeEvidenceBack,
  withdrawApplication,
} from "./service.ts";
import { revokeLevel } from "./revoke.ts";
import {
  EvidenceQuery,
  EvidenceWithdrawal,
  ReadinessApplication,
  ReadinessRevocation,
  ReadinessScale,
  ReadinessVerdict,
} from "./types.ts";

const tag = "projects";
const write = { permission: "project.write", in: "row" } as const;
const projectParams = z.object({ projectId: z.uuid() });
const evidenceParams = z.object({ evidenceId: z.uuid() });
const reviewParams = z.object({ reviewId: z.uuid() });

export function readinessRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/readiness-scale",
      access: "signed_in",
      id: "getReadinessScale",
      tag,
      summary: "The nine levels with the kinds of evidence that each requires",
      answer: ReadinessScale,
    },
    async () => describeScale(),
  );
  evidenceRoutes(api);
  reviewRoutes(api);
}

function evidenceRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/projects/{projectId}/evidence",
      access: { permission: "project.evidence", in: "row" },
      id: "addProjectEvidence",
      tag,
      summary: "Bring a file that shows how far the project is",
      params: projectParams,
      query: EvidenceQuery,
      body: "file",
      answer: Project,
      status: 201,
    },
    async ({ ctx, params, query, file }) => addEvidence(ctx, params.projectId, query, file),
  );
  api.route(
    {
      method: "get",
      path: "/api/project-evidence/{evidenceId}",
      access: { permission: "project.read", in: "row" },
      id: "readProjectEvidence",
      tag,
      summary: "The file of a piece of evidence",
      params: evidenceParams,
      answer: "file",
    },
    async ({ ctx, params }) => readEvidence(ctx, params.evidenceId),
  );
  api.route(
    {
      method: "post",
      path: "/api/project-evidence/{evidenceId}/withdrawal",
      access: write,
      id: "withdrawProjectEvidence",
      tag,
      summary: "Take evidence back on which no level rests; it stays in the record",
      params: evidenceParams,
      body: EvidenceWithdrawal,
      answer: Project,
    },
    async ({ ctx, params, body }) => takeEvidenceBack(ctx, params.evidenceId, body.reason),
  );
}

function reviewRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/readiness-reviewers",
      access: { permission: "project.write", in: "path" },
      id: "listReadinessReviewers",
      tag,
      summary: "Who may be named to judge a level",
      params: z.object({ scopeId: z.uuid() }),
      answer: z.object({ items: z.array(ProjectPerson) }),
    },
    async ({ ctx, params }) => listReviewers(ctx, params.scopeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/projects/{projectId}/readiness-reviews",
      access: write,
      id: "applyForReadiness",
      tag,
      summary: "Apply for a level, on evidence and to named reviewers",
      params: projectParams,
      body: ReadinessApplication,
      answer: Project,
      status: 201,
    },
    async ({ ctx, params, body }) => applyForLevel(ctx, params.projectId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/readiness-reviews/{reviewId}/verdicts",
      access: { permission: "project.grant", in: "row" },
      id: "judgeReadiness",
      tag,
      summary: "A named reviewer grants or refuses; with the last of them the level is granted",
      params: reviewParams,
      body: ReadinessVerdict,
      answer: Project,
    },
    async ({ ctx, params, body }) => judgeLevel(ctx, params.reviewId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/readiness-reviews/{reviewId}/withdrawal",
      access: write,
      id: "withdrawReadiness",
      tag,
      summary: "Take an application for a level back",
      params: reviewParams,
      answer: Project,
    },
    async ({ ctx, params }) => withdrawApplication(ctx, params.reviewId),
  );
  api.route(
    {
      method: "post",
      path: "/api/readiness-reviews/{reviewId}/revocation",
      access: { permission: "project.decide", in: "row" },
      id: "revokeReadiness",
      tag,
      summary: "Revoke a level that was granted, with the reason; by neither who applied for it nor who granted it",
      params: reviewParams,
      body: ReadinessRevocation,
      answer: Project,
    },
    async ({ ctx, params, body }) => revokeLevel(ctx, params.reviewId, body),
  );
}
