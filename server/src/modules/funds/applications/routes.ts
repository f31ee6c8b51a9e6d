import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import {
  anyOf,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../../platform/listing/index.ts";
import { Person, Text } from "../shapes.ts";
import { exportApplications } from "./exports.ts";
import {
  addPaper,
  castVote,
  createApplication,
  decideApplication,
  getApplication,
  listApplications,
  listFundPeople,
  listFundsOpenTo,
  putBeforeCommittee,
  readPaper,
  reportDiligence,
  reviseApplication,
  startDiligence,
  takeOwnStep,
  writeMinutes,
} from "./service.ts";
import {
  AID_KINDS,
  Application,
  APPLICATION_SORTS,
  APPLICATION_STATES,
  ApplicationChange,
  ApplicationDraft,
  ApplicationSummary,
  CommitteeCall,
  CommitteeDecision,
  DiligenceReport,
  DiligenceStart,
  OwnStep,
  Vote,
} from "./types.ts";

const tag = "funds";
const scopeParams = z.object({ scopeId: z.uuid() });
const params = z.object({ applicationId: z.uuid() });

const LISTED = "fund-applications";
const ApplicationListQuery = listQuery(APPLICATION_SORTS).extend({
  fundId: z.uuid().optional(),
  projectId: z.uuid().optional(),
  state: anyOf(APPLICATION_STATES),
  kind: anyOf(AID_KINDS),
});

interface FilterQuery {
  readonly fundId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
}
const filterOf = ({ fundId, projectId, state, kind }: FilterQuery) => ({
  fundId: fundId ?? null,
  projectId: projectId ?? null,
  states: state ?? null,
  kinds: kind ?? null,
});

export function applicationRoutes(api: Router): void {
  readingRoutes(api);
  applicantRoutes(api);
  judgingRoutes(api);
}

function readingRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/fund-applications",
      access: { permission: "fund.read_application", in: "path" },
      id: "listFundApplications",
      tag,
      summary: "What was asked of funds, by this scope or of its own",
      params: scopeParams,
      query: ApplicationListQuery,
      answer: listPageSchema(ApplicationSummary),
    },
    async ({ ctx, params: { scopeId }, query }) =>
      listApplications(ctx, scopeId, readListing(LISTED, query), filterOf(query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/fund-applications/export",
      access: { permission: "fund.read_application", in: "path" },
      id: "exportFundApplications",
      tag,
      summary: "The applications as a workbook or CSV",
      params: scopeParams,
      query: exportQuery(ApplicationListQuery),
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) =>
      exportApplications(ctx, scopeId, wholeListing(LISTED, query), filterOf(query), { ...query, language }),
  );
  api.route(
    {
      method: "get",
      path: "/api/fund-applications/{applicationId}",
      access: { permission: "fund.read_application", in: "row" },
      id: "getFundApplication",
      tag,
      summary: "An application with its terms, report, votes and every step, as far as the caller may see them",
      params,
      answer: Application,
    },
    async ({ ctx, params: { applicationId } }) => getApplication(ctx, applicationId),
  );
  api.route(
    {
      method: "get",
      path: "/api/fund-applications/{applicationId}/minutes",
      access: { permission: "fund.read", in: "row" },
      id: "writeFundMinutes",
      tag,
      summary: "The minutes of the committee as a document",
      params,
      answer: "file",
    },
    async ({ ctx, params: { applicationId } }) => writeMinutes(ctx, applicationId),
  );
  api.route(
    {
      method: "get",
      path: "/api/fund-papers/{paperId}",
      access: { permission: "fund.read", in: "row" },
      id: "readFundPaper",
      tag,
      summary: "A paper of a due diligence",
      params: z.object({ paperId: z.uuid() }),
      answer: "file",
    },
    async ({ ctx, params: { paperId } }) => readPaper(ctx, paperId),
  );
}

