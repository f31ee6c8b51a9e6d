import { z } from "@hono/zod-openapi";
import { transact } from "../../../platform/access/index.ts";
import type { Router } from "../../../platform/http/index.ts";
import { FacilityCosts, showFacilityCosts } from "../../facilities/index.ts";
import { getProjectRow } from "../service/found.ts";

export function costsRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/projects/{projectId}/facility-costs",
      access: { permission: "project.read", in: "row" },
      id: "getProjectFacilityCosts",
      tag: "projects",
      summary: "Hours, campaigns and rooms of facilities that are charged to it, as far as the caller may read them",
      params: z.object({ projectId: z.uuid() }),
      answer: FacilityCosts,
    },
    async ({ ctx, params: { projectId } }) =>
      transact(ctx, async (tx) => {
        await getProjectRow(tx, ctx.caller, "project.read", projectId);
        return showFacilityCosts(tx, projectId);
      }),
  );
}
