import { mayIn } from "../../../platform/access/index.ts";
import type { WaitingItem, WaitingSource } from "../../../platform/ports.ts";
import { listUnsettledRounds } from "./queries/rounds.ts";

/** What came in late waits for the round's lead; two versions of a visit for whoever manages rounds. */
export const surveysWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "survey.manage", scopeId)) return [];
  const rounds = await listUnsettledRounds(tx, scopeId);
  return rounds.flatMap(({ id, scopeId: pairId, name, leadId, late, conflicts, lateSince, conflictSince }) => {
    const path = `/p/${pairId}/surveys/${id}/visits`;
    const items: WaitingItem[] = [];
    if (late > 0 && leadId === caller.userId) {
      items.push({
        kind: "survey_late",
        id,
        title: { zh: `${name}：${late} 条迟到的走访待确认`, en: `${name}: late visits to confirm: ${late}` },
        path: `${path}?state=late`,
        since: lateSince ?? "",
        due: null,
        action: { zh: "去确认", en: "Confirm" },
      });
    }
    if (conflicts > 0) {
      items.push({
        kind: "survey_conflict",
        id,
        title: { zh: `${name}：${conflicts} 次走访有两个版本`, en: `${name}: visits in two versions: ${conflicts}` },
        path: `${path}?hasConflict=true`,
        since: conflictSince ?? "",
        due: null,
        action: { zh: "去选定", en: "Choose" },
      });
    }
    return items;
  });
};
