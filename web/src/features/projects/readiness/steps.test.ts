import { describe, expect, test } from "vitest";
import type { Project } from "../data.ts";
import { layReadiness, reachedLevels } from "./steps.ts";

const review = (level: number, reachedOn: string, state = "granted") =>
  ({ level, reachedOn, state }) as unknown as Project["reviews"][number];
const frame = { left: 40, right: 340, top: 10, bottom: 190 };

describe("readiness over time", () => {
  test("climbs by what was granted and not revoked, in the order in which it was reached", () => {
    const reviews = [
      review(5, "2026-03-01"),
      review(3, "2024-05-01"),
      review(4, "2026-04-01"),
      review(8, "2026-05-01", "refused"),
      review(6, "2026-05-01", "revoked"),
    ];
    expect(reachedLevels(reviews)).toEqual([
      { level: 3, day: "2024-05-01" },
      { level: 5, day: "2026-03-01" },
    ]);
  });
  test("stays in its frame and ends today", () => {
    const stages = [
      { stage: "lab", track: "technology", startedOn: "2022-01-01", endedOn: "2024-06-01" },
      { stage: "incubation", track: "company", startedOn: "2025-01-01", endedOn: null },
      { stage: "industrialization", track: "joint", startedOn: null, endedOn: null },
    ] as const;
    const { points, path, years, spans, levels } = layReadiness(
      [{ level: 9, day: "2026-01-01" }],
      stages,
      "2026-11-26",
      frame,
    );
    expect(points[0]?.y).toBe(frame.top);
    expect(path.endsWith(`H${frame.right}`)).toBe(true);
    expect(years.map(({ year }) => year)).toEqual(["2023", "2024", "2025", "2026"]);
    expect(spans).toHaveLength(2);
    expect(spans[0]?.from).toBe(frame.left);
    expect(spans[1]).toMatchObject({ to: frame.right, isOpen: true, row: "company" });
    expect(levels.every(({ y }) => y >= frame.top && y <= frame.bottom)).toBe(true);
  });
  test("says nothing where nothing was granted", () => {
    expect(layReadiness([], [], "2026-11-26", frame)).toMatchObject({ path: "", points: [] });
  });
});
