import { ifMatch, type Schemas } from "@dual-high/client";
import type { Api } from "./client.ts";

export const PROOF_CONTENT: Schemas["ProofContent"] = {
  title: "耐热纤维素酶的概念验证",
  unit: "样例大学 生物工程学院",
  leadName: "华某某",
  members: [{ name: "李某", unit: "样例大学 化工学院" }],
  hypothesis: "在 70 ℃、50 升罐中，改造后的纤维素酶 24 小时后仍保持八成以上活性。",
  method: "三批次连续发酵，每批在 0、12、24 小时取样测活性，与市售酶平行对照。",
  indicators: [
    { key: "k1", name: "24 小时残余活性", unit: "%", target: "≥ 80" },
    { key: "k2", name: "三批次发酵单位差异", unit: "%", target: "≤ 5" },
  ],
  milestones: [
    { title: "完成菌种放大", dueOn: "2027-03-31" },
    { title: "完成三批次试验", dueOn: "2027-06-30" },
  ],
  costs: [
    { item: "材料费", amountFen: "8000000" },
    { item: "测试化验加工费", amountFen: "5000000" },
    { item: "劳务费", amountFen: "2000000" },
  ],
  askedFen: "15000000",
  readinessFrom: 3,
  readinessTo: 5,
  hasOtherFunding: true,
  otherFunding: [{ source: "校内培育项目", amountFen: "3000000" }],
};

interface Hands {
  readonly lead: Api;
  readonly researcher: Api;
  /** Of the researcher, who is a member of the project that they apply with. */
  readonly login: string;
}

/** A call that is open with an application handed in and a draft beside it, and another call that is a draft. */
export async function makeProof({ lead, researcher, login }: Hands, scopeId: string) {
  const body = {
    title: "2026 年度概念验证征集",
    purpose: "支持实验室阶段的成果完成关键技术指标验证，形成进入中试的依据。资助用于材料、测试和劳务。",
    closesAt: "2999-12-31T09:00:00Z",
    budgetFen: "100000000",
    mostFen: "20000000",
    quota: 5,
    criteria: [
      { key: "k1", name: "技术先进性", weight: 40 },
      { key: "k2", name: "验证方案可行", weight: 40 },
      { key: "k3", name: "应用前景", weight: 20 },
    ],
    documents: [],
  };
  const draft = await lead.post("/api/scopes/{scopeId}/proof-calls", {
    params: { path: { scopeId } },
    body: { ...body, title: "2027 年度概念验证征集", documents: [{ key: "k1", name: "伦理审查意见" }] },
  });
  const call = await lead.post("/api/scopes/{scopeId}/proof-calls", { params: { path: { scopeId } }, body });
  const callPath = { callId: call.id };
  await lead.post("/api/proof-calls/{callId}/transitions", {
    params: { path: callPath, header: ifMatch(call) },
    body: { action: "open" },
  });
  const project = await lead.post("/api/scopes/{scopeId}/projects", {
    params: { path: { scopeId } },
    body: {
      title: "耐热纤维素酶",
      labSince: "2025-09-01",
      members: [{ name: "华某某", unit: "样例大学 生物工程学院", role: "lead", login }],
    },
  });
  const begin = async (api: Api, id: string) =>
    api.post("/api/proof-calls/{callId}/applications", {
      params: { path: callPath },
      body: { origin: { kind: "project", id } },
    });
  const begun = await begin(researcher, project.id);
  const path = { applicationId: begun.id };
  const saved = await researcher.put("/api/proof-applications/{applicationId}", {
    params: { path, header: ifMatch(begun) },
    body: PROOF_CONTENT,
  });
  await researcher.post("/api/proof-applications/{applicationId}/submission", {
    params: { path, header: ifMatch(saved) },
  });
  const unfinished = await begin(researcher, project.id);
  return {
    proofCallId: call.id,
    draftCallId: draft.id,
    proofApplicationId: begun.id,
    draftApplicationId: unfinished.id,
  };
}
