import { describe, expect, test } from "vitest";
import { checkClarity } from "./clarity.ts";
import { need } from "./test-lists.ts";

function check(title: string, content: string) {
  return checkClarity(need({ title, content }));
}

describe("what a need must say", () => {
  test("a need with problem, figures and basis lacks only conditions, money and time", () => {
    expect(checkClarity(need())).toMatchObject({ missing: ["conditions", "budget", "deadline"], mustClarify: false });
  });

  test("fields of their own count as much as words in the text", () => {
    const clarity = checkClarity(need({ budget: { low: 1n, high: 1n }, deadline: "2026-12-31" }));
    expect(clarity.missing).toEqual(["conditions"]);
  });

  test.each([
    ["technical figure with unit", "耐压不低于10MPa", true],
    ["percentage", "回收率达到 95%", true],
    ["range", "粒径 0.5-2 μm", true],
    ["money is no indicator", "计划投入50万元", false],
    ["a year is no indicator", "2026年底前完成", false],
    ["list numbers are no indicator", "1.模具开裂\n2.尺寸偏差", false],
  ])("indicators: %s", (_name, text, stated) => {
    expect(check("冷挤压模具开裂的解决", `${text}，模具在冷挤压时早期开裂。`).missing.includes("indicators")).toBe(
      !stated,
    );
  });
});

describe("too vague to match", () => {
  test.each([
    ["产品质量提升", "希望对接高校专家，提升产品质量，降低成本。"],
    ["技术升级改造", "公司需要技术支持，寻求合作。"],
    ["智能化改造需求", ""],
  ])("%s", (title, content) => {
    expect(check(title, content)).toMatchObject({ isTooShort: true, mustClarify: true });
  });

  test("a short need that says what fails and by how much is clear", () => {
    expect(check("轴承套圈磨削烧伤", "套圈磨削后表面烧伤，硬度下降 3HRC。").mustClarify).toBe(false);
  });

  test("three unrelated topics in one need are told apart", () => {
    const clarity = check(
      "公司2026年技术需求",
      "1. 锂电池隔膜热收缩率偏大，希望改进涂覆浆料配方\n2. 车间除尘布袋寿命短，粉尘排放超标\n3. 仓库叉车调度依赖人工，希望实现路径规划算法",
    );
    expect(clarity.topics).toHaveLength(3);
    expect(clarity.mustClarify).toBe(true);
  });

  test("parts of one problem are one topic", () => {
    const clarity = check(
      "冷挤压模具寿命",
      "1. 冷挤压模具材料选择与热处理\n2. 冷挤压模具表面涂层结合力\n3. 冷挤压模具应力分布的仿真",
    );
    expect(clarity.topics).toEqual([]);
  });
});
