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
import { costsRoutes } from "./costs/routes.ts";
import { gateRoutes } from "./gates/routes.ts";
import { proofRoutes } from "./proof/routes.ts";
import type { ProjectFilter } from "./queries.ts";
import { readinessRoutes } from "./readiness/routes.ts";
import { exportProjects } from "./service/export.ts";
import {
  changeProject,
  changeStage,
  createProject,
  getProject,
  linkAgreement,
  listOwners,
  listProjects,
  moveProject,
  unlinkAgreement,
} from "./service/projects.ts";
import { STAGES } from "./stages/types.ts";
import { supportRoutes } from "./support/routes.ts";
import {
  AgreementLink,
  ORIGIN_KINDS,
  Project,
  PROJECT_SORTS,
  PROJECT_STATES,
  ProjectChange,
  ProjectDraft,
  ProjectPerson,
  ProjectSummary,
  ProjectTransition,
  StageChange,
} from "./types.ts";

const tag = "projects";
const write = { permission: "project.write", in: "row" } as const;
const scopeParams = z.object({ scopeId: z.uuid() });
const projectParams = z.object({ projectId: z.uuid() });
const stageParams = projectParams.extend({ stage: z.enum(STAGES) });

const ProjectListQuery = listQuery(PROJECT_SORTS).extend({
  state: anyOf(PROJECT_STATES),
  stage: anyOf(STAGES),
  originKind: anyOf([...ORIGIN_KINDS, "hand"]),
  originId: z.uuid().optional().describe("Of one need, achievement or challenge"),
});

function filterOf(query: {
  readonly state?: readonly string[] | undefined;
  readonly stage?: readonly string[] | undefined;
  readonly originKind?: readonly string[] | undefined;
  readonly originId?: string | undefined;
}): Omit<ProjectFilter, "ofMember"> {
  return {
    states: query.state ?? null,
    stages: query.stage ?? null,
    originKinds: query.originKind ?? null,
    originId: query.originId ?? null,
  };
}

export function transformationRoutes(api: Router): void {
  listRoutes(api);
  recordRoutes(api);
  stageRoutes(api);
  readinessRoutes(api);
  supportRoutes(api);
  gateRoutes(api);
  proofRoutes(api);
  costsRoutes(api);
}

function listRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/projects",
      access: { permission: "project.read", in: "path" },
      id: "listProjects",
      tag,
      summary: "The projects of a pair, or those of a company",
      params: scopeParams,
      query: ProjectListQuery,
      answer: listPageSchema(ProjectSummary),
    },
    async ({ ctx, params, query }) =>
      listProjects(ctx, params.scopeId, readListing("projects", query), filterOf(query)),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/projects",
      access: { permission: "project.write", in: "path" },
      id: "createProject",
      tag,
      summary: "Enter a project: from a need, an achievement, an award, or by hand",
      params: scopeParams,
      body: ProjectDraft,
      answer: Project,
      status: 201,
    },
    async ({ ctx, params, body }) => createProject(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/projects/export",
      access: { permission: "project.export", in: "path" },
      id: "exportProjects",
      tag,
      summary: "The list of projects as a workbook or as CSV",
      params: scopeParams,
      query: exportQuery(ProjectListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportProjects(ctx, params.scopeId, wholeListing("projects", query), filterOf(query), { ...query, language }),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/project-owners",
      access: { permission: "project.write", in: "path" },
      id: "listProjectOwners",
      tag,
      summary: "Who may own a project",
      params: scopeParams,
      answer: z.object({ items: z.array(ProjectPerson) }),
    },
    async ({ ctx, params }) => listOwners(ctx, params.scopeId),
  );
}

function recordRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/projects/{projectId}",
      access: { permission: "project.read", in: "row" },
      id: "getProject",
      tag,
      summary: "A project with its stages, agreements, members, origin and history, as far as the caller sees it",
      params: projectParams,
      answer: Project,
    },
    async ({ ctx, params }) => getProject(ctx, params.projectId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/projects/{projectId}",
      access: write,
      id: "changeProject",
      tag,
      summary: "Change what a project says of itself; members are given whole",
      params: projectParams,
      body: ProjectChange,
      answer: Project,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeProject(ctx, params.projectId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/projects/{projectId}/transitions",
      access: { permission: "project.decide", in: "row" },
      id: "moveProject",
      tag,
      summary: "Record that it was licensed out, stopped or returned, or goes on, and why",
      params: projectParams,
      body: ProjectTransition,
      answer: Project,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => moveProject(ctx, params.projectId, body, version),
  );
}

function stageRoutes(api: Router): void {
  api.route(
    {
      method: "put",
      path: "/api/projects/{projectId}/stages/{stage}",
      access: write,
      id: "changeProjectStage",
      tag,
      summary:
        "State the days of a stage that was over before, of the laboratory, or plan one; a gate opens the others",
      params: stageParams,
      body: StageChange,
      answer: Project,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeStage(ctx, params.projectId, params.stage, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/projects/{projectId}/agreements",
      access: write,
      id: "linkProjectAgreement",
      tag,
      summary: "Link an agreement of the pair to a stage",
      params: projectParams,
      body: AgreementLink,
      answer: Project,
    },
    async ({ ctx, params, body }) => linkAgreement(ctx, params.projectId, body.stage, body.agreementId),
  );
  api.route(
    {
      method: "delete",
      path: "/api/projects/{projectId}/stages/{stage}/agreements/{agreementId}",
      access: write,
      id: "unlinkProjectAgreement",
      tag,
      summary: "Take an agreement off a stage",
      params: stageParams.extend({ agreementId: z.uuid() }),
      answer: Project,
    },
    async ({ ctx, params }) => unlinkAgreement(ctx, params.projectId, params.stage, params.agreementId),
  );
}
