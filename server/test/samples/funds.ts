import {
  APPLICATION_BODY,
  FUND_BODY,
  makeApplication,
  makeBankLine,
  makeClosedFund,
  makeConversion,
  makeFund,
  makePayment,
  type MadeFund,
} from "../funds.ts";
import { newId } from "../../src/platform/ids.ts";
import { makeProject } from "../projects.ts";
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
  type Asked = Awaited<ReturnType<typeof makeApplication>>;
  const about =
    (more: (made: Asked) => Sample = () => ({})) =>
    async ({ scopeId }: Target) => {
      const made = await makeApplication(world(), scopeId);
      const { params, ...rest } = more(made);
      return { params: { applicationId: made.applicationId, ...params }, ifMatch: '"1"', ...rest };
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
    "POST /api/fund-contributors/{contributorId}/commitments": on(({ contributorId }) => ({
      params: { contributorId },
      body: { committedFen: "1", on: day },
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
    "GET /api/scopes/{scopeId}/fund-applications": async ({ scopeId }) => {
      await makeApplication(world(), scopeId);
      return { params: { scopeId } };
    },
    "GET /api/scopes/{scopeId}/fund-applications/export": async ({ scopeId }) => {
      await makeApplication(world(), scopeId);
      return { params: { scopeId }, query: "?format=csv" };
    },
    "GET /api/scopes/{scopeId}/open-funds": inScope,
    "POST /api/scopes/{scopeId}/fund-applications": async ({ scopeId }) => {
      const { fundId } = await makeFund(world(), scopeId);
      return { params: { scopeId }, body: { ...APPLICATION_BODY, fundId } };
    },
    "GET /api/fund-applications/{applicationId}": about(),
    "GET /api/fund-applications/{applicationId}/minutes": about(),
    "GET /api/fund-applications/{applicationId}/people": about(),
    "GET /api/fund-papers/{paperId}": about(({ paperId }) => ({ params: { paperId } })),
    "PATCH /api/fund-applications/{applicationId}": about(() => ({ body: { purpose: "改" } })),
    "POST /api/fund-applications/{applicationId}/transitions": about(() => ({ body: { action: "withdraw" } })),
    "POST /api/fund-applications/{applicationId}/diligence": about(({ fundId }) => ({
      body: { investigatorId: fundId },
    })),
    "POST /api/fund-applications/{applicationId}/report": about(() => ({
      body: { findings: "可行", conclusion: "support" },
    })),
    "POST /api/fund-applications/{applicationId}/papers": about(() => ({
      query: `?title=${encodeURIComponent("报告")}`,
      file: { name: "报告.txt", bytes: new TextEncoder().encode("报告") },
    })),
    "POST /api/fund-applications/{applicationId}/committee": about(({ fundId }) => ({
      body: { memberIds: [fundId], meetsOn: day },
    })),
    // Whoever acts is not of the committee: an old version is answered before that is looked at.
    "POST /api/fund-applications/{applicationId}/votes": about(() => ({
      body: { vote: "for", reason: "可行" },
      ifMatch: '"9"',
    })),
    "POST /api/fund-applications/{applicationId}/decision": about(() => ({
      body: { outcome: "decline", on: day, reason: "条件不足" },
    })),
    "GET /api/funds/{fundId}/commitments": about(({ fundId }) => ({ params: { fundId } })),
    "GET /api/funds/{fundId}/commitments/export": about(({ fundId }) => ({
      params: { fundId },
      query: "?format=csv",
    })),
    "GET /api/projects/{projectId}/fund-money": async ({ scopeId }) => ({
      params: { projectId: await makeProject(world(), scopeId) },
    }),
    "POST /api/fund-tranches/{trancheId}/payment": about(({ trancheId }) => ({
      params: { trancheId },
      body: { on: day },
    })),
    "POST /api/fund-commitments/{commitmentId}/returns": about(({ commitmentId }) => ({
      params: { commitmentId },
      body: { kind: "dividend", amountFen: "100", on: day },
    })),
    "POST /api/fund-commitments/{commitmentId}/conversion": about(({ commitmentId }) => ({
      params: { commitmentId },
      body: { on: day, event: "A 轮", valuationFen: "100", fundShareBp: 100, teamShareBp: 9_000 },
    })),
    "POST /api/fund-commitments/{commitmentId}/share-transfers": async ({ scopeId }) => {
      const { commitmentId } = await makeConversion(world(), scopeId);
      return { params: { commitmentId }, body: { on: day, shareBp: 100, recipient: "样例员工持股平台" } };
    },
    "POST /api/fund-share-transfers/{transferId}/taking-back": async ({ scopeId }) => {
      const { transferId } = await makeConversion(world(), scopeId);
      return { params: { transferId }, body: { reason: "登记错了" } };
    },
    "POST /api/fund-commitments/{commitmentId}/write-offs": about(({ commitmentId }) => ({
      params: { commitmentId },
      body: { amountFen: "1", reason: "失败" },
    })),
    "POST /api/fund-write-offs/{writeOffId}/approval": about(({ writeOffId }) => ({
      params: { writeOffId },
      body: { on: day },
    })),
    "POST /api/fund-write-offs/{writeOffId}/withdrawal": about(({ writeOffId }) => ({
      params: { writeOffId },
      body: { reason: "款项已收回" },
    })),
    "POST /api/fund-write-offs/{writeOffId}/refusal": about(({ writeOffId }) => ({
      params: { writeOffId },
      body: { reason: "仍可追回" },
    })),
    "POST /api/fund-commitments/{commitmentId}/closing": about(({ commitmentId }) => ({
      params: { commitmentId },
      body: { on: day, reason: "项目终止" },
    })),
    "POST /api/funds/{fundId}/closings": on(() => ({ body: { until: day } })),
    "POST /api/funds/{fundId}/reopenings": async ({ scopeId }) => ({
      params: { fundId: await makeClosedFund(world(), scopeId) },
      body: { from: day, reason: "补记" },
    }),
    "GET /api/funds/{fundId}/reconciliation": on(),
    "GET /api/funds/{fundId}/receipts": on(),
    "PUT /api/fund-payments/{paymentId}/receipts/{receiptId}": async ({ scopeId }) => ({
      params: { paymentId: await makePayment(world(), scopeId), receiptId: newId() },
      body: { amountFen: null },
    }),
    "POST /api/funds/{fundId}/bank-lines/import": on(() => ({
      file: { name: "对账单.csv", bytes: new TextEncoder().encode("日期,金额\n2026-02-01,1.00\n") },
    })),
    "PUT /api/fund-bank-lines/{lineId}/match": async ({ scopeId }) => ({
      params: { lineId: await makeBankLine(world(), scopeId) },
      body: { entryId: null },
    }),
    "POST /api/fund-bank-lines/{lineId}/taking-back": async ({ scopeId }) => ({
      params: { lineId: await makeBankLine(world(), scopeId) },
      body: { reason: "导错文件" },
    }),
    "GET /api/funds/{fundId}/statement": on(() => ({ query: `?${year}` })),
    "GET /api/funds/{fundId}/statement/export": on(() => ({ query: `?format=csv&${year}` })),
  };
};
