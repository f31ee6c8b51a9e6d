import { z } from "@hono/zod-openapi";
import type { Router } from "../../../../platform/http/index.ts";
import {
  anyOf,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../../../platform/listing/index.ts";
import { exportCalls } from "./export.ts";
import { changeCall, createCall, getCall, listCalls, moveCall, putOffClose } from "./service.ts";
import {
  CALL_SORTS,
  CALL_STATES,
  ProofCall,
  ProofCallChange,
  ProofCallDraft,
  ProofCallExtension,
  ProofCallSummary,
  ProofCallTransition,
} from "./types.ts";

const tag = "proof-of-concept";
const manage = { permission: "proof.manage", in: "row" } as const;
const scopeParams = z.object({ scopeId: z.uuid() });
const callParams = z.object({ callId: z.uuid() });
const CallListQuery = listQuery(CALL_SORTS).extend({ state: anyOf(CALL_STATES) });

export function callRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/proof-calls",
      access: { permission: "proof.read", in: "path" },
      id: "listProofCalls",
      tag,
      summary: "Calls for proofs of concept: a pair's, a centre's, or those open to a university",
      params: scopeParams,
      query: CallListQuery,
      answer: listPageSchema(ProofCallSummary),
    },
    async ({ ctx, params, query }) =>
      listCalls(ctx, params.scopeId, readListing("proof-calls", query), query.state ?? null),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/proof-calls/export",
      access: { permission: "proof.export", in: "path" },
      id: "exportProofCalls",
      tag,
      summary: "The list of calls as a workbook or as CSV",
      params: scopeParams,
      query: exportQuery(CallListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportCalls(ctx, params.scopeId, wholeListing("proof-calls", query), query.state ?? null, { ...query, language }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/proof-calls",
      access: { permission: "proof.manage", in: "path" },
      id: "createProofCall",
      tag,
      summary: "Draft a call, in a pair or by those who run a proof-of-concept centre",
      params: scopeParams,
      body: ProofCallDraft,
      answer: ProofCall,
      status: 201,
    },
    async ({ ctx, params, body }) => createCall(ctx, params.scopeId, body),
  );
  recordRoutes(api);
}

function recordRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/proof-calls/{callId}",
      access: { permission: "proof.read", in: "row" },
      id: "getProofCall",
      tag,
      summary: "A call: what it asks for, how far it is, and what the caller may do",
      params: callParams,
      answer: ProofCall,
    },
    async ({ ctx, params }) => getCall(ctx, params.callId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/proof-calls/{callId}",
      access: manage,
      id: "changeProofCall",
      tag,
      summary: "Change a call that has not been opened",
      params: callParams,
      body: ProofCallChange,
      answer: ProofCall,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeCall(ctx, params.callId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-calls/{callId}/transitions",
      access: manage,
      id: "moveProofCall",
      tag,
      summary: "Open, cancel or conclude a call; it closes by itself",
      params: callParams,
      body: ProofCallTransition,
      answer: ProofCall,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => moveCall(ctx, params.callId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-calls/{callId}/extensions",
      access: manage,
      id: "extendProofCall",
      tag,
      summary: "Put the close off, with the reason; whoever applies is told",
      params: callParams,
      body: ProofCallExtension,
      answer: ProofCall,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => putOffClose(ctx, params.callId, body, version),
  );
}
