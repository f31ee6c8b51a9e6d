// Days by which members do what they took on, and by which a consortium is assessed: what reminds of them.
import type { Bilingual } from "@dual-high/kernel";
import type { Deadline, DeadlineSource } from "../../platform/ports.ts";
import { listHolders } from "../identity/index.ts";
import { type DueRow, listDueRows } from "./queries/due.ts";
import { ENTERPRISE, keepersOf } from "./keepers.ts";

const WORDS: Readonly<Record<DueRow["what"], Bilingual>> = {
  task: { zh: "联合体任务", en: "a consortium's task" },
  contribution: { zh: "联合体投入到位", en: "a contribution to a consortium" },
  assessment: { zh: "联合体年度评估", en: "the yearly assessment of a consortium" },
};

/** Those who look after the consortium, and the people of the member whose it is, each on a page of their own. */
export const consortiaDeadlines: DeadlineSource = async (tx, today, within) => {
  const deadlines: Deadline[] = [];
  const holders = new Map<string, readonly string[]>();
  const holdersOf = async (scopeId: string, roles: Parameters<typeof listHolders>[2]) => {
    const known = holders.get(scopeId) ?? (await listHolders(tx, scopeId, roles)).map(({ id }) => id);
    holders.set(scopeId, known);
    return known;
  };
  for (const row of await listDueRows(tx, today, within)) {
    const { id, what, consortiumId, name, title, enterpriseId } = row;
    const about = title === "" ? name : `${title}（${name}）`;
    const label = {
      zh: `${WORDS[what].zh}：${about}`,
      en: `${WORDS[what].en}: ${title === "" ? name : `${title} (${name})`}`,
    };
    const keepers = keepersOf(row);
    const common = { id, scopeId: row.scopeId, due: row.due, label, isToldLate: true };
    deadlines.push({
      ...common,
      kind: `consortium_${what}`,
      path: `/p/${keepers.scopeId}/consortia/${consortiumId}`,
      userIds: await holdersOf(keepers.scopeId, keepers.roles),
    });
    if (enterpriseId === null) continue;
    deadlines.push({
      ...common,
      kind: `consortium_${what}_of_member`,
      path: `/p/${enterpriseId}/consortia/${consortiumId}`,
      userIds: await holdersOf(enterpriseId, ENTERPRISE),
    });
  }
  return deadlines;
};
