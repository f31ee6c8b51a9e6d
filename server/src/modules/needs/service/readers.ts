// People who are invited one by one to read a restricted need.
import { accessError, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import {
  acceptStatement,
  getStatement,
  hasAccepted,
  listAcceptances,
  type Statement,
} from "../../../platform/confidentiality/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findInvitable } from "../../identity/index.ts";
import { readerInvited } from "../events.ts";
import { findNeedRow } from "../queries.ts";
import { refuseNeedlessReader, requireInvitable } from "../rules.ts";
import type { NeedReader } from "../types.ts";
import {
  admitReader,
  findInvitationRow,
  type InvitationRow,
  inviteReaderRow,
  listReaderRows,
  withdrawReaderRow,
} from "../visibility-queries.ts";
import { authorizeHandling, isRestricted, requireNeed, subjectOf } from "./access.ts";
import { aboutOf, auditOf, payloadOf } from "./needs.ts";

export async function listReaders(ctx: Ctx, needId: string): Promise<NeedReader[]> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId));
    authorizeHandling(ctx.caller, need);
    return shownReaders(tx, need.id, need.scopeId);
  });
}

/** Invites somebody by the login name under which they have an account. Until they accept they learn the number only. */
export async function inviteReader(ctx: Ctx, needId: string, login: string): Promise<NeedReader[]> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId, "for_update"));
    authorizeHandling(ctx.caller, need);
    const numbered = { number: need.code, state: need.state };
    refuseNeedlessReader(numbered, need.visibility);
    const { id: userId, name: userName } = requireInvitable(numbered, login, await findInvitable(tx, login));
    await inviteReaderRow(tx, need, { userId, userName });
    await audit(tx, { ...auditOf(ctx.caller, need), action: "need.reader_invited", details: { userId } });
    await ctx.outbox.emit(tx, readerInvited, { ...aboutOf(tx, need), payload: { ...payloadOf(need), userId } });
    return shownReaders(tx, need.id, need.scopeId);
  });
}

export async function withdrawReader(ctx: Ctx, needId: string, userId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId, "for_update"));
    authorizeHandling(ctx.caller, need);
    if (!(await withdrawReaderRow(tx, need.id, userId))) throw accessError("access.not_found", {});
    await audit(tx, { ...auditOf(ctx.caller, need), action: "need.reader_withdrawn", details: { userId } });
  });
}

/** What somebody who is invited sees before they accept. */
export async function showInvitation(
  ctx: Ctx,
  needId: string,
): Promise<{ needId: string; number: string; isAccepted: boolean; statement: Statement }> {
  return transact(ctx, async (tx) => {
    const invitation = await requireInvitation(ctx, tx, needId);
    const statement = await getStatement(tx, invitation.scopeId);
    const isAccepted = await hasAccepted(tx, subjectOfInvitation(invitation));
    return { needId: invitation.needId, number: invitation.code, isAccepted, statement };
  });
}

/** From the moment in which it is accepted the need is there for this reader. Accepting again changes nothing. */
export async function acceptInvitation(ctx: Ctx, needId: string, digest: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const invitation = await requireInvitation(ctx, tx, needId);
    await acceptStatement(tx, subjectOfInvitation(invitation), digest);
    await admitReader(tx, needId);
  });
}

async function requireInvitation(ctx: Ctx, tx: Tx, needId: string): Promise<InvitationRow> {
  const invitation = await findInvitationRow(tx, needId);
  if (invitation !== null) return invitation;
  const need = await findNeedRow(tx, needId);
  // Whoever wrote a restricted need down is a reader of it without having been invited.
  if (need === null || !isRestricted(need) || !need.readers.includes(ctx.caller.userId)) {
    throw accessError("access.not_found", {});
  }
  return { needId: need.id, ...need };
}

function subjectOfInvitation({ needId, ...place }: InvitationRow) {
  return subjectOf({ id: needId, ...place });
}

async function shownReaders(tx: Tx, needId: string, scopeId: string): Promise<NeedReader[]> {
  const acceptances = await listAcceptances(tx, { kind: "need", id: needId, scopeId });
  return (await listReaderRows(tx, needId)).map((reader) => {
    const accepted = acceptances.find(({ userId }) => userId === reader.userId);
    return {
      ...reader,
      units: accepted?.userUnits ?? null,
      acceptedAt: accepted?.acceptedAt ?? null,
      acceptedVersion: accepted?.version ?? null,
    };
  });
}
