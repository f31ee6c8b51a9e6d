import { AGREEMENT_BODY, makeAgreement, makeReceipt } from "../agreements.ts";
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
  };
};
