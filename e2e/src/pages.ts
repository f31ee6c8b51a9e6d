import type { World } from "./world.ts";

interface NamedPage {
  readonly name: string;
  readonly path: string;
}

export const STRANGERS_PAGES: readonly NamedPage[] = [
  { name: "sign-in", path: "/sign-in" },
  { name: "invitation-incomplete", path: "/invitation" },
  { name: "reset", path: "/reset#token=x" },
  { name: "reset-request", path: "/reset/request" },
  { name: "link-incomplete", path: "/l" },
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
    "/p/pair/members",
    "/p/pair/audit",
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
