import { ifMatch, type Schemas } from "@dual-high/client";
import type { Api } from "./client.ts";

type Project = Schemas["Project"];
type GateStage = Project["gates"][number]["stage"];
type SupportDraft = Schemas["ProjectSupportDraft"];

/** Whoever applies, records a promise or brings evidence, and whoever decides, confirms or judges: two people. */
interface Hands {
  readonly officer: Api;
  readonly lead: Api;
  /** Each side records its own support. */
  readonly givers: Readonly<Record<"university" | "zone", Api>>;
}

const SIGNED_ON = "2026-05-18";

/**
 * A project in the manner of the first full chain: laboratory, proof of concept in the science park, a pilot-scale and an
 * incubation agreement signed on one day, support from both sides, and the gate to industrialization waiting for a decision.
 */
export async function makeProject(hands: Hands, scopeId: string): Promise<{ readonly projectId: string }> {
  const { officer, lead } = hands;
  const made = await officer.post("/api/scopes/{scopeId}/projects", {
    params: { path: { scopeId } },
    body: {
      title: "母乳低聚糖发酵法制备",
      company: "样例生物工程有限公司",
      industry: "食品制造",
      summary: "以发酵法制备母乳低聚糖，替代化学合成。实验室收率已稳定，正在中试平台放大。",
      labSince: "2021-03-01",
      members: [
        { name: "华某某", unit: "样例大学 生物工程学院", role: "lead" },
        { name: "李某", unit: "样例大学 科技园", role: "university" },
        { name: "王某", unit: "样例高新区 科创中心", role: "zone" },
        { name: "周某", unit: "样例生物工程有限公司", role: "enterprise" },
      ],
    },
  });
  const path = { projectId: made.id };
  const stage = async (name: "lab" | "proof_of_concept" | "industrialization", body: Schemas["ProjectStageChange"]) =>
    officer.put("/api/projects/{projectId}/stages/{stage}", {
      params: {
        path: { ...path, stage: name },
        header: ifMatch(await officer.get("/api/projects/{projectId}", { params: { path } })),
      },
      body,
    });
  await stage("lab", { startedOn: "2021-03-01", endedOn: "2024-02-29" });
  await stage("proof_of_concept", { startedOn: "2024-03-01", endedOn: "2026-04-30", note: "大学科技园概念验证中心" });
  await stage("industrialization", { plannedOn: "2028-01-01" });
  const judge = (await lead.get("/api/me")).userId;
  await grantLevel(hands, path, judge, {
    level: 3,
    kind: "function_validation",
    title: "关键酶活验证记录",
    shownOn: "2023-06-15",
  });
  await grantLevel(hands, path, judge, {
    level: 5,
    kind: "relevant_component_test",
    title: "50 升罐发酵试验记录",
    shownOn: "2026-03-20",
  });
  await bring(officer, path, { kind: "company_registration", title: "营业执照", shownOn: "2025-11-03" });
  for (const [kind, partner, amountFen] of AGREEMENTS) {
    const agreementId = await signAgreement(officer, scopeId, { kind, partner, amountFen });
    await officer.post("/api/projects/{projectId}/agreements", {
      params: { path },
      body: { stage: kind, agreementId },
    });
  }
  await giveSupport(hands, path);
  await officer.put("/api/projects/{projectId}/permits", {
    params: { path, header: ifMatch(await officer.get("/api/projects/{projectId}", { params: { path } })) },
    body: { permits: [{ name: "食品生产许可", authority: "市场监管部门" }] },
  });
  await passGate(hands, path, "pilot_scale", { waived: "permits", reason: "中试产品不上市销售" });
  await passGate(hands, path, "incubation", null);
  await officer.post("/api/projects/{projectId}/gates", {
    params: { path },
    body: { stage: "industrialization", statement: "500 升罐连续三批达标，拟进入产业化。" },
  });
  return { projectId: made.id };
}

const AGREEMENTS = [
  ["pilot_scale", "样例特殊食品研究院", "180000000"],
  ["incubation", "样例高新区生命科学园", "0"],
] as const;

async function signAgreement(
  officer: Api,
  scopeId: string,
  {
    kind,
    partner,
    amountFen,
  }: { readonly kind: "pilot_scale" | "incubation"; readonly partner: string; readonly amountFen: string },
): Promise<string> {
  const title = kind === "pilot_scale" ? "母乳低聚糖中试合作" : "母乳低聚糖项目孵化";
  const { id } = await officer.post("/api/scopes/{scopeId}/agreements", {
    params: { path: { scopeId } },
    body: {
      kind,
      title,
      subject: title,
      amountFen: amountFen === "0" ? null : amountFen,
      startsOn: SIGNED_ON,
      endsOn: "2028-05-17",
      parties: [
        { role: "partner", name: "样例生物工程有限公司", shareBp: 10_000 },
        { role: "platform", name: partner, shareBp: 0 },
      ],
    },
  });
  const draft = await officer.get("/api/agreements/{agreementId}", { params: { path: { agreementId: id } } });
  await officer.post("/api/agreements/{agreementId}/transitions", {
    params: { path: { agreementId: id }, header: ifMatch(draft) },
    body: { action: "sign", on: SIGNED_ON },
  });
  return id;
}

