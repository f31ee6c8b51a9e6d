import { z } from "@hono/zod-openapi";
import type { Router } from "../../../../platform/http/index.ts";
import { listPageSchema, listQuery, readListing } from "../../../../platform/listing/index.ts";
import { decide } from "./decide.ts";
import {
  addDocument,
  getApplication,
  listOfCall,
  readDocument,
  removeDocument,
  saveApplication,
  startApplication,
  submitApplication,
  withdrawOwn,
} from "./service.ts";
import { listSources } from "./sources.ts";
import {
  APPLICATION_SORTS,
  ProofApplication,
  ProofApplicationDraft,
  ProofApplicationSummary,
  ProofContent,
  ProofDecision,
  ProofSource,
} from "./types.ts";

const tag = "proof-of-concept";
const read = { permission: "proof.read", in: "row" } as const;
const apply = { permission: "proof.apply", in: "row" } as const;
const ApplicationListQuery = listQuery(APPLICATION_SORTS);
const callParams = z.object({ callId: z.uuid() });
const applicationParams = z.object({ applicationId: z.uuid() });
const documentParams = z.object({ documentId: z.uuid() });

export function applicationRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/proof-calls/{callId}/applications",
      access: read,
      id: "listProofApplications",
      tag,
      summary: "What was handed in, for those who work with it; their own for those who apply",
      params: callParams,
      query: ApplicationListQuery,
      answer: listPageSchema(ProofApplicationSummary),
    },
    async ({ ctx, params, query }) => listOfCall(ctx, params.callId, readListing("proof-applications", query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/proof-calls/{callId}/sources",
      access: apply,
      id: "listProofSources",
      tag,
      summary: "Projects and achievements from which the caller may start an application",
      params: callParams,
      query: z.object({ search: z.string().trim().max(100).default("") }),
      answer: z.object({ items: z.array(ProofSource) }),
    },
    async ({ ctx, params, query }) => listSources(ctx, params.callId, query.search),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-calls/{callId}/applications",
      access: apply,
      id: "startProofApplication",
      tag,
      summary: "Begin an application from a project or an achievement; it is the team's own until it is handed in",
      params: callParams,
      body: ProofApplicationDraft,
      answer: ProofApplication,
      status: 201,
    },
    async ({ ctx, params, body }) => startApplication(ctx, params.callId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/proof-applications/{applicationId}",
      access: read,
      id: "getProofApplication",
      tag,
      summary: "An application, for its team and, once handed in, for those who work with it",
      params: applicationParams,
      answer: ProofApplication,
    },
    async ({ ctx, params }) => getApplication(ctx, params.applicationId),
  );
  writingRoutes(api);
  documentRoutes(api);
}

function writingRoutes(api: Router): void {
  api.route(
    {
      method: "put",
      path: "/api/proof-applications/{applicationId}",
      access: apply,
      id: "saveProofApplication",
      tag,
      summary: "Keep what is written so far, however much is missing",
      params: applicationParams,
      body: ProofContent,
      answer: ProofApplication,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => saveApplication(ctx, params.applicationId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-applications/{applicationId}/submission",
      access: apply,
      id: "submitProofApplication",
      tag,
      summary: "Hand it in, before the close",
      params: applicationParams,
      answer: ProofApplication,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => submitApplication(ctx, params.applicationId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-applications/{applicationId}/withdrawal",
      access: apply,
      id: "withdrawProofApplication",
      tag,
      summary: "Take it back before the close; it can be handed in again",
      params: applicationParams,
      answer: ProofApplication,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => withdrawOwn(ctx, params.applicationId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-applications/{applicationId}/decision",
      access: { permission: "proof.decide", in: "row" },
      id: "decideProofApplication",
      tag,
      summary: "Grant or refuse after the close, with the reason that the team reads",
      params: applicationParams,
      body: ProofDecision,
      answer: ProofApplication,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => decide(ctx, params.applicationId, body, version),
  );
}

function documentRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/proof-applications/{applicationId}/documents",
      access: apply,
      id: "addProofDocument",
      tag,
      summary: "Bring a file that the call asks for",
      params: applicationParams,
      query: z.object({ key: z.string().max(40) }),
      body: "file",
      answer: ProofApplication,
      status: 201,
    },
    async ({ ctx, params, query, file }) => addDocument(ctx, params.applicationId, query.key, file),
  );
  api.route(
    {
      method: "get",
      path: "/api/proof-documents/{documentId}",
      access: read,
      id: "readProofDocument",
      tag,
      summary: "A file of an application",
      params: documentParams,
      answer: "file",
    },
    async ({ ctx, params }) => readDocument(ctx, params.documentId),
  );
  api.route(
    {
      method: "delete",
      path: "/api/proof-documents/{documentId}",
      access: apply,
      id: "removeProofDocument",
      tag,
      summary: "Take a file off a draft",
      params: documentParams,
      answer: ProofApplication,
    },
    async ({ ctx, params }) => removeDocument(ctx, params.documentId),
  );
}
