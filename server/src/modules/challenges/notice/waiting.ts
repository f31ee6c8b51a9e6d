import { mayIn } from "../../../platform/access/index.ts";
import type { WaitingItem, WaitingSource } from "../../../platform/ports.ts";
import { listUnsubmittedBids } from "../bids/queries.ts";
import { listOverdueWindows } from "./queries.ts";

/** For the office: challenges whose window is over and that nobody has closed or opened. */
export const windowsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "challenge.publish", scopeId)) return [];
  const challenges = await listOverdueWindows(tx, scopeId, caller.userId);
  return challenges.map(({ id, code, title, mode, closesAt, confirmations }): WaitingItem => {
    const isSealed = mode === "sealed";
    const second = confirmations > 0;
    return {
      kind: "challenge",
      id,
      title: {
        zh: `${code} ${title} 已截止，${isSealed ? (second ? "还差一人确认开标" : "等待开标") : "等待收榜"}`,
        en: `${code} ${title}: the window is over; ${isSealed ? (second ? "it takes one more person to open the bids" : "its bids are to be opened") : "it is to be closed"}`,
      },
      path: `/p/${scopeId}/challenges/${id}`,
      since: closesAt,
      due: null,
      action: isSealed ? { zh: "开标", en: "Open the bids" } : { zh: "收榜", en: "Close" },
    };
  });
};

/** For whoever writes a bid: drafts of challenges that close within a week. */
export const bidsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "bid.write", scopeId)) return [];
  const bids = await listUnsubmittedBids(tx, scopeId);
  return bids.map(
    ({ id, code, title, updatedAt, closesOn }): WaitingItem => ({
      kind: "bid",
      id,
      title: {
        zh: `${code} ${title} 的揭榜书还没有提交`,
        en: `Your bid for ${code} ${title} has not been submitted`,
      },
      path: `/p/${scopeId}/bids/${id}`,
      since: updatedAt,
      due: closesOn,
      action: { zh: "去提交", en: "Submit" },
    }),
  );
};
