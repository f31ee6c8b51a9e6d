import { expect, test } from "vitest";
import { findAmong } from "./named.ts";

const LEAD = { name: "华某某", unit: "样例大学 生物工程学院", userId: null };
const STATED = { ...LEAD, userId: "u1" };
const known = (name: string, unit: string | null, userId = "u9") => ({ name, unit, userId });
const decider = (name: string) => ({ userId: "u9", name });

test.each([
  ["a stranger is nobody of them", decider("赵某"), LEAD, [], false],
  ["whose account was stated is one of them, whatever it is called", { userId: "u1", name: "赵某" }, STATED, [], true],
  ["the same name alone is taken for the person", decider("华 某某"), LEAD, [], true],
  ["the same name alone is not freed by an account that was stated", decider("华某某"), STATED, [], true],
  ["a namesake at another institution is somebody else", decider("华某某"), LEAD, [known("华某某", "第三大学")], false],
  [
    "a namesake at one institution with a stated account is not told apart",
    decider("华某某"),
    STATED,
    [known("华某某", "样例大学")],
    true,
  ],
  [
    "a namesake at the same institution is not told apart",
    decider("华某某"),
    LEAD,
    [known("华某某", "样例大学")],
    true,
  ],
  ["a namesake of no known institution is not told apart", decider("华某某"), LEAD, [known("华某某", null)], true],
  ["an alias is known by the directory", decider("样例负责人"), LEAD, [known("华某某", "样例大学 化工学院")], true],
  [
    "an alias of a namesake elsewhere is somebody else",
    decider("样例负责人"),
    LEAD,
    [known("华某某", "第三大学")],
    false,
  ],
  [
    "an account renamed to a name that the directory does not know it by",
    decider("华某某"),
    LEAD,
    [known("李某", "第三大学")],
    true,
  ],
  ["others' accounts in the directory free nobody", decider("华某某"), LEAD, [known("华某某", "第三大学", "u5")], true],
  ["a name that is empty is nobody's", decider(""), { ...LEAD, name: "" }, [], false],
] as const)("%s", (_, who, named, directory, isFound) => {
  expect(findAmong(who, [named], directory) !== null).toBe(isFound);
});
