import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { Project } from "../types.ts";
import { confirmDelivery, promiseSupport, withdrawSupport } from "./service.ts";
import { DeliveryDraft, SupportDraft, SupportWithdrawal } from "./types.ts";

const tag = "projects";
const write = { permission: "project.write", in: "row" } as const;
const supportParams = z.object({ supportId: z.uuid() });

export function supportRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/projects/{projectId}/support",
      access: write,
      id: "promiseProjectSupport",
      tag,
      summary: "Record what the university or the zone promises a project",
      params: z.object({ projectId: z.uuid() }),
      body: SupportDraft,
      answer: Project,
      status: 201,
    },
    async ({ ctx, params, body }) => promiseSupport(ctx, params.projectId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/project-support/{supportId}/deliveries",
      access: write,
      id: "confirmSupportDelivery",
      tag,
      summary: "Confirm what arrived of a promise, as somebody other than who recorded it",
      params: supportParams,
      body: DeliveryDraft,
      answer: Project,
      status: 201,
    },
    async ({ ctx, params, body }) => confirmDelivery(ctx, params.supportId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/project-support/{supportId}/withdrawal",
      access: write,
      id: "withdrawProjectSupport",
      tag,
      summary: "Take a promise back, with the reason",
      params: supportParams,
      body: SupportWithdrawal,
      answer: Project,
    },
    async ({ ctx, params, body }) => withdrawSupport(ctx, params.supportId, body.reason),
  );
}
