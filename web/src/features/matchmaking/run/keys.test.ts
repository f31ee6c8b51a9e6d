import { expect, test } from "vitest";
import { stepFrom, wishOf } from "./keys.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };

test.each([
  ["j", { kind: "need", step: 1 }],
  ["K", { kind: "need", step: -1 }],
  ["3", { kind: "partner", at: 2 }],
  ["a", { kind: "accept" }],
  ["R", { kind: "refuse" }],
  ["l", { kind: "later" }],
  ["u", { kind: "undo" }],
  ["e", { kind: "export" }],
  ["/", { kind: "search" }],
  ["?", { kind: "help" }],
  ["？", { kind: "help" }],
])("%s is understood", (key, wish) => {
  expect(wishOf({ ...plain, key })).toEqual(wish);
});

test.each(["0", "x", "Enter", "Tab", "Escape", " ", "ArrowDown"])("%s is left to the browser", (key) => {
  expect(wishOf({ ...plain, key })).toBeNull();
});

test.each(["ctrlKey", "metaKey", "altKey", "isComposing"])("a letter with %s is no command", (modifier) => {
  expect(wishOf({ ...plain, key: "a", [modifier]: true })).toBeNull();
});

test("a step stays within the list", () => {
  expect(stepFrom(-1, 1, 3)).toBe(0);
  expect(stepFrom(-1, -1, 3)).toBe(2);
  expect(stepFrom(1, 1, 3)).toBe(2);
  expect(stepFrom(2, 1, 3)).toBe(2);
  expect(stepFrom(0, -1, 3)).toBe(0);
  expect(stepFrom(-1, 1, 0)).toBe(-1);
});
