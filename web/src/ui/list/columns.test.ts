import { expect, test } from "vitest";
import { fitWidth, moveKey, placeColumns } from "./columns.ts";
import type { Column } from "./types.ts";

const column = (key: string, more: Partial<Column<string>> = {}): Column<string> => ({
  key,
  title: key,
  text: (row) => row,
  ...more,
});
const keysOf = (placed: ReturnType<typeof placeColumns<string>>) => placed.map((one) => one.column.key);

test("without wishes the list is as it is made", () => {
  const placed = placeColumns([column("a", { width: 90 }), column("b", { isHidden: true })], {});
  expect(placed.map(({ isShown, width }) => [isShown, width])).toEqual([
    [true, 90],
    [false, 160],
  ]);
});

test("wishes give order, sight and width", () => {
  const wishes = { order: ["b", "a"], shown: { a: false, b: true }, widths: { b: 300 } };
  const placed = placeColumns([column("a"), column("b", { isHidden: true })], wishes);
  expect(keysOf(placed)).toEqual(["b", "a"]);
  expect(placed.map(({ isShown, width }) => [isShown, width])).toEqual([
    [true, 300],
    [false, 160],
  ]);
});

test("a column that is new stands where the list has it, and one that is gone is forgotten", () => {
  expect(keysOf(placeColumns([column("new"), column("a"), column("b")], { order: ["b", "gone", "a"] }))).toEqual([
    "new",
    "b",
    "a",
  ]);
});

test("columns move within the list's ends", () => {
  expect(moveKey(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
  expect(moveKey(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
  expect(moveKey(["a", "b", "c"], "a", 9)).toEqual(["b", "c", "a"]);
});

test("a column stays readable", () => {
  expect([fitWidth(3), fitWidth(200.4), fitWidth(5000)]).toEqual([64, 200, 800]);
});
