import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import type { Fund } from "./data.ts";
import styles from "./funds.module.css";
import { fundsTexts } from "./texts.ts";

/** How much of the size was promised, came, went and came back: bars on one scale, each with its figure. */
export function MoneyPicture({ fund }: { readonly fund: Fund }) {
  const t = useTexts(fundsTexts);
  const language = useLanguage();
  const { money, sizeFen } = fund;
  if (money === null) return null;
  const rows = [
    { key: "size", label: t("size"), fen: sizeFen },
    { key: "subscribed", label: t("subscribed"), fen: money.subscribedFen },
    { key: "paidIn", label: t("paidIn"), fen: money.paidInFen },
    { key: "committed", label: t("projectCommitted"), fen: money.committedFen },
    { key: "paidOut", label: t("paidOut"), fen: money.paidOutFen },
    { key: "returned", label: t("returned"), fen: money.returnedFen },
    { key: "uncommitted", label: t("uncommitted"), fen: money.uncommittedFen },
    { key: "bank", label: t("bank"), fen: money.bankFen },
  ] as const;
  const most = rows.reduce((top, { fen }) => (BigInt(fen) > top ? BigInt(fen) : top), 1n);
  const widthOf = (fen: string) => `${Number((BigInt(fen) * 1000n) / most) / 10}%`;
  return (
    <section className={styles["part"]} aria-label={t("money")}>
      <table className={styles["money"]}>
        <caption>{t("money")}</caption>
        <tbody>
          {rows.map(({ key, label, fen }) => (
            <tr key={key} data-row={key}>
              <th scope="row">{label}</th>
              <td data-figure>{formatFen(fen, language)}</td>
              <td aria-hidden="true">
                <i style={{ width: widthOf(fen) }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
