import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { formatInstant, formatPerson } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { readingsQuery } from "./queries.ts";
import styles from "./visibility.module.css";
import { visibilityTexts } from "./visibility-texts.ts";

/** Who was shown what, and when: the newest first. */
export function ReadingLog({ needId }: { readonly needId: string }) {
  const t = useTexts(visibilityTexts);
  const log = useInfiniteQuery(readingsQuery(needId));
  const readings = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const partOf = (part: string) => {
    const key = `part.${part}`;
    return isKey(key) ? t(key) : part;
  };
  return (
    <section className={styles["section"]}>
      <h2>{t("readings")}</h2>
      {log.isSuccess && readings.length === 0 && <p className={styles["hint"]}>{t("noReadings")}</p>}
      {readings.length > 0 && (
        <div className={styles["scroll"]}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">{t("at")}</th>
                <th scope="col">{t("person")}</th>
                <th scope="col">{t("part")}</th>
              </tr>
            </thead>
            <tbody>
              {readings.map(({ id, at, userName, userUnits, part }) => (
                <tr key={id}>
                  <td>
                    <time dateTime={at}>{formatInstant(at)}</time>
                  </td>
                  <td>{formatPerson(userName ?? t("erased"), userUnits)}</td>
                  <td>{partOf(part)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {log.hasNextPage && (
        <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}

function isKey(key: string): key is keyof typeof visibilityTexts.lines {
  return key in visibilityTexts.lines;
}
