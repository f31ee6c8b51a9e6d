import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import type { ProofContent, ProofReport } from "./data.ts";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

interface MoneyTableProps {
  readonly title: string;
  readonly lines: readonly { readonly item: string; readonly amountFen: string }[];
  readonly sumFen: string;
}

/** What was planned or spent, line by line, with its sum. */
export function MoneyTable({ title, lines, sumFen }: MoneyTableProps) {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  if (lines.length === 0) return null;
  return (
    <section className={styles["part"]}>
      <h2>{title}</h2>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("costItem")}</th>
            <th scope="col" data-number>
              {t("amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ item, amountFen }, at) => (
            // Two lines may say the same.
            <tr key={at}>
              <th scope="row">{item}</th>
              <td data-number>{formatFen(amountFen, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("sum")}</th>
            <td data-number>{formatFen(sumFen, language)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

interface IndicatorTableProps {
  readonly title: string;
  readonly indicators: readonly Pick<ProofContent["indicators"][number], "key" | "name" | "target" | "unit">[];
  /** What was measured of each, once it is reported. */
  readonly results?: ProofReport["content"]["results"];
}

/** What is promised, and beside it what came of it. */
export function IndicatorTable({ title, indicators, results }: IndicatorTableProps) {
  const t = useTexts(proofTexts);
  if (indicators.length === 0) return null;
  return (
    <section className={styles["part"]}>
      <h2>{title}</h2>
      <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={title}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              {(results === undefined
                ? (["indicator", "target"] as const)
                : (["indicator", "target", "measured", "outcome", "note"] as const)
              ).map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {indicators.map(({ key, name, target, unit }) => {
              const result = results?.find((each) => each.key === key);
              const outcome = result?.outcome ?? null;
              return (
                <tr key={key}>
                  <th scope="row">{name}</th>
                  <td>{`${target} ${unit}`}</td>
                  {results !== undefined && (
                    <>
                      <td>{result?.measured}</td>
                      <td className={outcome === "not_met" ? styles["wrong"] : undefined}>
                        {outcome !== null && t(`outcome.${outcome}`)}
                      </td>
                      <td>{result?.note}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
