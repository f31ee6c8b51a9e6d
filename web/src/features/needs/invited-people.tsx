import type { Schemas } from "@dual-high/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatInstant, formatPerson } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { readersQuery } from "./queries.ts";
import styles from "./visibility.module.css";
import { visibilityTexts } from "./visibility-texts.ts";

export function InvitedPeople({ needId }: { readonly needId: string }) {
  const t = useTexts(visibilityTexts);
  const act = useAct();
  const readers = useSuspenseQuery(readersQuery(needId)).data;
  const withdraw = async (userId: string) =>
    act({
      work: async () => api.delete("/api/needs/{needId}/readers/{userId}", { params: { path: { needId, userId } } }),
      done: t("withdrawnOne"),
      changes: [["needs", "readers", needId]],
    });
  const stateOf = ({ withdrawnAt, acceptedAt }: Schemas["NeedReader"]) => {
    if (withdrawnAt !== null) return t("withdrawn", { at: formatInstant(withdrawnAt) });
    return acceptedAt === null ? t("notAccepted") : t("accepted", { at: formatInstant(acceptedAt) });
  };
  return (
    <section className={styles["section"]}>
      <h2>{t("invitedPeople")}</h2>
      {readers.length === 0 ? (
        <p className={styles["hint"]}>{t("noReaders")}</p>
      ) : (
        <div className={styles["scroll"]}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">{t("person")}</th>
                <th scope="col">{t("invitedAt")}</th>
                <th scope="col">{t("status")}</th>
                <td aria-label={t("withdraw")} />
              </tr>
            </thead>
            <tbody>
              {readers.map((reader) => {
                const name = formatPerson(reader.name ?? t("erased"), reader.units);
                return (
                  <tr key={reader.userId}>
                    <td>{name}</td>
                    <td>
                      <time dateTime={reader.invitedAt}>{formatInstant(reader.invitedAt)}</time>
                    </td>
                    <td>{stateOf(reader)}</td>
                    <td>
                      {reader.withdrawnAt === null && (
                        <Button
                          size="small"
                          aria-label={t("withdrawOf", { name })}
                          onClick={() => void withdraw(reader.userId)}
                        >
                          {t("withdraw")}
                        </Button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
