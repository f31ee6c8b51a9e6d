import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type Registration = Schemas["Registration"];
export type FormField = keyof Registration["fields"];
export type Report = Schemas["TransformationReport"];

export function registrationQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "registration", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/registration", { params: { path: { agreementId } } }),
  });
}

export function reportQuery(scopeId: string, year: number) {
  return queryOptions({
    queryKey: ["transformation-report", scopeId, year],
    queryFn: async () =>
      api.get("/api/scopes/{scopeId}/transformation-report", { params: { path: { scopeId }, query: { year } } }),
  });
}
