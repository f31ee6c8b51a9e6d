import { expect, test } from "vitest";
import { bodyOf } from "../../ui/record/body.ts";
import {
  achievementFields,
  achievementValues,
  contactText,
  readItems,
  teamFields,
  teamValues,
  writeItems,
} from "./forms.ts";
import { directoryTexts, type DirectoryKey } from "./texts.ts";

const t = (key: DirectoryKey) => directoryTexts.lines[key].zh;

test("a team's results are typed as paragraphs and read back as they were", () => {
  const items = [
    { title: "一种酶", content: "第一行\n第二行" },
    { title: "一种膜", content: "" },
  ];
  expect(writeItems(items)).toBe("一种酶\n第一行\n第二行\n\n一种膜");
  expect(readItems(writeItems(items))).toEqual(items);
  expect(readItems("\n\n  \n")).toEqual([]);
});

test("every field of a form has a value, and every value a field", () => {
  const keys = (fields: readonly { readonly key: string }[]) => fields.map(({ key }) => key).toSorted();
  expect(keys(achievementFields(t, null))).toEqual(Object.keys(achievementValues(null)).toSorted());
  expect(keys(teamFields(t, null))).toEqual(Object.keys(teamValues(null)).toSorted());
});

test("what was not touched is not sent, so that a masked contact is never written back", () => {
  const fields = achievementFields(t, null);
  expect(bodyOf(fields, { ...achievementValues(null), title: "甲" }, ["title"])).toEqual({ title: "甲" });
});

test("a contact is said in one line, whatever of it is known", () => {
  expect(contactText({ name: "李某", phone: "138****5678" })).toBe("李某 138****5678");
  expect(contactText(null)).toBe("");
});
