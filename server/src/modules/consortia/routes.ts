import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import {
  anyOf,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../platform/listing/index.ts";
import { CONSORTIUM_STATES, CONSORTIUM_TYPES } from "./types.ts";
import type { ConsortiumFilter } from "./queries/consortia.ts";
import {
  createConsortium,
  getConsortium,
  listConsortia,
  moveConsortium,
  reviseConsortium,
} from "./service/consortia.ts";
import { addFile, readConsortiumFile } from "./service/files.ts";
import { exportConsortia, importConsortia } from "./service/lists.ts";
import {
  addResult,
  addTask,
  approveDelivery,
  changeResult,
  changeTask,
  enterMember,
  exitMember,
  noteDelivery,
  promiseContribution,
  setAccount,
  setLead,
} from "./service/parts.ts";
import { askConsortium, decideRequest, dropRequest } from "./service/requests.ts";
import { moveTask } from "./service/task-moves.ts";
import {
  Consortium,
  CONSORTIUM_SORTS,
  ConsortiumChange,
  ConsortiumDraft,
  ConsortiumImport,
  ConsortiumSummary,
  ConsortiumTransition,
  ContributionDraft,
  DeliveryDraft,
  MemberAccount,
  MemberDraft,
  MemberExit,
  RequestDecision,
  RequestDraft,
  ResultDraft,
  TaskDraft,
  TaskTransition,
} from "./shapes.ts";

const tag = "consortia";
const scopeParams = z.object({ scopeId: z.uuid() });
const params = z.object({ consortiumId: z.uuid() });

const ConsortiumListQuery = listQuery(CONSORTIUM_SORTS).extend({
  state: anyOf(CONSORTIUM_STATES),
  type: anyOf(CONSORTIUM_TYPES),
  chainNode: z.string().max(200).optional().describe("Exactly this node"),
  look: z.enum(["needed"]).optional().describe("Only those that something is overdue in or that are to be assessed"),
});

function filterOf(query: {
  readonly state?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly chainNode?: string | undefined;
  readonly look?: string | undefined;
}): ConsortiumFilter {
  return {
    states: query.state ?? null,
    types: query.type ?? null,
    chainNode: query.chainNode ?? null,
    needsLook: query.look === "needed",
  };
}

export function consortiaRoutes(api: Router): void {
  listRoutes(api);
  recordRoutes(api);
  memberRoutes(api);
  workRoutes(api);
  contributionRoutes(api);
  requestRoutes(api);
  fileRoutes(api);
}

function listRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/consortia",
      access: { permission: "consortium.read", in: "path" },
      id: "listConsortia",
      tag,
      summary: "The innovation consortia of a zone or a pair, with what a survey of them shows",
      params: scopeParams,
      query: ConsortiumListQuery,
      answer: listPageSchema(ConsortiumSummary),
    },
    async ({ ctx, params: { scopeId }, query }) =>
      listConsortia(ctx, scopeId, readListing("consortia", query), filterOf(query)),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/consortia",
      access: { permission: "consortium.create", in: "path" },
      id: "createConsortium",
      tag,
      summary: "Enter a consortium that is being prepared",
      params: scopeParams,
      body: ConsortiumDraft,
      answer: Consortium,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createConsortium(ctx, scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/consortia/export",
      access: { permission: "consortium.export", in: "path" },
      id: "exportConsortia",
      tag,
      summary: "The consortia as a workbook or CSV, in the columns that are taken in",
      params: scopeParams,
      query: exportQuery(ConsortiumListQuery),
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) =>
      exportConsortia(ctx, scopeId, wholeListing("consortia", query), filterOf(query), { language, query }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/consortia/import",
      access: { permission: "consortium.create", in: "path" },
      id: "importConsortia",
      tag,
      summary: "A list of consortia as a workbook or CSV: what it would add, or takes it in",
      params: scopeParams,
      query: z.object({ apply: z.enum(["true", "false"]).default("false") }),
      body: "file",
      answer: ConsortiumImport,
    },
    async ({ ctx, params: { scopeId }, query, file }) => importConsortia(ctx, scopeId, file, query.apply === "true"),
  );
}

function recordRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/consortia/{consortiumId}",
      access: { permission: "consortium.read", in: "row" },
      id: "getConsortium",
      tag,
      summary: "A consortium with its members, tasks, contributions, results and every step",
      params,
      answer: Consortium,
    },
    async ({ ctx, params: { consortiumId } }) => getConsortium(ctx, consortiumId),
  );
  api.route(
    {
      ...changing("patch", ""),
      id: "changeConsortium",
      summary: "Change what it says",
      params,
      body: ConsortiumChange,
    },
    async ({ ctx, params: { consortiumId }, body, version }) => reviseConsortium(ctx, consortiumId, body, version),
  );
  api.route(
    {
      ...changing("post", "/transitions"),
      id: "moveConsortium",
      summary: "Found it, set it running, record its assessment or its end",
      params,
      body: ConsortiumTransition,
    },
    async ({ ctx, params: { consortiumId }, body, version }) => moveConsortium(ctx, consortiumId, body, version),
  );
}

function memberRoutes(api: Router): void {
  api.route(
    { ...changing("post", "/members"), id: "enterMember", summary: "A member enters", params, body: MemberDraft },
    async ({ ctx, params: { consortiumId }, body, version }) => enterMember(ctx, { consortiumId, version }, body),
  );
  api.route(
    {
      ...changing("put", "/lead"),
      id: "setConsortiumLead",
      summary: "Say which member leads",
      params,
      body: z.strictObject({ memberId: z.uuid() }),
    },
    async ({ ctx, params: { consortiumId }, body, version }) => setLead(ctx, { consortiumId, version }, body.memberId),
  );
  api.route(
    {
      ...changing("put", "/members/{memberId}/account"),
      id: "setMemberAccount",
      summary: "The enterprise whose people read the consortium as this member",
      params: params.extend({ memberId: z.uuid() }),
      body: MemberAccount,
    },
    async ({ ctx, params: { consortiumId, memberId }, body, version }) =>
      setAccount(ctx, { consortiumId, version }, memberId, body),
  );
  api.route(
    {
      ...changing("post", "/members/{memberId}/exit"),
      id: "exitMember",
      summary: "A member leaves, with the lead's agreement and what it keeps",
      params: params.extend({ memberId: z.uuid() }),
      body: MemberExit,
    },
    async ({ ctx, params: { consortiumId, memberId }, body, version }) =>
      exitMember(ctx, { consortiumId, version }, memberId, body),
  );
}

function workRoutes(api: Router): void {
  const taskParams = params.extend({ taskId: z.uuid() });
  const resultParams = params.extend({ resultId: z.uuid() });
  api.route(
    {
      ...changing("post", "/tasks"),
      id: "addConsortiumTask",
      summary: "Give a member a task",
      params,
      body: TaskDraft,
    },
    async ({ ctx, params: { consortiumId }, body, version }) => addTask(ctx, { consortiumId, version }, body),
  );
  api.route(
    {
      ...changing("put", "/tasks/{taskId}"),
      id: "changeConsortiumTask",
      summary: "Change a task, whose it is, or until when",
      params: taskParams,
      body: TaskDraft,
    },
    async ({ ctx, params: { consortiumId, taskId }, body, version }) =>
      changeTask(ctx, { consortiumId, version }, taskId, body),
  );
  api.route(
    {
      ...changing("post", "/tasks/{taskId}/transitions"),
      access: { permission: "consortium.take_part", in: "row" },
      id: "moveConsortiumTask",
      summary:
        "Report a task, as its member as well, and take that back; accept it as somebody else, return it, or drop it",
      params: taskParams,
      body: TaskTransition,
    },
    async ({ ctx, params: { consortiumId, taskId }, body, version }) =>
      moveTask(ctx, { consortiumId, version }, taskId, body),
  );
  api.route(
    {
      ...changing("post", "/results"),
      id: "addConsortiumResult",
      summary: "A shared result, and whose it is",
      params,
      body: ResultDraft,
    },
    async ({ ctx, params: { consortiumId }, body, version }) => addResult(ctx, { consortiumId, version }, body),
  );
  api.route(
    {
      ...changing("put", "/results/{resultId}"),
      id: "changeConsortiumResult",
      summary: "Change a result, or whose it is",
      params: resultParams,
      body: ResultDraft,
    },
    async ({ ctx, params: { consortiumId, resultId }, body, version }) =>
      changeResult(ctx, { consortiumId, version }, resultId, body),
  );
}

