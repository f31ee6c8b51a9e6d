import type { Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { findLinkForUpdate, insertLink, type LinkRow, markLink, revokeLinks } from "../queries.ts";
import { identityError } from "../rules.ts";
import { hashToken, makeToken } from "../tokens.ts";

/** What a link is about, for the module that made it. */
export interface Link {
  readonly id: string;
  readonly scopeId: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Who made it; null for the system and for one that was passed on. */
  readonly createdBy: string | null;
  /** The link that was passed on to make this one; null for one that we sent ourselves. */
  readonly forwardedFrom: string | null;
  readonly expiresAt: string;
  /** Already looked at before: by the same person again, or by somebody it was passed on to outside our forwarding. */
  readonly isReopened: boolean;
}

/** A way in without an account, to one thing for one purpose. In the transaction of whoever sends it. */
export async function createLink(
  tx: Tx,
  link: {
    readonly purpose: string;
    readonly scopeId: string;
    readonly subject: { readonly kind: string; readonly id: string };
    readonly days: number;
  },
): Promise<{ readonly id: string; readonly token: string; readonly expiresAt: string }> {
  const { token, hash } = makeToken("link");
  const id = newId();
  const { expiresAt } = await insertLink(tx, {
    id,
    hash,
    purpose: link.purpose,
    scopeId: link.scopeId,
    subjectKind: link.subject.kind,
    subjectId: link.subject.id,
    createdBy: tx.actor === "system" ? null : tx.actor.userId,
    forwardedFrom: null,
    expiresAt: { days: link.days },
  });
  return { id, token, expiresAt };
}

/** Looks at what a link leads to. As the system: the visitor has no account. */
export async function openLink(tx: Tx, token: string, purpose: string): Promise<Link> {
  const row = await takeGoodLink(tx, token, purpose);
  await markLink(tx, row.id, "opened");
  return shown(row);
}

/** Uses a link up, once, however many press at the same time. */
export async function answerLink(tx: Tx, token: string, purpose: string): Promise<Link> {
  const row = await takeGoodLink(tx, token, purpose);
  await markLink(tx, row.id, "used");
  return shown(row);
}

/** Passes a link on: the new one is somebody else's, ends when the first would have, and says where it came from. */
export async function forwardLink(
  tx: Tx,
  token: string,
  purpose: string,
): Promise<{ readonly id: string; readonly token: string; readonly expiresAt: string }> {
  const row = await takeGoodLink(tx, token, purpose);
  const made = makeToken("link");
  const id = newId();
  const { expiresAt } = await insertLink(tx, {
    id,
    hash: made.hash,
    purpose,
    scopeId: row.scopeId,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    createdBy: null,
    forwardedFrom: row.id,
    expiresAt: { instant: row.expiresAt },
  });
  return { id, token: made.token, expiresAt };
}

/** Takes back every open link to a thing. In the transaction of whoever may write in its scope. */
export async function revokeLinksTo(tx: Tx, subjectId: string): Promise<number> {
  return revokeLinks(tx, subjectId);
}

/** One answer for each way in which a link can be no good; a link for another purpose does not exist. */
async function takeGoodLink(tx: Tx, token: string, purpose: string): Promise<LinkRow> {
  const row = await findLinkForUpdate(tx, hashToken(token));
  if (row === null || row.purpose !== purpose || row.revokedAt !== null)
    throw identityError("identity.link_unknown", {});
  if (row.usedAt !== null) throw identityError("identity.link_used", {});
  if (row.isExpired) throw identityError("identity.link_expired", {});
  return row;
}

function shown(row: LinkRow): Link {
  return {
    id: row.id,
    scopeId: row.scopeId,
    subject: { kind: row.subjectKind, id: row.subjectId },
    createdBy: row.createdBy,
    forwardedFrom: row.forwardedFrom,
    expiresAt: row.expiresAt,
    isReopened: row.firstOpenedAt !== null,
  };
}
