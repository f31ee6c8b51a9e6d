// Until when enterprises want their needs met: what reminds of them and what the workbench shows.
import type { Role } from "../../platform/access/matrix.ts";
import { listHolders } from "../identity/index.ts";
import type { DeadlineSource } from "../../platform/ports.ts";
import { listNeedsDue } from "./queries.ts";

const OFFICE: readonly Role[] = ["pair_lead", "pair_officer"];
const ENTERPRISE: readonly Role[] = ["enterprise_lead", "enterprise_member"];

/** The office that looks after a need, the enterprise whose it is, and whoever wrote it down. */
export const needDeadlines: DeadlineSource = async (tx, today, within) => {
  const holders = new Map<string, readonly string[]>();
  const holdersOf = async (scopeId: string, roles: readonly Role[]) => {
    const known = holders.get(scopeId) ?? (await listHolders(tx, scopeId, roles)).map(({ id }) => id);
    holders.set(scopeId, known);
    return known;
  };
  const deadlines = [];
  for (const { id, code, title, scopeId, enterpriseId, createdBy, deadline } of await listNeedsDue(tx, today, within)) {
    const label = title === "" ? code : `${code} ${title}`;
    deadlines.push({
      kind: "need",
      id,
      scopeId,
      due: deadline,
      label: { zh: label, en: label },
      path: `/p/${scopeId}/needs/${id}`,
      needId: id,
      userIds: [
        ...(await holdersOf(scopeId, OFFICE)),
        ...(enterpriseId === null ? [] : await holdersOf(enterpriseId, ENTERPRISE)),
        ...(createdBy === null ? [] : [createdBy]),
      ],
    });
  }
  return deadlines;
};
