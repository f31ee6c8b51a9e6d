import { expect, test } from "vitest";
import { findReviewerConflicts } from "./conflicts.ts";

const TEAM = {
  team: ["u1"],
  content: {
    unit: "样例大学 生物工程学院",
    leadName: "华某某",
    members: [{ name: "李某", unit: "另一大学 化工学院" }],
  },
};
const WORK = { record: { title: "一种工程菌", inventors: "李某；钱某" } };
const reviewer = (name: string, unit: string, userId = "u9") => ({ userId, name, unit });

test.each([
  ["a stranger judges", reviewer("赵某", "第三大学"), []],
  ["an account of the team does not", reviewer("赵某", "第三大学", "u1"), ["account"]],
  ["a namesake of the lead does not", reviewer("华某某", "第三大学"), ["team"]],
  ["a colleague of the lead does not, of whatever college", reviewer("赵某", "样例大学 化学学院"), ["unit"]],
  ["a colleague of a member does not", reviewer("赵某", "另一大学"), ["unit"]],
  ["a co-author of a member does not", reviewer("钱某", "第三大学"), ["shared_work"]],
] as const)("%s", (_, who, kinds) => {
  expect(findReviewerConflicts(who, TEAM, [WORK]).map(({ kind }) => kind)).toEqual(kinds);
});
