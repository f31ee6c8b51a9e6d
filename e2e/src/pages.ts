import type { World } from "./world.ts";

interface NamedPage {
  readonly name: string;
  readonly path: string;
  /** What the browser itself writes of the refusal that the page tells of. */
  readonly refusal?: RegExp;
}

export const STRANGERS_PAGES: readonly NamedPage[] = [
  { name: "sign-in", path: "/sign-in" },
  { name: "invitation-incomplete", path: "/invitation" },
  { name: "reset", path: "/reset#token=x" },
  { name: "reset-request", path: "/reset/request" },
  { name: "link-incomplete", path: "/l" },
  { name: "link-unknown", path: "/l#token=x", refusal: /^Failed to load resource: .* status of 4\d\d/ },
];

/** Pages by who opens them; `pair` and `run` stand for the sample's. A new page is added here. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  pair_lead: [
    "/p/pair",
    "/p/pair/needs",
    "/p/pair/needs/new",
    "/p/pair/imports",
    "/p/pair/imports/history",
    "/p/pair/runs",
    "/p/pair/runs/run",
    "/p/pair/runs/run?tab=plan",
    "/p/pair/runs/run?tab=clarify",
    "/p/pair/runs/run?tab=unmatched",
    "/p/pair/ledger",
    "/p/pair/ledger/import",
    "/p/pair/links",
    "/p/pair/achievements",
    "/p/pair/achievements/new",
    "/p/pair/teams",
    "/p/pair/teams/new",
    "/p/pair/people",
    "/p/pair/people/new",
    "/p/pair/enterprises",
    "/p/pair/enterprises/new",
    "/p/pair/chains",
    "/p/pair/duplicates",
    "/p/pair/instruments",
    "/p/pair/instruments/new",
    "/p/pair/facilities",
    "/p/pair/facilities/new",
    "/p/pair/members",
    "/p/pair/audit",
    "/organisations",
    "/inbox",
    "/settings",
    "/pairs",
    "/no/such/page",
  ],
  system_admin: ["/users", "/scopes"],
  security_admin: ["/users"],
  audit_admin: ["/audit"],
  province_officer: ["/pairs", "/p/pair"],
  reader: ["/p/pair", "/p/pair/needs"],
};
export const ROLES = Object.keys(PAGES);

export function pagesOf(role: string, { pairId, runId }: World): readonly NamedPage[] {
  return (PAGES[role] ?? []).map((path) => ({
    name: `${role}${path.replaceAll(/[/?=]/g, "-")}`,
    path: path
      .replace("/pair/", `/${pairId}/`)
      .replace(/\/pair$/, `/${pairId}`)
      .replace(/\/run(?=\?|$)/, `/${runId}`),
  }));
}
