import { formatYuan } from "@dual-high/kernel";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { useTexts } from "../../../text/texts.ts";
import { List } from "../../../ui/list/list.tsx";
import type { Column, Filter } from "../../../ui/list/types.ts";
import { Page } from "../../../ui/page.tsx";
import styles from "../agreements.module.css";
import type { Receipt } from "./data.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { MoneyTabs } from "./money-tabs.tsx";
import { receiptsTexts } from "./texts.ts";

const STATES = ["kept", "unmatched", "reversed"] as const;

/** What came in under every agreement of the pair. */
export function ReceiptsPage() {
  const t = useTexts(receiptsTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const [isImporting, setImporting] = useState(false);
  const stateOf = ({ reversal, paymentPosition, isRoyalty }: Receipt) => {
    const isUnmatched = paymentPosition === null && !isRoyalty;
    return t(reversal !== null ? "state.reversed" : isUnmatched ? "state.unmatched" : "state.kept");
  };
  const columns: readonly Column<Receipt>[] = [
    { key: "receivedOn", title: t("receivedOn"), text: (row) => row.receivedOn, width: 120, isSortable: true },
    {
      key: "amount",
      title: t("amountYuan"),
      text: (row) => formatYuan(row.amountFen),
      width: 150,
      align: "right",
      isSortable: true,
    },
    { key: "payer", title: t("payer"), text: ({ payer }) => payer, width: 220, isSortable: true },
    { key: "title", title: t("agreement"), text: (row) => row.agreementTitle, width: 280 },
    { key: "agreement", title: t("agreements"), text: (row) => row.agreementNumber, width: 170 },
    { key: "voucher", title: t("voucher"), text: ({ voucher }) => voucher, width: 140 },
    {
      key: "payment",
      title: t("payment"),
      text: ({ paymentPosition }) => (paymentPosition === null ? "" : t("paymentOf", { position: paymentPosition })),
      width: 110,
    },
    { key: "reversal", title: t("state"), text: stateOf, width: 120 },
    { key: "number", title: t("number"), text: ({ number }) => number, width: 170, isSortable: true },
  ];
  const filters: readonly Filter[] = [
    { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
  ];
  return (
    <Page
      title={t("receipts")}
      purpose={t("receiptsPurpose")}
      actions={may("agreement.manage") && <Button onClick={() => setImporting(true)}>{t("import")}</Button>}
    >
      <MoneyTabs />
      <List
        name="receipts"
        label={t("receipts")}
        queryKey={["receipts", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/receipts", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="-receivedOn"
        addressOf={({ agreementId }) => `/p/${scopeId}/agreements/${agreementId}/money`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/receipts/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: t("noneText") }}
        renderCard={(receipt) => (
          <>
            <strong>
              {formatYuan(receipt.amountFen)} · {receipt.payer}
            </strong>
            <span className={styles["cardLine"]}>
              {receipt.receivedOn} · {receipt.agreementTitle} · {stateOf(receipt)}
            </span>
          </>
        )}
      />
      {isImporting && <ImportDialog scopeId={scopeId} onClose={() => setImporting(false)} />}
    </Page>
  );
}
