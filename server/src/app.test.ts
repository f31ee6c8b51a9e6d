import { readFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import { expect, test } from "vitest";
import { describeApi } from "./app.ts";

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
  readonly "x-access": string;
}
const document = JSON.parse(describeApi()) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

test("the committed description is the one that is served: node server/src/generate.ts", () => {
  expect(readFileSync(new URL("../openapi.json", import.meta.url), "utf8")).toBe(describeApi());
});

test("it is OpenAPI 3.1, and every operation has its own name, who may call it, and how it fails", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { operationId, summary, responses, "x-access": access } of operations) {
    expect({ operationId, summary, access }).toEqual({
      operationId,
      summary: expect.stringMatching(/./),
      access: expect.stringMatching(/./),
    });
    expect(responses["default"]?.content).toHaveProperty(["application/problem+json"]);
  }
});

test("a typed client can be made of it", async () => {
  const types = astToString(await openapiTS(describeApi()));
  for (const { operationId } of operations) expect(types).toContain(`${operationId}: {`);
});
