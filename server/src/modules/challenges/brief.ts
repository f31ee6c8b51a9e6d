import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import { tellBrief } from "../../platform/brief/index.ts";
import { dayOf } from "../../platform/db/index.ts";
import type { BriefSource } from "../../platform/ports.ts";

const STUCK_DAYS = 14;

/** Challenges published and awarded; those that lie between the close and a decision. */
export const challengesBrief: BriefSource = async (tx, { caller }, scopeId, period) => {
  if (!mayIn(caller, "challenge.read", scopeId)) return { figures: [], stops: [] };
  const here = sql`FROM challenges c WHERE c.scope_id = ${scopeId}`;
  const reached = (state: string) => dayOf(sql`(c.reached ->> ${state}::text)::timestamptz`);
  return tellBrief(tx, scopeId, period, {
    figures: [
      {
        key: "challengesPublished",
        label: { zh: "发布榜单", en: "Challenges published" },
        measure: { zh: "个", en: "challenges published" },
        unit: "count",
        path: "/challenges",
        rows: here,
        row: { title: sql`c.code || ' ' || c.title`, path: sql`'/challenges/' || c.id` },
        day: reached("published"),
      },
      {
        key: "challengesAwarded",
        label: { zh: "授榜", en: "Challenges awarded" },
        measure: { zh: "个", en: "challenges awarded" },
        unit: "count",
        path: "/challenges?state=awarded",
        rows: here,
        row: { title: sql`c.code || ' ' || c.title`, path: sql`'/challenges/' || c.id` },
        day: reached("awarded"),
      },
    ],
    stops: [
      {
        key: "challengesUndecided",
        text: (count) => ({
          zh: `${count} 个榜单收榜后超过 ${STUCK_DAYS} 天没有定论`,
          en: `${count} challenges undecided for more than ${STUCK_DAYS} days`,
        }),
        path: "/challenges?state=closed,opened,applied,in_evaluation",
        whom: { zh: "结对工作专班", en: "the pair's office" },
        ask: { zh: "组织评审并公示结果", en: "have bids judged and the result announced" },
        rows: sql`${here} AND c.state IN ('closed', 'opened', 'applied', 'in_evaluation')
          AND c.state_since < ${period.until}::date - ${STUCK_DAYS}::integer`,
      },
    ],
  });
};
