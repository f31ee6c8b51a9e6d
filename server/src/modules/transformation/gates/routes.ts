import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { Project } from "../types.ts";
import { applyForGate, decide, statePermits, takeWaiverBack, waive, withdrawGateApplication } from "./service.ts";
import { GateApplication, GateDecision, PermitStatement, WaiverDraft } from "./types.ts";

const tag = "projects";
const write = { permission: "project.write", in: "row" } as const;
const decides = { permission: "project.decide", in: "row" } as const;
const projectParams = z.object({ projectId: z.uuid() });
const gateParams = z.object({ gateId: z.uuid() });

export function gateRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/projects/{projectId}/gates",
      access: write,
      id: "applyForGate",
      tag,
      summary: "Apply to enter a stage",
      params: projectParams,
      body: GateApplication,
      answer: Project,
      status: 201,
    },
    async ({ ctx, params, body }) => applyForGate(ctx, params.projectId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/project-gates/{gateId}/withdrawal",
      access: write,
      id: "withdrawGateApplication",
      tag,
      summary: "Take an application for a gate back",
      params: gateParams,
      answer: Project,
    },
    async ({ ctx, params }) => withdrawGateApplication(ctx, params.gateId),
  );
  api.route(
    {
      method: "post",
      path: "/api/project-gates/{gateId}/decision",
      access: decides,
      id: "decideGate",
      tag,
      summary: "Pass, hold or stop; passing takes everything there or waived. If-Match is the project's version",
      params: gateParams,
      body: GateDecision,
      answer: Project,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => decide(ctx, params.gateId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/project-gates/{gateId}/waivers",
      access: decides,
      id: "waiveRequirement",
      tag,
      summary: "Let the gate do without something that is missing, by name and with the reason",
      params: gateParams,
      body: WaiverDraft,
      answer: Project,
      status: 201,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => waive(ctx, params.gateId, body, version),
  );
  api.route(
    {
      method: "delete",
      path: "/api/project-gates/{gateId}/waivers/{waiverId}",
      access: decides,
      id: "revokeWaiver",
      tag,
      summary: "Take a waiver back before the gate is decided",
      params: gateParams.extend({ waiverId: z.uuid() }),
      answer: Project,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => takeWaiverBack(ctx, params.gateId, params.waiverId, version),
  );
  api.route(
    {
      method: "put",
      path: "/api/projects/{projectId}/permits",
      access: write,
      id: "statePermits",
      tag,
      summary: "State which permits the industry needs and which are there, or that it needs none",
      params: projectParams,
      body: PermitStatement,
      answer: Project,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => statePermits(ctx, params.projectId, body, version),
  );
}
