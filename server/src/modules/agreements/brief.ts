import { sql } from "kysely";
import { mayIn } from "../../platform/access/index.ts";
import { tellBrief } from "../../platform/brief/index.ts";
import { dayOf } from "../../platform/db/index.ts";
import type { BriefSource } from "../../platform/ports.ts";

const DRAFT_DAYS = 30;

/** Agreements signed, for how much, and what was received; payments that are late and drafts that lie. */
export const agreementsBrief: BriefSource = async (tx, { caller }, scopeId, period) => {
  if (!mayIn(caller, "agreement.read", scopeId)) return { figures: [], stops: [] };
  const signed = sql`FROM agreements a WHERE a.scope_id = ${scopeId}`;
  const money = sql`FROM agreements a JOIN agreement_money m ON m.agreement_id = a.id WHERE a.scope_id = ${scopeId}`;
  const none = { zh: "", en: "" };
  return tellBrief(tx, scopeId, period, {
    figures: [
      {
        key: "agreementsSigned",
        label: { zh: "签订合同", en: "Agreements signed" },
        measure: { zh: "份", en: "agreements signed" },
        unit: "count",
        path: "/agreements?signed=signed",
        rows: signed,
        row: { title: sql`a.number || ' ' || a.title`, path: sql`'/agreements/' || a.id` },
        day: sql`a.signed_on`,
      },
      {
        key: "agreed",
        label: { zh: "合同金额", en: "Amount agreed" },
        measure: none,
        unit: "fen",
        path: "/agreements?signed=signed",
        rows: money,
        row: { title: sql`a.number || ' ' || a.title`, path: sql`'/agreements/' || a.id` },
        day: sql`a.signed_on`,
        amount: sql`coalesce(m.agreed_fen, 0)`,
      },
      {
        key: "received",
        label: { zh: "到账金额", en: "Amount received" },
        measure: none,
        unit: "fen",
        path: "/receipts",
        rows: sql`FROM receipts r WHERE r.scope_id = ${scopeId} AND r.reversed_at IS NULL`,
        row: { title: sql`r.number || ' ' || r.payer`, path: sql`'/agreements/' || r.agreement_id` },
        day: sql`r.received_on`,
        amount: sql`r.amount_fen`,
      },
    ],
    stops: [
      {
        key: "paymentsOverdue",
        text: (count) => ({ zh: `${count} 份合同有逾期未付的款项`, en: `${count} agreements with payments overdue` }),
        path: "/agreements?money=overdue",
        whom: { zh: "付款企业", en: "enterprises that pay" },
        ask: { zh: "按合同付清到期款项", en: "pay what is due under the agreements" },
        rows: sql`${money} AND m.overdue_fen > 0`,
      },
      {
        key: "draftsLying",
        text: (count) => ({
          zh: `${count} 份合同起草超过 ${DRAFT_DAYS} 天没有签署`,
          en: `${count} agreements drafted more than ${DRAFT_DAYS} days ago and not signed`,
        }),
        path: "/agreements?state=draft",
        whom: { zh: "高校成果转化部门", en: "the university's transfer office" },
        ask: { zh: "补齐条款，办理签署", en: "complete the terms and have them signed" },
        rows: sql`${signed} AND a.state = 'draft' AND ${dayOf(sql`a.created_at`)} < ${period.until}::date - ${DRAFT_DAYS}::integer`,
      },
    ],
  });
};
