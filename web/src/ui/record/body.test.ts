import { expect, test } from "vitest";
import { bodyOf, typed } from "./body.ts";
import type { FieldSpec } from "./fields.ts";

const fields: readonly FieldSpec[] = [
  { key: "title", label: "名称", kind: "text", isRequired: true },
  { key: "content", label: "内容", kind: "prose", isEmptyText: true },
  { key: "unit", label: "单位", kind: "text" },
  { key: "owners", label: "权利人", kind: "lines" },
  { key: "readiness", label: "成熟度", kind: "integer" },
  { key: "exclusiveLicence", label: "独占许可", kind: "tick" },
  { key: "contactName", label: "联系人", kind: "text", partOf: ["contact", "name"] },
  { key: "contactPhone", label: "电话", kind: "text", partOf: ["contact", "phone"] },
];
const values = {
  title: " 甲 ",
  content: "",
  unit: "",
  owners: "甲大学\n\n 乙公司 ",
  readiness: "6",
  exclusiveLicence: true,
  contactName: "李某",
  contactPhone: "",
};

test("only what was changed is sent, each as what it stands for", () => {
  expect(bodyOf(fields, values, ["title", "unit", "owners", "readiness", "exclusiveLicence"])).toEqual({
    title: "甲",
    unit: null,
    owners: ["甲大学", "乙公司"],
    readiness: 6,
    exclusiveLicence: true,
  });
});

test("a text that may be empty but not absent is sent empty", () => {
  expect(bodyOf(fields, values, ["content"])).toEqual({ content: "" });
});

test("parts of one thing go together as soon as one of them was changed", () => {
  expect(bodyOf(fields, values, ["contactPhone"])).toEqual({ contact: { name: "李某", phone: null } });
});

test("a value of a record is typed as the form would be filled in", () => {
  expect([typed(["甲", "乙"]), typed(3), typed(null), typed("丙")]).toEqual(["甲\n乙", "3", "", "丙"]);
});
