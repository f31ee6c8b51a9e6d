import { useSuspenseQuery } from "@tanstack/react-query";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { myMeetingsQuery } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";

/** When and where somebody of an enterprise, or a researcher, meets whom. */
export function MyMeetingsPage() {
  const t = useTexts(meetingDayTexts);
  const meetings = useSuspenseQuery(myMeetingsQuery).data;
  const days = [...Map.groupBy(meetings, ({ dayId }) => dayId)];
  return (
    <Page title={t("myTitle")} purpose={t("myPurpose")} isColumn>
      {days.length === 0 && <p className={styles["quiet"]}>{t("myNone")}</p>}
      {days.map(([dayId, own]) => (
        <section key={dayId}>
          <h2 className={styles["heading"]}>
            {own[0]?.dayTitle} · {own[0]?.heldOn}
          </h2>
          <p className={styles["quiet"]}>
            {own[0]?.place}
            {own[0]?.isCancelled === true && ` · ${t("isCancelled")}`}
          </p>
          <ul className={styles["mine"]}>
            {own.map(({ id, from, table, needTitle, enterpriseName, partnerName }) => (
              <li key={id}>
                <b>
                  {from === null || table === null ? t("notYetPlaced") : `${from} · ${t("tableNo", { number: table })}`}
                </b>
                <span>
                  {enterpriseName} × {partnerName}
                </span>
                <small>{needTitle}</small>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
