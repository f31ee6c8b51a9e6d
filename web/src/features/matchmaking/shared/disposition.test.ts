import { expect, test } from "vitest";
import { nameIn } from "./disposition.ts";

test("the name in Chinese is taken before the one in ASCII", () => {
  const both = `attachment; filename="____.xlsx"; filename*=UTF-8''${encodeURIComponent("对接清单.xlsx")}`;
  expect(nameIn(both)).toBe("对接清单.xlsx");
});

test("without one in UTF-8 the plain name counts, and without any there is none", () => {
  expect(nameIn('attachment; filename="ledger.xlsx"')).toBe("ledger.xlsx");
  expect(nameIn("attachment")).toBe("");
});
