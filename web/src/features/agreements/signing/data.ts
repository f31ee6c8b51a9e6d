import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export function signaturesQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "signatures", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/signatures", { params: { path: { agreementId } } }),
  });
}
