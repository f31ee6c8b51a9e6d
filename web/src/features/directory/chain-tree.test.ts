import { expect, test } from "vitest";
import { type ChainNode, growTree, type LinkedKind } from "./chain-tree.ts";

function node(
  id: string,
  parentId: string | null,
  links: readonly (readonly [LinkedKind, string])[] = [],
  position = 0,
): ChainNode {
  return {
    id,
    scopeId: "s",
    parentId,
    name: id,
    nameEn: null,
    position,
    note: null,
    links: links.map(([subjectKind, subjectId]) => ({ subjectKind, subjectId })),
    archivedAt: null,
    createdAt: "",
    updatedAt: "",
    version: 1,
  };
}

test("nodes stand beneath their chain in the order that people gave them", () => {
  const [chain] = growTree([node("链", null), node("乙", "链", [], 1), node("甲", "链", [], 0), node("丙", "甲")]);
  expect(chain?.children.map((each) => each.node.id)).toEqual(["甲", "乙"]);
  expect(chain?.children[0]?.children.map((each) => each.node.id)).toEqual(["丙"]);
});

test("a chain counts what stands beneath it, each thing once", () => {
  const nodes = [
    node("链", null),
    node("甲", "链", [
      ["need", "n1"],
      ["team", "t1"],
    ]),
    node("乙", "链", [
      ["team", "t1"],
      ["achievement", "a1"],
    ]),
  ];
  expect(growTree(nodes)[0]?.counts).toMatchObject({ need: 1, team: 1, achievement: 1, organisation: 0 });
});

test("a node with needs and nobody to take them is thin, the other way round it is idle", () => {
  const gapOf = (...links: (readonly [LinkedKind, string])[]) => growTree([node("链", null, links)])[0]?.gap;
  expect(gapOf(["need", "n1"], ["organisation", "o1"])).toBe("thin");
  expect(gapOf(["achievement", "a1"])).toBe("idle");
  expect(gapOf(["need", "n1"], ["team", "t1"])).toBeNull();
  expect(gapOf()).toBeNull();
});

test("a node whose parent is archived and not shown is not lost", () => {
  expect(growTree([node("甲", "没有")]).map((each) => each.node.id)).toEqual(["甲"]);
});
