import { mayIn } from "../../platform/access/index.ts";
import type { WaitingSource } from "../../platform/ports.ts";
import { listUntouchedDrafts } from "./queries.ts";

/** Drafts that an award made and nobody has taken up. */
export const agreementsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "agreement.manage", scopeId)) return [];
  const drafts = await listUntouchedDrafts(tx, scopeId);
  return drafts.map(({ id, number, title, since }) => ({
    kind: "agreement",
    id,
    title: { zh: `合同草稿待补充：${number} ${title}`, en: `Draft agreement to complete: ${number} ${title}` },
    path: `/p/${scopeId}/agreements/${id}`,
    since,
    due: null,
    action: { zh: "去补充", en: "Complete" },
  }));
};
