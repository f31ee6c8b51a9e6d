import { describe, expect, it } from "vitest";
import { fileOf, isThere, readAssignment, readGeneralized } from "../../test/or-library.ts";
import { assign } from "./assign.ts";

describe.each([
  ["assign100", 305],
  ["assign500", 991],
])("OR-Library %s", (name, optimum) => {
  it.skipIf(!isThere(name))(`has the optimum ${optimum} (needs ${fileOf(name)})`, () => {
    const problem = readAssignment(name);
    const plan = assign(problem);
    expect(plan).toMatchObject({ status: "optimal", total: optimum });
    expect(plan.pairs).toHaveLength(problem.needs.length);
  });
});

describe.each([
  ["gap1", "maximize", [336, 327, 339, 341, 326]],
  ["gap2", "maximize", [434, 436, 420, 419, 428]],
  ["gap3", "maximize", [580, 564, 573, 570, 564]],
  ["gap4", "maximize", [656, 644, 673, 647, 664]],
  ["gap5", "maximize", [563, 558, 564, 568, 559]],
  ["gap6", "maximize", [761, 759, 758, 752, 747]],
  ["gapa", "minimize", [1698, 3235, 1360, 2623, 1158, 2339]],
] as const)("OR-Library %s, generalized assignment", (name, sense, optima) => {
  it.skipIf(!isThere(name))(`has the optima ${optima.join(", ")} (needs ${fileOf(name)})`, () => {
    const plans = readGeneralized(name, sense).map((problem) => assign(problem));
    expect(plans.map(({ total }) => total)).toEqual(optima);
    expect(plans.every(({ status }) => status === "optimal")).toBe(true);
  });
});
