import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Prose } from "../../ui/record/layout.tsx";
import type { ProofApplication } from "./data.ts";
import styles from "./proof.module.css";
import { IndicatorTable, MoneyTable } from "./tables.tsx";
import { proofTexts } from "./texts.ts";

type Shown = Pick<ProofApplication, "content" | "documents"> & {
  readonly call: Pick<ProofApplication["call"], "documents">;
};

/** What an application says, as the team, reviewers and deciders read it. */
export function ContentPart({
  application,
  fileAddress = (id) => `/api/proof-documents/${id}`,
}: {
  readonly application: Shown;
  readonly fileAddress?: (id: string) => string;
}) {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const { content, documents, call } = application;
  return (
    <div className={styles["content"]}>
      <Prose title={t("hypothesis")} text={content.hypothesis} />
      <IndicatorTable title={t("indicators")} indicators={content.indicators} />
      <Prose title={t("method")} text={content.method} />
      {content.milestones.length > 0 && (
        <section className={styles["part"]}>
          <h2>{t("plan")}</h2>
          <ul className={styles["plain"]}>
            {content.milestones.map(({ title, dueOn }) => (
              <li key={`${dueOn} ${title}`}>
                {dueOn} {title}
              </li>
            ))}
          </ul>
        </section>
      )}
      <MoneyTable title={t("costs")} lines={content.costs} sumFen={content.askedFen} />
      {content.hasOtherFunding !== null && (
        <section className={styles["part"]}>
          <h2>{t("otherFunding")}</h2>
          {content.otherFunding.length === 0 ? (
            <p>{t("otherNone")}</p>
          ) : (
            <ul className={styles["plain"]}>
              {content.otherFunding.map(({ source, amountFen }) => (
                <li key={`${source} ${amountFen}`}>
                  {source} {formatFen(amountFen, language)}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {content.members.length > 0 && (
        <section className={styles["part"]}>
          <h2>{t("members")}</h2>
          <p>
            {content.members
              .map(({ name, unit }) => [name, unit].filter((part) => part !== "").join(" · "))
              .join(language === "zh" ? "；" : "; ")}
          </p>
        </section>
      )}
      {documents.length > 0 && (
        <section className={styles["part"]}>
          <h2>{t("documents")}</h2>
          <ul className={styles["plain"]}>
            {documents.map(({ id, key, name }) => (
              <li key={id}>
                {call.documents.find((asked) => asked.key === key)?.name}
                {language === "zh" ? "：" : ": "}
                <a href={fileAddress(id)} download>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
