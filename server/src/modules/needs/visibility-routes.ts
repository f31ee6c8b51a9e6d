import { z } from "@hono/zod-openapi";
import { ConfidentialityStatement } from "../../platform/confidentiality/index.ts";
import { cursorFrom, PageQuery, pageSchema, type Router } from "../../platform/http/index.ts";
import { exportQuery, listPageSchema, readListing, wholeListing } from "../../platform/listing/index.ts";
import type { NeedTraces } from "../../platform/ports.ts";
import { filterOf, NeedListQuery } from "./list-query.ts";
import { getNeed } from "./service/needs.ts";
import { acceptInvitation, inviteReader, listReaders, showInvitation, withdrawReader } from "./service/readers.ts";
import {
  exportOpenNeeds,
  listNeedReadings,
  listOpenNeeds,
  setVisibility,
  showVisibility,
} from "./service/visibility.ts";
import { Need, NEED_VISIBILITIES, NeedReader, NeedReading, NeedSummary, VisibilityView } from "./types.ts";

const scopeParams = z.object({ scopeId: z.uuid() });
const needParams = z.object({ needId: z.uuid() });
const tag = "needs";
const handle = { permission: "confidential.handle", in: "row" } as const;

export function visibilityRoutes(api: Router, traces: readonly NeedTraces[]): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/open-needs",
      access: { permission: "need.read_open", in: "path" },
      id: "listOpenNeeds",
      tag,
      summary: "Needs that pairs have opened to the scope's province",
      params: scopeParams,
      query: NeedListQuery,
      answer: listPageSchema(NeedSummary),
    },
    async ({ ctx, params, query }) =>
      listOpenNeeds(ctx, params.scopeId, readListing("open needs", query), filterOf(query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/open-needs/export",
      access: { permission: "need.read_open", in: "path" },
      id: "exportOpenNeeds",
      tag,
      summary: "Needs that are open to the province, as a file",
      params: scopeParams,
      query: exportQuery(NeedListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportOpenNeeds(ctx, params.scopeId, wholeListing("open needs", query), filterOf(query), { ...query, language }),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/visibility",
      access: handle,
      id: "getNeedVisibility",
      tag,
      summary: "Who reads a need, and what came of it while others could",
      params: needParams,
      answer: VisibilityView,
    },
    async ({ ctx, params }) => showVisibility(ctx, traces, params.needId),
  );
  api.route(
    {
      method: "put",
      path: "/api/needs/{needId}/visibility",
      access: handle,
      id: "setNeedVisibility",
      tag,
      summary: "Say who reads a need: its pair, the province, or named people alone",
      params: needParams,
      body: z.strictObject({ visibility: z.enum(NEED_VISIBILITIES) }).openapi("NeedVisibilityChange"),
      answer: Need,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => setVisibility(ctx, params.needId, body.visibility, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/readings",
      access: handle,
      id: "listNeedReadings",
      tag,
      summary: "Who was shown what of a restricted need, and when; the newest first",
      params: needParams,
      query: PageQuery,
      answer: pageSchema(NeedReading),
    },
    async ({ ctx, params, query }) =>
      listNeedReadings(ctx, params.needId, {
        limit: query.limit,
        after: cursorFrom(query.cursor, "need readings", z.tuple([z.string(), z.uuid()])),
      }),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/readers",
      access: handle,
      id: "listNeedReaders",
      tag,
      summary: "Who is invited to read a restricted need, and who accepted the statement",
      params: needParams,
      answer: z.array(NeedReader),
    },
    async ({ ctx, params }) => listReaders(ctx, params.needId),
  );
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/readers",
      access: handle,
      id: "inviteNeedReader",
      tag,
      summary: "Invite somebody with an account to read a restricted need",
      params: needParams,
      body: z.strictObject({ login: z.string().trim().min(1).max(100) }).openapi("NeedReaderInvitation"),
      answer: z.array(NeedReader),
      status: 201,
    },
    async ({ ctx, params, body }) => inviteReader(ctx, params.needId, body.login.toLowerCase()),
  );
  api.route(
    {
      method: "delete",
      path: "/api/needs/{needId}/readers/{userId}",
      access: handle,
      id: "withdrawNeedReader",
      tag,
      summary: "Take an invitation back: the person reads the need no longer",
      params: needParams.extend({ userId: z.uuid() }),
      answer: null,
      status: 204,
    },
    async ({ ctx, params }) => withdrawReader(ctx, params.needId, params.userId),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/reading",
      access: "signed_in",
      id: "readNeed",
      tag,
      summary: "A need that is open to my province, or to which I am invited and whose statement I accepted",
      params: needParams,
      answer: Need,
    },
    async ({ ctx, params }) => getNeed(ctx, params.needId),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/invitation",
      access: "signed_in",
      id: "getNeedInvitation",
      tag,
      summary: "What I accept before I read a restricted need to which I am invited",
      params: needParams,
      answer: z
        .object({
          needId: z.uuid(),
          number: z.string(),
          isAccepted: z.boolean(),
          statement: ConfidentialityStatement,
        })
        .openapi("NeedInvitation"),
    },
    async ({ ctx, params }) => showInvitation(ctx, params.needId),
  );
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/invitation/acceptance",
      access: "signed_in",
      id: "acceptNeedInvitation",
      tag,
      summary: "Accept the statement whose digest I was shown, and read from then on",
      params: needParams,
      body: z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) }).openapi("NeedInvitationAcceptance"),
      answer: null,
      status: 204,
    },
    async ({ ctx, params, body }) => acceptInvitation(ctx, params.needId, body.digest),
  );
}
