import {
  AGREEMENT_BODY,
  makeAgreement,
  makeDistribution,
  makeFlow,
  makeReceipt,
  makeReviewedAgreement,
  makeSignedAgreement,
  makeTemplate,
} from "../agreements.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const agreementsSamples: SamplesOf = (world) => {
  const onAgreement =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: { agreementId: await makeAgreement(world(), scopeId) }, ...more });
  const onReceipt =
    (more: Sample = {}, withFile = false) =>
    async ({ scopeId }: Target) => {
      const agreementId = await makeAgreement(world(), scopeId);
      return { params: { receiptId: await makeReceipt(world(), scopeId, agreementId, withFile) }, ...more };
    };
  const onSigned =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: { ...(await makeSignedAgreement(world(), scopeId)) }, ...more });
  const onReviewed =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: { ...(await makeReviewedAgreement(world(), scopeId)) }, ...more });
  const file = { name: "签署文本.pdf", bytes: new TextEncoder().encode("%PDF-1.7\n%%EOF\n") };
  const onDistribution =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => {
      const agreementId = await makeAgreement(world(), scopeId);
      const receiptId = await makeReceipt(world(), scopeId, agreementId);
      const distributionId = await makeDistribution(world(), { scopeId, agreementId, receiptId });
      return { params: { distributionId }, ifMatch: '"1"', ...more };
    };
  const inScope = async ({ scopeId }: Target) => {
    await makeAgreement(world(), scopeId);
    return { params: { scopeId } };
  };
  return {
    "GET /api/scopes/{scopeId}/agreements": inScope,
    "GET /api/scopes/{scopeId}/agreement-totals": inScope,
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
    "GET /api/agreements/{agreementId}/facility-costs": onAgreement(),
    "PATCH /api/agreements/{agreementId}": onAgreement({ body: { title: "改名" }, ifMatch: '"1"' }),
    // It has not been tried whether it may be signed: the day is to come.
    "POST /api/agreements/{agreementId}/transitions": onAgreement({
      body: { action: "sign", on: "2999-01-01" },
      ifMatch: '"1"',
    }),
    "GET /api/agreements/{agreementId}/document": onAgreement(),
    "GET /api/scopes/{scopeId}/receipts": inScope,
    "GET /api/scopes/{scopeId}/receipts/export": async (target) => ({
      ...(await inScope(target)),
      query: "?format=csv",
    }),
    // No list of receipts: 422 after the permission was looked at.
    "POST /api/scopes/{scopeId}/receipts/import": async (target) => ({
      ...(await inScope(target)),
      file: { name: "到款.csv", bytes: Buffer.from("编号,金额\n1,2\n") },
    }),
    "GET /api/agreements/{agreementId}/money": onAgreement(),
    "GET /api/scopes/{scopeId}/money-rules": inScope,
    "POST /api/scopes/{scopeId}/money-rules": async (target) => ({
      ...(await inScope(target)),
      body: { key: "commissioned.overhead", value: "500", inForceFrom: "2026-01-01", source: "测试" },
    }),
    "GET /api/agreements/{agreementId}/distributions": onAgreement(),
    "GET /api/agreements/{agreementId}/registration": onAgreement(),
    "PATCH /api/agreements/{agreementId}/registration": onAgreement({ body: { fields: {} }, ifMatch: '"0"' }),
    "POST /api/agreements/{agreementId}/registration/transitions": onAgreement({
      body: { action: "return", reason: "缺附件" },
      ifMatch: '"0"',
    }),
    "GET /api/agreements/{agreementId}/registration/sheet": onAgreement(),
    "GET /api/scopes/{scopeId}/transformation-report": async (target) => ({
      ...(await inScope(target)),
      query: "?year=2026",
    }),
    "GET /api/scopes/{scopeId}/transformation-report/workbook": async (target) => ({
      ...(await inScope(target)),
      query: "?year=2026",
    }),
    "POST /api/receipts/{receiptId}/distributions": onReceipt({ body: {} }),
    "POST /api/distributions/{distributionId}/approval": onDistribution(),
    "POST /api/distributions/{distributionId}/end": onDistribution({ body: { reason: "算错" } }),
    "POST /api/agreements/{agreementId}/receipts": onAgreement({
      body: { receivedOn: "2026-11-01", amountFen: "100", payer: "样例钢铁有限公司", voucher: "银收-1" },
    }),
    "PUT /api/receipts/{receiptId}/payment": onReceipt({ body: { paymentPosition: 1 }, ifMatch: '"1"' }),
    "POST /api/receipts/{receiptId}/reversal": onReceipt({ body: { reason: "记错" }, ifMatch: '"1"' }),
    "PUT /api/receipts/{receiptId}/voucher": onReceipt({
      file: { name: "回单.pdf", bytes: Buffer.from("%PDF-1.7\n%%EOF\n") },
      ifMatch: '"1"',
    }),
    "GET /api/receipts/{receiptId}/voucher": onReceipt({}, true),
    "GET /api/agreements/{agreementId}/papers": onSigned(),
    "POST /api/agreements/{agreementId}/papers": onSigned({ file }),
    "GET /api/agreements/{agreementId}/papers/{paperId}": onSigned(),
    "GET /api/agreements/{agreementId}/milestones": onSigned(),
    // What is delivered already is not delivered again.
    "POST /api/agreements/{agreementId}/milestones/{milestoneId}/deliveries": onSigned({
      body: { party: "样例大学", deliveredOn: "2026-11-20" },
    }),
    "POST /api/agreements/{agreementId}/milestones/{milestoneId}/deliveries/{deliveryId}/decision": onSigned({
      body: { decision: "refused", party: "样例钢铁有限公司", reasons: "缺少第三方测试报告" },
    }),
    "POST /api/agreements/{agreementId}/deliveries/{deliveryId}/papers": onSigned({ file }),
    "GET /api/scopes/{scopeId}/agreement-flow": async ({ scopeId }) => {
      await makeFlow(world(), scopeId);
      return { params: { scopeId } };
    },
    "PUT /api/scopes/{scopeId}/agreement-flow": ({ scopeId }) => ({
      params: { scopeId },
      body: { steps: [{ name: "法务审核", kind: "review", roles: ["pair_lead"] }] },
      ifMatch: '"0"',
    }),
    "GET /api/scopes/{scopeId}/agreement-templates": inScope,
    "GET /api/scopes/{scopeId}/agreement-templates/{templateId}/file": async ({ scopeId }) => ({
      params: { scopeId, templateId: await makeTemplate(world(), scopeId) },
    }),
    "GET /api/scopes/{scopeId}/agreement-kinds/{kind}/starter-template": ({ scopeId }) => ({
      params: { scopeId, kind: "licence" },
    }),
    "GET /api/agreements/{agreementId}/templates": onAgreement(),
    // No Word document: 422 after the permission was looked at.
    "POST /api/scopes/{scopeId}/agreement-kinds/{kind}/template": ({ scopeId }) => ({
      params: { scopeId, kind: "licence" },
      file,
      ifMatch: '"0"',
    }),
    "POST /api/scopes/{scopeId}/agreement-kinds/{kind}/template-withdrawal": ({ scopeId }) => ({
      params: { scopeId, kind: "licence" },
      ifMatch: '"0"',
    }),
    "GET /api/scopes/{scopeId}/agreement-kinds/{kind}/template-trials": async ({ scopeId }) => {
      await makeAgreement(world(), scopeId);
      return { params: { scopeId, kind: "development" } };
    },
    "POST /api/scopes/{scopeId}/agreement-template-trials": async ({ scopeId }) => ({
      params: { scopeId },
      query: `?agreementId=${await makeAgreement(world(), scopeId)}`,
      file,
    }),
    "GET /api/agreements/{agreementId}/approvals": onReviewed(),
    // Nobody asks for an approval there: 409 after the permission was looked at.
    "POST /api/agreements/{agreementId}/approvals": onAgreement({ body: {} }),
    "POST /api/agreements/{agreementId}/approvals/{approvalId}/withdrawal": onReviewed(),
    "POST /api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}": onReviewed({
      body: { outcome: "done", details: { kind: "review" } },
    }),
    "POST /api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}/papers": onReviewed({ file }),
    "GET /api/agreements/{agreementId}/signatures": onSigned(),
    "POST /api/agreements/{agreementId}/signatures": onSigned({ file }),
    "GET /api/agreements/{agreementId}/due-diligence": onSigned(),
    "GET /api/agreements/{agreementId}/amendments": onSigned(),
    // One stands there as a draft.
    "POST /api/agreements/{agreementId}/amendments": onSigned({ body: { reason: "增加经费" } }),
    "PATCH /api/agreements/{agreementId}/amendments/{amendmentId}": onSigned({
      body: { amountFen: "130000000" },
      ifMatch: '"1"',
    }),
    "POST /api/agreements/{agreementId}/amendments/{amendmentId}/transitions": onSigned({
      body: { action: "sign" },
      ifMatch: '"1"',
    }),
    "POST /api/agreements/{agreementId}/amendments/{amendmentId}/papers": onSigned({ file }),
    "GET /api/agreements/{agreementId}/amendments/{amendmentId}/document": onSigned(),
  };
};
