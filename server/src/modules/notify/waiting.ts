import type { WaitingSource } from "../../platform/ports.ts";
import { listUnreadOf } from "./queries.ts";

/** Addenda that a bidder was told of and has not read: the terms of what they are writing have changed. */
export const addendaWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const unread = await listUnreadOf(tx, caller.userId, { scopeId, kind: "challenges.addendum_published" });
  return unread.map(({ id, title, path, occurredAt }) => ({
    kind: "addendum",
    id,
    title,
    path,
    since: occurredAt,
    due: null,
    action: { zh: "看补充说明", en: "Read the addendum" },
  }));
};
