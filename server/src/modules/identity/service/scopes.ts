import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { SYSTEM_SCOPE_ID } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import { expectVersion, type Page, pageOf } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { findScope, insertScope, listEnterpriseAccountRows, listScopeRows, updateScopeRow } from "../queries.ts";
import { SECURITY_RECORD } from "../record.ts";
import { identityError } from "../rules.ts";
import type { EnterpriseAccount, Scope, ScopeChange, ScopeDraft, ScopeKind } from "../types.ts";
import { requireFound } from "./found.ts";

export async function getScope(ctx: Ctx, scopeId: string): Promise<Scope> {
  authorize(ctx.caller, "scope.read", scopeId);
  return transact(ctx, async (tx) => requireFound(await findScope(tx, scopeId)));
}

/** The scopes that the caller may see, by name. */
export async function listScopes(
  ctx: Ctx,
  query: { limit: number; after: readonly [string, string] | null; kind: ScopeKind | null; search: string | null },
): Promise<Page<Scope>> {
  const rows = await transact(ctx, async (tx) => listScopeRows(tx, query));
  return pageOf(rows, query.limit, "scopes", ({ name, id }) => [name, id]);
}

/** Enterprises that read with accounts of their own, for whoever lets one of them read a record. */
export async function listEnterpriseAccounts(ctx: Ctx, scopeId: string): Promise<EnterpriseAccount[]> {
  authorize(ctx.caller, "directory.write", scopeId);
  return transact(ctx, async (tx) => listEnterpriseAccountRows(tx, scopeId));
}

export async function createScope(ctx: Ctx, draft: ScopeDraft): Promise<Scope> {
  authorize(ctx.caller, "scope.create", SYSTEM_SCOPE_ID);
  return transact(ctx, async (tx) => {
    const parent = draft.parentId === null ? null : await findScope(tx, draft.parentId);
    const isFit = draft.parentId === null || (parent !== null && parent.kind !== "system" && parent.kind !== "person");
    if (!isFit) throw identityError("identity.parent_unfit", {});
    const id = newId();
    await insertScope(tx, { ...draft, id });
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "scope.created",
      subjectKind: "scope",
      subjectId: id,
      details: { kind: draft.kind },
    });
    return requireFound(await findScope(tx, id));
  });
}

export async function updateScope(ctx: Ctx, scopeId: string, change: ScopeChange, version: number): Promise<Scope> {
  authorize(ctx.caller, "scope.update", scopeId);
  return transact(ctx, async (tx) => {
    const scope = requireFound(await findScope(tx, scopeId, "for_update"));
    if (scope.kind === "system" || scope.kind === "person") throw accessError("access.not_found", {});
    expectVersion(scope, version);
    await updateScopeRow(tx, {
      ...scope,
      code: change.code === undefined ? scope.code : change.code,
      name: change.name ?? scope.name,
      nameEn: change.nameEn === undefined ? scope.nameEn : change.nameEn,
    });
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "scope.changed",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { fields: Object.keys(change) },
    });
    return requireFound(await findScope(tx, scopeId));
  });
}
