// Days of a challenge that people are reminded of: the window's close, scores, the end of a notice, gates, milestones.
import type { Bilingual } from "@dual-high/kernel";
import type { Role } from "../../platform/access/matrix.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Deadline, DeadlineSource } from "../../platform/ports.ts";
import { listHolders } from "../identity/index.ts";
import {
  listBidsToSubmit,
  listClosingWindows,
  listEvaluationsDue,
  listNoticesEnding,
  listReviewsDue,
  listStepsDue,
} from "./deadline-queries.ts";

const OFFICE: readonly Role[] = ["pair_lead", "pair_officer"];
const ENTERPRISE: readonly Role[] = ["enterprise_lead", "enterprise_member"];

type HoldersOf = (scopeId: string | null, roles: readonly Role[]) => Promise<readonly string[]>;

/** Who holds a role where, asked once for each scope. */
function rememberHolders(tx: Tx): HoldersOf {
  const known = new Map<string, readonly string[]>();
  return async (scopeId, roles) => {
    if (scopeId === null) return [];
    const ids = known.get(scopeId) ?? (await listHolders(tx, scopeId, roles)).map(({ id }) => id);
    known.set(scopeId, ids);
    return ids;
  };
}

function labelOf({ code, title }: { readonly code: string; readonly title: string }, what: Bilingual): Bilingual {
  return { zh: `${code} ${title}：${what.zh}`, en: `${code} ${title}: ${what.en}` };
}

export const challengeDeadlines: DeadlineSource = async (tx, today, within) => {
  const holdersOf = rememberHolders(tx);
  const deadlines: Deadline[] = [];
  const page = (scopeId: string, id: string, rest = "") => `/p/${scopeId}/challenges/${id}${rest}`;
  for (const window of await listClosingWindows(tx, today, within)) {
    const { id, scopeId, due, posterId } = window;
    const label = labelOf(window, { zh: "揭榜截止", en: "the window closes" });
    const userIds = [...(await holdersOf(scopeId, OFFICE)), ...(await holdersOf(posterId, ENTERPRISE))];
    deadlines.push({ kind: "challenge_window", id, scopeId, due, label, path: page(scopeId, id), userIds });
  }
  for (const bid of await listBidsToSubmit(tx, today, within)) {
    const { id, scopeId, due, readers: userIds } = bid;
    const label = labelOf(bid, { zh: "揭榜书还没有提交", en: "your bid is not submitted" });
    deadlines.push({ kind: "bid", id, scopeId, due, label, path: `/p/${scopeId}/bids/${id}`, userIds });
  }
  for (const evaluation of await listEvaluationsDue(tx, today, within)) {
    const { id, scopeId, due } = evaluation;
    const label = labelOf(evaluation, { zh: "评分期限", en: "scores are due" });
    const userIds = await holdersOf(scopeId, OFFICE);
    deadlines.push({ kind: "evaluation", id, scopeId, due, label, path: page(scopeId, id, "/evaluation"), userIds });
  }
  for (const review of await listReviewsDue(tx, today, within)) {
    const { id, scopeId, due, challengeId, userId } = review;
    const label = labelOf(review, { zh: "请您评分", en: "your scores are due" });
    const path = `/evaluations/${challengeId}`;
    deadlines.push({ kind: "bid_review", id, scopeId, due, label, path, userIds: [userId] });
  }
  for (const notice of await listNoticesEnding(tx, today, within)) {
    const { id, scopeId, due } = notice;
    const label = labelOf(notice, { zh: "公示最后一天", en: "last day of the public notice" });
    const userIds = await holdersOf(scopeId, OFFICE);
    deadlines.push({ kind: "public_notice", id, scopeId, due, label, path: page(scopeId, id, "/evaluation"), userIds });
  }
  for (const step of await listStepsDue(tx, today, within)) {
    const { id, scopeId, due, posterId, what, key, name, bidders } = step;
    const words =
      what === "gate"
        ? { zh: `赛马考核“${name}”`, en: `gate “${name}”` }
        : { zh: `里程碑“${name}”（榜单所写）`, en: `milestone “${name}” as the notice says it` };
    const userIds = [...(await holdersOf(scopeId, OFFICE)), ...(await holdersOf(posterId, ENTERPRISE)), ...bidders];
    const label = labelOf(step, words);
    // One challenge has several of them, and each is reminded of by itself.
    deadlines.push({ kind: `challenge_${what}.${key}`, id, scopeId, due, label, path: page(scopeId, id), userIds });
  }
  return deadlines;
};
