// Days by which something of an agreement is to be done: what reminds of milestones and of the end.
import type { Role } from "../../../platform/access/matrix.ts";
import type { Deadline, DeadlineSource } from "../../../platform/ports.ts";
import { listHolders } from "../../identity/index.ts";
import { listAgreementsEnding, listMilestonesDue } from "./queries.ts";

const OFFICE: readonly Role[] = ["pair_lead", "pair_officer"];
const ENTERPRISE: readonly Role[] = ["enterprise_lead", "enterprise_member"];

interface Concerned {
  readonly scopeId: string;
  readonly enterpriseId: string | null;
  readonly createdBy: string | null;
}

/** The office, and whoever drew the agreement up; milestones remind the enterprise as well. */
export const agreementDeadlines: DeadlineSource = async (tx, today, within) => {
  const known = new Map<string, readonly string[]>();
  const holdersOf = async (scopeId: string, roles: readonly Role[]) => {
    const holders = known.get(scopeId) ?? (await listHolders(tx, scopeId, roles)).map(({ id }) => id);
    known.set(scopeId, holders);
    return holders;
  };
  const officeOf = async ({ scopeId, createdBy }: Concerned) => [
    ...(await holdersOf(scopeId, OFFICE)),
    ...(createdBy === null ? [] : [createdBy]),
  ];
  const deadlines: Deadline[] = [];
  for (const milestone of await listMilestonesDue(tx, today, within)) {
    const { id, agreementId, scopeId, enterpriseId, number, title, dueOn } = milestone;
    const label = `${number} ${title}`;
    const path = `/p/${scopeId}/agreements/${agreementId}`;
    const due = { kind: "agreement_milestone", scopeId, due: dueOn, label: { zh: label, en: label } };
    deadlines.push({ ...due, id, path, userIds: await officeOf(milestone) });
    if (enterpriseId === null) continue;
    deadlines.push({
      ...due,
      kind: "agreement_milestone_enterprise",
      id,
      path: `/p/${enterpriseId}/agreements/${agreementId}`,
      userIds: await holdersOf(enterpriseId, ENTERPRISE),
    });
  }
  for (const agreement of await listAgreementsEnding(tx, today, within)) {
    const { id, scopeId, number, title, endsOn } = agreement;
    deadlines.push({
      kind: "agreement_end",
      id,
      scopeId,
      due: endsOn,
      label: { zh: `合同 ${number} ${title}`, en: `agreement ${number} ${title}` },
      path: `/p/${scopeId}/agreements/${id}`,
      userIds: await officeOf(agreement),
    });
  }
  return deadlines;
};
