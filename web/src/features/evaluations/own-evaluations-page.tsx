import type { Schemas } from "@dual-high/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ownEvaluationsQuery } from "./data.ts";
import styles from "./evaluations.module.css";
import { evaluationsTexts } from "./texts.ts";

type Own = Schemas["ExpertEvaluations"]["items"][number];

/** What is the expert's to do, by its day; then what is not. */
function waitingFirst(items: readonly Own[]): Own[] {
  const rank = ({ waits, dueOn }: Own) => (waits === null ? "z" : (dueOn ?? "y"));
  return items.toSorted((one, other) => (rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0));
}

/** Where an expert begins. */
export function OwnEvaluationsPage() {
  const t = useTexts(evaluationsTexts);
  const items = useSuspenseQuery(ownEvaluationsQuery).data;
  return (
    <Page title={t("ownTitle")} purpose={t("ownPurpose")} isColumn>
      {items.length === 0 && <p>{t("ownNone")}</p>}
      <ul className={styles["plain"]}>
        {waitingFirst(items).map(({ challengeId, code, title, state, isOpen, assigned, submitted, dueOn, waits }) => (
          <li key={challengeId}>
            <p>
              <PathLink to={`/evaluations/${challengeId}`}>{title}</PathLink>
            </p>
            <p className={styles["quiet"]}>
              {code} · {t(`expert.${state}`)} ·{" "}
              {isOpen ? t("progress", { done: submitted, all: assigned }) : t("closed")}
              {isOpen && dueOn !== null && ` · ${t("dueIs", { day: dueOn })}`}
            </p>
            {waits !== null && (
              <LinkButton isPrimary to={`/evaluations/${challengeId}`}>
                {t(`waits.${waits}`)}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
