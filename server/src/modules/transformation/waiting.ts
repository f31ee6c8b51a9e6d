import { mayIn } from "../../platform/access/index.ts";
import type { WaitingItem, WaitingSource } from "../../platform/ports.ts";
import { STAGE_FACTS } from "./stages/types.ts";
import { listLateSupport, listOwnReviews, listPendingGates } from "./waiting-queries.ts";

/** Levels that the caller was named to judge, gates that wait for somebody to decide, promises whose day is over. */
export const projectsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const items: WaitingItem[] = [];
  const at = (projectId: string, part: string) => `/p/${scopeId}/projects/${projectId}#${part}`;
  if (mayIn(caller, "project.grant", scopeId)) {
    for (const { id, projectId, number, title, level, since } of await listOwnReviews(tx, scopeId, caller.userId)) {
      items.push({
        kind: "readiness_review",
        id,
        title: {
          zh: `证据待评审：${number} ${title}申请 ${level} 级`,
          en: `Evidence to judge: ${number} ${title}, level ${level}`,
        },
        path: at(projectId, "readiness"),
        since,
        due: null,
        action: { zh: "去评审", en: "Judge" },
      });
    }
  }
  if (mayIn(caller, "project.decide", scopeId)) {
    for (const { id, projectId, number, title, stage, since } of await listPendingGates(tx, scopeId, caller.userId)) {
      const { name } = STAGE_FACTS[stage];
      items.push({
        kind: "project_gate",
        id,
        title: {
          zh: `关口待决定：${number} ${title}申请进入“${name.zh}”`,
          en: `A gate to decide: ${number} ${title} to ${name.en.toLowerCase()}`,
        },
        path: at(projectId, "gates"),
        since,
        due: null,
        action: { zh: "去决定", en: "Decide" },
      });
    }
  }
  if (mayIn(caller, "project.write", scopeId)) {
    for (const { id, projectId, number, description, since, due } of await listLateSupport(tx, scopeId)) {
      items.push({
        kind: "project_support",
        id,
        title: {
          zh: `支持到期未兑现：${number} ${description}`,
          en: `Promised and not delivered: ${number} ${description}`,
        },
        path: at(projectId, "support"),
        since,
        due,
        action: { zh: "去核对", en: "Check" },
      });
    }
  }
  return items;
};
