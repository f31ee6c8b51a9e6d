import { attachSampleAgreement, attachSampleScan, BID_CONTENT, makeBid, makeChallenge } from "../challenges.ts";
import { makeNeed } from "../needs.ts";
import { insertSaid, insertSampleTeam, makeTeamLink } from "../teams.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

const capabilities = [{ term: "精炼" }];
const NOBODY = "00000000-0000-7000-8000-00000000000b";
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
  // Drafts are the office's: whom an audience reaches besides is a matter of the challenges' own tests.
  const onDraft =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: { challengeId: await makeChallenge(world(), scopeId) }, ...more });
  const onPublished =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({
      params: { scopeId, challengeId: await makeChallenge(world(), scopeId, { state: "published" }) },
      ...more,
    });
  const onBid =
    (more: Sample = {}, state: "published" | "closed" = "published") =>
    async ({ scopeId }: Target) => {
      const challengeId = await makeChallenge(world(), scopeId, { state });
      return { params: { bidId: await makeBid(world(), challengeId) }, ...more };
    };
  const onPaper =
    (more: Sample = {}) =>
    async ({ scopeId, actorId }: Target) => {
      const challengeId = await makeChallenge(world(), scopeId, { state: "published" });
      const bidId = await makeBid(world(), challengeId, { fromPaper: true });
      await attachSampleScan(world(), bidId, { scopeId, actorId: actorId ?? NOBODY });
      return { params: { bidId }, ...more };
    };
  const onOpenBids = async ({ scopeId }: Target) => {
    const challengeId = await makeChallenge(world(), scopeId, { state: "closed" });
    await makeBid(world(), challengeId);
    return { params: { challengeId } };
  };
  // Whoever prepares a bid changes it, wherever they hold the right to bid: prepared by the actor, for the scope.
  const onOwnBid =
    (more: Sample = {}) =>
    async ({ scopeId, actorId }: Target) => {
      const challengeId = await makeChallenge(world(), scopeId, { state: "published", universityId: scopeId });
      const bid = { bidderId: scopeId, readerId: actorId ?? NOBODY, state: "draft" } as const;
      return { params: { bidId: await makeBid(world(), challengeId, bid) }, ...more };
    };
  const ifMatch = '"1"';
  return {
    "GET /api/scopes/{scopeId}/challenges": async ({ scopeId }) => {
      await makeChallenge(world(), scopeId);
      return { params: { scopeId } };
    },
    "GET /api/scopes/{scopeId}/challenges/export": async ({ scopeId }) => {
      await makeChallenge(world(), scopeId);
      return { params: { scopeId } };
    },
    "POST /api/scopes/{scopeId}/challenges/import": ({ scopeId }) => ({
      params: { scopeId },
      file: { name: "榜单.csv", bytes: new TextEncoder().encode("需求编号,榜单名称\nNEED-2026-000000,降低能耗\n") },
    }),
    "POST /api/scopes/{scopeId}/challenges": async ({ scopeId }) => ({
      params: { scopeId },
      body: { needIds: [await makeNeed(world(), scopeId, { state: "submitted" })] },
    }),
    "GET /api/challenges/{challengeId}": onDraft(),
    "PATCH /api/challenges/{challengeId}": onDraft({ body: { title: "另一个题目" }, ifMatch }),
    "POST /api/challenges/{challengeId}/publication": onDraft({ ifMatch: '"7"' }),
    "POST /api/challenges/{challengeId}/addenda": onDraft({ body: { body: "补充说明" }, ifMatch }),
    "POST /api/challenges/{challengeId}/end": onDraft({ body: { action: "cancel", reason: "企业撤回" }, ifMatch }),
    "POST /api/challenges/{challengeId}/opening": onDraft({ ifMatch }),
    "GET /api/challenges/{challengeId}/steps": onDraft(),
    "POST /api/challenges/{challengeId}/confidential-readings": onDraft(),
    "POST /api/challenges/{challengeId}/confidential-acceptances": onDraft({ body: { digest: "0".repeat(64) } }),
    "PUT /api/challenges/{challengeId}/confidential-part": onDraft({ body: { body: "配方" } }),
    "GET /api/me/bids": () => ({}),
    "POST /api/challenges/{challengeId}/bids": async ({ scopeId }) => ({
      params: { challengeId: await makeChallenge(world(), scopeId, { state: "published", universityId: scopeId }) },
      body: { bidderId: scopeId, content: BID_CONTENT },
    }),
    "POST /api/challenges/{challengeId}/bids/import": async ({ scopeId }) => ({
      params: { challengeId: await makeChallenge(world(), scopeId, { state: "published", universityId: scopeId }) },
      query: `?bidderId=${scopeId}`,
      file: { name: "揭榜书.csv", bytes: new TextEncoder().encode("揭榜项目名称,负责人\n新工艺,王某\n") },
    }),
    "GET /api/challenges/{challengeId}/bids": onOpenBids,
    "GET /api/challenges/{challengeId}/bids/export": onOpenBids,
    "POST /api/challenges/{challengeId}/race-rounds": onDraft({
      body: {
        gate: "start",
        results: [{ bidId: NOBODY, stays: true, reason: "可行" }],
      },
      ifMatch,
    }),
    "GET /api/bids/{bidId}": onBid(),
    "PUT /api/bids/{bidId}/content": onOwnBid({ body: { content: BID_CONTENT }, ifMatch }),
    "POST /api/bids/{bidId}/submission": onOwnBid({ ifMatch }),
    "POST /api/bids/{bidId}/withdrawal": onOwnBid({ ifMatch }),
    "POST /api/challenges/{challengeId}/paper-bids": onPublished({
      body: { bidderName: "某学院", content: BID_CONTENT },
    }),
    "POST /api/bids/{bidId}/paper-withdrawal": onPaper({ ifMatch }),
    "PUT /api/bids/{bidId}/scan": onPaper({
      file: { name: "揭榜书.pdf", bytes: new TextEncoder().encode("%PDF-1.7") },
      ifMatch,
    }),
    "GET /api/bids/{bidId}/scan": onPaper(),
    "GET /api/bids/{bidId}/talks": onBid(),
    "POST /api/bids/{bidId}/talks": onBid({ body: { body: "什么时候来看设备？" } }),
    "GET /api/bids/{bidId}/application": onBid(),
    "PUT /api/bids/{bidId}/application": onBid({ body: { summary: "合作开发" }, ifMatch: '"0"' }, "closed"),
    "PUT /api/bids/{bidId}/application/agreement": onBid(
      { file: { name: "意向协议.pdf", bytes: new TextEncoder().encode("%PDF-1.7") }, ifMatch: '"0"' },
      "closed",
    ),
    "GET /api/bids/{bidId}/application/agreement": async (target) => {
      const challengeId = await makeChallenge(world(), target.scopeId, { state: "closed" });
      const bidId = await makeBid(world(), challengeId);
      await attachSampleAgreement(world(), bidId, { scopeId: target.scopeId, actorId: target.actorId ?? NOBODY });
      return { params: { bidId } };
    },
    "POST /api/bids/{bidId}/application/confirmation": onBid({ body: { side: "poster" }, ifMatch: '"0"' }, "closed"),
    "POST /api/bids/{bidId}/application/acceptance": onBid({ ifMatch: '"0"' }, "closed"),
    "GET /api/needs/{needId}/team-suggestion": onNeed(),
    "POST /api/needs/{needId}/team-proposals": onNeed({ body: { capabilities } }),
    "POST /api/needs/{needId}/team-candidates": onNeed({ body: { capabilities } }),
    // Nobody of this name: 422 after the permission was looked at.
    "POST /api/needs/{needId}/formed-teams": onNeed({ body: { capabilities, members: [KEY] } }),
    "GET /api/scopes/{scopeId}/challenges/{challengeId}/team-suggestion": onPublished(),
    "POST /api/scopes/{scopeId}/challenges/{challengeId}/team-proposals": onPublished({ body: { capabilities } }),
    "POST /api/scopes/{scopeId}/challenges/{challengeId}/team-candidates": onPublished({ body: { capabilities } }),
    "POST /api/scopes/{scopeId}/challenges/{challengeId}/formed-teams": onPublished({
      body: { capabilities, members: [KEY] },
    }),
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
