import { ifMatch } from "@dual-high/client";
import type { Api } from "./client.ts";

/** A pair's own flow for licences, and one on its way: two steps done, the price's paper is the next. */
export async function reviewAgreement(
  lead: Api,
  zone: Api,
  scopeId: string,
): Promise<{ readonly reviewedAgreementId: string }> {
  await lead.put("/api/scopes/{scopeId}/agreement-flow", {
    params: { path: { scopeId }, header: ifMatch({ version: 0 }) },
    body: {
      steps: [
        { name: "业务审核", kind: "review", roles: ["zone_officer", "pair_lead"], kinds: ["licence"] },
        { name: "利益冲突声明", kind: "statement", roles: ["zone_officer", "pair_lead"], kinds: ["licence"] },
        { name: "定价依据", kind: "pricing", roles: ["transfer_officer", "pair_lead"], kinds: ["licence"] },
        { name: "价格公示", kind: "publicity", roles: ["transfer_officer"], kinds: ["licence"], minDays: 15 },
        { name: "领导审批", kind: "review", roles: ["transfer_officer"], kinds: ["licence"], fromFen: "100000000" },
        { name: "用印", kind: "seal", roles: ["zone_officer"], kinds: ["licence"] },
      ],
    },
  });
  const { id: agreementId } = await lead.post("/api/scopes/{scopeId}/agreements", {
    params: { path: { scopeId } },
    body: {
      kind: "licence",
      subKind: "patent",
      title: "一种耐热涂层专利实施许可",
      subject: "许可实施“一种耐热涂层及其制备方法”专利，普通许可，五年。",
      ipTerms: "后续改进归改进方，双方可免费使用。",
      amountFen: "120000000",
      startsOn: "2026-12-01",
      endsOn: "2031-11-30",
      parties: [
        { role: "buyer", name: "样例材料有限公司", shareBp: 0 },
        { role: "seller", name: "样例大学", representative: "王某", shareBp: 10_000 },
      ],
    },
  });
  const path = { agreementId };
  const { approvals } = await lead.post("/api/agreements/{agreementId}/approvals", { params: { path }, body: {} });
  const [approval] = approvals;
  const finish = async (at: number, details: { kind: "review" } | { kind: "statement"; hasRelation: boolean }) =>
    zone.post("/api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}", {
      params: { path: { ...path, approvalId: approval?.id ?? "", stepId: approval?.steps[at]?.id ?? "" } },
      body: { outcome: "done", reasons: at === 0 ? "条款齐全，同意。" : "", details },
    });
  await finish(0, { kind: "review" });
  await finish(1, { kind: "statement", hasRelation: false });
  return { reviewedAgreementId: agreementId };
}
