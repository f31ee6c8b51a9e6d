import { CONSORTIUM_BODY, makeConsortium, type MadeConsortium } from "../consortia.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

const LIST = { name: "联合体.csv", bytes: new TextEncoder().encode("联合体名称,类型\n样例联合体,任务型\n") };

export const consortiaSamples: SamplesOf = (world) => {
  const on =
    (more: (made: MadeConsortium) => Sample = () => ({})) =>
    async ({ scopeId }: Target) => {
      // Its own, so that the people of an enterprise have a task there.
      const made = await makeConsortium(world(), scopeId, scopeId);
      const { params, ...rest } = more(made);
      return { params: { consortiumId: made.consortiumId, ...params }, ifMatch: '"1"', ...rest };
    };
  const inScope = async ({ scopeId }: Target) => {
    await makeConsortium(world(), scopeId);
    return { params: { scopeId } };
  };
  const day = "2026-11-20";
  const toCome = "2999-01-01";
  return {
    "GET /api/scopes/{scopeId}/consortia": inScope,
    "GET /api/scopes/{scopeId}/consortia/export": async (target) => ({
      ...(await inScope(target)),
      query: "?format=csv",
    }),
    "POST /api/scopes/{scopeId}/consortia": ({ scopeId }) => ({ params: { scopeId }, body: CONSORTIUM_BODY }),
    "POST /api/scopes/{scopeId}/consortia/import": ({ scopeId }) => ({ params: { scopeId }, file: LIST }),
    "GET /api/consortia/{consortiumId}": on(),
    "PATCH /api/consortia/{consortiumId}": on(() => ({ body: { goal: "改" } })),
    "POST /api/consortia/{consortiumId}/transitions": on(() => ({ body: { action: "found", on: toCome } })),
    "POST /api/consortia/{consortiumId}/members": on(() => ({
      body: { name: "样例研究院", kind: "institute", enteredOn: day },
    })),
    "PUT /api/consortia/{consortiumId}/lead": on(({ otherId }) => ({ body: { memberId: otherId } })),
    "PUT /api/consortia/{consortiumId}/members/{memberId}/account": on(({ otherId }) => ({
      params: { memberId: otherId },
      body: { enterpriseId: null },
    })),
    "POST /api/consortia/{consortiumId}/members/{memberId}/exit": on(({ otherId }) => ({
      params: { memberId: otherId },
      body: { on: day, agreedBy: "王某" },
    })),
    "POST /api/consortia/{consortiumId}/tasks": on(({ memberId }) => ({
      body: { title: "样机", memberId, dueOn: day },
    })),
    "PUT /api/consortia/{consortiumId}/tasks/{taskId}": on(({ memberId, taskId }) => ({
      params: { taskId },
      body: { title: "样机二", memberId, dueOn: day },
    })),
    "POST /api/consortia/{consortiumId}/tasks/{taskId}/transitions": on(({ taskId }) => ({
      params: { taskId },
      body: { action: "report", on: toCome },
    })),
    "POST /api/consortia/{consortiumId}/contributions": on(({ memberId }) => ({
      body: { memberId, kind: "people", title: "派驻", promised: "12" },
    })),
    "POST /api/consortia/{consortiumId}/contributions/{contributionId}/deliveries": on(({ contributionId }) => ({
      params: { contributionId },
      body: { quantity: "100", on: day },
    })),
    "PUT /api/consortia/{consortiumId}/deliveries/{deliveryId}/confirmation": on(({ deliveryId }) => ({
      params: { deliveryId },
    })),
    "POST /api/consortia/{consortiumId}/requests": on(({ otherId }) => ({
      body: { kind: "exit", memberId: otherId, reason: "业务调整" },
    })),
    "POST /api/consortia/{consortiumId}/requests/{requestId}/decision": on(({ requestId }) => ({
      params: { requestId },
      body: { isGranted: false, on: day, answer: "名额已满" },
    })),
    "POST /api/consortia/{consortiumId}/requests/{requestId}/withdrawal": on(({ requestId }) => ({
      params: { requestId },
    })),
    "POST /api/consortia/{consortiumId}/tasks/{taskId}/files": on(({ taskId }) => ({ params: { taskId }, file: LIST })),
    "POST /api/consortia/{consortiumId}/results/{resultId}/files": on(({ resultId }) => ({
      params: { resultId },
      file: LIST,
    })),
    "GET /api/consortia/{consortiumId}/files/{fileId}": on(({ fileId }) => ({ params: { fileId } })),
    // Shares that do not sum: 422 after the permission was looked at.
    "POST /api/consortia/{consortiumId}/results": on(({ memberId }) => ({
      body: { title: "专利", kind: "patent", achievedOn: day, shares: [{ memberId, shareBp: 9_999 }] },
    })),
    "PUT /api/consortia/{consortiumId}/results/{resultId}": on(({ memberId, resultId }) => ({
      params: { resultId },
      body: { title: "专利", kind: "patent", achievedOn: day, shares: [{ memberId, shareBp: 10_000 }] },
    })),
  };
};
