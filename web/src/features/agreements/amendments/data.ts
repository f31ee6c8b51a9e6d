import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type Amendment = Schemas["AgreementAmendment"];

export function amendmentsQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "amendments", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/amendments", { params: { path: { agreementId } } }),
  });
}
