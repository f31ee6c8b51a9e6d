import { makeNeed } from "../needs.ts";
import { insertSaid, insertSampleTeam, makeTeamLink } from "../teams.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

const capabilities = [{ term: "精炼" }];
const KEY = "李某|某大学";

export const challengesSamples: SamplesOf = (world) => {
  const onNeed =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({
      params: { needId: await makeNeed(world(), scopeId, { state: "accepted" }) },
      ...more,
    });
  const onTeam =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: { teamId: (await insertSampleTeam(world(), scopeId)).teamId }, ...more });
  const onMember =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => {
      const { teamId, memberId } = await insertSampleTeam(world(), scopeId);
      return { params: { teamId, memberId }, ...more };
    };
  const onLink = (more: object) => async () => ({ body: { token: await makeTeamLink(world()), ...more } });
  return {
    "GET /api/needs/{needId}/team-suggestion": onNeed(),
    "POST /api/needs/{needId}/team-proposals": onNeed({ body: { capabilities } }),
    "POST /api/needs/{needId}/team-candidates": onNeed({ body: { capabilities } }),
    // Nobody of this name: 422 after the permission was looked at.
    "POST /api/needs/{needId}/formed-teams": onNeed({ body: { capabilities, members: [KEY] } }),
    "GET /api/scopes/{scopeId}/formed-teams": async ({ scopeId }) => {
      await insertSampleTeam(world(), scopeId);
      return { params: { scopeId } };
    },
    "GET /api/formed-teams/{teamId}": onTeam(),
    "PATCH /api/formed-teams/{teamId}": onTeam({ body: { note: "先谈方案" }, ifMatch: '"1"' }),
    "POST /api/formed-teams/{teamId}/dissolution": onTeam({ body: {}, ifMatch: '"1"' }),
    "POST /api/formed-teams/{teamId}/members/{memberId}/invitation": onMember({ body: {}, ifMatch: '"1"' }),
    "POST /api/formed-teams/{teamId}/members/{memberId}/answer": onMember({
      body: { answer: "accept" },
      ifMatch: '"1"',
    }),
    "GET /api/scopes/{scopeId}/person-capabilities": async ({ scopeId }) => {
      await insertSaid(world(), scopeId, KEY);
      return { params: { scopeId }, query: `?key=${encodeURIComponent(KEY)}` };
    },
    "PUT /api/scopes/{scopeId}/person-capabilities": ({ scopeId }) => ({
      params: { scopeId },
      body: { key: KEY, name: "李某", unit: "某大学", adds: ["精炼"] },
      ifMatch: '"0"',
    }),
    "POST /api/team-invitations/view": onLink({}),
    "POST /api/team-invitations/answer": onLink({ answer: "accept" }),
  };
};
