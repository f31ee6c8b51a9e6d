import { z } from "@hono/zod-openapi";
import type { Router } from "../http/index.ts";
import { replaceStatement, showStatement } from "./statements.ts";

export const ConfidentialityStatement = z
  .object({
    scopeId: z.uuid(),
    version: z.number().int().describe("0 for the system's own wording"),
    isDefault: z.boolean().describe("The system's own wording: the office has put none of its own"),
    text: z.object({ zh: z.string(), en: z.string() }),
    digest: z.string().describe("SHA-256 of both texts; accepting names it"),
    since: z.string().nullable().describe("Instant, ISO 8601 in UTC; null for the system's own wording"),
  })
  .openapi("ConfidentialityStatement");

const Text = z.string().trim().min(1).max(20_000);
const StatementDraft = z.strictObject({ zh: Text, en: Text }).openapi("ConfidentialityStatementDraft");

const scopeParams = z.object({ scopeId: z.uuid() });
const tag = "confidentiality";

export function confidentialityRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/confidentiality-statement",
      access: { permission: "scope.read", in: "path" },
      id: "getConfidentialityStatement",
      tag,
      summary: "What people accept before they read something confidential of this scope",
      params: scopeParams,
      answer: ConfidentialityStatement,
    },
    async ({ ctx, params }) => showStatement(ctx, params.scopeId),
  );
  api.route(
    {
      method: "put",
      path: "/api/scopes/{scopeId}/confidentiality-statement",
      access: { permission: "confidential.handle", in: "path" },
      id: "replaceConfidentialityStatement",
      tag,
      summary: "Put the office's own statement in force; who accepted the one before is asked again",
      params: scopeParams,
      body: StatementDraft,
      answer: ConfidentialityStatement,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => replaceStatement(ctx, params.scopeId, body, version),
  );
}
