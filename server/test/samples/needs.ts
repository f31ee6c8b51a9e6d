import { makeNeed, makeNeedMerge } from "../needs.ts";
import type { SamplesOf } from "./sample.ts";

export const NEED_BODY = {
  title: "提高轴承钢的纯净度",
  content: "现有炉外精炼后氧含量不低于 12 ppm，希望降到 6 ppm 以下。",
};

export const needsSamples: SamplesOf = (world) => {
  const onNeed = async ({ scopeId }: { scopeId: string }) => ({ params: { needId: await makeNeed(world(), scopeId) } });
  return {
    "GET /api/scopes/{scopeId}/needs": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/needs": ({ scopeId }) => ({
      params: { scopeId },
      body: { ...NEED_BODY, budget: { low: "2", high: "1" } },
    }),
    "GET /api/scopes/{scopeId}/need-offices": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/needs/clarity": ({ scopeId }) => ({ params: { scopeId }, body: NEED_BODY }),
    "GET /api/scopes/{scopeId}/needs/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
    "GET /api/needs/{needId}": onNeed,
    "PATCH /api/needs/{needId}": async (target) => ({
      ...(await onNeed(target)),
      body: { title: "另一个名称" },
      ifMatch: '"1"',
    }),
    "POST /api/needs/{needId}/transitions": async (target) => ({
      ...(await onNeed(target)),
      body: { action: "close", reason: "企业撤回" },
      ifMatch: '"1"',
    }),
    "GET /api/needs/{needId}/history": onNeed,
    "POST /api/needs/{needId}/merge": async (target) => ({
      ...(await onNeed(target)),
      body: { into: await makeNeed(world(), target.scopeId) },
      ifMatch: '"1"',
    }),
    "GET /api/needs/{needId}/merges": onNeed,
    "POST /api/need-merges/{mergeId}/undo": async ({ scopeId }) => ({
      params: { mergeId: await makeNeedMerge(world(), scopeId) },
    }),
    "GET /api/needs/{needId}/triage": onNeed,
    "GET /api/needs/{needId}/rewrites": onNeed,
    "POST /api/needs/{needId}/rewrites": async (target) => ({
      ...(await onNeed(target)),
      body: NEED_BODY,
      ifMatch: '"1"',
    }),
    "POST /api/needs/{needId}/rewrites/decision": async (target) => ({
      ...(await onNeed(target)),
      body: { decision: "confirm", note: "电话确认" },
      ifMatch: '"1"',
    }),
  };
};
