import { describe, expect, test } from "vitest";
import { type Box, type FlowModel, type FlowTag, layTall, layWide } from "./layout.ts";
import { widthOf, wrapText } from "./wrap.ts";

describe("a text in lines", () => {
  test("fits, keeps Latin words whole and loses nothing while there is room", () => {
    const text = "中试合作协议 with the Institute for Special Food 特殊食品研究院";
    const lines = wrapText(text, 120, 12, 9);
    expect(lines.every((line) => widthOf(line, 12) <= 120)).toBe(true);
    expect(lines.join(" ").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
    expect(lines.some((line) => line.includes("Institute"))).toBe(true);
  });
  test("keeps together what a no-break space joins", () => {
    expect(wrapText("AGR-2026-000039 · CNY\u00a01,000,000", 150, 12, 2)).toEqual([
      "AGR-2026-000039 ·",
      "CNY\u00a01,000,000",
    ]);
  });
  test("ends with an ellipsis where there is more, and is cut within a word that is too long", () => {
    const lines = wrapText("很长很长很长很长很长很长很长", 60, 12, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]?.endsWith("…")).toBe(true);
    expect(wrapText("x".repeat(100), 60, 12, 3).every((line) => widthOf(line, 12) <= 60)).toBe(true);
  });
});

const tag = (key: string): FlowTag => ({
  key,
  lines: [
    "技术许可（专利实施许可）",
    "Wuxi Institute for Special Food and Nutrition Health",
    "AGR-2026-000012 · 120.0 万元",
    "2026-05-12 生效",
  ],
  mark: "in_force",
  href: null,
});
const STAGES = ["lab", "proof_of_concept", "pilot_scale", "incubation", "industrialization"] as const;
const model = (tags: number, together = ""): FlowModel => ({
  stages: STAGES.map((stage) => ({
    stage,
    name: stage,
    dates: "2024-01-01 — 2025-01-01",
    mark: "past",
    tags: Array.from({ length: tags }, (_, index) => tag(`${stage} ${index}`)),
  })),
  gates: STAGES.slice(1).map((stage) => ({ stage, mark: "passed", note: "2026-05-12", waived: "" })),
  together,
  company: "样例生物工程（无锡）有限公司",
  trackNames: { technology: "技术轨", company: "企业轨" },
  above: { name: "高校", items: ["经费 30 万元", "设备机时 200 小时"] },
  below: { name: "高新区", items: ["场地 800 m²"] },
});

const overlap = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe.each([
  ["lying", layWide],
  ["standing", layTall],
])("the chain, %s", (_, lay) => {
  test.each([0, 1, 3])(
    "has every stage, gate and agreement in its bounds, and none over another, with %i each",
    (tags) => {
      const { width, height, cards, tags: boxes, bands, gates, ways } = lay(model(tags));
      expect(cards.map(({ stage }) => stage.stage).toSorted()).toEqual([...STAGES].toSorted());
      expect(boxes).toHaveLength(5 * tags);
      expect(gates).toHaveLength(4);
      expect(ways.every(({ isGone }) => isGone)).toBe(true);
      const all: readonly Box[] = [...cards, ...boxes, ...bands];
      for (const box of all) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
      }
      const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
      expect(pairs.filter(([one, other]) => overlap(one, other))).toEqual([]);
    },
  );
  test("says between the tracks what was signed together, over nothing else", () => {
    const { cards, tags, bands, words, ways, height } = lay(model(1, "2026-05-18 同日签署"));
    const said = words.find(({ key }) => key === "together");
    const [text = ""] = said?.lines ?? [];
    const box = { x: said?.x ?? 0, y: (said?.y ?? 0) - 12, width: widthOf(text, 12), height: 15 };
    expect(text).toBe("2026-05-18 同日签署");
    expect([...cards, ...tags, ...bands].filter((other) => overlap(box, other))).toEqual([]);
    expect(box.y + box.height).toBeLessThan(height);
    expect(ways.some(({ key }) => key === "together")).toBe(true);
    expect(lay(model(1)).ways.some(({ key }) => key === "together")).toBe(false);
  });
  test("shows what has not been reached as not gone", () => {
    const whole = model(1);
    const begun = {
      ...whole,
      stages: whole.stages.map((stage, index) => ({ ...stage, mark: index === 0 ? "current" : "none" }) as const),
    };
    expect(lay(begun).ways.some(({ isGone }) => isGone)).toBe(false);
  });
});
