import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitNeed } from "./need-sections.ts";
import { officeText } from "../test/texts.ts";

const backgroundOf = (content: string): string[] =>
  splitNeed(content)
    .filter(({ isBackground }) => isBackground)
    .map(({ text }) => text.trim())
    .filter(Boolean);

describe("splitNeed", () => {
  it("takes what follows a background heading as background, until the next heading", () => {
    const content = "需求内容：冷挤压模具\n二、现有工作基础：\n已投入85万。建有中试车间。\n预期目标：寿命提高一倍";
    expect(backgroundOf(content)).toEqual(["二、现有工作基础：", "已投入85万。", "建有中试车间。"]);
  });

  it.each(["公司简介：成立于2006年", "（3）工作基础", "3、现有的工作基础", "Existing basis: two lines"])(
    "knows the heading %j",
    (heading) => {
      expect(backgroundOf(heading)).toEqual([heading]);
    },
  );

  it("takes a sentence about the company as background, and only that sentence", () => {
    expect(backgroundOf("我公司拥有六条产线。需要降低铸坯裂纹。")).toEqual(["我公司拥有六条产线。"]);
  });

  it.each(["基础油的合成", "资金流预测算法", "团队协作机器人的避障"])(
    "does not mistake the problem %j for a heading",
    (problem) => {
      expect(backgroundOf(problem)).toEqual([]);
    },
  );

  it("is not slowed down by a wall of spaces", () => {
    expect(backgroundOf(`${" ".repeat(1e6)}现有基础：x`)).toEqual(["现有基础：x"]);
  });

  it("loses no character", () => {
    fc.assert(
      fc.property(officeText, (content) => {
        expect(
          splitNeed(content)
            .map(({ text }) => text)
            .join(""),
        ).toBe(content);
      }),
    );
  });
});
