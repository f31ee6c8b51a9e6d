// Members and pairs that take part ask; those who look after the consortium decide.
import { accessError, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { ConsortiumRow } from "../queries/consortia.ts";
import { listMembers } from "../queries/parts.ts";
import {
  findOpenRequest,
  insertRequest,
  listRequestRows,
  type RequestRow,
  updateRequest,
  withdrawRequest,
} from "../queries/taking-part.ts";
import { consortiaError, refuseEnded, refuseGone, refuseKnownMember } from "../rules.ts";
import type { Consortium, Member, RequestDecision, RequestDraft } from "../shapes.ts";
import { announce, auditOf, changeConsortium } from "./change.ts";
import { getConsortiumRow, isAsker, requirePart, showConsortium } from "./found.ts";
import { type At, letIn, letOut } from "./parts.ts";

export async function askConsortium(ctx: Ctx, consortiumId: string, draft: RequestDraft): Promise<Consortium> {
  return transact(ctx, async (tx) => {
    const row = await getConsortiumRow(tx, ctx.caller, "consortium.take_part", consortiumId);
    refuseEnded(row);
    const members = await listMembers(tx, consortiumId);
    const askedIn = askedFrom(ctx, row);
    const member = draft.kind === "exit" ? requireOwn(ctx, row, requirePart(members, draft.memberId)) : null;
    if (member !== null) refuseGone(member);
    if (draft.kind === "entry") refuseKnownMember(draft.name, members);
    const name = member?.name ?? (draft.kind === "entry" ? draft.name : "");
    const { kind, reason } = draft;
    if ((await findOpenRequest(tx, consortiumId, kind, name)) !== null) {
      throw consortiaError("consortia.asked_already", { name });
    }
    await insertRequest(tx, row, {
      kind,
      reason,
      name,
      memberId: member?.id ?? null,
      memberKind: draft.kind === "entry" ? draft.memberKind : null,
      representative: draft.kind === "entry" ? draft.representative : "",
      askedIn,
      askedBy: ctx.caller.userId,
    });
    const what = kind === "entry" ? "entry_asked" : "exit_asked";
    await announce(ctx, tx, row, { what, about: name, on: null, actsIn: askedIn });
    await audit(tx, {
      ...auditOf(row),
      scopeId: askedIn,
      action: `consortium.${what}`,
      details: { number: row.number },
      personal: { name, reason },
    });
    return showConsortium(tx, ctx.caller, consortiumId);
  });
}

/** The scope for which the caller speaks: the consortium's own first, then those that take part. */
function askedFrom({ caller }: Ctx, { scopeId, managerScopeId, readers }: ConsortiumRow): string {
  const places = [scopeId, managerScopeId, ...readers].filter((place) => place !== null);
  const place = places.find((each) => mayIn(caller, "consortium.take_part", each));
  if (place === undefined) throw accessError("access.forbidden", { permission: "consortium.take_part" });
  return place;
}

/** An enterprise asks for itself; offices ask for whoever told them. */
function requireOwn({ caller }: Ctx, { scopeId, managerScopeId, pairIds }: ConsortiumRow, member: Member): Member {
  const offices = [scopeId, ...(managerScopeId === null ? [] : [managerScopeId]), ...pairIds];
  const own = [...offices, ...(member.enterpriseId === null ? [] : [member.enterpriseId])];
  if (own.some((place) => mayIn(caller, "consortium.take_part", place))) return member;
  throw accessError("access.forbidden", { permission: "consortium.take_part" });
}

/** Whoever asked does not decide; what is granted happens at once. */
export async function decideRequest(
  ctx: Ctx,
  at: At,
  requestId: string,
  decision: RequestDecision,
): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    const request = requirePart(await listRequestRows(tx, row.id), requestId);
    refuseUnfitDecision(request, decision, ctx.caller.userId);
    const { kind, name, memberId, askedBy, askedIn } = request;
    const { answer, on, agreedBy, keeps, isGranted } = decision;
    const state = isGranted ? "accepted" : "declined";
    if (!(await updateRequest(tx, requestId, { state, by: ctx.caller.userId, answer }))) {
      throw consortiaError("consortia.request_decided", { name });
    }
    if (isGranted && kind === "entry") {
      const { memberKind, representative } = request;
      const draft = { name, kind: memberKind ?? "other", representative, enteredOn: on, agreedBy } as const;
      await letIn(ctx, tx, row, { ...draft, creditCode: null, enterpriseId: null });
    }
    const gone =
      isGranted && kind === "exit" && memberId !== null
        ? await letOut(tx, row, memberId, { on, agreedBy, keeps })
        : null;
    const action = `${kind}_${state}` as const;
    return {
      action,
      details: { name, on, agreedBy, keeps, reason: answer },
      audited: { requestId, on },
      news: {
        what: action,
        about: name,
        on,
        enterpriseId: gone?.enterpriseId ?? null,
        userIds: [askedBy],
        usersIn: askedIn,
      },
    };
  });
}

/** Taken back by whoever asked, or their colleagues, until it is decided; it stays there as withdrawn. */
export async function dropRequest(ctx: Ctx, consortiumId: string, requestId: string): Promise<Consortium> {
  return transact(ctx, async (tx) => {
    const row = await getConsortiumRow(tx, ctx.caller, "consortium.take_part", consortiumId);
    const request = requirePart(await listRequestRows(tx, consortiumId), requestId);
    const { kind, name, askedIn } = request;
    if (!isAsker(ctx.caller, request)) throw consortiaError("consortia.request_of_another", { name });
    refuseEnded(row);
    if (!(await withdrawRequest(tx, requestId, ctx.caller.userId))) {
      throw consortiaError("consortia.request_decided", { name });
    }
    const what = `${kind}_withdrawn` as const;
    await announce(ctx, tx, row, { what, about: name, on: null, actsIn: askedIn });
    await audit(tx, {
      ...auditOf(row),
      scopeId: askedIn,
      action: `consortium.${what}`,
      details: { number: row.number, requestId },
      personal: { name },
    });
    return showConsortium(tx, ctx.caller, consortiumId);
  });
}

function refuseUnfitDecision(
  { name, state, askedBy }: RequestRow,
  { isGranted, answer }: RequestDecision,
  userId: string,
) {
  if (state !== "asked") throw consortiaError("consortia.request_decided", { name });
  if (askedBy === userId) throw consortiaError("consortia.decided_by_asker", { name });
  if (!isGranted && answer === "") throw consortiaError("consortia.decline_unreasoned", { name });
}
