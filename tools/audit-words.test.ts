// What is recorded is read by people: every action and every kind of subject that the server writes into the audit has its
// words in the interface. Told by their texts, because no workspace may import both.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./model-house.ts";

const labels = readFileSync(join(ROOT, "web/src/features/audit/labels.ts"), "utf8");

function written(pattern: RegExp): string[] {
  const files = globSync("server/src/**/*.ts", { cwd: ROOT }).filter((path) => !path.endsWith(".test.ts"));
  const found = files.flatMap((path) =>
    [...readFileSync(join(ROOT, path), "utf8").matchAll(pattern)].map(([, name = ""]) => name),
  );
  return [...new Set(found)].toSorted();
}

test("every action has words", () => {
  const actions = written(/\baction: "([a-z]+\.[a-z_]+)"/g);
  expect(actions.length).toBeGreaterThan(80);
  expect(actions.filter((action) => !labels.includes(`"${action}": {`))).toEqual([]);
});

test("every kind of subject has a name, and every module a filter", () => {
  const kinds = written(/\bsubjectKind: "([a-z_]+)"/g);
  expect(kinds.length).toBeGreaterThan(15);
  expect(kinds.filter((kind) => !new RegExp(`^  ${kind}: \\{`, "m").test(labels))).toEqual([]);
  const modules = written(/\baction: "([a-z]+)\.[a-z_]+"/g);
  expect(modules.filter((name) => !new RegExp(`^  ${name}: \\{`, "m").test(labels))).toEqual([]);
});
