import { FUND_BODY, makeFund, type MadeFund } from "../funds.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const fundsSamples: SamplesOf = (world) => {
  const on =
    (more: (made: MadeFund) => Sample = () => ({})) =>
    async ({ scopeId }: Target) => {
      const made = await makeFund(world(), scopeId);
      const { params, ...rest } = more(made);
      return { params: { fundId: made.fundId, ...params }, ifMatch: '"1"', ...rest };
    };
  const inScope = async ({ scopeId }: Target) => {
    await makeFund(world(), scopeId);
    return { params: { scopeId } };
  };
  const day = "2026-03-01";
  const year = "from=2026-01-01&until=2026-12-31";
  return {
    "GET /api/scopes/{scopeId}/funds": inScope,
    "GET /api/scopes/{scopeId}/funds/export": async (target) => ({
      ...(await inScope(target)),
      query: "?format=csv",
    }),
    "POST /api/scopes/{scopeId}/funds": ({ scopeId }) => ({ params: { scopeId }, body: FUND_BODY }),
    "GET /api/funds/{fundId}": on(),
    "PATCH /api/funds/{fundId}": on(() => ({ body: { purpose: "改" } })),
    "POST /api/funds/{fundId}/contributors": on(() => ({
      body: { name: "样例企业", source: "enterprise", committedFen: "100", on: day },
    })),
    "POST /api/fund-contributors/{contributorId}/payments": on(({ contributorId }) => ({
      params: { contributorId },
      body: { amountFen: "100", on: day },
    })),
    "POST /api/funds/{fundId}/entries": on(() => ({ body: { kind: "interest", amountFen: "100", on: day } })),
    "GET /api/funds/{fundId}/entries": on(),
    "GET /api/funds/{fundId}/entries/export": on(() => ({ query: "?format=csv" })),
    "POST /api/fund-entries/{entryId}/reversal": on(({ entryId }) => ({
      params: { entryId },
      body: { on: day, reason: "记错" },
    })),
    "GET /api/funds/{fundId}/statement": on(() => ({ query: `?${year}` })),
    "GET /api/funds/{fundId}/statement/export": on(() => ({ query: `?format=csv&${year}` })),
  };
};
