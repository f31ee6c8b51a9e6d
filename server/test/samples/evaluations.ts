import { newId } from "../../src/platform/ids.ts";
import { makeConflict, makeEvaluation, makeNotice, makeObjection } from "../evaluations.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const evaluationSamples: SamplesOf = (world) => {
  const asOffice =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({
      params: { challengeId: (await makeEvaluation(world(), scopeId)).challengeId },
      ...more,
    });
  const asExpert =
    (more: Sample = {}) =>
    async ({ scopeId, actorId }: Target) => {
      const { challengeId, bidId } = await makeEvaluation(world(), scopeId, { expert: actorId ?? newId() });
      return { params: { challengeId, bidId }, ...more };
    };
  const asBidder =
    (more: Sample = {}) =>
    async ({ scopeId, actorId }: Target) => {
      const { bidId } = await makeNotice(world(), scopeId, actorId ?? newId());
      return { params: { bidId }, ...more };
    };
  const inPublic =
    (more: Sample = {}) =>
    async () => ({
      params: { challengeId: (await makeNotice(world(), await world().createScope("pair"))).challengeId },
      ...more,
    });
  const base = "/api/challenges/{challengeId}/evaluation";
  const own = "/api/me/evaluations/{challengeId}";
  const somebody = "00000000-0000-7000-8000-00000000000a";
  return {
    [`GET ${base}`]: asOffice(),
    // It has begun already: 409 after the permission was looked at.
    [`POST ${base}`]: asOffice({ body: {}, ifMatch: '"1"' }),
    [`PUT ${base}/due`]: asOffice({ body: { dueOn: "2027-01-15" }, ifMatch: '"1"' }),
    [`GET ${base}/candidates`]: async (target) => {
      await world().createUser([["expert", await world().createScope("pair")]]);
      return asOffice()(target);
    },
    // Nobody's account: 422.
    [`POST ${base}/experts`]: asOffice({ body: { userId: somebody, unit: "外地大学" } }),
    [`POST ${base}/conflicts`]: async ({ scopeId }) => {
      const { challengeId, bidId, expertId } = await makeEvaluation(world(), scopeId);
      return { params: { challengeId }, body: { expertId, bidId, fact: "师生" } };
    },
    [`POST ${base}/experts/{expertId}/withdrawal`]: async ({ scopeId }) => {
      const { challengeId, expertId } = await makeEvaluation(world(), scopeId);
      return { params: { challengeId, expertId }, body: { reason: "长期出国" } };
    },
    [`POST ${base}/conflicts/{conflictId}/clearing`]: async ({ scopeId }) => {
      const { challengeId, bidId } = await makeEvaluation(world(), scopeId);
      const conflictId = await makeConflict(world(), challengeId, bidId);
      return { params: { challengeId, conflictId }, body: { reason: "同名的另一人" } };
    },
    [`POST ${base}/conflict-check`]: asOffice(),
    // Nobody has scored: 422.
    [`POST ${base}/closing`]: asOffice({ body: {}, ifMatch: '"1"' }),
    // The scoring is open: 409.
    [`POST ${base}/decision`]: asOffice({
      body: { decision: "选定", results: [{ bidId: somebody, isChosen: true, reason: "可行" }] },
      ifMatch: '"1"',
    }),
    [`POST ${base}/notice`]: asOffice({ body: {}, ifMatch: '"1"' }),
    [`POST ${base}/reconsideration`]: asOffice({ body: { reason: "有误" }, ifMatch: '"1"' }),
    [`POST ${base}/award`]: asOffice({ ifMatch: '"1"' }),
    "POST /api/notice-objections/{objectionId}/answer": async ({ scopeId }) => ({
      params: { objectionId: await makeObjection(world(), scopeId) },
      body: { answer: "指标与公告一致", isUpheld: false },
    }),
    "GET /api/me/evaluations": async (target) => {
      await asExpert()(target);
      return {};
    },
    [`GET ${own}`]: asExpert(),
    // Declared already: 409.
    [`POST ${own}/declaration`]: asExpert({ body: { takesPart: true } }),
    [`PUT ${own}/bids/{bidId}`]: asExpert({
      body: { scores: [{ key: "c1", score: 80, reason: "可行" }] },
      ifMatch: '"0"',
    }),
    [`POST ${own}/bids/{bidId}/submission`]: asExpert({ ifMatch: '"0"' }),
    [`POST ${own}/withdrawal`]: asExpert({ body: { reason: "身体原因" } }),
    "GET /api/bids/{bidId}/result": asBidder(),
    "POST /api/bids/{bidId}/objections": asBidder({ body: { body: "指标与公告不符" } }),
    "GET /api/public-notices/{challengeId}": inPublic(),
    "POST /api/public-notices/{challengeId}/objections": inPublic({
      body: { name: "赵某", contact: "13800000000", body: "指标与公告不符" },
    }),
  };
};
