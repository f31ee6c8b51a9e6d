import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { readYuan, yuanText } from "../../text/amounts.ts";
import { todayHere } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { ENTRY_KINDS, entriesKey, type FundEntry } from "./data.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { FundFrame } from "./fund-frame.tsx";
import { fundsTexts } from "./texts.ts";
import { useSettle } from "./use-settle.ts";

const route = getRouteApi("/in/p/$scopeId/funds/$fundId/ledger");

/** Every entry with its lines; what was entered wrongly is reversed here. */
export function LedgerPage() {
  const t = useTexts(fundsTexts);
  const pick = usePick();
  const settle = useSettle();
  const { fundId } = route.useParams();
  const [isEntering, setEntering] = useState(false);
  const [reversing, setReversing] = useState<FundEntry | null>(null);
  const amountOf = ({ debitFen, creditFen }: FundEntry["lines"][number]) =>
    debitFen === "0" ? `${t("credit")} ${yuanText(creditFen)}` : `${t("debit")} ${yuanText(debitFen)}`;
  const columns: readonly Column<FundEntry>[] = [
    { key: "number", title: t("entry"), text: ({ number }) => String(number), width: 70, isSortable: true },
    { key: "onDay", title: t("on"), text: ({ onDay }) => onDay, width: 110, isSortable: true },
    {
      key: "kind",
      title: t("kind"),
      text: ({ kind, reverses, reversedBy }) =>
        [
          t(`kind.${kind}`),
          ...(reverses === null ? [] : [t("reverses", { number: reverses })]),
          ...(reversedBy === null ? [] : [t("reversedBy", { number: reversedBy })]),
        ].join(" · "),
      width: 210,
    },
    { key: "about", title: t("subject"), text: ({ about }) => about, width: 180 },
    {
      key: "lines",
      title: t("lines"),
      text: ({ lines }) => lines.map((line) => `${pick(line.accountName)} ${amountOf(line)}`).join(" / "),
      width: 360,
      exportKey: null,
    },
    { key: "voucher", title: t("voucher"), text: ({ voucher }) => voucher, width: 120 },
    { key: "text", title: t("text"), text: ({ text }) => text, width: 160 },
    { key: "by", title: t("by"), text: ({ createdBy }) => createdBy.name, width: 90 },
    {
      key: "reverse",
      title: t("reverse"),
      text: () => "",
      render: (entry) =>
        entry.mayReverse && (
          <Button
            type="link"
            size="small"
            aria-label={t("reverseTitle", { number: entry.number })}
            onClick={() => setReversing(entry)}
          >
            {t("reverse")}
          </Button>
        ),
      width: 80,
      exportKey: null,
    },
  ];
  return (
    <FundFrame
      fundId={fundId}
      renderActions={(fund) =>
        fund.mayPay && (
          <Button type="primary" onClick={() => setEntering(true)}>
            {t("plainEntry")}
          </Button>
        )
      }
    >
      {() => (
        <>
          <List
            name="fund-entries"
            label={t("ledger")}
            queryKey={entriesKey(fundId)}
            fetchPage={async (query, signal) =>
              api.get("/api/funds/{fundId}/entries", { params: { path: { fundId }, query }, signal })
            }
            rowKey={({ id }) => id}
            columns={columns}
            filters={[
              {
                key: "kind",
                label: t("kind"),
                options: ENTRY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
              },
            ]}
            searchHint={t("entrySearch")}
            defaultSort="-number"
            exportAddress={(format, query) => `/api/funds/${fundId}/entries/export?format=${format}&${query}`}
            empty={{ title: t("noEntries"), text: t("noEntriesText") }}
          />
          {isEntering && (
            <FormDialog
              title={t("plainEntry")}
              draftName={`fund:${fundId}:plain`}
              fields={[
                {
                  key: "kind",
                  label: t("kind"),
                  kind: "choice",
                  isShort: true,
                  options: (["interest", "fee"] as const).map((value) => ({ value, label: t(`kind.${value}`) })),
                },
                {
                  key: "amount",
                  label: t("amountYuan"),
                  kind: "yuan",
                  isRequired: true,
                  isShort: true,
                  pointer: "amountFen",
                },
                { key: "on", label: t("on"), kind: "day", isRequired: true },
                { key: "voucher", label: t("voucher"), kind: "text" },
                { key: "text", label: t("text"), kind: "text" },
              ]}
              initial={{ kind: "interest", amount: "", on: todayHere(), voucher: "", text: "" }}
              submitLabel={t("plainEntry")}
              save={async ({ kind = "", amount = "", on = "", voucher = "", text = "" }) => {
                const amountFen = readYuan(amount) ?? "";
                const body = {
                  kind: kind === "fee" ? ("fee" as const) : ("interest" as const),
                  amountFen,
                  on,
                  voucher,
                  text,
                };
                await settle(
                  api.post("/api/funds/{fundId}/entries", { params: { path: { fundId } }, body }),
                  t("plainSaved"),
                );
                setEntering(false);
              }}
              onClose={() => setEntering(false)}
            />
          )}
          {reversing !== null && (
            <FormDialog
              title={t("reverseTitle", { number: reversing.number })}
              text={t("reverseText")}
              draftName={`fund:${fundId}:reversal:${reversing.id}`}
              fields={[
                { key: "on", label: t("on"), kind: "day", isRequired: true },
                { key: "reason", label: t("reason"), kind: "prose", isRequired: true },
              ]}
              initial={{ on: todayHere(), reason: "" }}
              submitLabel={t("reverse")}
              save={async ({ on = "", reason = "" }) => {
                const params = { path: { entryId: reversing.id } };
                await settle(
                  api.post("/api/fund-entries/{entryId}/reversal", { params, body: { on, reason } }),
                  t("reversed", { number: reversing.number }),
                );
                setReversing(null);
              }}
              onClose={() => setReversing(null)}
            />
          )}
        </>
      )}
    </FundFrame>
  );
}
