import type { Schemas } from "@dual-high/client";
import { formatMoneyRange, type Language } from "@dual-high/kernel";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import { type Whole, whole } from "../whole.ts";

export type Challenge = Whole<Schemas["Challenge"]>;
export type ChallengeSummary = Schemas["ChallengeSummary"];
export type Terms = Challenge["terms"];
export type Money = Challenge["money"];

export const STATES = [
  "draft",
  "published",
  "closed",
  "opened",
  "applied",
  "racing",
  "in_evaluation",
  "decided",
  "in_notice",
  "awarded",
  "failed",
  "cancelled",
] as const;
export const MODES = ["negotiated", "sealed", "race"] as const;
const POSABLE: readonly string[] = ["accepted", "matched", "in_talks"];
export const AUDIENCES = ["pair", "province"] as const;

export function challengeQuery(challengeId: string) {
  return queryOptions({
    queryKey: ["challenges", "one", challengeId],
    queryFn: async () => whole(await api.get("/api/challenges/{challengeId}", { params: { path: { challengeId } } })),
  });
}

export function challengeStepsQuery(challengeId: string) {
  return queryOptions({
    queryKey: ["challenges", "steps", challengeId],
    queryFn: async () =>
      (await api.get("/api/challenges/{challengeId}/steps", { params: { path: { challengeId } } })).items,
  });
}

/** Needs that can be posed now. */
export function posableNeedsQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["needs", scopeId, "posable"],
    queryFn: async () => {
      const query = { state: POSABLE.join(",") as never, limit: 200, sort: "number" as const };
      return (await api.get("/api/scopes/{scopeId}/needs", { params: { path: { scopeId }, query } })).items;
    },
  });
}

export function needQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "one", needId],
    queryFn: async () => api.get("/api/needs/{needId}", { params: { path: { needId } } }),
  });
}

/** `?needs=…`: with which needs somebody came, at most as many as a challenge takes. */
export function askedNeedsOf({ needs = "" }: { readonly needs?: string }): string[] {
  return [...new Set(needs.split(",").filter((part) => part !== ""))].slice(0, 20);
}

export function isPosable({ state }: Pick<Schemas["NeedSummary"], "state">): boolean {
  return POSABLE.includes(state);
}

/** Null where nothing is said: it is open to talks. */
export function moneyText({ kind, low, high, note }: Money, language: Language): string | null {
  if (kind === "open" || (low === null && high === null)) return note === "" ? null : note;
  const range = { low: BigInt(low ?? high ?? "0"), high: BigInt(high ?? low ?? "0") };
  return [formatMoneyRange(range, language), note].filter((part) => part !== "").join(" · ");
}
