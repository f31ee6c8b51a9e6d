import type { Schemas } from "@dual-high/client";
import type { Bilingual } from "@dual-high/kernel";
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useParams } from "@tanstack/react-router";
import { api } from "../data/api.ts";
import type { Me } from "../data/me.ts";

export type Scope = Schemas["Scope"];
export type ScopeKind = Scope["kind"];

export const SCOPE_KIND_LABELS: Readonly<Record<ScopeKind, Bilingual>> = {
  system: { zh: "系统", en: "System" },
  province: { zh: "省", en: "Province" },
  department: { zh: "部门", en: "Department" },
  zone: { zh: "高新区", en: "High-tech zone" },
  university: { zh: "高校", en: "University" },
  pair: { zh: "结对", en: "Pair" },
  enterprise: { zh: "企业", en: "Enterprise" },
  facility: { zh: "平台", en: "Facility" },
  fund: { zh: "基金", en: "Fund" },
  consortium: { zh: "创新联合体", en: "Consortium" },
  person: { zh: "个人", en: "Person" },
};

export function scopeQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["scope", scopeId],
    queryFn: async () => api.get("/api/scopes/{scopeId}", { params: { path: { scopeId } } }),
    staleTime: 300_000,
  });
}

interface Sample {
  readonly isSample: boolean;
  /** What of it is made up, where not everything is. */
  readonly note: Bilingual | null;
}

/** Whether a scope is a pair that was made up, or in part, to try or to show the system. */
export function sampleQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["pair", scopeId, "sample"],
    queryFn: async ({ client }): Promise<Sample> => {
      const { kind } = await client.ensureQueryData(scopeQuery(scopeId));
      if (kind !== "pair") return { isSample: false, note: null };
      const { isSample, sampleNote } = await api.get("/api/pairs/{pairId}", { params: { path: { pairId: scopeId } } });
      return { isSample: isSample || sampleNote !== null, note: sampleNote };
    },
    staleTime: Infinity,
  });
}

const scopeApi = getRouteApi("/in/p/$scopeId");

/** The scope in the address. Only beneath `/p/$scopeId`. */
export function useScopeId(): string {
  return scopeApi.useParams().scopeId;
}

export function useScope(): Scope {
  return useSuspenseQuery(scopeQuery(useScopeId())).data;
}

/** The scope in the address, or the one that the person worked in last, or none. */
export function useCurrentScopeId(me: Me): string | null {
  const { scopeId } = useParams({ strict: false });
  return scopeId ?? homeScopeOf(me);
}

const KEY = "scope";

export function rememberScope(me: Me, scopeId: string): void {
  localStorage.setItem(`${KEY}:${me.userId}`, scopeId);
}

/** Where a person starts: where they worked last, else a pair of theirs, else the first scope that is no administration. */
export function homeScopeOf(me: Me): string | null {
  const last = localStorage.getItem(`${KEY}:${me.userId}`);
  if (last !== null) return last;
  // An expert's role opens nothing of its pair.
  const working = me.grants.filter(({ scopeKind, role }) => scopeKind !== "system" && role !== "expert");
  return (working.find(({ scopeKind }) => scopeKind === "pair") ?? working[0])?.scopeId ?? null;
}

export function nameOfScope(
  scope: { readonly name: string; readonly nameEn?: string | null },
  language: string,
): string {
  return language === "en" ? (scope.nameEn ?? scope.name) : scope.name;
}
