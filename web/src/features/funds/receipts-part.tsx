import { formatYuan } from "@dual-high/kernel";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { useScopeId } from "../../frame/scopes.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { TablePart } from "../../ui/record/table-part.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { receiptsQuery } from "./data.ts";
import styles from "./funds.module.css";
import { fundsTexts } from "./texts.ts";

/** What the fund paid to projects beside what their agreements say arrived. */
export function ReceiptsPart({ fundId }: { readonly fundId: string }) {
  const t = useTexts(fundsTexts);
  const pick = usePick();
  const act = useAct();
  const scopeId = useScopeId();
  const queryClient = useQueryClient();
  const { data } = useQuery(receiptsQuery(fundId));
  if (data === undefined) return <PageSkeleton lines={4} />;
  const { matched, paidOnly, receivedOnly, mayMatch } = data;
  const match = async (paymentId: string, receiptId: string | null) => {
    const next = await act({
      work: async () =>
        api.put("/api/fund-payments/{paymentId}/receipt", { params: { path: { paymentId } }, body: { receiptId } }),
      done: t(receiptId === null ? "unmatchDone" : "matchDone"),
    });
    if (next !== null) queryClient.setQueryData(receiptsQuery(fundId).queryKey, next);
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
        {paidOnly.map(({ paymentId, title, position, applicant, paidOn, amountFen, candidates, remedy }) => (
          <tr key={paymentId}>
            <td>
              {title} {t("tranche", { position })}
              <small>{applicant}</small>
            </td>
            <td>{paidOn}</td>
            <td data-figure>{formatYuan(amountFen)}</td>
            <td>
              {pick(remedy)}
              {mayMatch &&
                candidates.map((receipt) => (
                  <Button
                    key={receipt.receiptId}
                    type="link"
                    size="small"
                    onClick={() => void match(paymentId, receipt.receiptId)}
                  >
                    {t("matchReceipt", { number: receipt.number, amount: formatYuan(receipt.amountFen) })}
                  </Button>
                ))}
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
            <td>{receipt.receivedOn}</td>
            <td data-figure>{formatYuan(receipt.amountFen)}</td>
            <td>{receipt.payer}</td>
            <td>{pick(receipt.remedy)}</td>
          </tr>
        ))}
      </TablePart>
      <TablePart
        title={t("receiptMatched")}
        head={[
          t("payment"),
          { figure: t("amountYuan") },
          t("receipt"),
          { figure: t("difference") },
          t("state"),
          ...(mayMatch ? [t("unmatch")] : []),
        ]}
      >
        {matched.map(({ payment, receipt, state, differenceFen }) => (
          <tr key={payment.paymentId}>
            <td>
              {payment.title} {t("tranche", { position: payment.position })}
              <small>{payment.paidOn}</small>
            </td>
            <td data-figure>{formatYuan(payment.amountFen)}</td>
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
              {differenceFen !== null && (
                <span className={differenceFen === "0" ? undefined : styles["late"]}>{formatYuan(differenceFen)}</span>
              )}
            </td>
            <td className={state === "equal" || state === "not_seen" ? styles["soft"] : styles["late"]}>
              {t(`match.${state}`)}
            </td>
            {mayMatch && (
              <td>
                <Button
                  type="link"
                  size="small"
                  aria-label={`${t("unmatch")} · ${payment.title} ${payment.position}`}
                  onClick={() => void match(payment.paymentId, null)}
                >
                  {t("unmatch")}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </TablePart>
    </>
  );
}
