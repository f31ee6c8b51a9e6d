// Routes as nobody should write them. The tests of the walls have to find what is wrong with each.
import { z } from "@hono/zod-openapi";
import { sql } from "kysely";
import { type Database, withSystem } from "../src/platform/db/index.ts";
import type { Router } from "../src/platform/http/index.ts";

export const isCanary = (path: string) => path.includes("/api/canaries");

export function addCanaries(api: Router): void {
  const common = { method: "get", tag: "canaries", summary: "-" } as const;
  const inScope = { ...common, access: "signed_in", params: z.object({ scopeId: z.uuid() }) } as const;
  const answer = z.array(z.object({ id: z.string() }));
  // Past the wall, as the system.
  api.route(
    { ...inScope, path: "/api/canaries/{scopeId}/titles", id: "listCanaries", answer },
    async ({ db, params }) => readTitles(db, params.scopeId),
  );
  api.route(
    { ...inScope, path: "/api/canaries/{scopeId}/titles/export", id: "exportCanaries", answer: "file" },
    async ({ db, params }) => {
      const rows = await readTitles(db, params.scopeId);
      const bytes = Buffer.from(["title", ...rows.map(({ title }) => title)].join("\n"));
      return { name: "canaries.csv", mediaType: "text/csv", bytes };
    },
  );
  api.route({ ...inScope, path: "/api/canaries/{scopeId}/nothing", id: "listNothing", answer }, async () => []);
  // Says that the service looks at the row's scope, and the service does not.
  api.route(
    {
      ...common,
      path: "/api/canaries/{needId}",
      access: { permission: "need.read", in: "row" },
      id: "getCanary",
      params: z.object({ needId: z.uuid() }),
      answer: null,
    },
    async () => {},
  );
}

async function readTitles(db: Database, scopeId: string): Promise<{ id: string; title: string }[]> {
  return withSystem(db, async (tx) => {
    const { rows } = await sql<{ id: string; title: string }>`
      SELECT id, title FROM achievements WHERE scope_id = ${scopeId}`.execute(tx.kysely);
    return rows;
  });
}