function applicantRoutes(api: Router): void {
  const OpenFund = z.object({ id: z.uuid(), number: z.string(), name: z.string(), purpose: z.string() });
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/open-funds",
      access: { permission: "fund.apply", in: "path" },
      id: "listOpenFunds",
      tag,
      summary: "Funds that take applications of this scope, or of a project that it sees",
      params: scopeParams,
      query: z.object({ projectId: z.uuid().optional() }),
      answer: z.object({ items: z.array(OpenFund) }),
    },
    async ({ ctx, params: { scopeId }, query }) => listFundsOpenTo(ctx, scopeId, query.projectId ?? null),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/fund-applications",
      access: { permission: "fund.apply", in: "path" },
      id: "createFundApplication",
      tag,
      summary: "Draft what is asked of a fund, for a project or an enterprise",
      params: scopeParams,
      body: ApplicationDraft,
      answer: Application,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createApplication(ctx, scopeId, body),
  );
  api.route(
    {
      ...changing("patch", "", "fund.apply"),
      id: "changeFundApplication",
      summary: "Change what is asked, before it is submitted or after it was returned",
      params,
      body: ApplicationChange,
    },
    async ({ ctx, params: { applicationId }, body, version }) =>
      reviseApplication(ctx, { applicationId, version }, body),
  );
  api.route(
    {
      ...changing("post", "/transitions", "fund.apply"),
      id: "moveFundApplication",
      summary: "Submit it, or take it back",
      params,
      body: OwnStep,
    },
    async ({ ctx, params: { applicationId }, body, version }) => takeOwnStep(ctx, { applicationId, version }, body),
  );
}

function judgingRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/fund-applications/{applicationId}/people",
      access: { permission: "fund.manage", in: "row" },
      id: "listFundPeople",
      tag,
      summary: "Who may look into it or sit in its committee",
      params,
      answer: z.object({ items: z.array(Person) }),
    },
    async ({ ctx, params: { applicationId } }) => listFundPeople(ctx, applicationId),
  );
  api.route(
    {
      ...changing("post", "/diligence", "fund.manage"),
      id: "startFundDiligence",
      summary: "Give it to a named investigator",
      params,
      body: DiligenceStart,
    },
    async ({ ctx, params: { applicationId }, body, version }) =>
      startDiligence(ctx, { applicationId, version }, body.investigatorId),
  );
  api.route(
    {
      ...changing("post", "/report", "fund.manage"),
      id: "reportFundDiligence",
      summary: "The investigator's findings and conclusion, or an interest of their own",
      params,
      body: DiligenceReport,
    },
    async ({ ctx, params: { applicationId }, body, version }) => reportDiligence(ctx, { applicationId, version }, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-applications/{applicationId}/papers",
      access: { permission: "fund.manage", in: "row" },
      id: "addFundPaper",
      tag,
      summary: "Add a paper to the due diligence",
      params,
      query: z.object({ title: Text(300).min(1) }),
      body: "file",
      answer: Application,
      status: 201,
    },
    async ({ ctx, params: { applicationId }, query, file }) => addPaper(ctx, applicationId, query.title, file),
  );
  api.route(
    {
      ...changing("post", "/committee", "fund.manage"),
      id: "callFundCommittee",
      summary: "Put it before a committee of named members",
      params,
      body: CommitteeCall,
    },
    async ({ ctx, params: { applicationId }, body, version }) =>
      putBeforeCommittee(ctx, { applicationId, version }, body),
  );
  api.route(
    {
      ...changing("post", "/votes", "fund.manage"),
      id: "voteOnFundApplication",
      summary: "A member's vote with its reason, or an interest that takes the vote away",
      params,
      body: Vote,
    },
    async ({ ctx, params: { applicationId }, body, version }) => castVote(ctx, { applicationId, version }, body),
  );
  api.route(
    {
      ...changing("post", "/decision", "fund.decide"),
      id: "decideFundApplication",
      summary: "Record what the committee decided; approved money is committed in tranches",
      params,
      body: CommitteeDecision,
    },
    async ({ ctx, params: { applicationId }, body, version }) =>
      decideApplication(ctx, { applicationId, version }, body),
  );
}

function changing<
  M extends "post" | "patch",
  const P extends string,
  const A extends "fund.apply" | "fund.manage" | "fund.decide",
>(method: M, part: P, permission: A) {
  return {
    method,
    path: `/api/fund-applications/{applicationId}${part}`,
    access: { permission, in: "row" },
    tag,
    answer: Application,
    ifMatch: true,
  } as const;
}
