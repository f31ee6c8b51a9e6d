import { mayIn } from "../../platform/access/index.ts";
import type { WaitingSource } from "../../platform/ports.ts";
import { listTeamsToMend } from "./queries.ts";

/** Teams in which somebody declined and the place is open. */
export const challengesWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "team.form", scopeId)) return [];
  const teams = await listTeamsToMend(tx, scopeId);
  return teams.map(({ id, number, title, name, since }) => ({
    kind: "formed_team",
    id,
    title: {
      zh: `${name} 谢绝加入第 ${number} 个团队：${title}`,
      en: `${name} declined to join team ${number}: ${title}`,
    },
    path: `/p/${scopeId}/formed-teams/${id}`,
    since,
    due: null,
    action: { zh: "换人", en: "Find somebody else" },
  }));
};
