import { z } from "@hono/zod-openapi";
import { transact } from "../../../platform/access/index.ts";
import type { Router } from "../../../platform/http/index.ts";
import { FacilityCosts, showFacilityCosts } from "../../facilities/index.ts";
import { getAgreementRow } from "../service/found.ts";

export function costsRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/facility-costs",
      access: { permission: "agreement.read", in: "row" },
      id: "getAgreementFacilityCosts",
      tag: "agreements",
      summary: "Hours, campaigns and rooms of facilities that are charged to it, as far as the caller may read them",
      params: z.object({ agreementId: z.uuid() }),
      answer: FacilityCosts,
    },
    async ({ ctx, params: { agreementId } }) =>
      transact(ctx, async (tx) => {
        await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
        return showFacilityCosts(tx, agreementId);
      }),
  );
}
