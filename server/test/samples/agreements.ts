import { AGREEMENT_BODY, makeAgreement } from "../agreements.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const agreementsSamples: SamplesOf = (world) => {
  const onAgreement =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: { agreementId: await makeAgreement(world(), scopeId) }, ...more });
  const inScope = async ({ scopeId }: Target) => {
    await makeAgreement(world(), scopeId);
    return { params: { scopeId } };
  };
  return {
    "GET /api/scopes/{scopeId}/agreements": inScope,
    "GET /api/scopes/{scopeId}/agreements/export": async (target) => ({
      ...(await inScope(target)),
      query: "?format=csv",
    }),
    // Shares that do not sum: 422 after the permission was looked at.
    "POST /api/scopes/{scopeId}/agreements": ({ scopeId }) => ({
      params: { scopeId },
      body: { ...AGREEMENT_BODY, parties: [{ role: "buyer", name: "样例钢铁有限公司", shareBp: 9_999 }] },
    }),
    "GET /api/agreements/{agreementId}": onAgreement(),
    "PATCH /api/agreements/{agreementId}": onAgreement({ body: { title: "改名" }, ifMatch: '"1"' }),
    // It has not been tried whether it may be signed: the day is to come.
    "POST /api/agreements/{agreementId}/transitions": onAgreement({
      body: { action: "sign", on: "2999-01-01" },
      ifMatch: '"1"',
    }),
    "GET /api/agreements/{agreementId}/document": onAgreement(),
  };
};
