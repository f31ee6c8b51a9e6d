import { ifMatch } from "@dual-high/client";
import { percentText } from "../../../text/amounts.ts";
import { formatYuan } from "@dual-high/kernel";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { type AgreementMoney, type Receipt, readMoneyAgain } from "./data.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { MatchDialog, sendVoucher } from "./receipt-dialog.tsx";
import styles from "./receipts.module.css";
import { receiptsTexts } from "./texts.ts";

interface ReceiptListProps {
  readonly money: AgreementMoney;
  /** What is said and done about one beneath it. */
  readonly renderMore?: (receipt: Receipt) => ReactNode;
}

/** Every receipt of an agreement, the latest first; what was reversed stays to be seen. */
export function ReceiptList({ money, renderMore }: ReceiptListProps) {
  const t = useTexts(receiptsTexts);
  if (money.receipts.length === 0) return <p className={styles["quiet"]}>{t("none")}</p>;
  return (
    <ul className={styles["list"]}>
      {money.receipts.map((receipt) => (
        <li key={receipt.id}>
          <ReceiptLine receipt={receipt} money={money} />
          {renderMore?.(receipt)}
        </li>
      ))}
    </ul>
  );
}

function ReceiptLine({ receipt, money }: { readonly receipt: Receipt; readonly money: AgreementMoney }) {
  const t = useTexts(receiptsTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<"match" | "reverse" | null>(null);
  const { id, number, reversal, paymentPosition, file, salesFen, expectedFen } = receipt;
  const isKept = reversal === null;
  const rate = receipt.royaltyBp;
  const difference = expectedFen === null ? 0n : BigInt(receipt.amountFen) - BigInt(expectedFen);
  const apart = difference < 0n ? -difference : difference;
  const held = receipt.isRoyalty ? t("royaltyAlone") : t("notYet");
  const params = { path: { receiptId: id }, header: ifMatch(receipt) };
  const done = async (said: string) => {
    await readMoneyAgain(queryClient);
    setOpen(null);
    await act({ work: async () => {}, done: said });
  };
  return (
    <>
      <strong data-gone={isKept ? undefined : true}>
        {receipt.receivedOn} · {receipt.payer}
      </strong>
      <span className={styles["sum"]} data-gone={isKept ? undefined : true}>
        {formatYuan(receipt.amountFen)}
      </span>
      <span className={styles["small"]}>
        <span>{number}</span>
        <span>
          {t("voucher")} {receipt.voucher}
        </span>
        {receipt.recognitionFeeFen !== null && (
          <span>
            {t("recognitionFee")} {formatYuan(receipt.recognitionFeeFen)}
          </span>
        )}
        {receipt.vatFen !== null && (
          <span>
            {t("vat")} {formatYuan(receipt.vatFen)}
          </span>
        )}
        <span>{paymentPosition === null ? held : t("paymentOf", { position: paymentPosition })}</span>
        {receipt.earlyReason !== "" && <span>{t("early", { why: receipt.earlyReason })}</span>}
        {salesFen !== null && (
          <span>
            {t("sales")} {formatYuan(salesFen)} {receipt.salesPeriod}
            {expectedFen !== null && rate !== null && (
              <> · {t("royaltyMakes", { rate: percentText(rate), expected: formatYuan(expectedFen) })}</>
            )}
            {apart > 1n && <b className={styles["late"]}> · {t("royaltyOther", { difference: formatYuan(apart) })}</b>}
            {receipt.royaltyReason !== "" && <> · {t("royaltyBecause", { why: receipt.royaltyReason })}</>}
          </span>
        )}
        <span>
          {receipt.createdBy.name} {formatInstant(receipt.createdAt)}
        </span>
      </span>
      {reversal !== null && (
        <span className={styles["small"]}>
          {t("state.reversed")}：{reversal.reason} · {reversal.by.name} {formatInstant(reversal.at)}
        </span>
      )}
      <span className={styles["buttons"]}>
        {file !== null && (
          <Button size="small" onClick={() => void act({ work: async () => download(`/api/receipts/${id}/voucher`) })}>
            {file.name}
          </Button>
        )}
        {isKept && money.mayReceive && (
          <>
            {file === null && (
              <>
                <input
                  ref={input}
                  type="file"
                  hidden
                  aria-label={`${t("attach")} ${number}`}
                  onChange={({ target }) => {
                    const chosen = target.files?.[0];
                    target.value = "";
                    if (chosen === undefined) return;
                    void act({
                      work: async () => sendVoucher(receipt, chosen),
                      done: t("attached", { number }),
                      changes: [["agreements"], ["receipts"]],
                    });
                  }}
                />
                <Button size="small" aria-label={`${t("attach")} ${number}`} onClick={() => input.current?.click()}>
                  {t("attach")}
                </Button>
              </>
            )}
            {paymentPosition === null && !receipt.isRoyalty && money.lines.length > 0 && (
              <Button size="small" aria-label={`${t("match")} ${number}`} onClick={() => setOpen("match")}>
                {t("match")}
              </Button>
            )}
            <Button size="small" aria-label={`${t("reverse")} ${number}`} onClick={() => setOpen("reverse")}>
              {t("reverse")}
            </Button>
          </>
        )}
      </span>
      {open === "match" && (
        <MatchDialog
          receipt={receipt}
          money={money}
          onSend={async (match) => {
            await api.put("/api/receipts/{receiptId}/payment", { params, body: match });
            await done(t("matched", { number }));
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "reverse" && (
        <ReasonDialog
          title={t("reverseTitle", { number })}
          text={t("reverseText")}
          action={t("reverse")}
          onSend={async (reason) => {
            await api.post("/api/receipts/{receiptId}/reversal", { params, body: { reason } });
            await done(t("reversed", { number }));
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
