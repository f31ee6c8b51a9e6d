import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { assign } from "./assign.ts";
import { readProblem } from "./read-problem.ts";
import { ASSIGNMENT_SCHEMA } from "./schema.ts";
import type { AssignmentProblem } from "./types.ts";

const { problem, plan } = ASSIGNMENT_SCHEMA.$defs;
const whole: Required<AssignmentProblem> = {
  sense: "maximize",
  objective: "total",
  needs: [{ id: "A", min: 1, max: 1, weight: 2 }],
  suppliers: [{ id: "X", min: 0, max: 3, group: "U" }],
  edges: [["A", "X", 0.5]],
  forbidden: [],
  locked: [["A", "X"]],
  groupLimits: { U: { min: 0, max: 2 } },
  loads: { "A|X": 2 },
  seed: 1,
};

it("is what the documentation shows", () => {
  const shown = readFileSync(resolve(import.meta.dirname, "../../../docs/assign.schema.json"), "utf8");
  expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify(ASSIGNMENT_SCHEMA)));
});

it("names the fields that the reader takes, and no others", () => {
  expect(Object.keys(problem.properties).sort()).toEqual(Object.keys(whole).sort());
  const { needs, suppliers } = problem.properties as Record<string, { items?: { properties: object } }>;
  expect(Object.keys(needs?.items?.properties ?? {})).toEqual(Object.keys(whole.needs[0]!));
  expect(Object.keys(suppliers?.items?.properties ?? {})).toEqual(Object.keys(whole.suppliers[0]!));
  expect(() => readProblem(whole)).not.toThrow();
});

it("names the fields of plans", () => {
  const known = Object.keys(plan.properties);
  const { loads: _, ...short } = { ...whole, suppliers: [{ id: "X", max: 0 }] };
  const answers = [assign({ needs: [], suppliers: [], edges: [] }), assign(short)];
  for (const answer of answers) for (const field of Object.keys(answer)) expect(known).toContain(field);
  expect(answers.flatMap((answer) => Object.keys(answer))).toContain("relaxations");
});
