import { declareRow } from "../../src/modules/transformation/proof/reviews/queries.ts";
import { withSystem } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/ids.ts";
import {
  CALL_BODY,
  type CallStanding,
  CONTENT,
  makeApplication,
  makeCall,
  makeDocument,
  makeGranted,
  makeProofReview,
} from "../proof.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const proofSamples: SamplesOf = (world) => {
  const onCall =
    (standing: CallStanding, more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ ...more, params: { callId: await makeCall(world(), scopeId, standing) } });
  const onOwn =
    (state: "draft" | "submitted", more: Sample = {}) =>
    async ({ scopeId, actorId }: Target) => {
      const { applicationId } = await makeApplication(world(), scopeId, actorId ?? newId(), state);
      return { ...more, params: { applicationId } };
    };
  const onDocument = async ({ scopeId, actorId }: Target) => {
    const { documentId } = await makeDocument(world(), scopeId, actorId ?? newId());
    return { params: { documentId } };
  };
  const onReview =
    (more: Sample) =>
    async ({ scopeId, actorId }: Target) => {
      const { applicationId } = await makeProofReview(world(), scopeId, actorId ?? newId());
      return { ...more, params: { applicationId }, ifMatch: '"1"' };
    };
  const onReport =
    (report: "none" | "draft" | "submitted", more: Sample = {}) =>
    async ({ scopeId, actorId }: Target) => ({
      ...more,
      params: await makeGranted(world(), scopeId, actorId ?? newId(), report),
    });
  const inScope = async ({ scopeId }: Target) => {
    await makeCall(world(), scopeId);
    return { params: { scopeId } };
  };
  return {
    "GET /api/scopes/{scopeId}/proof-calls": inScope,
    "GET /api/scopes/{scopeId}/proof-calls/export": async (target) => ({
      ...(await inScope(target)),
      query: "?format=csv",
    }),
    // More for one than there is for all: 422 after the permission was looked at.
    "POST /api/scopes/{scopeId}/proof-calls": ({ scopeId }) => ({
      params: { scopeId },
      body: { ...CALL_BODY, mostFen: "99000000" },
    }),
    "GET /api/proof-calls/{callId}": onCall("open"),
    "PATCH /api/proof-calls/{callId}": onCall("draft", { body: { title: "改名" }, ifMatch: '"1"' }),
    "POST /api/proof-calls/{callId}/transitions": onCall("draft", { body: { action: "open" }, ifMatch: '"1"' }),
    "POST /api/proof-calls/{callId}/extensions": onCall("open", {
      body: { closesAt: "2999-01-01T00:00:00Z", reason: "节假日" },
      ifMatch: '"1"',
    }),
    "GET /api/proof-calls/{callId}/applications": onCall("closed"),
    "GET /api/proof-calls/{callId}/sources": onCall("open"),
    // Nothing there to start from: 422 after the permission was looked at.
    "POST /api/proof-calls/{callId}/applications": onCall("open", {
      body: { origin: { kind: "achievement", id: newId() } },
    }),
    "GET /api/proof-applications/{applicationId}": async ({ scopeId }) => {
      const { applicationId } = await makeApplication(world(), scopeId, newId(), "submitted", "closed");
      return { params: { applicationId } };
    },
    "PUT /api/proof-applications/{applicationId}": onOwn("draft", { body: CONTENT, ifMatch: '"1"' }),
    "POST /api/proof-applications/{applicationId}/submission": onOwn("draft", { ifMatch: '"1"' }),
    "POST /api/proof-applications/{applicationId}/withdrawal": onOwn("submitted", { ifMatch: '"2"' }),
    "POST /api/proof-applications/{applicationId}/decision": async ({ scopeId }) => {
      const { applicationId } = await makeApplication(world(), scopeId, newId(), "submitted", "closed");
      return { params: { applicationId }, body: { decision: "refuse", reason: "指标不清" }, ifMatch: '"2"' };
    },
    "POST /api/proof-applications/{applicationId}/documents": async (target) => ({
      ...(await onOwn("draft")(target)),
      query: "?key=ethics",
      file: { name: "伦理.txt", bytes: new TextEncoder().encode("同意") },
    }),
    "GET /api/proof-calls/{callId}/reviewer-candidates": onCall("closed"),
    "GET /api/proof-calls/{callId}/reviews": onCall("closed"),
    // Nobody who could be named: 422 after the permission was looked at.
    "POST /api/proof-calls/{callId}/reviewers": onCall("closed", { body: { userId: newId(), unit: "第三大学" } }),
    "DELETE /api/proof-calls/{callId}/reviewers/{userId}": async ({ scopeId }) => {
      const userId = newId();
      const { callId } = await makeProofReview(world(), scopeId, userId);
      return { params: { callId, userId } };
    },
    // What they declared themselves is nobody's to clear: 409 after the permission was looked at.
    "POST /api/proof-calls/{callId}/reviewers/{userId}/applications/{applicationId}/settlements": async ({
      scopeId,
    }) => {
      const userId = newId();
      const { callId, applicationId } = await makeProofReview(world(), scopeId, userId);
      await withSystem(world().db, async (tx) =>
        declareRow(tx, { applicationId, reviewerId: userId }, { kind: "declared", fact: { zh: "同门", en: "同门" } }),
      );
      const body = { at: 0, outcome: "cleared", reason: "另一人" };
      return { params: { callId, userId, applicationId }, body };
    },
    "GET /api/me/proof-reviews": () => ({}),
    "GET /api/me/proof-reviews/{callId}": async ({ scopeId, actorId }) => {
      const { callId } = await makeProofReview(world(), scopeId, actorId ?? newId());
      return { params: { callId } };
    },
    "PUT /api/me/proof-reviews/applications/{applicationId}": onReview({ body: { scores: [], comment: "待细看" } }),
    // Nothing was kept yet: 422 for whoever was named.
    "POST /api/me/proof-reviews/applications/{applicationId}/submission": onReview({}),
    "POST /api/me/proof-reviews/applications/{applicationId}/conflict": onReview({ body: { fact: "曾是师生" } }),
    "GET /api/me/proof-reviews/documents/{documentId}": async ({ scopeId, actorId }) => {
      const { documentId } = await makeProofReview(world(), scopeId, actorId ?? newId());
      return { params: { documentId } };
    },
    "GET /api/proof-applications/{applicationId}/report": onReport("submitted"),
    "PUT /api/proof-applications/{applicationId}/report": onReport("none", {
      body: { results: [], spending: [], summary: "", conclusion: null },
      ifMatch: '"0"',
    }),
    "POST /api/proof-applications/{applicationId}/report/files": onReport("none", {
      file: { name: "报告.txt", bytes: new TextEncoder().encode("收率 91%") },
    }),
    // Nothing was written: 422 after the permission was looked at.
    "POST /api/proof-applications/{applicationId}/report/submission": onReport("draft", { ifMatch: '"1"' }),
    "POST /api/proof-applications/{applicationId}/report/decision": async ({ scopeId }) => ({
      params: await makeGranted(world(), scopeId, newId(), "submitted"),
      body: { decision: "return", note: "缺少原始数据" },
      ifMatch: '"2"',
    }),
    "GET /api/proof-documents/{documentId}": onDocument,
    "DELETE /api/proof-documents/{documentId}": onDocument,
  };
};
