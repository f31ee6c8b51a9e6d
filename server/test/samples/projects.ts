import { newId } from "../../src/platform/ids.ts";
import { makeAgreement } from "../agreements.ts";
import {
  linkForTest,
  makeEvidence,
  makeGate,
  makeProject,
  makeReview,
  makeSupport,
  settleForTest,
  PROJECT_BODY,
} from "../projects.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const projectsSamples: SamplesOf = (world) => {
  const onProject =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({
      ...more,
      params: { projectId: await makeProject(world(), scopeId), ...more.params },
    });
  const inScope = async ({ scopeId }: Target) => {
    await makeProject(world(), scopeId);
    return { params: { scopeId } };
  };
  const onEvidence =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: await makeEvidence(world(), scopeId), ...more });
  const onReview =
    (more: Sample = {}) =>
    async ({ scopeId, actorId }: Target) => ({
      params: await makeReview(world(), scopeId, actorId ?? newId()),
      ...more,
    });
  const onGranted =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: await makeReview(world(), scopeId, newId(), "granted"), ...more });
  const onSupport =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: await makeSupport(world(), scopeId), ...more });
  const onGate =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: await makeGate(world(), scopeId), ...more });
  return {
    "GET /api/scopes/{scopeId}/projects": inScope,
    "GET /api/scopes/{scopeId}/projects/export": async (target) => ({
      ...(await inScope(target)),
      query: "?format=csv",
    }),
    "GET /api/scopes/{scopeId}/project-owners": inScope,
    // The laboratory would begin in time to come: 422 after the permission was looked at.
    "POST /api/scopes/{scopeId}/projects": ({ scopeId }) => ({
      params: { scopeId },
      body: { ...PROJECT_BODY, labSince: "2999-01-01" },
    }),
    "GET /api/projects/{projectId}": onProject(),
    "GET /api/projects/{projectId}/facility-costs": onProject(),
    "PATCH /api/projects/{projectId}": onProject({ body: { title: "改名" }, ifMatch: '"1"' }),
    "POST /api/projects/{projectId}/transitions": onProject({
      body: { action: "stop", on: "2999-01-01", reason: "不做了" },
      ifMatch: '"1"',
    }),
    "PUT /api/projects/{projectId}/stages/{stage}": onProject({
      params: { stage: "lab" },
      body: { startedOn: "2024-02-01" },
      ifMatch: '"1"',
    }),
    "POST /api/projects/{projectId}/agreements": async ({ scopeId, actorId }) => ({
      ...(await onProject()({ scopeId, actorId })),
      body: { stage: "lab", agreementId: await makeAgreement(world(), scopeId) },
    }),
    "DELETE /api/projects/{projectId}/stages/{stage}/agreements/{agreementId}": async ({ scopeId, actorId }) => {
      const agreementId = await makeAgreement(world(), scopeId);
      const { params } = await onProject({ params: { stage: "lab", agreementId } })({ scopeId, actorId });
      await linkForTest(world(), scopeId, params["projectId"] ?? "", agreementId);
      return { params };
    },
    "GET /api/readiness-scale": () => ({}),
    "GET /api/scopes/{scopeId}/readiness-reviewers": inScope,
    "POST /api/projects/{projectId}/evidence": onProject({
      query: `?kind=function_validation&title=${encodeURIComponent("验证记录")}&shownOn=2025-06-01`,
      file: { name: "验证记录.txt", bytes: new TextEncoder().encode("收率 ≥ 90%") },
    }),
    "GET /api/project-evidence/{evidenceId}": onEvidence(),
    "POST /api/project-evidence/{evidenceId}/withdrawal": onEvidence({ body: { reason: "传错了" } }),
    // Nothing that is offered shows the level: 422 after the permission was looked at.
    "POST /api/projects/{projectId}/readiness-reviews": onProject({
      body: { level: 3, evidenceIds: [newId()], reviewerIds: [newId()] },
    }),
    "POST /api/readiness-reviews/{reviewId}/verdicts": onReview({ body: { verdict: "refuse", reason: "样本太少" } }),
    "POST /api/readiness-reviews/{reviewId}/withdrawal": onReview(),
    "POST /api/readiness-reviews/{reviewId}/revocation": onGranted({ body: { reason: "原始数据无法复现" } }),
    // Promised in time to come: 422 before it is asked for which side somebody speaks.
    "POST /api/projects/{projectId}/support": onProject({
      body: { side: "zone", kind: "policy", description: "人才公寓", promisedOn: "2999-01-01" },
    }),
    "POST /api/project-support/{supportId}/deliveries": onSupport({
      body: { deliveredOn: "2999-01-01", note: "已交付" },
    }),
    "POST /api/project-support/{supportId}/withdrawal": async (target) => {
      const made = await onSupport({ body: { reason: "改为现金支持" } })(target);
      await settleForTest(world(), target.scopeId, made.params.supportId);
      return made;
    },
    "POST /api/projects/{projectId}/gates": onProject({ body: { stage: "proof_of_concept" } }),
    "POST /api/project-gates/{gateId}/withdrawal": onGate(),
    "POST /api/project-gates/{gateId}/decision": onGate({
      body: { decision: "pass", on: "2026-01-01" },
      ifMatch: '"1"',
    }),
    "POST /api/project-gates/{gateId}/waivers": onGate({
      body: { requirement: "readiness", reason: "同类产品已验证" },
      ifMatch: '"1"',
    }),
    "DELETE /api/project-gates/{gateId}/waivers/{waiverId}": onGate({ ifMatch: '"1"' }),
    "PUT /api/projects/{projectId}/permits": onProject({ body: { permits: [], noneNeeded: true }, ifMatch: '"1"' }),
  };
};
