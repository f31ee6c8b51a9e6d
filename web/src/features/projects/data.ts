import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export type Project = Schemas["Project"];
export type ProjectSummary = Schemas["ProjectSummary"];
export type ProjectStage = Project["stages"][number];
export type Stage = ProjectStage["stage"];
export type ProjectAgreement = Project["agreements"][number];
export type ProjectAction = Project["actions"][number];
export type Member = Project["members"][number];

export const STAGES: readonly Stage[] = ["lab", "proof_of_concept", "pilot_scale", "incubation", "industrialization"];

export function projectQuery(projectId: string) {
  return queryOptions({
    queryKey: ["projects", "one", projectId],
    queryFn: async () => api.get("/api/projects/{projectId}", { params: { path: { projectId } } }),
  });
}
export type Gate = Project["gates"][number];
export type Support = Project["support"][number];
export type Evidence = Project["evidence"][number];
export type Review = Project["reviews"][number];

/** The nine levels with the kinds of evidence that each requires; it changes with a release only. */
export const scaleQuery = queryOptions({
  queryKey: ["readiness-scale"],
  queryFn: async () => api.get("/api/readiness-scale"),
  staleTime: Infinity,
});

export type FundMoney = Schemas["FundCommitment"];

/** What funds promised and paid to the project, as far as the reader may see it. */
export function facilityCostsQuery(projectId: string) {
  return queryOptions({
    queryKey: ["projects", "facility-costs", projectId],
    queryFn: async () => api.get("/api/projects/{projectId}/facility-costs", { params: { path: { projectId } } }),
  });
}

export function fundMoneyQuery(projectId: string) {
  return queryOptions({
    queryKey: ["projects", "fund-money", projectId],
    queryFn: async () =>
      (await api.get("/api/projects/{projectId}/fund-money", { params: { path: { projectId } } })).items,
  });
}