function contributionRoutes(api: Router): void {
  api.route(
    {
      ...changing("post", "/contributions"),
      id: "promiseContribution",
      summary: "What a member promises to bring in",
      params,
      body: ContributionDraft,
    },
    async ({ ctx, params: { consortiumId }, body, version }) =>
      promiseContribution(ctx, { consortiumId, version }, body),
  );
  api.route(
    {
      ...changing("post", "/contributions/{contributionId}/deliveries"),
      id: "noteDelivery",
      summary: "What of a promise was delivered; it counts once somebody else confirmed it",
      params: params.extend({ contributionId: z.uuid() }),
      body: DeliveryDraft,
    },
    async ({ ctx, params: { consortiumId, contributionId }, body, version }) =>
      noteDelivery(ctx, { consortiumId, version }, contributionId, body),
  );
  api.route(
    {
      ...changing("put", "/deliveries/{deliveryId}/confirmation"),
      id: "confirmDelivery",
      summary: "Confirm what somebody else noted",
      params: params.extend({ deliveryId: z.uuid() }),
    },
    async ({ ctx, params: { consortiumId, deliveryId }, version }) =>
      approveDelivery(ctx, { consortiumId, version }, deliveryId),
  );
}

function requestRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/consortia/{consortiumId}/requests",
      access: { permission: "consortium.take_part", in: "row" },
      id: "askConsortium",
      tag,
      summary: "Ask that somebody enters, or that a member may leave",
      params,
      body: RequestDraft,
      answer: Consortium,
      status: 201,
    },
    async ({ ctx, params: { consortiumId }, body }) => askConsortium(ctx, consortiumId, body),
  );
  api.route(
    {
      ...changing("post", "/requests/{requestId}/decision"),
      id: "decideConsortiumRequest",
      summary: "Let a unit enter or leave that asked to, or say why not; whoever asked does not decide",
      params: params.extend({ requestId: z.uuid() }),
      body: RequestDecision,
    },
    async ({ ctx, params: { consortiumId, requestId }, body, version }) =>
      decideRequest(ctx, { consortiumId, version }, requestId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/consortia/{consortiumId}/requests/{requestId}/withdrawal",
      access: { permission: "consortium.take_part", in: "row" },
      id: "withdrawConsortiumRequest",
      tag,
      summary: "Withdraw what was asked for, until it is decided",
      params: params.extend({ requestId: z.uuid() }),
      answer: Consortium,
    },
    async ({ ctx, params: { consortiumId, requestId } }) => dropRequest(ctx, consortiumId, requestId),
  );
}

function fileRoutes(api: Router): void {
  const adding = { method: "post", tag, body: "file", answer: Consortium, status: 201 } as const;
  const access = { permission: "consortium.take_part", in: "row" } as const;
  api.route(
    {
      ...adding,
      path: "/api/consortia/{consortiumId}/tasks/{taskId}/files",
      access,
      id: "addConsortiumTaskFile",
      summary: "A file that shows what came of a task",
      params: params.extend({ taskId: z.uuid() }),
    },
    async ({ ctx, params: { consortiumId, taskId }, file }) =>
      addFile(ctx, consortiumId, { taskId, resultId: null }, file),
  );
  api.route(
    {
      ...adding,
      path: "/api/consortia/{consortiumId}/results/{resultId}/files",
      access: { permission: "consortium.manage", in: "row" },
      id: "addConsortiumResultFile",
      summary: "A file about a shared result",
      params: params.extend({ resultId: z.uuid() }),
    },
    async ({ ctx, params: { consortiumId, resultId }, file }) =>
      addFile(ctx, consortiumId, { taskId: null, resultId }, file),
  );
  api.route(
    {
      method: "get",
      path: "/api/consortia/{consortiumId}/files/{fileId}",
      access: { permission: "consortium.read", in: "row" },
      id: "readConsortiumFile",
      tag,
      summary: "One file of a consortium",
      params: params.extend({ fileId: z.uuid() }),
      answer: "file",
    },
    async ({ ctx, params: { consortiumId, fileId } }) => readConsortiumFile(ctx, consortiumId, fileId),
  );
}

/** Every change is one of the consortium: it takes its version and answers it whole. */
function changing<M extends "post" | "put" | "patch", const P extends string>(method: M, part: P) {
  return {
    method,
    path: `/api/consortia/{consortiumId}${part}`,
    access: { permission: "consortium.manage", in: "row" },
    tag,
    answer: Consortium,
    ifMatch: true,
  } as const;
}
