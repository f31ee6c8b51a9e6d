import { expect, it } from "vitest";
import { buildIndex } from "../candidate-index.ts";
import { explain } from "../explain/explain.ts";
import { whyNot } from "../explain/why-not.ts";
import { scoreWithout } from "../explain/without.ts";
import { describePair } from "./describe-pair.ts";

const index = buildIndex([
  { id: "A", title: "永磁同步电机的控制器", content: "转矩脉动" },
  { id: "B", title: "Permanent magnet synchronous motors", content: "torque" },
  { id: "C", title: "乳铁蛋白的提取", content: "" },
]);
const need = { id: "N", title: "永磁同步电机低速控制", content: "防爆外壳散热" };

function tell(id: string, language: "zh" | "en", top = 1): string[] {
  const explanation = explain(index, need, id);
  const without = explanation.terms.slice(0, 3).map((term) => scoreWithout(index, need, id, term));
  return describePair(
    { explanation, without, whyNot: whyNot(index, need, id, { top }), of: index.candidates.length, top },
    language,
  );
}

it("says what both speak of, what it is worth, and what the score would be without it", () => {
  const { score, terms } = explain(index, need, "A");
  const [first] = terms;
  const without = scoreWithout(index, need, "A", first!).toFixed(2);
  const part = Math.round((100 * first!.share) / score);
  expect(tell("A", "zh")).toContain(`两边都写到“${first!.term}”，占得分的 ${part}%；需求若不提它，得分为 ${without}。`);
  expect(tell("A", "en")).toContain(
    `Both speak of “${first!.term}”: ${part}% of the score; if the need did not say it, the score would be ${without}.`,
  );
  expect(tell("A", "zh")[0]).toMatch(/^在 3 个候选中排第 1 位，得分 0\.\d\d；/);
});

it("says how the candidate calls what the need says in the other language", () => {
  expect(tell("B", "zh").join("\n")).toContain("需求的“永磁同步电机”，候选写作“permanent magnet synchronous motor”");
  expect(tell("B", "zh").join("\n")).toMatch(/没有进入前 1 位，差 0\.\d\d。|低于推荐的下限/);
});

it("says of a stranger that there is nothing, and what it lacks", () => {
  expect(tell("C", "en").slice(1)).toEqual([
    "The score is below what is suggested at all.",
    "It has nothing in common with the need.",
    expect.stringMatching(/^It says nothing of “.+”; where there is such work/),
  ]);
});

it("speaks one language at a time", () => {
  for (const id of ["A", "C"]) expect(tell(id, "zh").join("").replace(/[“”]/g, "")).not.toMatch(/[A-Za-z]{2}/);
  expect(
    tell("C", "en")
      .join("")
      .replaceAll(/“[^”]*”/g, ""),
  ).not.toMatch(/\p{Script=Han}/u);
});
