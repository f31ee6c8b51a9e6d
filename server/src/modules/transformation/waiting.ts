import { mayIn } from "../../platform/access/index.ts";
import type { WaitingItem, WaitingSource } from "../../platform/ports.ts";
import type { Tx } from "../../platform/db/index.ts";
import { listAgreementStanding } from "../agreements/index.ts";
import { lostFrom } from "./gates/rules.ts";
import { REQUIREMENT_NAMES } from "./gates/types.ts";
import { STAGE_FACTS } from "./stages/types.ts";
import { listEnteredStages, listLateSupport, listOwnReviews, listPendingGates } from "./waiting-queries.ts";

const MOST = 20;

async function listLost(tx: Tx, scopeId: string): Promise<WaitingItem[]> {
  const stages = await listEnteredStages(tx, scopeId);
  const standing = await listAgreementStanding(
    tx,
    stages.flatMap(({ agreementIds }) => agreementIds),
  );
  const lost = stages.flatMap(({ id, projectId, number, title, stage, since, agreementIds, ...ground }) => {
    const agreements = standing.filter((each) => agreementIds.includes(each.id));
    const names = lostFrom(stage, { ...ground, agreements }).map((requirement) => REQUIREMENT_NAMES[requirement]);
    if (names.length === 0) return [];
    const { name } = STAGE_FACTS[stage];
    return {
      kind: "project_ground",
      id,
      title: {
        zh: `阶段失去依托：${number} ${title}的“${name.zh}”已没有${names.map(({ zh }) => zh).join("、")}`,
        en: `A stage has lost its ground: ${number} ${title}, ${name.en.toLowerCase()}: ${names.map(({ en }) => en.toLowerCase()).join(", ")}`,
      },
      path: `/p/${scopeId}/projects/${projectId}#gates`,
      since,
      due: null,
      action: { zh: "去补齐", en: "Supply it" },
    };
  });
  return lost.slice(0, MOST);
}

/** Levels that the caller was named to judge, gates that wait for somebody to decide, promises whose day is over, stages without their ground. */
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
    items.push(...(await listLost(tx, scopeId)));
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
