import { z } from "@hono/zod-openapi";
import { describe, expect, test } from "vitest";
import { shaperOf } from "./shape.ts";

const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  age: z.number().int().nullable(),
  role: z.enum(["lead", "member"]),
  nick: z.string().optional(),
  "e-mail": z.string().trim().optional(),
  isOn: z.boolean(),
  kind: z.literal("person"),
  more: z.record(z.string(), z.unknown()),
  tags: z.array(z.object({ text: z.string(), weight: z.number().nullable() })),
  money: z.union([z.string(), z.null()]),
});
const person = {
  id: "01900000-0000-7000-8000-000000000001",
  name: "王某",
  age: null,
  role: "lead",
  isOn: false,
  kind: "person",
  more: { a: [1] },
  tags: [{ text: "x", weight: 1 }],
  money: "1",
};

describe("an answer is what its schema says", () => {
  const shape = shaperOf(z.object({ items: z.array(Person), next: z.string().nullable() }));
  test("and nothing else, at any depth", () => {
    const given = {
      items: [{ ...person, secret: 1, tags: [{ text: "x", weight: null, secret: 2 }] }],
      next: null,
      secret: 3,
    };
    expect(JSON.stringify(shape(given))).not.toContain("secret");
    expect(shape(given)).toEqual({ items: [{ ...person, tags: [{ text: "x", weight: null }] }], next: null });
  });
  test("changed as the schema changes it", () => {
    expect(shape({ items: [{ ...person, "e-mail": " a " }], next: "n" })).toMatchObject({ items: [{ "e-mail": "a" }] });
  });
  test.each([
    ["name", 1],
    ["age", "1"],
    ["age", Number.NaN],
    ["role", "boss"],
    ["isOn", null],
    ["kind", "thing"],
    ["tags", {}],
    ["tags", [{ text: null, weight: 1 }]],
    ["money", 1],
    ["nick", null],
    ["more", "x"],
  ])("a wrong %s (%j) is a mistake of ours, told with its place", (field, value) => {
    expect(() => shape({ items: [{ ...person, [field]: value }], next: null })).toThrow(`"${field}"`);
  });
  test("or the mistake is told for what is no object at all", () => {
    expect(() => shape(null)).toThrow("expected object");
    expect(() => shape({ items: null, next: null })).toThrow("expected array");
  });
});
