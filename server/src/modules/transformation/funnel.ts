import { mayIn } from "../../platform/access/index.ts";
import type { FunnelSource, NeedTraces } from "../../platform/ports.ts";
import { countActive, countOfNeed } from "./queries.ts";

/** How many projects there are, those that were licensed out among them. */
export const projectsFunnel: FunnelSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "project.read", scopeId)) return [];
  const count = await countActive(tx, scopeId);
  const path = `/p/${scopeId}/projects?state=active,licensed_out`;
  return [{ key: "projects", label: { zh: "项目", en: "Projects" }, count, amountFen: null, path }];
};

/** How many projects came of a need. */
export const projectTraces: NeedTraces = async (tx, scopeId, needId) => [
  { kind: "projects", label: { zh: "个项目", en: "projects" }, count: await countOfNeed(tx, scopeId, needId) },
];
