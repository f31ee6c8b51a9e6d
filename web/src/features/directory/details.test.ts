import { expect, test } from "vitest";
import { detailFacts } from "./details.ts";

test("what the registry says is said in words, in the order in which it is read", () => {
  const details = { note: null, isPilot: false, level: "provincial", industries: ["new materials"] };
  expect(detailFacts(details, "zh").map(({ label, value }) => [label, value])).toEqual([
    ["级别", "省级"],
    ["协同试点", "否"],
    ["主导产业", "new materials"],
    ["说明", ""],
  ]);
});

test("what a department loaded under a name of its own stands as it wrote it, after what is known", () => {
  const facts = detailFacts({ 园区面积: "12 km²", ownership: "public" }, "en");
  expect(facts.map(({ label, value }) => [label, value])).toEqual([
    ["Ownership", "public"],
    ["园区面积", "12 km²"],
  ]);
});
