import type { Api } from "./client.ts";

/** A draft that is ready to be signed. */
export async function drawUpAgreement(api: Api, scopeId: string): Promise<{ readonly agreementId: string }> {
  const { id: agreementId } = await api.post("/api/scopes/{scopeId}/agreements", {
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
        { kind: "instalment", condition: "验收合格后", amountFen: "72000000" },
        { kind: "royalty", condition: "投产后三年内每年", royaltyBp: 150 },
      ],
    },
  });
  return { agreementId };
}
