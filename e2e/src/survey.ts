import { ifMatch } from "@dual-high/client";
import type { Api } from "./client.ts";

const ENTERPRISES = ["特种钢", "生物制造", "光电", "传感", "新能源", "软件", "检测", "精密模具"].map(
  (field) => `样例${field}有限公司`,
);
const words = (zh: string, en: string) => ({ zh, en });
const QUESTIONNAIRE = {
  format: "dual-high.questionnaire/1" as const,
  title: words("年度企业摸排", "Yearly survey of enterprises"),
  sections: [
    {
      key: "basics",
      title: words("基本情况", "Basics"),
      questions: [
        {
          key: "code",
          kind: "fact" as const,
          fact: "creditCode" as const,
          label: words("统一社会信用代码", "Credit code"),
        },
        { key: "hasLab", kind: "yes_no" as const, isRequired: true, label: words("有研发团队", "Has an R&D team") },
        {
          key: "labSize",
          kind: "number" as const,
          unit: words("人", "people"),
          label: words("研发人数", "R&D staff"),
          when: { question: "hasLab", isOneOf: [true] },
        },
        {
          key: "wants",
          kind: "choices" as const,
          label: words("希望得到什么", "What they hope for"),
          options: [
            { value: "research", label: words("联合研发", "Joint research") },
            { value: "people", label: words("人才", "People") },
            { value: "money", label: words("资金", "Money") },
          ],
        },
      ],
    },
  ],
};

/** A round in two buildings as it stands half-way: some visited, one late, one in two versions. */
export async function makeSurvey(lead: Api, officer: Api, scopeId: string): Promise<Readonly<Record<string, string>>> {
  const path = { scopeId };
  const period = { startsOn: "2026-04-01", endsBefore: "2999-01-01" };
  const empty = await lead.post("/api/scopes/{scopeId}/survey-rounds", {
    params: { path },
    body: { ...period, name: "下一轮摸排" },
  });
  const { id: roundId, zoneId } = await lead.post("/api/scopes/{scopeId}/survey-rounds", {
    params: { path },
    body: { ...period, name: "二季度摸排" },
  });
  const round = { roundId };
  const current = async () => {
    return ifMatch(await lead.get("/api/survey-rounds/{roundId}", { params: { path: round } }));
  };
  const move = async (action: "open" | "close" | "reopen") =>
    lead.post("/api/survey-rounds/{roundId}/transitions", {
      params: { path: round, header: await current() },
      body: { action },
    });
  await lead.put("/api/survey-rounds/{roundId}/questionnaire", {
    params: { path: round, header: await current() },
    body: QUESTIONNAIRE,
  });
  const sites: string[] = [];
  for (const [index, enterprise] of ENTERPRISES.entries()) {
    const site = {
      building: index < 5 ? "创新中心 A 座" : "孵化楼",
      floor: ["1F", "2F", "2F", "3F", "B1", "1F", "2F", "2F"][index] ?? "1F",
      unit: String(101 + index),
      enterprise,
      creditCode: null,
    };
    sites.push((await lead.post("/api/survey-rounds/{roundId}/sites", { params: { path: round }, body: site })).id);
  }
  await move("open");
  let made = 0;
  const send = async (
    siteId: string,
    outcome: "visited" | "refused" | "moved_out",
    given: object,
    visitId = uuid7(),
  ) => {
    const content = {
      siteId,
      outcome,
      visitedAt: "2026-05-06T02:00:00Z",
      questionnaireNumber: 1,
      answers: { hasLab: true, labSize: 12 + (made += 1), wants: ["research", "people"] },
      ...given,
    };
    const body = { content, sentAt: new Date().toISOString() };
    await officer.put("/api/survey-rounds/{roundId}/visits/{visitId}", {
      params: { path: { roundId, visitId } },
      body: body as never,
    });
    return visitId;
  };
  const need = { title: "提高轴承钢的纯净度", content: "氧含量由 12 ppm 降到 6 ppm 以下。" };
  const [a = "", b = "", c = "", d = "", e = ""] = sites;
  const clashId = await send(a, "visited", { note: "总经理在场", met: [{ name: "李某", title: "总经理" }] });
  await send(a, "visited", { note: "只见到前台", met: [{ name: "王某", title: "前台" }] }, clashId);
  const needs = [{ key: uuid7(), need }];
  const files = [{ sha256: "a".repeat(64), name: "门牌.jpg", sizeBytes: 120_000 }];
  await send(b, "visited", { needs, answers: { wants: ["money"] } });
  await send(c, "refused", {});
  await send(d, "moved_out", {});
  await move("close");
  const visitId = await send(e, "visited", { files, note: "地下一层没有信号，回来才传" });
  await move("reopen");
  return { roundId, emptyRoundId: empty.id, zoneId, visitId, clashId, siteId: a };
}

interface Door {
  readonly building: string;
  readonly floor: string;
  readonly unit: string;
  readonly enterprise: string;
}

/** An open round of these doors, with the questionnaire. */
export async function makeRound(lead: Api, scopeId: string, name: string, doors: readonly Door[]): Promise<string> {
  const body = { name, startsOn: "2026-04-01", endsBefore: "2999-01-01" };
  const { id: roundId } = await lead.post("/api/scopes/{scopeId}/survey-rounds", {
    params: { path: { scopeId } },
    body,
  });
  const path = { roundId };
  const current = async () => {
    return ifMatch(await lead.get("/api/survey-rounds/{roundId}", { params: { path } }));
  };
  await lead.put("/api/survey-rounds/{roundId}/questionnaire", {
    params: { path, header: await current() },
    body: QUESTIONNAIRE,
  });
  for (const door of doors) await lead.post("/api/survey-rounds/{roundId}/sites", { params: { path }, body: door });
  await lead.post("/api/survey-rounds/{roundId}/transitions", {
    params: { path, header: await current() },
    body: { action: "open" },
  });
  return roundId;
}

/** As a phone makes it: RFC 9562, version 7. */
function uuid7(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  const random = crypto.randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}
