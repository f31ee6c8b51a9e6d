import { describe, expect, test } from "vitest";
import { composeMatchList } from "./compose.ts";
import { readRecord, writeRecord } from "./record.ts";
import { achievement, lists, need, team } from "./test-lists.ts";
import { openWhyNot } from "./why-not.ts";
import { explainSuggestion } from "./wording.ts";

const OPTIONS = { top: 5, capacity: 2, today: "2026-06-01" };
const TITLE = "一种冷挤压模具的表面强化方法";
const asked = need({ field: "装备/模具", deadline: "2027-06-01" });
const ready = achievement({ id: "ready", title: `${TITLE}甲`, inventors: "甲", readiness: 9, field: "装备/模具" });
const early = achievement({ id: "early", title: `${TITLE}乙`, inventors: "乙", readiness: 2 });
const silent = achievement({ id: "silent", title: `${TITLE}丙`, inventors: "丙" });
const full = team({ id: "full", capacity: 0, field: "装备" });

const pair = lists({ needs: [asked], achievements: [silent, early, ready], teams: [full] });
const list = composeMatchList(pair, OPTIONS);
const suggestions = list.matches[0]?.suggestions ?? [];
const byId = (id: string) => suggestions.find(({ partner }) => partner.record.id === id)!;

describe("evidence beside the texts", () => {
  test("orders partners whose texts are as good as equal", () => {
    const achievements = suggestions.filter(({ partner }) => partner.kind === "achievement");
    expect(achievements.map(({ partner }) => partner.record.id)).toEqual(["ready", "silent", "early"]);
  });

  test("is known or not, and what is not known counts nothing", () => {
    const known = (id: string) =>
      byId(id).evidence.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]));
    expect(known("ready")).toEqual([
      ["chain", 1],
      ["readiness", 1],
    ]);
    expect(known("early")).toEqual([["readiness", -1]]);
    expect(known("silent")).toEqual([]);
    expect(known("full")).toEqual([
      ["chain", 0.5],
      ["load", -1],
    ]);
  });

  test("is told in both languages, with the figures it rests on", () => {
    expect(explainSuggestion(byId("ready"), asked, "zh")).toContain("技术就绪度 9 级，赶得上 2027-06-01 的期限");
    expect(explainSuggestion(byId("early"), asked, "zh")).toContain("按每级约半年估算，赶不上 2027-06-01 的期限");
    expect(explainSuggestion(byId("early"), asked, "en")).toContain("it would come after 2027-06-01");
    expect(explainSuggestion(byId("silent"), asked, "zh")).not.toMatch(/就绪度|产业链/);
    expect(explainSuggestion(byId("full"), asked, "en")).toContain("it has no room left");
  });

  test("is kept in the record of a run", () => {
    const again = readRecord(writeRecord(list));
    expect(again.matches[0]?.suggestions.map(({ score, evidence }) => [score, evidence])).toEqual(
      suggestions.map(({ score, evidence }) => [score, evidence]),
    );
  });

  test("counts in why-not as in the ranking, and is told where it speaks against", () => {
    const [shown] = composeMatchList(pair, { ...OPTIONS, top: 1 }).matches;
    const answer = openWhyNot({ ...list, options: { ...OPTIONS, top: 1 } })(shown!, byId("early").partner.key);
    expect(answer?.score).toBe(byId("early").score);
    expect(answer?.text.zh).toContain("赶不上 2027-06-01 的期限");
  });

  test("says which filters a partner passed, and what could be found out about it", () => {
    const lapsed = achievement({ title: `${TITLE}丁`, inventors: "丁", legalStatus: "lapsed" });
    const own = composeMatchList(lists({ needs: [asked], achievements: [lapsed, ready] }), { ...OPTIONS, top: 1 });
    const answer = openWhyNot(own)(own.matches[0]!, `achievement ${lapsed.id}`);
    expect(answer?.filters).toEqual([
      { name: "believable", passed: true },
      { name: "right_in_force", passed: false },
      { name: "not_exclusive", passed: true },
    ]);
    expect(answer?.text.zh).toContain("补上这项成果的技术就绪度，可核对能否赶上 2027-06-01");
    expect(answer?.text.en).toContain("with its readiness level one could tell whether it comes by 2027-06-01");
  });

  test("suggests nobody whose text has nothing to do with the need", () => {
    const stranger = achievement({ title: "一种发酵罐补料装置", content: "", readiness: 9, field: "装备/模具" });
    const [match] = composeMatchList(lists({ needs: [asked], achievements: [stranger] }), OPTIONS).matches;
    expect(match?.outcome).toBe("unmatched");
  });
});
