import { setTimeout as sleep } from "node:timers/promises";
import { ifMatch, type Schemas } from "@dual-high/client";
import type { Api } from "./client.ts";

const PROOF_CONTENT: Schemas["ProofContent"] = {
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

/** How long the call takes applications that is decided at the end: time to hand two in on a busy machine. */
const WINDOW_MS = 45_000;

const CALL = {
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

async function openCall(lead: Api, scopeId: string, more: Partial<typeof CALL>): Promise<string> {
  const call = await lead.post("/api/scopes/{scopeId}/proof-calls", {
    params: { path: { scopeId } },
    body: { ...CALL, ...more },
  });
  await lead.post("/api/proof-calls/{callId}/transitions", {
    params: { path: { callId: call.id }, header: ifMatch(call) },
    body: { action: "open" },
  });
  return call.id;
}

type Origin = Schemas["ProofOriginRef"];

async function begin(api: Api, callId: string, origin: Origin) {
  return api.post("/api/proof-calls/{callId}/applications", { params: { path: { callId } }, body: { origin } });
}

async function handIn(api: Api, callId: string, origin: Origin, title = PROOF_CONTENT.title): Promise<string> {
  const begun = await begin(api, callId, origin);
  const path = { applicationId: begun.id };
  const saved = await api.put("/api/proof-applications/{applicationId}", {
    params: { path, header: ifMatch(begun) },
    body: { ...PROOF_CONTENT, title },
  });
  await api.post("/api/proof-applications/{applicationId}/submission", { params: { path, header: ifMatch(saved) } });
  return begun.id;
}

/**
 * A call that is a draft, one that is open with an application handed in and a draft beside it, and one that closes soon with two
 * applications, which `decideProof` goes on with.
 */
export async function makeProof({ lead, researcher, login }: Hands, scopeId: string, achievementId: string) {
  const enter = async (title: string) =>
    lead.post("/api/scopes/{scopeId}/projects", {
      params: { path: { scopeId } },
      body: {
        title,
        labSince: "2025-09-01",
        members: [{ name: "华某某", unit: "样例大学 生物工程学院", role: "lead", login }],
      },
    });
  const project = await enter("耐热纤维素酶");
  const origin = { kind: "project", id: project.id } as const;
  // The same work is applied for under one call at a time.
  const next = { kind: "project", id: (await enter("低温脂肪酶")).id } as const;
  const closesAt = new Date(Date.now() + WINDOW_MS).toISOString();
  const closingCallId = await openCall(lead, scopeId, { title: "2025 年度概念验证征集", closesAt });
  const grantedId = await handIn(researcher, closingCallId, origin);
  const other = { kind: "achievement", id: achievementId } as const;
  await handIn(lead, closingCallId, other, "连续膜分离的概念验证");
  const draft = await lead.post("/api/scopes/{scopeId}/proof-calls", {
    params: { path: { scopeId } },
    body: { ...CALL, title: "2027 年度概念验证征集", documents: [{ key: "k1", name: "伦理审查意见" }] },
  });
  const proofCallId = await openCall(lead, scopeId, {});
  return {
    closingCallId,
    grantedId,
    provedProjectId: project.id,
    proofCallId,
    draftCallId: draft.id,
    proofApplicationId: await handIn(researcher, proofCallId, next),
    draftApplicationId: (await begin(researcher, proofCallId, next)).id,
  };
}

interface Judges {
  readonly lead: Api;
  readonly expert: Api;
}

/** Once the call has closed: an expert judges one of the two, and it is granted. */
export async function decideProof(
  { lead, expert }: Judges,
  { closingCallId, grantedId }: { readonly closingCallId: string; readonly grantedId: string },
): Promise<void> {
  const path = { callId: closingCallId };
  while ((await lead.get("/api/proof-calls/{callId}", { params: { path } })).state === "open") await sleep(500);
  const { userId } = await expert.get("/api/me");
  const body = { userId, unit: "第三大学 材料学院", dueOn: "2999-06-30" };
  await lead.post("/api/proof-calls/{callId}/reviewers", { params: { path }, body });
  const own = await expert.get("/api/me/proof-reviews/{callId}", { params: { path } });
  const judged = own.applications.find(({ id }) => id === grantedId);
  const scores = CALL.criteria.map(({ key }, at) => ({ key, score: 78 + 4 * at, reason: "有中间数据支撑" }));
  const applicationPath = { applicationId: grantedId };
  const kept = await expert.put("/api/me/proof-reviews/applications/{applicationId}", {
    params: { path: applicationPath, header: ifMatch({ version: judged?.version ?? 0 }) },
    body: { scores, comment: "对照设置合理，建议增加长期稳定性指标。" },
  });
  const { version = 0 } = kept.applications.find(({ id }) => id === grantedId) ?? {};
  await expert.post("/api/me/proof-reviews/applications/{applicationId}/submission", {
    params: { path: applicationPath, header: ifMatch({ version }) },
  });
  const application = await lead.get("/api/proof-applications/{applicationId}", { params: { path: applicationPath } });
  await lead.post("/api/proof-applications/{applicationId}/decision", {
    params: { path: applicationPath, header: ifMatch(application) },
    body: {
      decision: "grant",
      grantedFen: "12000000",
      reportDueOn: "2999-12-31",
      reason: "方案可行，经费按测试部分核减。",
    },
  });
}
