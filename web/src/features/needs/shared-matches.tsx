import { useQuery } from "@tanstack/react-query";
import { formatDay } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import { sharedMatchesQuery } from "./queries.ts";
import type { Need } from "./rules.ts";
import { stateTexts } from "./state-texts.ts";

/** For the enterprise: the partners that the office showed it, and how far each has come. */
export function SharedMatches({ need }: { readonly need: Need }) {
  const t = useTexts(stateTexts);
  const pick = usePick();
  const { data: matches } = useQuery(sharedMatchesQuery(need.id));
  const isLookedFor = need.state === "accepted" || need.state === "matched";
  if (matches === undefined || (matches.length === 0 && !isLookedFor)) return null;
  return (
    <section className={styles["followUp"]} aria-label={t("partners")}>
      <h2>{t("partners")}</h2>
      {matches.length === 0 && <p>{t("noPartners")}</p>}
      <ul>
        {matches.map(({ id, partnerName, partnerUnit, reason, sharedAt, answer, state }) => (
          <li key={id}>
            <b>{[partnerName, partnerUnit].filter(Boolean).join(" · ")}</b>
            {reason !== null && <p>{pick(reason)}</p>}
            <small>
              {[
                t("sharedOn", { day: formatDay(sharedAt) }),
                answer === null ? "" : t(`answer.${answer}`),
                state === null ? "" : t(`with.${state}`),
              ]
                .filter(Boolean)
                .join(" · ")}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
