import { formatYuan } from "@dual-high/kernel";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { useScopeId } from "../../frame/scopes.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { readYuan, yuanText } from "../../text/amounts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { TablePart } from "../../ui/record/table-part.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { type FundReceipts, receiptsQuery } from "./data.ts";
import styles from "./funds.module.css";
import { fundsTexts } from "./texts.ts";

type Payment = FundReceipts["paidOnly"][number];

interface Match {
  readonly paymentId: string;
  readonly receiptId: string;
  readonly amountFen: string | null;
}

interface Asked {
  readonly payment: Payment;
  readonly receipt: Payment["candidates"][number];
  readonly amountFen: string;
}

/** What the fund paid to projects beside what their agreements say arrived. */
export function ReceiptsPart({ fundId }: { readonly fundId: string }) {
  const t = useTexts(fundsTexts);
  const pick = usePick();
  const act = useAct();
  const { message } = App.useApp();
  const scopeId = useScopeId();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data } = useQuery(receiptsQuery(fundId));
  if (data === undefined) return <PageSkeleton lines={4} />;
  const { matched, paidOnly, receivedOnly, mayMatch } = data;
  const put = async ({ paymentId, receiptId, amountFen }: Match) =>
    api.put("/api/fund-payments/{paymentId}/receipts/{receiptId}", {
      params: { path: { paymentId, receiptId } },
      body: { amountFen },
    });
  const take = (next: FundReceipts) => queryClient.setQueryData(receiptsQuery(fundId).queryKey, next);
  /** With a way back for ten seconds. */
  const match = async (wanted: Match, before: string | null) => {
    const next = await act({
      work: async () => put(wanted),
      done: t(wanted.amountFen === null ? "unmatchDone" : "matchDone"),
      undo: async () => take(await put({ ...wanted, amountFen: before })),
    });
    if (next !== null) take(next);
  };
  const agreement = (receipt: {
    readonly scopeId: string;
    readonly agreementId: string;
    readonly agreementNumber: string;
  }) => (
    <PathLink to={`/p/${receipt.scopeId || scopeId}/agreements/${receipt.agreementId}`}>
      {receipt.agreementNumber}
    </PathLink>
  );
  return (
    <>
      <h2 className={styles["sectionTitle"]}>{t("withReceipts")}</h2>
      <p className={styles["soft"]}>{t("receiptsHint")}</p>
      <TablePart title={t("paidOnly")} head={[t("payment"), t("on"), { figure: t("amountYuan") }, t("remedy")]}>
        {paidOnly.map((payment) => (
          <tr key={payment.paymentId}>
            <td>
              {payment.title} {t("tranche", { position: payment.position })}
              <small>{payment.applicant}</small>
            </td>
            <td data-day>{payment.paidOn}</td>
            <td data-figure>
              {formatYuan(payment.openFen)}
              {payment.openFen !== payment.amountFen && (
                <small>{t("ofWhole", { amount: formatYuan(payment.amountFen) })}</small>
              )}
            </td>
            <td>
              {pick(payment.remedy)}
              {mayMatch &&
                payment.candidates.map((receipt) => {
                  const amountFen = smaller(payment.openFen, receipt.openFen);
                  const { paymentId } = payment;
                  const { receiptId, number } = receipt;
                  return (
                    <div key={receiptId} className={styles["offer"]}>
                      <Button
                        type="link"
                        size="small"
                        onClick={() => void match({ paymentId, receiptId, amountFen }, null)}
                      >
                        {t("matchReceipt", { number, amount: formatYuan(amountFen) })}
                      </Button>
                      <Button
                        type="link"
                        size="small"
                        aria-label={`${t("otherAmount")} · ${number}`}
                        onClick={() => setAsked({ payment, receipt, amountFen })}
                      >
                        {t("otherAmount")}
                      </Button>
                    </div>
                  );
                })}
            </td>
          </tr>
        ))}
      </TablePart>
      <TablePart
        title={t("receivedOnly")}
        head={[t("receipt"), t("on"), { figure: t("amountYuan") }, t("counterparty"), t("remedy")]}
      >
        {receivedOnly.map((receipt) => (
          <tr key={receipt.receiptId}>
            <td>
              {receipt.number}
              <small>{agreement(receipt)}</small>
            </td>
            <td data-day>{receipt.receivedOn}</td>
            <td data-figure>
              {formatYuan(receipt.openFen)}
              {receipt.openFen !== receipt.amountFen && (
                <small>{t("ofWhole", { amount: formatYuan(receipt.amountFen) })}</small>
              )}
            </td>
            <td>{receipt.payer}</td>
            <td>{pick(receipt.remedy)}</td>
          </tr>
        ))}
      </TablePart>
      <TablePart
        title={t("receiptMatched")}
        head={[
          t("payment"),
          { figure: t("paidYuan") },
          t("receipt"),
          { figure: t("receivedYuan") },
          { figure: t("matchedYuan") },
          t("state"),
          ...(mayMatch ? [t("unmatch")] : []),
        ]}
      >
        {matched.map(({ payment, receipt, state, amountFen }) => (
          <tr key={`${payment.paymentId} ${receipt?.receiptId}`}>
            <td>
              {payment.title} {t("tranche", { position: payment.position })}
              <small>{payment.paidOn}</small>
            </td>
            <td data-figure>
              {formatYuan(payment.amountFen)}
              <OpenPart fen={payment.openFen} />
            </td>
            <td>
              {receipt !== null && (
                <>
                  {receipt.number}
                  <small>
                    {agreement(receipt)} {receipt.receivedOn}
                  </small>
                </>
              )}
            </td>
            <td data-figure>
              {receipt !== null && (
                <>
                  {formatYuan(receipt.amountFen)}
                  <OpenPart fen={receipt.openFen} />
                </>
              )}
            </td>
            <td data-figure>{formatYuan(amountFen)}</td>
            <td className={state === "equal" || state === "not_seen" ? styles["soft"] : styles["late"]}>
              {t(`match.${state}`)}
            </td>
            {mayMatch && (
              <td>
                {receipt !== null && (
                  <Button
                    type="link"
                    size="small"
                    aria-label={`${t("unmatch")} · ${payment.title} ${payment.position} · ${receipt.number}`}
                    onClick={() =>
                      void match(
                        { paymentId: payment.paymentId, receiptId: receipt.receiptId, amountFen: null },
                        amountFen,
                      )
                    }
                  >
                    {t("unmatch")}
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </TablePart>
      {asked !== null && (
        <FormDialog
          title={t("matchTitle", { number: asked.receipt.number })}
          text={t("matchText", {
            paid: formatYuan(asked.payment.openFen),
            received: formatYuan(asked.receipt.openFen),
          })}
          draftName={`fund-match:${asked.payment.paymentId}:${asked.receipt.receiptId}`}
          fields={[
            {
              key: "amount",
              label: t("amountYuan"),
              kind: "yuan",
              isRequired: true,
              isShort: true,
              pointer: "amountFen",
            },
          ]}
          initial={{ amount: yuanText(asked.amountFen) }}
          submitLabel={t("match")}
          save={async ({ amount = "" }) => {
            const { paymentId } = asked.payment;
            const { receiptId } = asked.receipt;
            take(await put({ paymentId, receiptId, amountFen: readYuan(amount) ?? "" }));
            void message.success(t("matchDone"));
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** What of an amount is matched with nothing yet. */
function OpenPart({ fen }: { readonly fen: string }) {
  const t = useTexts(fundsTexts);
  return fen === "0" ? null : <small className={styles["late"]}>{t("openPart", { amount: formatYuan(fen) })}</small>;
}

const smaller = (one: string, other: string): string => (BigInt(one) < BigInt(other) ? one : other);
