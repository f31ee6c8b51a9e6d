import { ifMatch, type Schemas } from "@dual-high/client";
import type { Api } from "./client.ts";

type Consortium = Schemas["Consortium"];

const NODES = ["生物医药", "集成电路", "特种冶金", "新能源装备", "传感与仪器", "高端膜材料"];
const FIELDS = [
  "抗体",
  "酶制剂",
  "封装",
  "光刻胶",
  "轴承钢",
  "焊材",
  "储能",
  "氢能",
  "压力传感",
  "光谱",
  "膜分离",
  "薄膜",
];
const TYPES = ["任务型", "生态主导型", "平台型"];
const HEADER = "联合体名称,类型,产业链节点,牵头单位,成员单位,目标与方向,成立日期,成立文件,下次评估";

/** Thirty-six, as a zone has them: most are under way, some are late, some being prepared. */
export async function makeConsortia(
  lead: Api,
  other: Api,
  scopeId: string,
): Promise<{ readonly consortiumId: string }> {
  const rows = Array.from({ length: 36 }, (_, at) => {
    const field = FIELDS[at % FIELDS.length] ?? "";
    const isPrepared = at % 9 === 8;
    return [
      `${field}${["", "应用", "装备"][Math.floor(at / FIELDS.length)]}创新联合体`,
      TYPES[at % TYPES.length],
      NODES[Math.floor((at % FIELDS.length) / 2)],
      `样例${field}${["", "科技", "装备"][at % 3]}有限公司`,
      ["样例大学", "样例研究院", "样例园区", "样例二号有限公司"].slice(0, 1 + (at % 4)).join("、"),
      "共同攻关，三年内形成产品。",
      isPrepared ? "" : "2026-03-01",
      `样例科发〔2026〕${at + 1}号`,
      ["2026-10-31", "2026-12-15", "2027-06-30"][at % 3],
    ].join(",");
  });
  const list = new Blob([`\uFEFF${[HEADER, ...rows].join("\n")}\n`]);
  await lead.post("/api/scopes/{scopeId}/consortia/import", {
    params: {
      path: { scopeId },
      query: { apply: "true" },
      header: { "x-file-name": encodeURIComponent("样例联合体清单.csv") },
    },
    // The description knows bytes as text.
    body: list as unknown as string,
    bodySerializer: () => list,
    headers: { "content-type": "application/octet-stream" },
  });
  const { items } = await lead.get("/api/scopes/{scopeId}/consortia", {
    params: { path: { scopeId }, query: { limit: 100, sort: "number" } },
  });
  for (const [at, { id }] of items.entries()) if (at % 9 !== 8) await putToWork(lead, other, id, at);
  return { consortiumId: items[0]?.id ?? "" };
}

async function putToWork(lead: Api, other: Api, consortiumId: string, at: number): Promise<void> {
  let now: Consortium = await lead.get("/api/consortia/{consortiumId}", { params: { path: { consortiumId } } });
  const params = () => ({ path: { consortiumId }, header: ifMatch(now) });
  const memberId = now.memberList[at % now.memberList.length]?.id ?? "";
  if (at % 5 !== 4) {
    const body = { action: "run", on: "2026-03-15" } as const;
    now = await lead.post("/api/consortia/{consortiumId}/transitions", { params: params(), body });
  }
  for (const [index, dueOn] of ["2026-06-30", "2026-09-30", "2027-03-31"].slice(0, 1 + (at % 3)).entries()) {
    const task = { title: ["样品", "中试", "应用验证"][index] ?? "", memberId, dueOn };
    now = await lead.post("/api/consortia/{consortiumId}/tasks", { params: params(), body: task });
    const isDone = dueOn < "2026-09-01" ? at % 4 !== 0 : at % 6 === 1;
    if (!isDone) continue;
    const taskId = now.taskList.find(({ title }) => title === task.title)?.id ?? "";
    const step = { on: "2026-06-20", result: "已提交报告" };
    now = await lead.post("/api/consortia/{consortiumId}/tasks/{taskId}/transitions", {
      params: { path: { consortiumId, taskId }, header: ifMatch(now) },
      body: { action: "report", ...step },
    });
    if (at % 7 === 3) continue;
    now = await other.post("/api/consortia/{consortiumId}/tasks/{taskId}/transitions", {
      params: { path: { consortiumId, taskId }, header: ifMatch(now) },
      body: { action: "accept", on: "2026-06-25" },
    });
  }
  const promises = [
    {
      kind: "money",
      title: "首期出资",
      promised: "200000000",
      delivered: ["200000000", "80000000", "120000000"][at % 3],
    },
    { kind: "people", title: "派驻研发人员", promised: "24", delivered: ["24", "9", "12"][at % 3] },
    { kind: "equipment", title: "开放机时", promised: "600", delivered: "150" },
  ] as const;
  for (const { delivered = "", ...promise } of promises.slice(0, at % 4)) {
    const dueOn = at % 2 === 0 ? "2026-09-30" : "2027-12-31";
    now = await lead.post("/api/consortia/{consortiumId}/contributions", {
      params: params(),
      body: { memberId, dueOn, ...promise },
    });
    const contributionId = now.contributionList.find(({ kind }) => kind === promise.kind)?.id ?? "";
    now = await lead.post("/api/consortia/{consortiumId}/contributions/{contributionId}/deliveries", {
      params: { path: { consortiumId, contributionId }, header: ifMatch(now) },
      body: { quantity: delivered, on: "2026-07-01" },
    });
    const deliveryId = now.contributionList.find(({ id }) => id === contributionId)?.deliveries[0]?.id ?? "";
    if (at % 8 === 5) continue;
    now = await other.put("/api/consortia/{consortiumId}/deliveries/{deliveryId}/confirmation", {
      params: { path: { consortiumId, deliveryId }, header: ifMatch(now) },
    });
  }
}
