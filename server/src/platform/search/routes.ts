import { z } from "@hono/zod-openapi";
import { transact } from "../access/index.ts";
import type { Router } from "../http/index.ts";
import { findEverywhere } from "./documents.ts";

const SearchHit = z
  .object({
    kind: z.string().describe("What it is: `need`, `achievement`, `organisation` and so on"),
    id: z.uuid(),
    scopeId: z.uuid().nullable().describe("Null for public facts"),
    title: z.string(),
    titleEn: z.string().nullable(),
    subtitle: z.string(),
  })
  .openapi("SearchHit");

/** Row-level security decides what is found: the search function compares with the caller's scopes. */
export function searchRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/search",
      access: "signed_in",
      id: "searchEverything",
      tag: "search",
      summary: "Find anything by Chinese, pinyin, initials or English; the best hits first",
      query: z.object({
        q: z.string().trim().max(100).describe("Every word must be there, the title's count first"),
        scopeId: z
          .uuid()
          .optional()
          .describe("In this scope, among public facts and in what is published for its people"),
        kind: z.string().max(200).optional().describe("Any of these kinds, separated by commas"),
        limit: z.coerce.number().int().min(1).max(50).default(20),
      }),
      answer: z.object({ items: z.array(SearchHit) }),
    },
    async ({ ctx, query }) => {
      const wanted = {
        search: query.q,
        kinds: query.kind?.split(",") ?? null,
        scopeId: query.scopeId ?? null,
        limit: query.limit,
      };
      return { items: await transact(ctx, async (tx) => findEverywhere(tx, wanted)) };
    },
  );
}
