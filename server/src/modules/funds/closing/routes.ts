import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { Fund } from "../shapes.ts";
import { closeBooks, reopenBooks } from "./service.ts";
import { BooksClosing, BooksReopening } from "./types.ts";

const tag = "funds";
const params = z.object({ fundId: z.uuid() });
const pay = { permission: "fund.pay", in: "row" } as const;

export function closingRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/funds/{fundId}/closings",
      access: pay,
      id: "closeFundBooks",
      tag,
      summary: "Close the books up to a day: no entry is dated on it or before from then on",
      params,
      body: BooksClosing,
      answer: Fund,
      status: 201,
    },
    async ({ ctx, params: { fundId }, body }) => closeBooks(ctx, fundId, body.until),
  );
  api.route(
    {
      method: "post",
      path: "/api/funds/{fundId}/reopenings",
      access: pay,
      id: "reopenFundBooks",
      tag,
      summary: "Reopen the books from a day on, with a reason",
      params,
      body: BooksReopening,
      answer: Fund,
      status: 201,
    },
    async ({ ctx, params: { fundId }, body }) => reopenBooks(ctx, fundId, body),
  );
}
