import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import { tellBrief } from "../../platform/brief/index.ts";
import { dayOf, TODAY } from "../../platform/db/index.ts";
import type { BriefSource } from "../../platform/ports.ts";

/** Partners taken up and talks held; steps that are overdue. */
export const matchmakingBrief: BriefSource = async (tx, { caller }, scopeId, period) => {
  if (!mayIn(caller, "ledger.read", scopeId)) return { figures: [], stops: [] };
  return tellBrief(tx, scopeId, period, {
    figures: [
      {
        key: "ledgerLines",
        label: { zh: "对接台账", en: "Matches followed up" },
        measure: { zh: "项", en: "matches taken up" },
        unit: "count",
        path: "/ledger",
        rows: sql`FROM ledger_lines l WHERE l.scope_id = ${scopeId}`,
        row: { title: sql`l.need_number || ' ' || l.partner_name`, path: sql`'/ledger?line=' || l.id` },
        day: dayOf(sql`l.created_at`),
      },
      {
        key: "talks",
        label: { zh: "校企洽谈", en: "Talks" },
        measure: { zh: "次", en: "talks" },
        unit: "count",
        path: "/ledger",
        rows: sql`FROM ledger_entries e WHERE e.scope_id = ${scopeId} AND e.kind IN ('visit', 'call', 'meeting')`,
        row: {
          title: sql`(SELECT l.need_number || ' ' || l.partner_name FROM ledger_lines l WHERE l.id = e.line_id)`,
          path: sql`'/ledger?line=' || e.line_id`,
        },
        day: sql`e.happened_on`,
      },
    ],
    stops: [
      {
        key: "stepsOverdue",
        text: (count) => ({
          zh: `${count} 项对接的下一步已过约定日期`,
          en: `${count} matches whose next step is overdue`,
        }),
        path: "/ledger",
        whom: { zh: "技术经理人", en: "technology managers" },
        ask: { zh: "联系双方并更新台账", en: "speak to both sides and bring the ledger up to date" },
        rows: sql`FROM ledger_lines l WHERE l.scope_id = ${scopeId} AND l.state NOT IN ('ended', 'withdrawn', 'contracted')
          AND l.next_on < ${TODAY}`,
      },
    ],
  });
};
