import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type MilestoneProgress = Schemas["AgreementMilestoneProgress"];
export type Delivery = MilestoneProgress["deliveries"][number];

export function milestonesQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "milestones", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/milestones", { params: { path: { agreementId } } }),
  });
}
