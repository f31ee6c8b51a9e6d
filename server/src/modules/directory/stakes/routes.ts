import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { exportOptions } from "../../../platform/listing/index.ts";
import { exportStakes, importStakes } from "./lists.ts";
import { changeStake, createStake, listOrganisationStakes, listPersonStakes, removeStake } from "./service.ts";
import { OrganisationStakes, PersonStakes, Stake, StakeChange, StakeDraft, StakeImport } from "./types.ts";

const tag = "stakes";
const read = { permission: "directory.read", in: "row" } as const;
const write = { permission: "directory.write", in: "row" } as const;
const params = z.object({ stakeId: z.uuid() });
const organisation = z.object({ organisationId: z.uuid() });

export function stakeRoutes(api: Router): void {
  listRoutes(api);
  api.route(
    {
      method: "get",
      path: "/api/organisations/{organisationId}/stakes",
      access: read,
      id: "listOrganisationStakes",
      tag,
      summary: "Who founded an organisation or invested in it, and what it holds itself",
      params: organisation,
      answer: OrganisationStakes,
    },
    async ({ ctx, params: { organisationId } }) => listOrganisationStakes(ctx, organisationId),
  );
  api.route(
    {
      method: "post",
      path: "/api/organisations/{organisationId}/stakes",
      access: write,
      id: "createStake",
      tag,
      summary: "Enter who founded an enterprise or invested in it",
      params: organisation,
      body: StakeDraft,
      answer: Stake,
      status: 201,
    },
    async ({ ctx, params: { organisationId }, body }) => createStake(ctx, organisationId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/people/{personId}/stakes",
      access: read,
      id: "listPersonStakes",
      tag,
      summary: "What a person founded or invested in",
      params: z.object({ personId: z.uuid() }),
      answer: PersonStakes,
    },
    async ({ ctx, params: { personId } }) => listPersonStakes(ctx, personId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/stakes/{stakeId}",
      access: write,
      id: "changeStake",
      tag,
      summary: "Change a stake, or say when it ended",
      params,
      body: StakeChange,
      answer: Stake,
      ifMatch: true,
    },
    async ({ ctx, params: { stakeId }, body, version }) => changeStake(ctx, stakeId, body, version),
  );
  for (const [action, isRemoved] of [
    ["remove", true],
    ["restore", false],
  ] as const) {
    api.route(
      {
        method: "post",
        path: `/api/stakes/{stakeId}/${action}`,
        access: write,
        id: `${action}Stake`,
        tag,
        summary: isRemoved ? "Take out a stake that was entered in error" : "Put it back",
        params,
        answer: Stake,
        ifMatch: true,
      },
      async ({ ctx, params: { stakeId }, version }) => removeStake(ctx, stakeId, version, isRemoved),
    );
  }
}

function listRoutes(api: Router): void {
  const scope = z.object({ scopeId: z.uuid() });
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/stakes/export",
      access: { permission: "directory.read", in: "path" },
      id: "exportStakes",
      tag,
      summary: "All stakes as a file, in the columns in which they are taken in",
      params: scope,
      query: z.object(exportOptions),
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) => exportStakes(ctx, scopeId, { ...query, language }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/stakes/import",
      access: { permission: "directory.write", in: "path" },
      id: "importStakes",
      tag,
      summary: "Take stakes in out of a workbook; looks first, and enters where it is applied",
      params: scope,
      query: z.object({ apply: z.enum(["true", "false"]).default("false") }),
      body: "file",
      answer: StakeImport,
    },
    async ({ ctx, params: { scopeId }, query: { apply }, file }) => importStakes(ctx, scopeId, file, apply === "true"),
  );
}
