import type { Role } from "../../platform/access/matrix.ts";

export const ENTERPRISE: readonly Role[] = ["enterprise_lead", "enterprise_member"];
const OFFICE: readonly Role[] = ["zone_officer", "pair_lead", "pair_officer"];

/** Where those sit who look after a consortium: in its own scope, unless it has a secretariat. */
export function keepersOf({
  scopeId,
  managerScopeId,
}: {
  readonly scopeId: string;
  readonly managerScopeId: string | null;
}): { readonly scopeId: string; readonly roles: readonly Role[] } {
  return managerScopeId === null
    ? { scopeId, roles: OFFICE }
    : { scopeId: managerScopeId, roles: ["consortium_manager"] };
}
