import { z } from "@hono/zod-openapi";
import { sql } from "kysely";
import type { Router } from "../../platform/http/index.ts";
import {
  anyOf,
  exportList,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../platform/listing/index.ts";
import { searchCondition } from "../../platform/search/index.ts";
import { chainNodes, organisations, people } from "./column-kinds.ts";
import { ORGANISATION_COLUMNS, PERSON_COLUMNS } from "./export-columns.ts";
import { inScope, isAnyOf } from "./queries.ts";
import { Archived, Names, scopeParams } from "./query-shapes.ts";
import { rowRoutes } from "./row-routes.ts";
import { createChainNode, linkChainNode, listChainNodes } from "./service/chain-nodes.ts";
import { createRecord, listRecords, listVisible, listWhole } from "./service/records.ts";
import {
  ChainLinkBody,
  ChainNode,
  ChainNodeChange,
  ChainNodeDraft,
  CONFIDENCES,
  EnterpriseDraft,
  Organisation,
  ORGANISATION_KINDS,
  ORGANISATION_SORTS,
  OrganisationChange,
  Person,
  PERSON_SORTS,
  PersonChange,
  PersonDraft,
} from "./types.ts";

const OrganisationListQuery = listQuery(ORGANISATION_SORTS).extend({
  kind: anyOf(ORGANISATION_KINDS),
  cityCode: Names,
  confidence: anyOf(CONFIDENCES),
});
const EnterpriseListQuery = listQuery(ORGANISATION_SORTS).extend({ cityCode: Names, archived: Archived });
const PersonListQuery = listQuery(PERSON_SORTS).extend({ unit: Names, college: Names, archived: Archived });
const OrganisationExportQuery = exportQuery(OrganisationListQuery);
const EnterpriseExportQuery = exportQuery(EnterpriseListQuery);
const PersonExportQuery = exportQuery(PersonListQuery);

type Filter<Q extends z.ZodType> = Omit<z.output<Q>, "format" | "columns">;

function wantedOrganisations(query: Filter<typeof OrganisationExportQuery>) {
  return sql`t.merged_into IS NULL AND t.archived_at IS NULL
    AND ${searchCondition(sql`t.id`, "organisation", query.search || null)}
    AND ${isAnyOf(sql`t.kind`, query.kind ?? null)} AND ${isAnyOf(sql`t.city_code`, query.cityCode ?? null)}
    AND ${isAnyOf(sql`t.confidence`, query.confidence ?? null)}`;
}

function wantedEnterprises(scopeId: string, query: Filter<typeof EnterpriseExportQuery>) {
  return sql`${inScope("organisation", { search: query.search || null }, { scopeId, isArchived: query.archived })}
    AND t.kind = 'enterprise' AND ${isAnyOf(sql`t.city_code`, query.cityCode ?? null)}`;
}

function wantedPeople(scopeId: string, query: Filter<typeof PersonExportQuery>) {
  return sql`${inScope("person", { search: query.search || null }, { scopeId, isArchived: query.archived })}
    AND ${isAnyOf(sql`t.unit`, query.unit ?? null)} AND ${isAnyOf(sql`t.college`, query.college ?? null)}`;
}

export function organisationRoutes(api: Router): void {
  const tag = "organisations";
  api.route(
    {
      method: "get",
      path: "/api/organisations",
      access: "signed_in",
      id: "listOrganisations",
      tag,
      summary: "Organisations: public facts, and those of my scopes",
      query: OrganisationListQuery,
      answer: listPageSchema(Organisation),
    },
    async ({ ctx, query }) =>
      listVisible(ctx, organisations, readListing("organisations", query), wantedOrganisations(query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/organisations/export",
      access: "signed_in",
      id: "exportOrganisations",
      tag,
      summary: "The same list, whole, as a file",
      query: OrganisationExportQuery,
      answer: "file",
    },
    async ({ ctx, query, language }) => {
      const listing = wholeListing("organisations", query);
      const rows = await listWhole(ctx, organisations, null, listing, wantedOrganisations(query));
      const title = { zh: "单位名录", en: "Organisations" };
      return exportList({ title, columns: ORGANISATION_COLUMNS, rows, query, language, madeAt: new Date() });
    },
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/enterprises",
      access: { permission: "directory.read", in: "path" },
      id: "listEnterprises",
      tag,
      summary: "Enterprises of a pair",
      params: scopeParams,
      query: EnterpriseListQuery,
      answer: listPageSchema(Organisation),
    },
    async ({ ctx, params: { scopeId }, query }) =>
      listRecords(ctx, organisations, scopeId, readListing("enterprises", query), wantedEnterprises(scopeId, query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/enterprises/export",
      access: { permission: "directory.read", in: "path" },
      id: "exportEnterprises",
      tag,
      summary: "The same list, whole, as a file",
      params: scopeParams,
      query: EnterpriseExportQuery,
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) => {
      const listing = wholeListing("enterprises", query);
      const rows = await listWhole(ctx, organisations, scopeId, listing, wantedEnterprises(scopeId, query));
      const title = { zh: "企业名录", en: "Enterprises" };
      return exportList({ title, columns: ORGANISATION_COLUMNS, rows, query, language, madeAt: new Date() });
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/enterprises",
      access: { permission: "directory.write", in: "path" },
      id: "createEnterprise",
      tag,
      summary: "Enter an enterprise; a code that fails its check is kept, and told as doubtful",
      params: scopeParams,
      body: EnterpriseDraft,
      answer: Organisation,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createRecord(ctx, organisations, scopeId, body),
  );
  rowRoutes(api, {
    kind: organisations,
    path: tag,
    name: "Organisation",
    noun: "organisation",
    answer: Organisation,
    change: OrganisationChange,
    hasContact: false,
  });
}

export function peopleRoutes(api: Router): void {
  const tag = "people";
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/people",
      access: { permission: "directory.read", in: "path" },
      id: "listPeople",
      tag,
      summary: "People of a pair, told apart by unit and number",
      params: scopeParams,
      query: PersonListQuery,
      answer: listPageSchema(Person),
    },
    async ({ ctx, params: { scopeId }, query }) =>
      listRecords(ctx, people, scopeId, readListing("people", query), wantedPeople(scopeId, query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/people/export",
      access: { permission: "directory.read", in: "path" },
      id: "exportPeople",
      tag,
      summary: "The same list, whole, as a file without telephone and mail",
      params: scopeParams,
      query: PersonExportQuery,
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) => {
      const rows = await listWhole(ctx, people, scopeId, wholeListing("people", query), wantedPeople(scopeId, query));
      const title = { zh: "人员名录", en: "People" };
      return exportList({ title, columns: PERSON_COLUMNS, rows, query, language, madeAt: new Date() });
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/people",
      access: { permission: "directory.write", in: "path" },
      id: "createPerson",
      tag,
      summary: "Enter a person",
      params: scopeParams,
      body: PersonDraft,
      answer: Person,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createRecord(ctx, people, scopeId, body),
  );
  rowRoutes(api, {
    kind: people,
    path: tag,
    name: "Person",
    noun: "person",
    answer: Person,
    change: PersonChange,
    hasContact: true,
  });
}

export function chainRoutes(api: Router): void {
  const tag = "chain-nodes";
  const params = z.object({ chainNodeId: z.uuid() });
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/chain-nodes",
      access: { permission: "directory.read", in: "path" },
      id: "listChainNodes",
      tag,
      summary: "All industrial chains of a pair with their stages, and who and what stands there",
      params: scopeParams,
      answer: z.object({ items: z.array(ChainNode) }),
    },
    async ({ ctx, params: { scopeId } }) => listChainNodes(ctx, scopeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/chain-nodes",
      access: { permission: "directory.write", in: "path" },
      id: "createChainNode",
      tag,
      summary: "Add a chain, or a stage to one",
      params: scopeParams,
      body: ChainNodeDraft,
      answer: ChainNode,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createChainNode(ctx, scopeId, body),
  );
  for (const [method, isLinked] of [
    ["put", true],
    ["delete", false],
  ] as const) {
    api.route(
      {
        method,
        path: "/api/chain-nodes/{chainNodeId}/links",
        access: { permission: "directory.write", in: "row" },
        id: isLinked ? "linkChainNode" : "unlinkChainNode",
        tag,
        summary: isLinked ? "Say that something stands at a node" : "Say that it no longer does",
        params,
        body: ChainLinkBody,
        answer: ChainNode,
      },
      async ({ ctx, params: { chainNodeId }, body }) => linkChainNode(ctx, chainNodeId, body, isLinked),
    );
  }
  rowRoutes(api, {
    kind: chainNodes,
    path: tag,
    name: "ChainNode",
    noun: "node",
    answer: ChainNode,
    change: ChainNodeChange,
    hasContact: false,
  });
}
