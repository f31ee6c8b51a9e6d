import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generateTypes } from "./generate.ts";

test("the committed types are those of the API: node client/src/generate.ts", async () => {
  expect(readFileSync(new URL("schema.d.ts", import.meta.url), "utf8") === (await generateTypes())).toBe(true);
});
