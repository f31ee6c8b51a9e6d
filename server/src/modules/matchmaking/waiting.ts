import { mayIn } from "../../platform/access/index.ts";
import type { WaitingItem, WaitingSource } from "../../platform/ports.ts";
import { listWaitingLines, type WaitingLine } from "./queries/ledger.ts";
import { findUndecidedRun } from "./queries/runs.ts";

/** Answers that came, steps that are due, and suggestions that nobody has decided on. */
export const matchmakingWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const items: WaitingItem[] = [];
  if (mayIn(caller, "ledger.update", scopeId)) {
    const lines = await listWaitingLines(tx, scopeId, caller.userId);
    items.push(...lines.map((line) => waitingLine(scopeId, line)));
  }
  if (mayIn(caller, "match.decide", scopeId)) {
    const run = await findUndecidedRun(tx, scopeId);
    if (run !== null && run.needs > 0) {
      items.push({
        kind: "match_run",
        id: run.id,
        title: {
          zh: `第 ${run.number} 次对接有 ${run.needs} 条需求待决定`,
          en: `Run ${run.number}: ${run.needs} ${run.needs === 1 ? "need awaits" : "needs await"} a decision`,
        },
        path: `/p/${scopeId}/runs/${run.id}`,
        since: run.completedAt,
        due: null,
        action: { zh: "去决定", en: "Decide" },
      });
    }
  }
  return items;
};

function waitingLine(scopeId: string, line: WaitingLine): WaitingItem {
  const { id, needTitle, partnerName, nextStep, nextOn, answer, since } = line;
  const about = `${needTitle} × ${partnerName}`;
  const base = { id, path: `/p/${scopeId}/ledger?line=${id}`, since };
  if (answer !== null) {
    const isInterested = answer === "interested";
    return {
      ...base,
      kind: "ledger_answer",
      title: {
        zh: `${isInterested ? "对方感兴趣" : "对方答复不合适"}：${about}`,
        en: `${isInterested ? "Interested" : "Not mine"}: ${about}`,
      },
      due: null,
      action: { zh: "看答复", en: "Read the answer" },
    };
  }
  return {
    ...base,
    kind: "ledger_line",
    title: {
      zh: nextStep === "" ? about : `${nextStep}：${about}`,
      en: nextStep === "" ? about : `${nextStep}: ${about}`,
    },
    due: nextOn,
    action: { zh: "记一笔", en: "Note what happened" },
  };
}
