import { useSuspenseQuery } from "@tanstack/react-query";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ownEvaluationsQuery } from "./data.ts";
import styles from "./evaluations.module.css";
import { evaluationsTexts } from "./texts.ts";

/** Where an expert begins. */
export function OwnEvaluationsPage() {
  const t = useTexts(evaluationsTexts);
  const items = useSuspenseQuery(ownEvaluationsQuery).data;
  return (
    <Page title={t("ownTitle")} purpose={t("ownPurpose")} isColumn>
      {items.length === 0 && <p>{t("ownNone")}</p>}
      <ul className={styles["plain"]}>
        {items.map(({ challengeId, code, title, state, isOpen, assigned, submitted }) => (
          <li key={challengeId}>
            <p>
              <PathLink to={`/evaluations/${challengeId}`}>{title}</PathLink>
            </p>
            <p className={styles["quiet"]}>
              {code} · {t(`expert.${state}`)} ·{" "}
              {isOpen ? t("progress", { done: submitted, all: assigned }) : t("closed")}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
