import { formatYuan } from "@dual-high/kernel";
import { useTexts } from "../../../text/texts.ts";
import type { AgreementMoney } from "./data.ts";
import styles from "./receipts.module.css";
import { receiptsTexts } from "./texts.ts";

/** Agreed as the whole, received from the left, what is late behind it, and a mark at what is due by now. */
export function MoneyBar({ money }: { readonly money: AgreementMoney }) {
  const t = useTexts(receiptsTexts);
  const { agreedFen, receivedFen, royaltyFen, openFen, lapsedFen, dueFen, overdueFen, looseFen } = money;
  if (agreedFen === null || openFen === null) return <p className={styles["quiet"]}>{t("noAmount")}</p>;
  const whole = Math.max(Number(agreedFen), 1);
  const share = (fen: string) => Math.min((Number(fen) / whole) * 100, 100);
  const [received, overdue, due] = [share(receivedFen), share(overdueFen), share(dueFen)];
  const figures = [
    { key: "agreed", part: "agreed", fen: agreedFen, isShown: true },
    { key: "received", part: "received", fen: receivedFen, isShown: true },
    { key: "open", part: "plain", fen: openFen, isShown: lapsedFen === "0" },
    { key: "lapsed", part: "plain", fen: lapsedFen, isShown: lapsedFen !== "0" },
    { key: "due", part: "due", fen: dueFen, isShown: dueFen !== "0" },
    { key: "overdue", part: "overdue", fen: overdueFen, isShown: overdueFen !== "0" },
    { key: "loose", part: "plain", fen: looseFen, isShown: looseFen !== "0" },
    { key: "royalties", part: "plain", fen: royaltyFen, isShown: royaltyFen !== "0" },
  ] as const;
  const label = t("barText", {
    agreed: formatYuan(agreedFen),
    received: formatYuan(receivedFen),
    due: formatYuan(dueFen),
    overdue: formatYuan(overdueFen),
  });
  return (
    <div className={styles["bar"]}>
      <dl className={styles["figures"]}>
        {figures
          .filter(({ isShown }) => isShown)
          .map(({ key, part, fen }) => (
            <div key={key} data-part={part}>
              <dt>{t(key)}</dt>
              <dd>{t("sum", { amount: formatYuan(fen) })}</dd>
            </div>
          ))}
      </dl>
      <div className={styles["track"]} role="img" aria-label={label}>
        <i data-part="received" style={{ width: `${received}%` }} />
        <i data-part="overdue" style={{ left: `${received}%`, width: `${Math.min(overdue, 100 - received)}%` }} />
        {dueFen !== "0" && <i data-part="due" style={{ left: `calc(${due}% - 2px)` }} />}
      </div>
    </div>
  );
}
