import { formatFen } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import type { Evaluation, JudgedBid } from "./data.ts";
import styles from "./evaluations.module.css";
import { evaluationsTexts } from "./texts.ts";

type Spread = NonNullable<JudgedBid["total"]>;

/** Criteria beside bids: how far each was scored, and after the closing the spread and who scored what. */
export function ScoresTable({ evaluation }: { readonly evaluation: Evaluation }) {
  const t = useTexts(evaluationsTexts);
  const language = useLanguage();
  const pick = usePick();
  const { bids, criteria } = evaluation;
  const isClosed = bids.some(({ total }) => total !== null);
  const mark = (spread: Spread | null) =>
    spread === null ? (
      "-"
    ) : (
      <>
        {spread.mean}
        <small>{t("spread", { min: spread.min, max: spread.max, deviation: spread.deviation })}</small>
      </>
    );
  return (
    <section className={styles["part"]}>
      <h2>{t("matrix")}</h2>
      {!isClosed && evaluation.expertsPerBid !== null && <p className={styles["quiet"]}>{t("closedHint")}</p>}
      <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("matrix")}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("bid")}</th>
              {bids.map(({ id, number, bidder, lead }) => (
                <th key={id} scope="col">
                  {t("bidNo", { number: number ?? "-" })}
                  <small>
                    {bidder} · {lead}
                  </small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t("price")}</th>
              {bids.map(({ id, price }) => (
                <td key={id}>{formatFen(price, language)}</td>
              ))}
            </tr>
            {bids.some(({ stakes }) => stakes.length > 0) && (
              <tr>
                <th scope="row">{t("stakes")}</th>
                {bids.map(({ id, stakes }) => (
                  <td key={id} className={stakes.length === 0 ? undefined : styles["late"]}>
                    {stakes.length === 0 ? "-" : stakes.map(pick).join("；")}
                  </td>
                ))}
              </tr>
            )}
            {evaluation.expertsPerBid !== null && (
              <tr>
                <th scope="row">{t("scored")}</th>
                {bids.map(({ id, submitted, assigned, lacks }) => (
                  <td key={id}>
                    {t("progress", { done: submitted, all: assigned })}
                    {lacks > 0 && <small className={styles["late"]}>{t("lacks", { count: lacks })}</small>}
                  </td>
                ))}
              </tr>
            )}
            {isClosed &&
              criteria.map(({ key, name, weight }) => (
                <tr key={key}>
                  <th scope="row">
                    {name} <small>{weight}%</small>
                  </th>
                  {bids.map(({ id, byCriterion }) => (
                    <td key={id}>{mark(byCriterion.find((each) => each.key === key)?.spread ?? null)}</td>
                  ))}
                </tr>
              ))}
            {isClosed && (
              <tr>
                <th scope="row">{t("total")}</th>
                {bids.map(({ id, total }) => (
                  <td key={id}>
                    <strong>{mark(total)}</strong>
                  </td>
                ))}
              </tr>
            )}
            {isClosed && (
              <tr>
                <th scope="row">{t("whoScored")}</th>
                {bids.map(({ id, reviews }) => (
                  <td key={id}>
                    {reviews.map(({ expertId, expert, total, state }) => (
                      <span key={expertId} className={state === "set_aside" ? styles["quiet"] : undefined}>
                        {expert} {total}
                        {state === "set_aside" && t("asideMark")}
                        <br />
                      </span>
                    ))}
                  </td>
                ))}
              </tr>
            )}
            {bids.some(({ result }) => result !== null) && (
              <tr>
                <th scope="row">{t("decided")}</th>
                {bids.map(({ id, result }) => (
                  <td key={id}>
                    {result !== null && t(result.isChosen ? "chosen" : "notChosen")}
                    <small className={styles["text"]}>{result?.reason}</small>
                  </td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
