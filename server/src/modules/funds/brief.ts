import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import { tellBrief } from "../../platform/brief/index.ts";
import { TODAY } from "../../platform/db/index.ts";
import type { BriefSource } from "../../platform/ports.ts";

/** Money of the scope's funds: paid in, promised, paid out, come back; what waits for the committee or to be paid. */
export const fundsBrief: BriefSource = async (tx, { caller }, scopeId, period) => {
  if (!mayIn(caller, "fund.read", scopeId)) return { figures: [], stops: [] };
  const here = sql`(f.zone_id = ${scopeId} OR f.scope_id = ${scopeId} OR f.manager_scope_id = ${scopeId})`;
  /** Of an entry and its reversal nothing is left. */
  const bank = (kinds: readonly string[]) => sql`FROM funds f JOIN fund_entries e ON e.fund_id = f.id
    LEFT JOIN fund_entries o ON o.id = e.reverses_id JOIN fund_lines l ON l.entry_id = e.id
    JOIN fund_accounts a ON a.fund_id = f.id AND a.code = l.account AND a.key = 'bank'
    WHERE ${here} AND coalesce(o.kind, e.kind) = ANY (${kinds}::text[])`;
  const entry = { title: sql`f.name || ' · ' || e.text`, path: sql`'/funds/' || f.id` };
  const money = { measure: { zh: "", en: "" }, unit: "fen", path: "/funds", day: sql`e.on_day` } as const;
  return tellBrief(tx, scopeId, period, {
    figures: [
      {
        ...money,
        key: "fundsPaidIn",
        label: { zh: "基金实缴到账", en: "Paid into funds" },
        rows: bank(["contribution_paid"]),
        row: entry,
        amount: sql`l.amount_fen`,
      },
      {
        ...money,
        key: "fundsCommitted",
        label: { zh: "基金承诺投放", en: "Committed by funds" },
        rows: sql`FROM funds f JOIN fund_commitments c ON c.fund_id = f.id WHERE ${here}`,
        row: { title: sql`c.title`, path: sql`'/funds/' || f.id` },
        day: sql`c.committed_on`,
        amount: sql`c.amount_fen - c.released_fen`,
      },
      {
        ...money,
        key: "fundsPaidOut",
        label: { zh: "基金拨付", en: "Paid out by funds" },
        rows: bank(["tranche_paid"]),
        row: entry,
        amount: sql`-l.amount_fen`,
      },
      {
        ...money,
        key: "fundsReturned",
        label: { zh: "基金收回", en: "Returned to funds" },
        rows: bank(["repayment", "dividend", "exit"]),
        row: entry,
        amount: sql`l.amount_fen`,
      },
    ],
    stops: [
      {
        key: "fundsApplications",
        text: (count) => ({
          zh: `${count} 项基金申请超过 30 天没有决定`,
          en: `${count} applications to funds undecided for more than 30 days`,
        }),
        path: "/fund-applications?state=submitted,due_diligence,committee",
        whom: { zh: "基金管理方", en: "the managers of the fund" },
        ask: { zh: "抓紧尽调和投决", en: "look into them and call the committee" },
        rows: sql`FROM funds f JOIN fund_applications p ON p.fund_id = f.id WHERE ${here}
          AND p.state IN ('submitted', 'due_diligence', 'committee') AND p.submitted_at < now() - interval '30 days'`,
      },
      {
        key: "fundsContributions",
        text: (count) => ({
          zh: `${count} 家出资人认缴后还没有全部到账`,
          en: `${count} contributors have not paid all that they committed`,
        }),
        path: "/funds",
        whom: { zh: "出资各方", en: "the contributors" },
        ask: { zh: "按认缴落实到账", en: "pay what they committed" },
        rows: sql`FROM funds f JOIN fund_contributors c ON c.fund_id = f.id WHERE ${here} AND f.starts_on < ${TODAY}
          AND (SELECT coalesce(sum(l.amount_fen), 0) FROM fund_entries e JOIN fund_lines l ON l.entry_id = e.id
            JOIN fund_accounts a ON a.fund_id = f.id AND a.code = l.account AND a.key = 'receivable'
            WHERE e.contributor_id = c.id) > 0`,
      },
    ],
  });
};
