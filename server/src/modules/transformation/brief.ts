import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import { tellBrief } from "../../platform/brief/index.ts";
import { dayOf, TODAY } from "../../platform/db/index.ts";
import { LATE_REPORTS } from "./proof/waiting-queries.ts";
import type { BriefSource } from "../../platform/ports.ts";

/** Projects begun, stages entered and support that arrived; support that is late. */
export const transformationBrief: BriefSource = async (tx, { caller }, scopeId, period) => {
  if (!mayIn(caller, "project.read", scopeId)) return { figures: [], stops: [] };
  const late = (side: "university" | "zone") => sql`FROM project_support s JOIN projects p ON p.id = s.project_id
    WHERE s.scope_id = ${scopeId} AND p.state = 'active' AND s.side = ${side} AND s.state = 'promised'
      AND s.due_on < ${TODAY}`;
  const ask = { zh: "兑现对项目承诺的支持", en: "give the projects what was promised" };
  return tellBrief(tx, scopeId, period, {
    figures: [
      {
        key: "projects",
        label: { zh: "转化项目", en: "Transformation projects" },
        measure: { zh: "个", en: "transformation projects" },
        unit: "count",
        path: "/projects",
        rows: sql`FROM projects p WHERE p.scope_id = ${scopeId}`,
        row: { title: sql`p.number || ' ' || p.title`, path: sql`'/projects/' || p.id` },
        day: dayOf(sql`p.created_at`),
      },
      {
        key: "stagesEntered",
        label: { zh: "项目进入新阶段", en: "Stages entered" },
        measure: { zh: "次", en: "stages entered" },
        unit: "count",
        path: "/projects",
        rows: sql`FROM project_stages s WHERE s.scope_id = ${scopeId} AND s.entered = 'gate'`,
        row: {
          title: sql`(SELECT p.number || ' ' || p.title FROM projects p WHERE p.id = s.project_id)`,
          path: sql`'/projects/' || s.project_id`,
        },
        day: sql`s.started_on`,
      },
      {
        key: "supportDelivered",
        label: { zh: "项目支持到位", en: "Support delivered to projects" },
        measure: { zh: "", en: "" },
        unit: "fen",
        path: "/projects",
        rows: sql`FROM project_deliveries d WHERE d.scope_id = ${scopeId}`,
        row: {
          title: sql`(SELECT p.number || ' ' || p.title FROM projects p WHERE p.id = d.project_id)`,
          path: sql`'/projects/' || d.project_id`,
        },
        day: sql`d.delivered_on`,
        amount: sql`coalesce(d.value_fen, 0)`,
      },
      {
        key: "proofsGranted",
        label: { zh: "概念验证资助", en: "Grants for proofs of concept" },
        measure: { zh: "", en: "" },
        unit: "fen",
        path: "/proof-calls",
        rows: sql`FROM proof_applications a WHERE a.scope_id = ${scopeId} AND a.state = 'granted'`,
        row: { title: sql`a.title`, path: sql`'/proof-applications/' || a.id` },
        day: dayOf(sql`a.decided_at`),
        amount: sql`a.granted_fen`,
      },
    ],
    stops: [
      {
        key: "proofReports",
        text: (count) => ({
          zh: `${count} 个概念验证项目到期没有结题`,
          en: `${count} proofs of concept without a report on their day`,
        }),
        path: "/proof-calls",
        whom: { zh: "申报团队", en: "the teams that were granted them" },
        ask: { zh: "提交结题报告", en: "hand the report in" },
        rows: sql`${LATE_REPORTS} AND a.scope_id = ${scopeId}`,
      },
      {
        key: "supportOfUniversity",
        text: (count) => ({
          zh: `高校承诺的 ${count} 项项目支持到期没有到位`,
          en: `${count} promises of the university to projects not kept in time`,
        }),
        path: "/projects",
        whom: { zh: "高校", en: "the university" },
        ask,
        rows: late("university"),
      },
      {
        key: "supportOfZone",
        text: (count) => ({
          zh: `高新区承诺的 ${count} 项项目支持到期没有到位`,
          en: `${count} promises of the zone to projects not kept in time`,
        }),
        path: "/projects",
        whom: { zh: "高新区", en: "the zone" },
        ask,
        rows: late("zone"),
      },
    ],
  });
};
