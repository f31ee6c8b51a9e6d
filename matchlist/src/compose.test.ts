import { describe, expect, test } from "vitest";
import { composeMatchList, countOutcomes } from "./compose.ts";
import { achievement, instrument, lists, need, OPTIONS, team } from "./test-lists.ts";

const OTHER_TOPIC = achievement({
  id: "far",
  title: "一种母乳低聚糖的发酵生产菌株",
  content: "大肠杆菌发酵生产2'-岩藻糖基乳糖。",
});

describe("every need has one outcome", () => {
  test("matched, to clarify and unmatched sum to the needs read", () => {
    const list = composeMatchList(
      lists({
        needs: [
          need({ id: "clear" }),
          need({ id: "vague", title: "产品升级", content: "希望对接专家提升质量" }),
          need({
            id: "strange",
            title: "量子点荧光编码微球的流式检测",
            content: "开发量子点荧光编码微球，实现12重流式检测，变异系数小于5%。",
          }),
        ],
        achievements: [achievement(), OTHER_TOPIC],
      }),
      OPTIONS,
    );
    expect(list.matches.map(({ need: { id }, outcome }) => [id, outcome])).toEqual([
      ["clear", "matched"],
      ["vague", "to_clarify"],
      ["strange", "unmatched"],
    ]);
    expect(countOutcomes(list)).toEqual({ matched: 1, toClarify: 1, unmatched: 1 });
  });

  test("without any candidate a clear need is unmatched and has no nearest miss", () => {
    const [match] = composeMatchList(lists({ needs: [need()] }), OPTIONS).matches;
    expect(match).toMatchObject({ outcome: "unmatched", suggestions: [] });
    expect(match?.nearest).toBeUndefined();
  });
});

describe("what cannot be used is never suggested silently", () => {
  test.each([
    ["a lapsed right", { legalStatus: "lapsed" as const, legalStatusText: "未缴年费终止" }, "lapsed"],
    ["a right past its expiry", { expiry: "2026-06-29" }, "lapsed"],
    ["an exclusive licence", { exclusiveLicence: true }, "exclusive"],
  ])("%s is marked, stands behind what is free, and is not planned", (_name, parts, caution) => {
    const list = composeMatchList(
      lists({
        needs: [need({ id: "n" })],
        achievements: [
          achievement({ id: "taken", inventors: "甲", ...parts }),
          achievement({ id: "free", inventors: "乙", content: "对冷挤压模具进行渗氮处理，减少开裂，延长寿命。" }),
        ],
      }),
      OPTIONS,
    );
    const [match] = list.matches;
    expect(match?.suggestions.map(({ partner }) => partner.record.id)).toEqual(["free", "taken"]);
    expect(match?.suggestions[1]?.partner.cautions).toContain(caution);
    expect(list.plan.lines[0]?.suggestion?.partner.record.id).toBe("free");
  });

  test("when nothing free is left the plan says so instead of using it", () => {
    const list = composeMatchList(
      lists({ needs: [need()], achievements: [achievement({ legalStatus: "lapsed" })] }),
      OPTIONS,
    );
    expect(list.plan.lines[0]).toMatchObject({ supplier: null });
  });

  test("a right that ends within a year is usable and marked", () => {
    const [match] = composeMatchList(
      lists({ needs: [need()], achievements: [achievement({ expiry: "2027-01-31" })] }),
      OPTIONS,
    ).matches;
    expect(match?.suggestions[0]?.partner.cautions).toEqual(["expiring"]);
  });
});

