import { ifMatch } from "@dual-high/client";
import type { Api } from "./client.ts";

/** Signed: a milestone refused and delivered again, one overdue, one amendment signed and one being drawn up. */
export async function amendAgreement(
  api: Api,
  enterprise: Api,
  { scopeId, enterpriseId }: { readonly scopeId: string; readonly enterpriseId: string },
): Promise<{ readonly amendedAgreementId: string; readonly amendmentId: string }> {
  const made = await api.post("/api/scopes/{scopeId}/agreements", {
    params: { path: { scopeId } },
    body: {
      kind: "development",
      subKind: "commissioned",
      title: "母乳寡糖分离纯化中试技术开发",
      subject: "建立分离纯化中试工艺，完成三个批次。",
      indicators: "纯度 ≥ 95%；收率 ≥ 80%。",
      ipTerms: "成果归双方共有。",
      enterpriseId,
      amountFen: "120000000",
      startsOn: "2026-01-15",
      endsOn: "2027-11-30",
      parties: [
        { role: "buyer", name: "样例生物工程有限公司", shareBp: 0 },
        { role: "seller", name: "样例大学", representative: "李某", shareBp: 10_000 },
      ],
      milestones: [
        { title: "小试复核", deliverable: "复核报告", dueOn: "2026-03-31" },
        { title: "中试", deliverable: "三批次中试报告", dueOn: "2026-06-30" },
        { title: "验收", deliverable: "工业应用报告", dueOn: "2027-11-30" },
      ],
      payments: [{ kind: "instalment", condition: "签订后十日内", amountFen: "60000000" }],
    },
  });
  const path = { agreementId: made.id };
  await api.post("/api/agreements/{agreementId}/transitions", {
    params: { path, header: ifMatch(made) },
    body: { action: "sign", on: "2026-01-15" },
  });
  const [first] = await api.get("/api/agreements/{agreementId}/milestones", { params: { path } });
  const milestone = { ...path, milestoneId: first?.id ?? "" };
  const deliver = async (deliveredOn: string, note: string) => {
    const [at] = await api.post("/api/agreements/{agreementId}/milestones/{milestoneId}/deliveries", {
      params: { path: milestone },
      body: { party: "样例大学", deliveredOn, note },
    });
    return at?.deliveries[0]?.id ?? "";
  };
  const deliveryId = await deliver("2026-03-20", "复核报告初稿");
  await enterprise.post("/api/agreements/{agreementId}/milestones/{milestoneId}/deliveries/{deliveryId}/decision", {
    params: { path: { ...milestone, deliveryId } },
    body: { decision: "refused", party: "样例生物工程有限公司", reasons: "缺少第三方检测数据，请补充后重新提交。" },
  });
  await deliver("2026-04-02", "复核报告，附第三方检测报告");
  const amend = async (reason: string, change: object) => {
    const rows = await api.post("/api/agreements/{agreementId}/amendments", { params: { path }, body: { reason } });
    const drawn = rows.at(-1);
    const amendment = { ...path, amendmentId: drawn?.id ?? "" };
    const changed = await api.patch("/api/agreements/{agreementId}/amendments/{amendmentId}", {
      params: { path: amendment, header: ifMatch({ version: drawn?.version ?? 0 }) },
      body: change,
    });
    return { path: amendment, header: ifMatch({ version: changed.at(-1)?.version ?? 0 }) };
  };
  const params = await amend("中试设备到货推迟，双方同意延期并增加分离批次。", {
    endsOn: "2028-06-30",
    amountFen: "150000000",
  });
  await api.post("/api/agreements/{agreementId}/amendments/{amendmentId}/transitions", {
    params,
    body: { action: "sign", on: "2026-05-08" },
  });
  const open = await amend("明确中试数据的保存与使用。", { otherTerms: "中试原始数据由双方各存一份，保存五年。" });
  return { amendedAgreementId: made.id, amendmentId: open.path.amendmentId };
}
