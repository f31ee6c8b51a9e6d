import { accessError, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { withSystem } from "../../../platform/db/index.ts";
import { endSessions, listOpenSessions } from "../queries.ts";
import { SECURITY_RECORD } from "../record.ts";
import type { Session } from "../types.ts";

export async function listSessions(ctx: Ctx): Promise<Session[]> {
  const rows = await transact(ctx, async (tx) => listOpenSessions(tx, ctx.caller.userId));
  return rows.map((row) => ({ ...row, isCurrent: row.id === ctx.caller.sessionId }));
}

/** Ends one of the caller's own sessions: a browser that was left signed in somewhere. */
export async function endSession({ db, caller }: Ctx, sessionId: string): Promise<void> {
  await withSystem(db, async (tx) => {
    const ended = await endSessions(tx, caller.userId, "ended_by_owner", { only: sessionId });
    if (ended === 0) throw accessError("access.not_found", {});
    await audit(tx, {
      scopeId: SECURITY_RECORD,
      action: "session.ended",
      subjectKind: "user",
      subjectId: caller.userId,
      details: { sessionId },
      actorId: caller.userId,
    });
  });
}