interface Shown {
  readonly kind: Project["evidence"][number]["kind"];
  readonly title: string;
  readonly shownOn: string;
}

async function bring(api: Api, path: { projectId: string }, query: Shown): Promise<string> {
  const { evidence } = await api.post("/api/projects/{projectId}/evidence", {
    params: { path, query, header: { "x-file-name": encodeURIComponent(`${query.title}.txt`) } },
    body: `${query.title}（样例）` as never,
    bodySerializer: (body: unknown) => body as string,
    headers: { "content-type": "application/octet-stream" },
  });
  return evidence.at(-1)?.id ?? "";
}

async function grantLevel(
  { officer, lead }: Hands,
  path: { projectId: string },
  judge: string,
  { level, ...shown }: Shown & { readonly level: number },
): Promise<void> {
  const evidenceId = await bring(officer, path, shown);
  const applied = await officer.post("/api/projects/{projectId}/readiness-reviews", {
    params: { path },
    body: { level, evidenceIds: [evidenceId], reviewerIds: [judge] },
  });
  await lead.post("/api/readiness-reviews/{reviewId}/verdicts", {
    params: { path: { reviewId: applied.reviews.at(-1)?.id ?? "" } },
    body: { verdict: "grant", reason: "数据充分，条件可复现" },
  });
}

const SUPPORT: readonly (Omit<SupportDraft, "promisedOn"> & { readonly arrived?: Schemas["ProjectDeliveryDraft"] })[] =
  [
    {
      side: "university",
      kind: "money",
      description: "概念验证经费",
      valueFen: "50000000",
      arrived: { deliveredOn: "2026-06-10", valueFen: "50000000" },
    },
    {
      side: "university",
      kind: "equipment",
      description: "质谱与发酵罐机时",
      quantityHundredths: 120_000,
      valueFen: "36000000",
      arrived: { deliveredOn: "2026-09-30", quantityHundredths: 45_000, valueFen: "13500000" },
    },
    { side: "university", kind: "people", description: "博士后两名驻企", quantityHundredths: 2_400 },
    { side: "university", kind: "policy", description: "职务科技成果长期使用权" },
    {
      side: "zone",
      kind: "money",
      description: "中试补助",
      valueFen: "120000000",
      dueOn: "2026-10-31",
      arrived: { deliveredOn: "2026-07-02", valueFen: "60000000" },
    },
    {
      side: "zone",
      kind: "space",
      description: "生命科学园 800 平方米",
      quantityHundredths: 80_000,
      valueFen: "28000000",
      arrived: { deliveredOn: "2026-06-01", quantityHundredths: 80_000, valueFen: "28000000" },
    },
    { side: "zone", kind: "policy", description: "人才公寓与首年免租" },
  ];

async function giveSupport({ givers, lead }: Hands, path: { projectId: string }): Promise<void> {
  for (const { arrived, ...draft } of SUPPORT) {
    const promised = await givers[draft.side].post("/api/projects/{projectId}/support", {
      params: { path },
      body: { ...draft, promisedOn: SIGNED_ON },
    });
    const own = promised.support.find(({ description }) => description === draft.description);
    if (arrived === undefined || own === undefined) continue;
    await lead.post("/api/project-support/{supportId}/deliveries", {
      params: { path: { supportId: own.id } },
      body: arrived,
    });
  }
}

async function passGate(
  { officer, lead }: Hands,
  path: { projectId: string },
  stage: GateStage,
  waiver: { readonly waived: "permits"; readonly reason: string } | null,
): Promise<void> {
  let project = await officer.post("/api/projects/{projectId}/gates", { params: { path }, body: { stage } });
  const gateId = project.gates.find((gate) => gate.stage === stage)?.id ?? "";
  if (waiver !== null) {
    project = await lead.post("/api/project-gates/{gateId}/waivers", {
      params: { path: { gateId }, header: ifMatch(project) },
      body: { requirement: waiver.waived, reason: waiver.reason },
    });
  }
  await lead.post("/api/project-gates/{gateId}/decision", {
    params: { path: { gateId }, header: ifMatch(project) },
    body: { decision: "pass", on: SIGNED_ON },
  });
}
