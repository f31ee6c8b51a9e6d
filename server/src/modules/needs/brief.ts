import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import { tellBrief } from "../../platform/brief/index.ts";
import { dayOf } from "../../platform/db/index.ts";
import type { BriefSource } from "../../platform/ports.ts";

const TRIAGE_DAYS = 14;
const RETURNED_DAYS = 30;

/** Visits, needs and contracts for them; needs that nobody sorts, or that wait for what is missing. */
export const needsBrief: BriefSource = async (tx, { caller }, scopeId, period) => {
  if (!mayIn(caller, "need.read", scopeId)) return { figures: [], stops: [] };
  const here = sql`n.scope_id = ${scopeId} AND n.archived_at IS NULL`;
  const older = (days: number) => sql`n.state_since < ${period.until}::date - ${days}::integer`;
  const signed = sql`(SELECT r.need_id, min(r.at) AS at FROM need_revisions r
    WHERE r.scope_id = ${scopeId} AND r.to_state = 'contracted' GROUP BY r.need_id)`;
  return tellBrief(tx, scopeId, period, {
    figures: [
      {
        key: "visits",
        label: { zh: "上门走访", en: "Visits" },
        measure: { zh: "次", en: "visits" },
        unit: "count",
        path: "/surveys",
        rows: sql`FROM survey_visits v WHERE v.scope_id = ${scopeId} AND v.state = 'counted'`,
        row: {
          title: sql`(SELECT i.enterprise FROM survey_sites i WHERE i.id = v.site_id)`,
          path: sql`'/surveys/' || v.round_id || '/visits/' || v.id`,
        },
        day: dayOf(sql`v.visited_at`),
      },
      {
        key: "needs",
        label: { zh: "企业需求", en: "Needs" },
        measure: { zh: "条", en: "needs" },
        unit: "count",
        path: "/needs",
        rows: sql`FROM needs n WHERE ${here} AND n.state <> 'draft'`,
        row: {
          title: sql`CASE WHEN n.visibility = 'restricted' THEN n.number ELSE n.number || ' ' || n.title END`,
          path: sql`'/needs/' || n.id`,
        },
        day: dayOf(sql`n.created_at`),
      },
      {
        key: "needsContracted",
        label: { zh: "签约的需求", en: "Needs contracted" },
        measure: { zh: "条", en: "needs contracted" },
        unit: "count",
        path: "/needs?state=contracted,delivered",
        rows: sql`FROM ${signed} s WHERE true`,
        row: {
          title: sql`(SELECT CASE WHEN n.visibility = 'restricted' THEN n.number ELSE n.number || ' ' || n.title END FROM needs n WHERE n.id = s.need_id)`,
          path: sql`'/needs/' || s.need_id`,
        },
        day: dayOf(sql`s.at`),
      },
    ],
    stops: [
      {
        key: "needsUnsorted",
        text: (count) => ({
          zh: `${count} 条需求超过 ${TRIAGE_DAYS} 天没有审核`,
          en: `${count} needs not sorted for more than ${TRIAGE_DAYS} days`,
        }),
        path: "/needs?state=submitted,in_triage",
        whom: { zh: "结对工作专班", en: "the pair's office" },
        ask: { zh: "审核积压的需求", en: "sort the needs that wait" },
        rows: sql`FROM needs n WHERE ${here} AND n.state IN ('submitted', 'in_triage') AND ${older(TRIAGE_DAYS)}`,
      },
      {
        key: "needsReturned",
        text: (count) => ({
          zh: `${count} 条需求退回补充超过 ${RETURNED_DAYS} 天没有回音`,
          en: `${count} needs returned more than ${RETURNED_DAYS} days ago without an answer`,
        }),
        path: "/needs?state=returned",
        whom: { zh: "高新区", en: "the zone" },
        ask: { zh: "请企业补充被退回的需求", en: "have enterprises complete the needs that were returned" },
        rows: sql`FROM needs n WHERE ${here} AND n.state = 'returned' AND ${older(RETURNED_DAYS)}`,
      },
    ],
  });
};
