import { describe, expect, test } from "vitest";
import { coverageOf, lackingOf, withMember } from "./coverage.ts";

const wish = {
  capabilities: [
    { term: "发酵", times: 1 },
    { term: "层析", times: 2 },
  ],
  limits: { seniors: 1, mostProjects: 3, mostMembers: null },
  units: [],
};
const li = { key: "li", name: "李某", isSenior: false, covers: ["发酵", "层析"] };
const wang = { key: "wang", name: "王某", isSenior: true, covers: ["层析"] };

describe("coverage", () => {
  test("counts who has what, and a senior beside the capabilities", () => {
    expect(lackingOf(coverageOf(wish, [li, wang]))).toEqual([]);
    expect(lackingOf(coverageOf(wish, [li])).map(({ term, lacks }) => [term, lacks])).toEqual([
      ["层析", 1],
      [null, 1],
    ]);
  });
  test("asks for no senior where none is wanted", () => {
    const rows = coverageOf({ ...wish, limits: { ...wish.limits, seniors: 0 } }, [wang]);
    expect(rows.map(({ term }) => term)).toEqual(["发酵", "层析"]);
  });
  test("is seen after a swap, in the place of whoever goes", () => {
    const zhao = { key: "zhao", name: "赵某", isSenior: true, covers: [] };
    const swapped = withMember([li, wang], "li", zhao);
    expect(swapped.map(({ key }) => key)).toEqual(["zhao", "wang"]);
    expect(lackingOf(coverageOf(wish, swapped)).map(({ term }) => term)).toEqual(["发酵", "层析"]);
    expect(withMember([li], null, wang)).toEqual([li, wang]);
  });
});
