// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { PAGES } from "./features.ts";
import { MENU } from "./menu.ts";

test("every page of the menu is there, and stands in it once", () => {
  const inMenu = MENU.flatMap(({ pages }) => pages);
  expect(new Set(inMenu).size).toBe(inMenu.length);
  const known = new Set(PAGES.map(({ key }) => key));
  expect(inMenu.filter((key) => !known.has(key))).toEqual([]);
});

test("no two pages have one key", () => {
  const keys = PAGES.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
