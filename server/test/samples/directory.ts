import { SYSTEM_SCOPE_ID } from "../../src/platform/access/matrix.ts";
import { makeKept, makeListed, makeMerge, makeStake } from "../directory.ts";
import { achievementsCsv, makeImport } from "../lists.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const directorySamples: SamplesOf = (world) => {
  const inScope = ({ scopeId }: Target): Sample => ({ params: { scopeId } });
  const onImport =
    (more: Sample = {}, state: "previewed" | "accepted" = "previewed") =>
    async ({ scopeId }: Target): Promise<Sample> => ({
      ...more,
      params: { importId: await makeImport(world(), scopeId, state) },
    });
  const onListed =
    (kind: "achievements" | "teams", more: Sample = {}) =>
    async ({ scopeId }: Target): Promise<Sample> => {
      const id = await makeListed(world(), kind, scopeId);
      return { ...more, params: kind === "teams" ? { teamId: id } : { achievementId: id } };
    };
  const onKept =
    (kind: "organisations" | "people" | "chainNodes", param: string, more: Sample = {}) =>
    async ({ scopeId }: Target): Promise<Sample> => ({
      ...more,
      params: { [param]: await makeKept(world(), kind, scopeId) },
    });
  const organisation = (more?: Sample) => onKept("organisations", "organisationId", more);
  const person = (more?: Sample) => onKept("people", "personId", more);
  const node = (more?: Sample) => onKept("chainNodes", "chainNodeId", more);
  const stake =
    (more: Sample = {}) =>
    async ({ scopeId }: Target): Promise<Sample> => ({
      ...more,
      params: { stakeId: await makeStake(world(), scopeId) },
    });
  const link = { body: { subjectKind: "team", subjectId: SYSTEM_SCOPE_ID } };
  const created = { body: { name: "某某" } };
  return {
    "POST /api/scopes/{scopeId}/imports": ({ scopeId }) => ({
      params: { scopeId },
      query: "?kind=achievements",
      file: achievementsCsv(["A1,一种传感器,用于测温,某大学,,有效"]),
    }),
    "GET /api/scopes/{scopeId}/imports": inScope,
    "POST /api/scopes/{scopeId}/imports/accept": async ({ scopeId }) => ({
      params: { scopeId },
      body: { importIds: [await makeImport(world(), scopeId, "previewed")] },
    }),
    "GET /api/import-templates/{kind}": () => ({ params: { kind: "needs" } }),
    "GET /api/imports/{importId}": onImport(),
    "PATCH /api/imports/{importId}": onImport({ body: { classification: "public" }, ifMatch: '"1"' }),
    "DELETE /api/imports/{importId}": onImport(),
    "GET /api/imports/{importId}/rows": onImport(),
    "GET /api/imports/{importId}/corrections": onImport(),
    "POST /api/imports/{importId}/undo": onImport({}, "accepted"),
    "GET /api/scopes/{scopeId}/achievements": inScope,
    "GET /api/scopes/{scopeId}/achievements/export": inScope,
    "POST /api/scopes/{scopeId}/achievements": ({ scopeId }) => ({ params: { scopeId }, body: { title: "某成果" } }),
    "GET /api/achievements/{achievementId}": onListed("achievements"),
    "PATCH /api/achievements/{achievementId}": onListed("achievements", { body: { readiness: 5 }, ifMatch: '"1"' }),
    "POST /api/achievements/{achievementId}/archive": onListed("achievements", { ifMatch: '"1"' }),
    "POST /api/achievements/{achievementId}/restore": onListed("achievements", { ifMatch: '"1"' }),
    "GET /api/achievements/{achievementId}/history": onListed("achievements"),
    "POST /api/achievements/{achievementId}/contact": onListed("achievements"),
    "GET /api/organisations": () => ({}),
    "GET /api/organisations/export": () => ({}),
    "GET /api/scopes/{scopeId}/enterprises": inScope,
    "GET /api/scopes/{scopeId}/enterprises/export": inScope,
    "POST /api/scopes/{scopeId}/enterprises": ({ scopeId }) => ({ params: { scopeId }, ...created }),
    "GET /api/organisations/{organisationId}": organisation(),
    "PATCH /api/organisations/{organisationId}": organisation({ body: { nameEn: "Some" }, ifMatch: '"1"' }),
    "POST /api/organisations/{organisationId}/archive": organisation({ ifMatch: '"1"' }),
    "POST /api/organisations/{organisationId}/restore": organisation({ ifMatch: '"1"' }),
    "GET /api/organisations/{organisationId}/history": organisation(),
    "GET /api/organisations/{organisationId}/stakes": organisation(),
    "POST /api/organisations/{organisationId}/stakes": organisation({
      body: { holderKind: "person", holderName: "某某", role: "investor", source: "工商登记" },
    }),
    "GET /api/scopes/{scopeId}/stakes/export": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/stakes/import": ({ scopeId }) => ({
      params: { scopeId },
      file: { name: "出资.csv", bytes: new TextEncoder().encode("企业名称,出资人,来源\n某公司,孙某,年报\n") },
    }),
    "GET /api/people/{personId}/stakes": person(),
    "PATCH /api/stakes/{stakeId}": stake({ body: { shareBp: 500 }, ifMatch: '"1"' }),
    "POST /api/stakes/{stakeId}/remove": stake({ ifMatch: '"1"' }),
    "POST /api/stakes/{stakeId}/restore": stake({ ifMatch: '"1"' }),
    "GET /api/scopes/{scopeId}/people": inScope,
    "GET /api/scopes/{scopeId}/people/export": inScope,
    "POST /api/scopes/{scopeId}/people": ({ scopeId }) => ({ params: { scopeId }, ...created }),
    "GET /api/people/{personId}": person(),
    "PATCH /api/people/{personId}": person({ body: { unit: "某大学" }, ifMatch: '"1"' }),
    "POST /api/people/{personId}/archive": person({ ifMatch: '"1"' }),
    "POST /api/people/{personId}/restore": person({ ifMatch: '"1"' }),
    "GET /api/people/{personId}/history": person(),
    "POST /api/people/{personId}/contact": person(),
    "GET /api/scopes/{scopeId}/chain-nodes": inScope,
    "POST /api/scopes/{scopeId}/chain-nodes": ({ scopeId }) => ({ params: { scopeId }, ...created }),
    "GET /api/chain-nodes/{chainNodeId}": node(),
    "PATCH /api/chain-nodes/{chainNodeId}": node({ body: { note: "某" }, ifMatch: '"1"' }),
    "POST /api/chain-nodes/{chainNodeId}/archive": node({ ifMatch: '"1"' }),
    "POST /api/chain-nodes/{chainNodeId}/restore": node({ ifMatch: '"1"' }),
    "GET /api/chain-nodes/{chainNodeId}/history": node(),
    "PUT /api/chain-nodes/{chainNodeId}/links": node(link),
    "DELETE /api/chain-nodes/{chainNodeId}/links": node(link),
    "GET /api/scopes/{scopeId}/duplicates": inScope,
    "POST /api/scopes/{scopeId}/duplicates/dismiss": async ({ scopeId }) => ({
      params: { scopeId },
      body: {
        kind: "team",
        firstId: await makeListed(world(), "teams", scopeId),
        secondId: await makeListed(world(), "teams", scopeId, { name: "另一团队" }),
      },
    }),
    "POST /api/scopes/{scopeId}/merges": async ({ scopeId }) => ({
      params: { scopeId },
      body: {
        kind: "team",
        survivorId: await makeListed(world(), "teams", scopeId),
        mergedId: await makeListed(world(), "teams", scopeId, { name: "另一团队" }),
        survivorVersion: 1,
        mergedVersion: 1,
      },
    }),
    "GET /api/scopes/{scopeId}/merges": inScope,
    "POST /api/merges/{mergeId}/undo": async ({ scopeId }) => ({
      params: { mergeId: await makeMerge(world(), scopeId) },
    }),
    "GET /api/scopes/{scopeId}/teams": inScope,
    "GET /api/scopes/{scopeId}/teams/export": inScope,
    "POST /api/scopes/{scopeId}/teams": ({ scopeId }) => ({ params: { scopeId }, body: { name: "某团队" } }),
    "GET /api/teams/{teamId}": onListed("teams"),
    "PATCH /api/teams/{teamId}": onListed("teams", { body: { capacity: 3 }, ifMatch: '"1"' }),
    "POST /api/teams/{teamId}/archive": onListed("teams", { ifMatch: '"1"' }),
    "POST /api/teams/{teamId}/restore": onListed("teams", { ifMatch: '"1"' }),
    "GET /api/teams/{teamId}/history": onListed("teams"),
    "POST /api/teams/{teamId}/contact": onListed("teams"),
  };
};