describe("people stand for their works", () => {
  test("several patents of one inventor are one suggestion that names the others", () => {
    const mine = { inventors: "张某;李某", unit: "样例大学", college: "机械学院" };
    const list = composeMatchList(
      lists({
        needs: [need()],
        achievements: [
          achievement({ ...mine }),
          achievement({ ...mine, title: "一种冷挤压模具的涂层" }),
          achievement({ inventors: "张某", unit: "样例大学", college: "材料学院" }),
        ],
      }),
      OPTIONS,
    );
    const suppliers = list.matches[0]?.suggestions.map(({ others }) => others.length);
    expect(suppliers?.sort()).toEqual([0, 1]);
  });

  test("a team whose lead is among the inventors at the same unit takes the need itself", () => {
    const unit = { unit: "样例大学", college: "机械学院" };
    const list = composeMatchList(
      lists({
        needs: [need()],
        achievements: [achievement({ inventors: "李某;张某", college: "样例大学机械学院" })],
        teams: [team({ id: "team", lead: "张某", ...unit, capacity: 3 })],
      }),
      OPTIONS,
    );
    expect(list.matches[0]?.suggestions).toHaveLength(1);
    expect(list.plan.lines[0]?.supplier).toMatchObject({ name: "精密成形团队", capacity: 3 });
  });
});

describe("the plan keeps capacities", () => {
  test("the need that gains most takes the only place, and the other learns what it gave up", () => {
    const list = composeMatchList(
      lists({
        needs: [
          need({ id: "near" }),
          need({ id: "nearer", content: "冷挤压、冷锻工艺与模具寿命：模具早期开裂，寿命2万次。" }),
        ],
        teams: [team({ capacity: 1 })],
      }),
      OPTIONS,
    );
    const byNeed = new Map(list.plan.lines.map((line) => [line.match.need.id, line]));
    expect(byNeed.get("nearer")?.supplier?.name).toBe("精密成形团队");
    expect(byNeed.get("near")).toMatchObject({ supplier: null, takenBy: [{ id: "nearer" }] });
    expect(list.plan.loads).toMatchObject([{ needs: [{ id: "nearer" }] }]);
  });
});

test("instruments whose function fits are named with the words they share", () => {
  const [match] = composeMatchList(
    lists({
      needs: [need()],
      instruments: [instrument(), instrument({ name: "液相色谱仪", functions: "有机物定量分析" })],
    }),
    OPTIONS,
  ).matches;
  expect(match?.instruments.map(({ instrument: { name } }) => name)).toEqual(["高频疲劳试验机"]);
  expect(match?.instruments[0]?.terms.join()).toContain("模具");
});

test("a need that has to be clarified first is offered no instrument", () => {
  const vague = need({ title: "模具材料疲劳寿命", content: "" });
  const [match] = composeMatchList(lists({ needs: [vague], instruments: [instrument()] }), OPTIONS).matches;
  expect(match).toMatchObject({ outcome: "to_clarify", instruments: [] });
});

test("office words that both texts use are no reason", () => {
  const [match] = composeMatchList(
    lists({
      needs: [need({ content: "模具早期开裂，寿命2万次，换过设备，也调整过工艺。" })],
      achievements: [achievement({ title: "冷挤压模具", content: "无需更换设备，采用渗氮工艺。" })],
    }),
    OPTIONS,
  ).matches;
  const terms = match?.suggestions[0]?.terms ?? [];
  expect(terms.join()).toContain("模具");
  expect(terms.filter((term) => term === "工艺" || term === "设备")).toEqual([]);
});

test("the order of the lists changes nothing", () => {
  const needs = [
    need({ id: "a" }),
    need({ id: "b", title: "冷锻模具涂层", content: "冷锻模具涂层脱落，要求结合力大于60N。" }),
  ];
  const achievements = [achievement({ id: "1" }), achievement({ id: "2" }), OTHER_TOPIC];
  const run = (order: (list: readonly unknown[]) => unknown[]) => {
    const list = composeMatchList(
      lists({ needs: order(needs) as typeof needs, achievements: order(achievements) as typeof achievements }),
      OPTIONS,
    );
    return new Map(
      list.matches.map(({ need: { id }, suggestions }) => [
        id,
        suggestions.map(({ partner, score }) => [partner.key, score]),
      ]),
    );
  };
  expect(run((list) => [...list].reverse())).toEqual(run((list) => [...list]));
});
