import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { exportOptions } from "../../../platform/listing/index.ts";
import { exportCommitments } from "./exports.ts";
import {
  closeCommitmentOf,
  confirmWriteOff,
  convertGrant,
  dropWriteOffOf,
  listCommitments,
  listMoneyOf,
  payTrancheOf,
  proposeWriteOff,
  receiveReturn,
} from "./service.ts";
import {
  Commitment,
  CommitmentClosing,
  ConversionDraft,
  ReturnDraft,
  TranchePayment,
  WriteOffApproval,
  WriteOffDraft,
  WriteOffDropping,
} from "./types.ts";

const tag = "funds";
const pay = { permission: "fund.pay", in: "row" } as const;
const manage = { permission: "fund.manage", in: "row" } as const;
const params = z.object({ commitmentId: z.uuid() });

/** Each is made once: a key repeats the answer, and the fund's row and the tables keep a second one out. */
export function commitmentRoutes(api: Router): void {
  readingRoutes(api);
  payingRoutes(api);
  endingRoutes(api);
}

function readingRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}/commitments",
      access: { permission: "fund.read", in: "row" },
      id: "listFundCommitments",
      tag,
      summary: "What the fund promised to projects, its tranches and what became of the money",
      params: z.object({ fundId: z.uuid() }),
      answer: z.object({ items: z.array(Commitment) }),
    },
    async ({ ctx, params: { fundId } }) => listCommitments(ctx, fundId),
  );
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}/commitments/export",
      access: { permission: "fund.export", in: "row" },
      id: "exportFundCommitments",
      tag,
      summary: "The commitments and their tranches as a workbook; the commitments alone as CSV",
      params: z.object({ fundId: z.uuid() }),
      query: z.object(exportOptions),
      answer: "file",
    },
    async ({ ctx, params: { fundId }, query, language }) => exportCommitments(ctx, fundId, { ...query, language }),
  );
  api.route(
    {
      method: "get",
      path: "/api/projects/{projectId}/fund-money",
      access: { permission: "project.read", in: "row" },
      id: "listFundMoneyOfProject",
      tag,
      summary: "What funds promised and paid to a project, as far as the caller may see it",
      params: z.object({ projectId: z.uuid() }),
      answer: z.object({ items: z.array(Commitment) }),
    },
    async ({ ctx, params: { projectId } }) => listMoneyOf(ctx, projectId),
  );
}

function payingRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/fund-tranches/{trancheId}/payment",
      access: pay,
      id: "payFundTranche",
      tag,
      summary: "Pay a tranche whose gate was passed, once",
      params: z.object({ trancheId: z.uuid() }),
      body: TranchePayment,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { trancheId }, body }) => payTrancheOf(ctx, trancheId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-commitments/{commitmentId}/returns",
      access: pay,
      id: "receiveFundReturn",
      tag,
      summary: "Money came back: repayment, dividend, proceeds of an exit",
      params,
      body: ReturnDraft,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { commitmentId }, body }) => receiveReturn(ctx, commitmentId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-commitments/{commitmentId}/conversion",
      access: pay,
      id: "convertFundGrant",
      tag,
      summary: "The grant becomes equity, by the event that its terms name",
      params,
      body: ConversionDraft,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { commitmentId }, body }) => convertGrant(ctx, commitmentId, body),
  );
}

function endingRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/fund-commitments/{commitmentId}/write-offs",
      access: manage,
      id: "proposeFundWriteOff",
      tag,
      summary: "Propose to give up what is still held; somebody else approves it",
      params,
      body: WriteOffDraft,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { commitmentId }, body }) => proposeWriteOff(ctx, commitmentId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-write-offs/{writeOffId}/approval",
      access: pay,
      id: "approveFundWriteOff",
      tag,
      summary: "Approve what somebody else proposed, which enters it in the ledger",
      params: z.object({ writeOffId: z.uuid() }),
      body: WriteOffApproval,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { writeOffId }, body }) => confirmWriteOff(ctx, writeOffId, body.on),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-write-offs/{writeOffId}/withdrawal",
      access: manage,
      id: "withdrawFundWriteOff",
      tag,
      summary: "Take back a write-off that one proposed and nobody has approved",
      params: z.object({ writeOffId: z.uuid() }),
      body: WriteOffDropping,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { writeOffId }, body }) => dropWriteOffOf(ctx, writeOffId, "withdrawn", body.reason),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-write-offs/{writeOffId}/refusal",
      access: pay,
      id: "declineFundWriteOff",
      tag,
      summary: "Decline a write-off that somebody else proposed",
      params: z.object({ writeOffId: z.uuid() }),
      body: WriteOffDropping,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { writeOffId }, body }) => dropWriteOffOf(ctx, writeOffId, "declined", body.reason),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-commitments/{commitmentId}/closing",
      access: manage,
      id: "closeFundCommitment",
      tag,
      summary: "Release what was not paid",
      params,
      body: CommitmentClosing,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { commitmentId }, body }) => closeCommitmentOf(ctx, commitmentId, body),
  );
}
