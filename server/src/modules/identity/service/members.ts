import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { type Page, pageOf } from "../../../platform/http/index.ts";
import { countOtherAdministrators, deleteMembership, listMemberRows } from "../queries.ts";
import { recordOf } from "../record.ts";
import { identityError, isAdminRole, refuseLastAdministrator } from "../rules.ts";
import type { Member, Role } from "../types.ts";
import { requireFound } from "./found.ts";

export async function listMembers(
  ctx: Ctx,
  scopeId: string,
  query: { limit: number; after: readonly [string, string, string] | null },
): Promise<Page<Member>> {
  authorize(ctx.caller, "member.read", scopeId);
  const rows = await transact(ctx, async (tx) => listMemberRows(tx, scopeId, query));
  return pageOf(rows, query.limit, "members", ({ grantedAt, userId, role }) => [grantedAt, userId, role]);
}

export async function removeMember(ctx: Ctx, scopeId: string, userId: string, role: Role): Promise<void> {
  authorize(ctx.caller, isAdminRole(role) ? "admin.appoint" : "member.remove", scopeId);
  await transact(ctx, async (tx) => {
    if (isAdminRole(role)) {
      if (userId === ctx.caller.userId) throw identityError("identity.not_oneself", {});
      refuseLastAdministrator([role], await countOtherAdministrators(tx, userId));
    }
    requireFound((await deleteMembership(tx, userId, scopeId, role)) ? true : null);
    await audit(tx, {
      scopeId: recordOf(ctx.caller, scopeId),
      action: "member.removed",
      subjectKind: "user",
      subjectId: userId,
      details: { scopeId, role },
    });
  });
}
