import { formatYuan } from "@dual-high/kernel";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { useAct } from "../../frame/act.tsx";
import { usePick, useTexts } from "../../text/texts.ts";
import { FileButton } from "../../ui/file-button.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { type Reconciliation, reconciliationQuery } from "./data.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { FundFrame } from "./fund-frame.tsx";
import { ReceiptsPart } from "./receipts-part.tsx";
import styles from "./funds.module.css";
import { TablePart } from "../../ui/record/table-part.tsx";
import { fundsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/funds/$fundId/reconciliation");

type Refused = readonly { readonly row: number; readonly text: { readonly zh: string; readonly en: string } }[];

/** The bank's statement beside the ledger: what agrees, and what only one of them has. */
export function ReconciliationPage() {
  const t = useTexts(fundsTexts);
  const pick = usePick();
  const act = useAct();
  const { fundId } = route.useParams();
  const { data } = useQuery(reconciliationQuery(fundId));
  const [refused, setRefused] = useState<Refused>([]);
  const take = async (file: File) => {
    const done = await act({
      work: async () =>
        api.post("/api/funds/{fundId}/bank-lines/import", {
          params: { path: { fundId }, query: { apply: "true" }, header: fileName(file) },
          ...fileBody(file),
        }),
      done: ({ added, matched, same, refused: left }) => t("imported", { added, matched, same, refused: left.length }),
      changes: [reconciliationQuery(fundId).queryKey],
    });
    if (done !== null) setRefused(done.refused);
  };
  return (
    <FundFrame
      fundId={fundId}
      renderActions={(fund) =>
        fund.mayPay && (
          <FileButton
            isPrimary
            label={t("importStatement")}
            accept=".xlsx,.xls,.csv"
            onFile={(file) => void take(file)}
          />
        )
      }
    >
      {() => (
        <>
          <p className={styles["soft"]}>{t("importHint")}</p>
          {refused.map(({ row, text }) => (
            <p key={row} className={styles["late"]}>
              {t("refusedRow", { row, text: pick(text) })}
            </p>
          ))}
          {data === undefined ? <PageSkeleton lines={8} /> : <Sides fundId={fundId} sides={data} />}
          <ReceiptsPart fundId={fundId} />
        </>
      )}
    </FundFrame>
  );
}

function Sides({ fundId, sides }: { readonly fundId: string; readonly sides: Reconciliation }) {
  const t = useTexts(fundsTexts);
  const pick = usePick();
  const act = useAct();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [takingBack, setTakingBack] = useState<Reconciliation["bankOnly"][number] | null>(null);
  const { bankFen, ledgerFen, differenceFen, matched, bankOnly, ledgerOnly, mayMatch } = sides;
  const match = async (lineId: string, entryId: string | null) => {
    const next = await act({
      work: async () =>
        api.put("/api/fund-bank-lines/{lineId}/match", { params: { path: { lineId } }, body: { entryId } }),
      done: t(entryId === null ? "unmatchDone" : "matchDone"),
    });
    if (next !== null) queryClient.setQueryData(reconciliationQuery(fundId).queryKey, next);
  };
  return (
    <>
      <Facts
        facts={[
          { label: t("bankTotal"), value: formatYuan(bankFen), isKept: true },
          { label: t("ledgerTotal"), value: formatYuan(ledgerFen), isKept: true },
          {
            label: t("difference"),
            value: (
              <strong className={differenceFen === "0" ? undefined : styles["late"]}>
                {formatYuan(differenceFen)}
              </strong>
            ),
            isKept: true,
          },
        ]}
      />
      <TablePart title={t("bankOnly")} head={[t("on"), { figure: t("amountYuan") }, t("counterparty"), t("remedy")]}>
        {bankOnly.map(({ id, onDay, amountFen, counterparty, reference, candidates, remedy }) => (
          <tr key={id}>
            <td>{onDay}</td>
            <td data-figure>{formatYuan(amountFen)}</td>
            <td>
              {counterparty}
              <small>{reference}</small>
            </td>
            <td>
              {pick(remedy)}
              {mayMatch &&
                candidates.map(({ entryId, number }) => (
                  <Button key={entryId} type="link" size="small" onClick={() => void match(id, entryId)}>
                    {t("matchWith", { number })}
                  </Button>
                ))}
              {mayMatch && (
                <Button
                  type="link"
                  size="small"
                  aria-label={t("takeBackTitle", { on: onDay, amount: formatYuan(amountFen) })}
                  onClick={() => setTakingBack(bankOnly.find((line) => line.id === id) ?? null)}
                >
                  {t("takeBack")}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </TablePart>
      <TablePart
        title={t("ledgerOnly")}
        head={[t("entry"), t("on"), { figure: t("amountYuan") }, t("kind"), t("remedy")]}
      >
        {ledgerOnly.map(({ entryId, number, onDay, amountFen, kind, about, remedy }) => (
          <tr key={entryId}>
            <td>{number}</td>
            <td>{onDay}</td>
            <td data-figure>{formatYuan(amountFen)}</td>
            <td>
              {t(`kind.${kind}`)}
              <small>{about}</small>
            </td>
            <td>{pick(remedy)}</td>
          </tr>
        ))}
      </TablePart>
      <TablePart
        title={t("matched")}
        head={[
          t("on"),
          { figure: t("amountYuan") },
          t("counterparty"),
          t("entry"),
          ...(mayMatch ? [t("unmatch")] : []),
        ]}
      >
        {matched.map(({ line, entry }) => (
          <tr key={line.id}>
            <td>{line.onDay}</td>
            <td data-figure>{formatYuan(line.amountFen)}</td>
            <td>{line.counterparty}</td>
            <td>
              {entry.number} {t(`kind.${entry.kind}`)}
              <small>{entry.about}</small>
            </td>
            {mayMatch && (
              <td>
                <Button
                  type="link"
                  size="small"
                  aria-label={`${t("unmatch")} · ${entry.number}`}
                  onClick={() => void match(line.id, null)}
                >
                  {t("unmatch")}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </TablePart>
      {takingBack !== null && (
        <FormDialog
          title={t("takeBackTitle", { on: takingBack.onDay, amount: formatYuan(takingBack.amountFen) })}
          text={t("takeBackText")}
          draftName={`fund:${fundId}:taking-back:${takingBack.id}`}
          fields={[{ key: "reason", label: t("reason"), kind: "prose", isRequired: true }]}
          initial={{ reason: "" }}
          submitLabel={t("takeBack")}
          save={async ({ reason = "" }) => {
            const next = await api.post("/api/fund-bank-lines/{lineId}/taking-back", {
              params: { path: { lineId: takingBack.id } },
              body: { reason },
            });
            queryClient.setQueryData(reconciliationQuery(fundId).queryKey, next);
            void message.success(t("takeBackDone"));
            setTakingBack(null);
          }}
          onClose={() => setTakingBack(null)}
        />
      )}
    </>
  );
}
