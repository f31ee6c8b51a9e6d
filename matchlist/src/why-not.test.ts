import { describe, expect, test } from "vitest";
import { composeMatchList } from "./compose.ts";
import { achievement, lists, need, OPTIONS } from "./test-lists.ts";
import type { NeedMatch } from "./types.ts";
import { openWhyNot } from "./why-not.ts";

const list = composeMatchList(
  lists({
    needs: [need({ id: "N1" }), need({ id: "N2", title: "产品质量提升", content: "希望对接高校专家" })],
    achievements: [
      achievement({ id: "A1", inventors: "李某" }),
      achievement({ id: "A2", inventors: "李某", title: "冷挤压模具的渗氮方法" }),
      achievement({ id: "A3", inventors: "王某", title: "水稻育秧盘", content: "育秧盘的排水孔与土壤保水" }),
      achievement({ id: "A4", inventors: "赵某", title: "压铸模具的润滑", content: "压铸模具脱模剂" }),
    ],
  }),
  { ...OPTIONS, top: 1 },
);
const ask = openWhyNot(list);
const [clear, vague] = list.matches as [NeedMatch, NeedMatch];

describe("why not somebody", () => {
  test("who is shown is said to be shown", () => {
    const key = clear.suggestions[0]?.partner.key ?? "";
    expect(ask(clear, key)).toMatchObject({ isShown: true, text: { zh: "已在推荐之列。" } });
  });

  test("another work of the same people is represented by the better one", () => {
    const shown = clear.suggestions[0]?.partner.key;
    const other = shown === "achievement A1" ? "achievement A2" : "achievement A1";
    expect(ask(clear, other)?.text.zh).toContain("同一团队已由");
  });

  test("who has nothing in common is told what is missing", () => {
    const answer = ask(clear, "achievement A3");
    expect(answer?.isShown).toBe(false);
    expect(answer?.lacks.length).toBeGreaterThan(0);
    expect(answer?.text.zh).toContain("没有涉及");
  });

  test("nobody was ranked for a need that is not clear", () => {
    expect(ask(vague, "achievement A1")?.text.en).toContain("not clear enough");
  });

  test("a partner of no list is no partner", () => {
    expect(ask(clear, "achievement none")).toBeNull();
  });
});
