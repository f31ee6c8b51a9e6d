import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { scopeQuery } from "../../frame/scopes.ts";

export type Consortium = Schemas["Consortium"];
export type ConsortiumSummary = Schemas["ConsortiumSummary"];
export type ConsortiumType = Consortium["type"];
export type ConsortiumState = Consortium["state"];
export type Action = Consortium["actions"][number];
export type Member = Consortium["memberList"][number];
export type MemberKind = Member["kind"];
export type Task = Consortium["taskList"][number];
export type TaskAction = Task["actions"][number];
export type Contribution = Consortium["contributionList"][number];
export type ContributionKind = Contribution["kind"];
export type Request = Consortium["requestList"][number];
export type Result = Consortium["resultList"][number];

export const TYPES = ["ecosystem", "task", "platform"] as const;
export const STATES = ["preparing", "founded", "running", "assessed", "ended"] as const;
export const MEMBER_KINDS = ["enterprise", "university", "institute", "park", "other"] as const;
export const CONTRIBUTION_KINDS = ["money", "people", "equipment", "data"] as const;
export const RESULT_KINDS = ["patent", "software", "standard", "know_how", "product", "other"] as const;
export const GRADES = ["excellent", "good", "to_improve", "failed"] as const;

export const consortiaKey = (scopeId: string) => ["consortia", scopeId];

export function consortiumQuery(consortiumId: string) {
  return queryOptions({
    queryKey: ["consortia", "one", consortiumId],
    queryFn: async () => api.get("/api/consortia/{consortiumId}", { params: { path: { consortiumId } } }),
  });
}

/** Pairs of the zone that the caller sees, besides the scope itself. */
export function neighboursQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["pairs", "neighbours", scopeId],
    queryFn: async ({ client }) => {
      const { kind, parentId } = await client.ensureQueryData(scopeQuery(scopeId));
      const zoneId = kind === "zone" ? scopeId : parentId;
      if (zoneId === null) return [];
      const { items } = await api.get("/api/pairs", { params: { query: { zoneId, limit: 50 } } });
      return items.filter(({ id }) => id !== scopeId);
    },
    staleTime: 60_000,
  });
}

/** Agreements by which a consortium can be founded, of the scope and of the pairs beside it. */
export function agreementsQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["agreements", "consortium", scopeId],
    queryFn: async ({ client }) => {
      const pairs = await client.ensureQueryData(neighboursQuery(scopeId));
      const lists = await Promise.all(
        [scopeId, ...pairs.map(({ id }) => id)].map(async (id) =>
          api
            .get("/api/scopes/{scopeId}/agreements", {
              params: { path: { scopeId: id }, query: { kind: "consortium" as never, limit: 100 } },
            })
            // Who reads the pair does not read its agreements in every role.
            .catch(() => ({ items: [] })),
        ),
      );
      return lists.flatMap(({ items }) => items);
    },
    staleTime: 15_000,
  });
}
