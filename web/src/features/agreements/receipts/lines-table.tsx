import { percentText } from "../../../text/amounts.ts";
import { formatYuan } from "@dual-high/kernel";
import { useTexts } from "../../../text/texts.ts";
import { agreementsTexts } from "../texts.ts";
import type { MoneyLine } from "./data.ts";
import styles from "./receipts.module.css";
import { receiptsTexts } from "./texts.ts";

/** The payment schedule with what came in for each. */
export function LinesTable({ lines, isOver }: { readonly lines: readonly MoneyLine[]; readonly isOver: boolean }) {
  const t = useTexts(receiptsTexts);
  const kinds = useTexts(agreementsTexts);
  if (lines.length === 0) return <p className={styles["quiet"]}>{t("noSchedule")}</p>;
  const yuan = (fen: string | null) => (fen === null ? "" : formatYuan(fen));
  return (
    <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("schedule")}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("place")}</th>
            <th scope="col">{t("kind")}</th>
            <th scope="col">{t("condition")}</th>
            <th scope="col">{t("dueOn")}</th>
            <th scope="col" data-figure>
              {t("inYuan", { what: t("agreed") })}
            </th>
            <th scope="col" data-figure>
              {t("inYuan", { what: t("received") })}
            </th>
            <th scope="col" data-figure>
              {t("inYuan", { what: t(isOver ? "lapsed" : "open") })}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ position, kind, condition, dueOn, agreedFen, royaltyBp, receivedFen, openFen, isOverdue }) => (
            <tr key={position}>
              <th scope="row">{position}</th>
              <td>{kinds(`payment.${kind}`)}</td>
              <td>{condition}</td>
              <td className={isOverdue ? styles["late"] : undefined}>
                {dueOn} {isOverdue && `· ${t("isOverdue")}`}
              </td>
              <td data-figure>{royaltyBp === null ? yuan(agreedFen) : `${percentText(royaltyBp)}%`}</td>
              <td data-figure>{yuan(receivedFen)}</td>
              <td data-figure>{yuan(openFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
