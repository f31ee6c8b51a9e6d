import type { Bilingual } from "@dual-high/kernel";
import { mayIn } from "../../platform/access/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { FunnelSource, WaitingItem, WaitingSource } from "../../platform/ports.ts";
import { countByState, listNeedsComingDue, listWaitingNeeds, type WaitingNeed } from "./queries.ts";
import { listWaitingRewrites } from "./rewrite-queries.ts";
import { NEED_STATES, type NeedState } from "./types.ts";

/** More than these of one sort are one line with the list behind it. */
const MOST_LINES = 5;

/** For the office what waits for triage, for an enterprise what came back to it. */
export const needsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const items: WaitingItem[] = [];
  if (mayIn(caller, "need.triage", scopeId)) {
    const waiting = await listWaitingNeeds(tx, scopeId, ["submitted", "in_triage"], MOST_LINES);
    items.push(
      ...linesOf(scopeId, waiting, "submitted,in_triage", {
        one: ({ code, title }) => ({
          zh: `待初审：${code}${titled(title)}`,
          en: `To be judged: ${code}${titled(title)}`,
        }),
        many: (count) => ({ zh: `${count} 条需求待初审`, en: `${count} needs await triage` }),
        action: { zh: "去初审", en: "Judge" },
      }),
    );
  }
  if (mayIn(caller, "need.update", scopeId)) {
    const returned = await listWaitingNeeds(tx, scopeId, ["returned"], MOST_LINES);
    items.push(
      ...linesOf(scopeId, returned, "returned", {
        one: ({ code, title }) => ({
          zh: `待补充：${code}${titled(title)}`,
          en: `To be completed: ${code}${titled(title)}`,
        }),
        many: (count) => ({ zh: `${count} 条需求待补充`, en: `${count} needs await completion` }),
        action: { zh: "去补充", en: "Complete" },
      }),
    );
    const rewrites = await listWaitingRewrites(tx, scopeId, MOST_LINES);
    items.push(
      ...linesOf(scopeId, rewrites, "submitted,in_triage,returned", {
        kind: "need_rewrite",
        one: ({ code, title }) => ({
          zh: `待确认改写：${code}${titled(title)}`,
          en: `Rewrite to confirm: ${code}${titled(title)}`,
        }),
        many: (count) => ({ zh: `${count} 条需求的改写待确认`, en: `${count} rewrites await your answer` }),
        action: { zh: "去确认", en: "Confirm" },
      }),
    );
  }
  if (mayIn(caller, "need.update", scopeId)) items.push(...(await deadlinesOf(tx, scopeId)));
  return items;
};

/** As near as the last reminder but one; what is late stays until it is done. */
const NEAR_DAYS = 7;

async function deadlinesOf(tx: Tx, scopeId: string): Promise<WaitingItem[]> {
  const { needs, total } = await listNeedsComingDue(tx, scopeId, NEAR_DAYS, MOST_LINES);
  const [first] = needs;
  if (first === undefined) return [];
  const action = { zh: "去办理", en: "Open" };
  if (total > MOST_LINES) {
    const title = { zh: `${total} 条需求临近或已过期限`, en: `${total} needs are due soon or late` };
    const path = `/p/${scopeId}/needs?sort=deadline`;
    return [{ kind: "need_deadlines", id: scopeId, title, path, since: first.since, due: first.deadline, action }];
  }
  return needs.map(({ id, code, title, since, deadline }) => ({
    kind: "need_deadline",
    id,
    title: { zh: `期限 ${deadline}：${code}${titled(title)}`, en: `Due ${deadline}: ${code}${titled(title)}` },
    path: `/p/${scopeId}/needs/${id}`,
    since,
    due: deadline,
    action,
  }));
}

function titled(title: string): string {
  return title === "" ? "" : ` ${title}`;
}

interface Words {
  readonly kind?: string;
  readonly one: (need: WaitingNeed) => Bilingual;
  readonly many: (count: number) => Bilingual;
  readonly action: Bilingual;
}

function linesOf(
  scopeId: string,
  { needs, total }: { readonly needs: readonly WaitingNeed[]; readonly total: number },
  states: string,
  { kind = "need", one, many, action }: Words,
): WaitingItem[] {
  const [oldest] = needs;
  if (oldest === undefined) return [];
  if (total > MOST_LINES) {
    const path = `/p/${scopeId}/needs?state=${states}`;
    return [{ kind: `${kind}s`, id: scopeId, title: many(total), path, since: oldest.since, due: null, action }];
  }
  return needs.map((need) => ({
    kind,
    id: need.id,
    title: one(need),
    path: `/p/${scopeId}/needs/${need.id}`,
    since: need.since,
    due: null,
    action,
  }));
}

const MATCHED: readonly NeedState[] = ["matched", "in_talks", "in_challenge", "contracted", "delivered"];
const STEPS: readonly { readonly key: string; readonly label: Bilingual; readonly states: readonly NeedState[] }[] = [
  { key: "needs", label: { zh: "需求", en: "Needs" }, states: NEED_STATES },
  { key: "matched", label: { zh: "已对接", en: "Matched" }, states: MATCHED },
  { key: "talks", label: { zh: "洽谈", en: "In talks" }, states: ["in_talks", "in_challenge"] },
  { key: "contracted", label: { zh: "已签约", en: "Contracted" }, states: ["contracted", "delivered"] },
];

/** How far the needs of a scope have come, each figure with the list that it counts. */
export const needsFunnel: FunnelSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "need.read", scopeId)) return [];
  const counts = await countByState(tx, scopeId);
  return STEPS.map(({ key, label, states }) => ({
    key,
    label,
    count: states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0),
    amountFen: null,
    path: `/p/${scopeId}/needs${states === NEED_STATES ? "" : `?state=${states.join(",")}`}`,
  }));
};
