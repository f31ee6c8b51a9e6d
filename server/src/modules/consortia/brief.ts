import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import { tellBrief } from "../../platform/brief/index.ts";
import { TODAY } from "../../platform/db/index.ts";
import type { BriefSource } from "../../platform/ports.ts";

/** Consortia founded, what they brought in and achieved; tasks and contributions that are late. */
export const consortiaBrief: BriefSource = async (tx, { caller }, scopeId, period) => {
  if (!mayIn(caller, "consortium.read", scopeId)) return { figures: [], stops: [] };
  const here = sql`(c.zone_id = ${scopeId} OR ${scopeId}::uuid = ANY (c.readers))`;
  const alive = sql`${here} AND c.state <> 'ended'`;
  const lead = { zh: "联合体牵头单位", en: "the leads of consortia" };
  return tellBrief(tx, scopeId, period, {
    figures: [
      {
        key: "consortiaFounded",
        label: { zh: "成立联合体", en: "Consortia founded" },
        measure: { zh: "个", en: "consortia founded" },
        unit: "count",
        path: "/consortia",
        rows: sql`FROM consortia c WHERE ${here}`,
        row: { title: sql`c.number || ' ' || c.name`, path: sql`'/consortia/' || c.id` },
        day: sql`c.founded_on`,
      },
      {
        key: "consortiaMoney",
        label: { zh: "联合体资金到位", en: "Consortia's money delivered" },
        measure: { zh: "", en: "" },
        unit: "fen",
        path: "/consortia",
        rows: sql`FROM consortia c JOIN consortium_deliveries d ON d.consortium_id = c.id
          JOIN consortium_contributions k ON k.id = d.contribution_id
          WHERE ${here} AND k.kind = 'money' AND d.confirmed_by IS NOT NULL`,
        row: { title: sql`c.name || ' · ' || k.title`, path: sql`'/consortia/' || c.id` },
        day: sql`d.delivered_on`,
        amount: sql`d.quantity`,
      },
      {
        key: "consortiaResults",
        label: { zh: "联合体共有成果", en: "Consortia's shared results" },
        measure: { zh: "项", en: "shared results" },
        unit: "count",
        path: "/consortia",
        rows: sql`FROM consortia c JOIN consortium_results r ON r.consortium_id = c.id WHERE ${here}`,
        row: { title: sql`c.name || ' · ' || r.title`, path: sql`'/consortia/' || c.id` },
        day: sql`r.achieved_on`,
      },
    ],
    stops: [
      {
        key: "consortiaTasks",
        text: (count) => ({ zh: `${count} 项联合体任务逾期`, en: `${count} tasks of consortia overdue` }),
        path: "/consortia?look=needed",
        whom: lead,
        ask: { zh: "督促成员完成逾期任务", en: "see that members finish what is overdue" },
        rows: sql`FROM consortia c JOIN consortium_tasks t ON t.consortium_id = c.id
          WHERE ${alive} AND t.state = 'open' AND t.due_on < ${TODAY}`,
      },
      {
        key: "consortiaContributions",
        text: (count) => ({
          zh: `${count} 项承诺的投入到期没有到位`,
          en: `${count} contributions to consortia not delivered in time`,
        }),
        path: "/consortia?look=needed",
        whom: lead,
        ask: { zh: "落实承诺的资金、人员和设备", en: "bring in the money, people and equipment that were promised" },
        rows: sql`FROM consortia c JOIN consortium_contributions k ON k.consortium_id = c.id
          JOIN consortium_members m ON m.id = k.member_id AND m.left_on IS NULL
          WHERE ${alive} AND k.due_on < ${TODAY} AND k.promised > (SELECT coalesce(sum(d.quantity), 0)
            FROM consortium_deliveries d WHERE d.contribution_id = k.id AND d.confirmed_by IS NOT NULL)`,
      },
      {
        key: "consortiaAssessments",
        text: (count) => ({
          zh: `${count} 个联合体过了评估日期`,
          en: `${count} consortia past their day of assessment`,
        }),
        path: "/consortia?look=needed",
        whom: { zh: "高新区", en: "the zone" },
        ask: { zh: "组织联合体评估", en: "have consortia assessed" },
        rows: sql`FROM consortia c WHERE ${alive} AND c.state <> 'preparing' AND c.assess_on < ${TODAY}`,
      },
    ],
  });
};
