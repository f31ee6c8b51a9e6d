import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { AgreementPaper } from "../papers/types.ts";
import { exportDueDiligence } from "./due-diligence.ts";
import { getFlow, setFlow } from "./flow-service.ts";
import { addStepPaper, doStep, listApprovals, startApproval, withdrawApproval } from "./service.ts";
import { ApprovalStart, Approvals, Flow, FlowDraft, StepOutcome } from "./types.ts";

const tag = "agreements";
const scopeParams = z.object({ scopeId: z.uuid() });
const agreementParams = z.object({ agreementId: z.uuid() });
const approvalParams = agreementParams.extend({ approvalId: z.uuid() });
const stepParams = approvalParams.extend({ stepId: z.uuid() });

export function approvalRoutes(api: Router): void {
  flowRoutes(api);
  stepRoutes(api);
}

function flowRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/agreement-flow",
      access: { permission: "agreement.read", in: "path" },
      id: "getAgreementFlow",
      tag,
      summary: "How an institution approves agreements: the version in force and those before",
      params: scopeParams,
      answer: Flow,
    },
    async ({ ctx, params }) => getFlow(ctx, params.scopeId),
  );
  api.route(
    {
      method: "put",
      path: "/api/scopes/{scopeId}/agreement-flow",
      access: { permission: "agreement.set_flow", in: "path" },
      id: "setAgreementFlow",
      tag,
      summary: "Set the next version of an institution's flow",
      params: scopeParams,
      body: FlowDraft,
      answer: Flow,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => setFlow(ctx, params.scopeId, body.steps, version),
  );
}

function stepRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/approvals",
      access: { permission: "agreement.read", in: "row" },
      id: "listAgreementApprovals",
      tag,
      summary: "How a text goes through the flows of its institutions, step by step; nothing for the other party",
      params: agreementParams,
      answer: Approvals,
    },
    async ({ ctx, params }) => listApprovals(ctx, params.agreementId),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/approvals",
      access: { permission: "agreement.manage", in: "row" },
      id: "startAgreementApproval",
      tag,
      summary: "Submit a complete draft, or an amendment, to every institution that asks for steps",
      params: agreementParams,
      body: ApprovalStart,
      answer: Approvals,
      status: 201,
    },
    async ({ ctx, params, body }) => startApproval(ctx, params.agreementId, body.amendmentId),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/approvals/{approvalId}/withdrawal",
      access: { permission: "agreement.manage", in: "row" },
      id: "withdrawAgreementApproval",
      tag,
      summary: "Take a text out of review, so that it can be changed",
      params: approvalParams,
      answer: Approvals,
    },
    async ({ ctx, params }) => withdrawApproval(ctx, params.agreementId, params.approvalId),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}",
      access: { permission: "agreement.approve", in: "row" },
      id: "doAgreementApprovalStep",
      tag,
      summary: "Do the step whose turn it is, or send the text back with reasons",
      params: stepParams,
      body: StepOutcome,
      answer: Approvals,
    },
    async ({ ctx, params, body }) => doStep(ctx, params.agreementId, params.approvalId, params.stepId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}/papers",
      access: { permission: "agreement.approve", in: "row" },
      id: "addAgreementApprovalPaper",
      tag,
      summary: "Add a paper to the step whose turn it is",
      params: stepParams,
      body: "file",
      answer: AgreementPaper,
      status: 201,
    },
    async ({ ctx, params, file }) => addStepPaper(ctx, params.agreementId, params.approvalId, params.stepId, file),
  );
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/due-diligence",
      access: { permission: "agreement.approve", in: "row" },
      id: "exportAgreementDueDiligence",
      tag,
      summary: "The papers that prove due diligence, as a zip with an index of steps, statements, files and digests",
      params: agreementParams,
      answer: "file",
    },
    async ({ ctx, params }) => exportDueDiligence(ctx, params.agreementId),
  );
}
