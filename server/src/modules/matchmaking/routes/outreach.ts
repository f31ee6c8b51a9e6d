import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Config } from "../../../platform/config.ts";
import type { Router } from "../../../platform/http/index.ts";
import {
  answerOutreach,
  forwardOutreach,
  listOutreach,
  listSharedMatches,
  reachCandidate,
  reachLine,
  reachNeed,
  revokeOutreach,
  viewOutreach,
} from "../service/outreach.ts";
import {
  Outreach,
  OutreachAnswer,
  OutreachDraft,
  OutreachForwarded,
  OutreachMade,
  OutreachToken,
  OutreachView,
  SharedMatch,
} from "../types.ts";

const tag = "outreach";
const send = { permission: "outreach.send", in: "row" } as const;
const made = { tag, body: OutreachDraft, answer: OutreachMade, status: 201, once: true } as const;

export function outreachRoutes(api: Router, config: Config): void {
  // Links lead to where people reach us; a server that has not been told is asked where it was reached.
  const originOf = (c: Pick<Context, "req">) => config.PUBLIC_URL ?? new URL(c.req.url).origin;
  linkRoutes(api, originOf);
  visitorRoutes(api, config, originOf);
}

function linkRoutes(api: Router, originOf: (c: Pick<Context, "req">) => string): void {
  api.route(
    {
      ...made,
      method: "post",
      path: "/api/match-runs/{runId}/candidates/{candidateId}/links",
      access: send,
      id: "linkCandidate",
      summary: "A text and a link about a suggested match, for somebody without an account; the link is shown once",
      params: z.object({ runId: z.uuid(), candidateId: z.uuid() }),
    },
    async ({ ctx, params, body, c }) => reachCandidate(ctx, params, body, originOf(c)),
  );
  api.route(
    {
      ...made,
      method: "post",
      path: "/api/ledger-lines/{lineId}/links",
      access: send,
      id: "linkLedgerLine",
      summary: "A text and a link about a line of the ledger",
      params: z.object({ lineId: z.uuid() }),
    },
    async ({ ctx, params, body, c }) => reachLine(ctx, params.lineId, body, originOf(c)),
  );
  api.route(
    {
      ...made,
      method: "post",
      path: "/api/scopes/{scopeId}/needs/{needId}/links",
      access: { permission: "outreach.send", in: "path" },
      id: "linkNeed",
      summary: "A text and a link about a need alone, to ask around with",
      params: z.object({ scopeId: z.uuid(), needId: z.uuid() }),
    },
    async ({ ctx, params, body, c }) => reachNeed(ctx, params, body, originOf(c)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/outreach",
      access: { permission: "ledger.read", in: "path" },
      id: "listOutreach",
      tag,
      summary: "Links that were sent, and what came back, the newest first",
      params: z.object({ scopeId: z.uuid() }),
      query: z.object({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        before: z.uuid().optional().describe("The last id of the page above"),
        needId: z.uuid().optional(),
      }),
      answer: z.object({ items: z.array(Outreach), hasMore: z.boolean() }),
    },
    async ({ ctx, params, query }) =>
      listOutreach(ctx, params.scopeId, {
        before: query.before ?? null,
        limit: query.limit,
        needId: query.needId ?? null,
      }),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/shared-matches",
      access: { permission: "need.read", in: "row" },
      id: "listSharedMatches",
      tag,
      summary: "Partners that the office showed to the need's enterprise, and how far they have come",
      params: z.object({ needId: z.uuid() }),
      answer: z.array(SharedMatch),
    },
    async ({ ctx, params }) => listSharedMatches(ctx, params.needId),
  );
  api.route(
    {
      method: "post",
      path: "/api/outreach/{outreachId}/revoke",
      access: send,
      id: "revokeOutreach",
      tag,
      summary: "Take a link back, and all that it was passed on as",
      params: z.object({ outreachId: z.uuid() }),
      answer: null,
    },
    async ({ ctx, params }) => {
      await revokeOutreach(ctx, params.outreachId);
    },
  );
}

function visitorRoutes(api: Router, config: Config, originOf: (c: Pick<Context, "req">) => string): void {
  api.route(
    {
      method: "post",
      path: "/api/outreach/view",
      access: "open",
      id: "viewOutreach",
      tag,
      summary: "What a link is about",
      body: OutreachToken,
      answer: OutreachView,
    },
    async ({ db, body, network }) => viewOutreach({ db, config, network }, body.token),
  );
  api.route(
    {
      method: "post",
      path: "/api/outreach/answer",
      access: "open",
      id: "answerOutreach",
      tag,
      summary: "Answer a link, once: interested, or not mine",
      body: OutreachAnswer,
      answer: null,
    },
    async ({ db, outbox, body, network }) => {
      await answerOutreach({ db, config, network }, outbox, body);
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/outreach/forward",
      access: "open",
      id: "forwardOutreach",
      tag,
      summary: "Pass a link on: a new one, for somebody else to answer",
      body: OutreachToken,
      answer: OutreachForwarded,
    },
    async ({ db, body, network, c }) => forwardOutreach({ db, config, network }, body.token, originOf(c)),
  );
}
