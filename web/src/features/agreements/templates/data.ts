import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import type { AgreementKind } from "../data.ts";

export type Templates = Schemas["AgreementTemplates"];
export type Template = Schemas["AgreementTemplate"];
export type TemplateReading = Schemas["AgreementTemplateReading"];

export function templatesQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["agreements", "templates", scopeId],
    queryFn: async () => api.get("/api/scopes/{scopeId}/agreement-templates", { params: { path: { scopeId } } }),
  });
}

export function trialsQuery(scopeId: string, kind: AgreementKind) {
  return queryOptions({
    queryKey: ["agreements", "template-trials", scopeId, kind],
    queryFn: async () =>
      api.get("/api/scopes/{scopeId}/agreement-kinds/{kind}/template-trials", { params: { path: { scopeId, kind } } }),
  });
}

export function usableTemplatesQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "usable-templates", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/templates", { params: { path: { agreementId } } }),
  });
}
