import { useSuspenseQuery } from "@tanstack/react-query";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ownCallsQuery } from "./data.ts";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

/** Calls for which somebody was named to judge. */
export function OwnCallsPage() {
  const t = useTexts(proofTexts);
  const { items } = useSuspenseQuery(ownCallsQuery).data;
  return (
    <Page title={t("ownReviews")} purpose={t("ownReviewsPurpose")}>
      {items.length === 0 && <p>{t("noOwnReviews")}</p>}
      <ul className={styles["plain"]}>
        {items.map(({ callId, number, title, open, submitted, isOver, dueOn }) => (
          <li key={callId}>
            <PathLink to={`/proof-reviews/${callId}`}>{`${number} ${title}`}</PathLink>{" "}
            <span className={styles["quiet"]}>
              {isOver ? t("judgingOver") : t("leftToJudge", { count: open })} · {t("givenCount", { count: submitted })}
              {dueOn !== null && ` · ${t("dueBy", { day: dueOn })}`}
            </span>
          </li>
        ))}
      </ul>
    </Page>
  );
}
