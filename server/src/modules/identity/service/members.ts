import type { Language } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import {
  exportList,
  type ExportRequest,
  type Listing,
  listPageOf,
  type TotalledPage,
  wholeListing,
} from "../../../platform/listing/index.ts";
import { MEMBER_COLUMNS } from "../columns.ts";
import { countOtherAdministrators, deleteMembership, listMemberRows } from "../queries.ts";
import { recordOf } from "../record.ts";
import { identityError, isAdminRole, refuseLastAdministrator } from "../rules.ts";
import type { Member, MEMBER_SORTS, MemberFilter, Role } from "../types.ts";
import { requireFound } from "./found.ts";

export async function listMembers(
  ctx: Ctx,
  scopeId: string,
  listing: Listing<(typeof MEMBER_SORTS)[number]>,
  filter: MemberFilter,
): Promise<TotalledPage<Member>> {
  authorize(ctx.caller, "member.read", scopeId);
  const { rows, total } = await transact(ctx, async (tx) => listMemberRows(tx, scopeId, listing, filter));
  return listPageOf(listing, rows, total);
}

export async function exportMembers(
  ctx: Ctx,
  scopeId: string,
  query: ExportRequest<(typeof MEMBER_SORTS)[number]>,
  filter: MemberFilter,
  language: Language,
): Promise<FileAnswer> {
  authorize(ctx.caller, "member.read", scopeId);
  const { rows } = await transact(ctx, async (tx) => {
    const found = await listMemberRows(tx, scopeId, wholeListing("members", query), filter);
    await audit(tx, {
      scopeId: recordOf(ctx.caller, scopeId),
      action: "member.list_exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { rows: found.rows.length },
    });
    return found;
  });
  const title = { zh: "成员", en: "Members" };
  return exportList<Member>({ title, columns: MEMBER_COLUMNS, rows, query, language, madeAt: new Date() });
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
