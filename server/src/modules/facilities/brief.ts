import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import { tellBrief } from "../../platform/brief/index.ts";
import { dayOf } from "../../platform/db/index.ts";
import type { BriefSource } from "../../platform/ports.ts";

const WAITING_DAYS = 14;

/** Hours of shared instruments and settled campaigns; campaigns that wait for those who run the line. */
export const facilitiesBrief: BriefSource = async (tx, { caller }, scopeId, period) => {
  if (!mayIn(caller, "facility.read", scopeId)) return { figures: [], stops: [] };
  const campaigns = sql`FROM campaigns p WHERE p.scope_id = ${scopeId}`;
  return tellBrief(tx, scopeId, period, {
    figures: [
      {
        key: "hoursUsed",
        label: { zh: "共享仪器机时", en: "Hours of shared instruments" },
        measure: { zh: "小时", en: "hours of shared instruments" },
        unit: "minutes",
        path: "/utilisation",
        rows: sql`FROM bookings b WHERE b.scope_id = ${scopeId} AND b.state IN ('used', 'settled')`,
        row: { title: sql`b.number || ' ' || b.booker_unit`, path: sql`'/bookings/' || b.id` },
        day: dayOf(sql`b.starts_at`),
        amount: sql`coalesce(b.used_minutes, 0)`,
      },
      {
        key: "campaignsSettled",
        label: { zh: "完成中试", en: "Pilot campaigns settled" },
        measure: { zh: "批", en: "pilot campaigns settled" },
        unit: "count",
        path: "/campaigns?state=settled",
        rows: sql`${campaigns} AND p.state = 'settled'`,
        row: { title: sql`p.number || ' ' || p.title`, path: sql`'/campaigns/' || p.id` },
        day: dayOf(sql`p.state_since`),
      },
    ],
    stops: [
      {
        key: "campaignsWaiting",
        text: (count) => ({
          zh: `${count} 个中试申请等待报价、评审或排期超过 ${WAITING_DAYS} 天`,
          en: `${count} pilot campaigns waiting for a quote, a review or a schedule for more than ${WAITING_DAYS} days`,
        }),
        path: "/campaigns?state=requested,accepted,cleared",
        whom: { zh: "中试平台", en: "pilot platforms" },
        ask: { zh: "报价、评审或排期", en: "quote, review or schedule" },
        rows: sql`${campaigns} AND p.state IN ('requested', 'accepted', 'cleared')
          AND p.state_since < ${period.until}::date - ${WAITING_DAYS}::integer`,
      },
    ],
  });
};
