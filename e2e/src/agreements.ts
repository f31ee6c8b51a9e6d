import { ifMatch, type Schemas } from "@dual-high/client";
import type { Api } from "./client.ts";

/** A draft that is ready to be signed. */
export async function drawUpAgreement(api: Api, scopeId: string): Promise<{ readonly agreementId: string }> {
  const { id: agreementId } = await draft(api, scopeId, []);
  return { agreementId };
}

/** A signed one, of which a part came in, a part is late, and a royalty was paid. */
export async function signAgreement(api: Api, scopeId: string): Promise<{ readonly signedAgreementId: string }> {
  const { id, version } = await draft(api, scopeId, [
    { kind: "fixed", condition: "样机交付后", amountFen: "24000000", dueOn: "2026-06-30" },
  ]);
  const path = { agreementId: id };
  await api.post("/api/agreements/{agreementId}/transitions", {
    params: { path, header: ifMatch({ version }) },
    body: { action: "sign", on: "2026-03-02", reason: "" },
  });
  const receipt = {
    receivedOn: "2026-03-10",
    amountFen: "48000000",
    payer: "样例钢铁有限公司",
    voucher: "银收-0310",
    paymentPosition: 1,
  };
  const first = await api.post("/api/agreements/{agreementId}/receipts", { params: { path }, body: receipt });
  await api.post("/api/scopes/{scopeId}/money-rules", {
    params: { path: { scopeId } },
    body: {
      key: "commissioned.overhead",
      value: "500",
      inForceFrom: "2020-01-01",
      source: "样例规则，仅供演示，不引自任何文件",
    },
  });
  await api.post("/api/receipts/{receiptId}/distributions", {
    params: { path: { receiptId: first.id } },
    body: {
      account: "横向 2026-017",
      unit: "",
      institution: "样例大学",
      deductions: [],
      inventors: [],
      publicFrom: null,
    },
  });
  await api.patch("/api/agreements/{agreementId}/registration", {
    params: { path, header: ifMatch({ version: 0 }) },
    body: {
      fields: { field: "先进制造", sellerNature: "022", buyerNature: "170" },
      deductions: [{ text: "设备购置", amountFen: "20000000" }],
      technicalIncomeFen: null,
    },
  });
  await api.post("/api/agreements/{agreementId}/receipts", {
    params: { path },
    body: {
      ...receipt,
      receivedOn: "2026-09-30",
      amountFen: "1875000",
      voucher: "银收-0930",
      paymentPosition: 3,
      salesFen: "125000000",
      salesPeriod: "2026 上半年",
    },
  });
  await api.post("/api/agreements/{agreementId}/receipts", {
    params: { path },
    body: { ...receipt, receivedOn: "2026-08-14", amountFen: "6000000", voucher: "银收-0814", paymentPosition: null },
  });
  return { signedAgreementId: id };
}

type Payment = NonNullable<Schemas["AgreementDraft"]["payments"]>[number];

async function draft(api: Api, scopeId: string, more: readonly Payment[]) {
  return api.post("/api/scopes/{scopeId}/agreements", {
    params: { path: { scopeId } },
    body: {
      kind: "development",
      subKind: "commissioned",
      title: "连铸中间包节能技术开发",
      subject: "研制节能中间包，热损失降低 20%。",
      indicators: "热损失 ≤ 80%；使用寿命 ≥ 300 炉。",
      ipTerms: "成果归双方共有。",
      amountFen: "120000000",
      startsOn: "2026-12-01",
      endsOn: "2027-11-30",
      parties: [
        { role: "buyer", name: "样例钢铁有限公司", shareBp: 0 },
        { role: "seller", name: "样例大学", representative: "李某", shareBp: 7000 },
        { role: "partner", name: "样例研究院", shareBp: 3000 },
      ],
      milestones: [
        { title: "中期", deliverable: "样机一台及测试报告", dueOn: "2027-06-30" },
        { title: "验收", deliverable: "工业应用报告", dueOn: "2027-11-30" },
      ],
      payments: [
        { kind: "instalment", condition: "签订后十日内", amountFen: "48000000" },
        { kind: "instalment", condition: "验收合格后", amountFen: "48000000", dueOn: "2027-11-30" },
        { kind: "royalty", condition: "投产后三年内每年", royaltyBp: 150 },
        ...more,
      ],
    },
  });
}
