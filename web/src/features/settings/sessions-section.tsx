import type { Schemas } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatSince } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import styles from "./settings.module.css";
import { settingsTexts } from "./texts.ts";

export function SessionsSection() {
  const t = useTexts(settingsTexts);
  const language = useLanguage();
  const act = useAct();
  const { data = [] } = useQuery({
    queryKey: ["sessions"],
    queryFn: async ({ signal }) => api.get("/api/me/sessions", { signal }),
  });
  const nameOf = ({ agent }: Schemas["Session"]) => (agent === "" ? t("unknownAgent") : agent);
  const end = async (session: Schemas["Session"]) =>
    act({
      work: async () => api.delete("/api/me/sessions/{sessionId}", { params: { path: { sessionId: session.id } } }),
      done: t("ended", { agent: nameOf(session) }),
      changes: [["sessions"]],
    });
  return (
    <section>
      <h2>{t("sessions")}</h2>
      <ul className={styles["lines"]}>
        {data.map((session) => (
          <li key={session.id}>
            <span>{nameOf(session)}</span>
            <small>{t("seen", { since: formatSince(session.lastSeenAt, language) })}</small>
            {session.isCurrent ? (
              <small>{t("thisOne")}</small>
            ) : (
              <Button size="small" onClick={() => void end(session)}>
                {t("end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
