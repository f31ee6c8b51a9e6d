import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useId, useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { OpenSheet } from "../../frame/open-sheet.tsx";
import { formatDay, formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { noticeQuery, type PublicNotice } from "./data.ts";
import styles from "./notice.module.css";
import { evaluationsTexts } from "./texts.ts";

const route = getRouteApi("/public-notices/$challengeId");

/** A result in public notice, for anybody. */
export function NoticePage() {
  const t = useTexts(evaluationsTexts);
  const { challengeId } = route.useParams();
  const notice = useQuery(noticeQuery(challengeId));
  if (notice.error !== null) {
    const isGone = isProblem(notice.error, 404);
    if (isGone) return <OpenSheet title={t("noticeTitle")} text={t("noticeGone")} />;
    return <OpenSheet title={t("noticeTitle")} text={notice.error.message} onRetry={() => void notice.refetch()} />;
  }
  if (notice.data === undefined) return <OpenSheet title="" />;
  return <Notice challengeId={challengeId} notice={notice.data} />;
}

function Notice({ challengeId, notice }: { readonly challengeId: string; readonly notice: PublicNotice }) {
  const t = useTexts(evaluationsTexts);
  const from = notice.poster === null ? notice.code : `${notice.code} · ${t("posedBy", { name: notice.poster })}`;
  return (
    <OpenSheet title={`${t("noticeTitle")}：${notice.title}`} from={from}>
      {notice.isSample && <p className={styles["sample"]}>{t("sample")}</p>}
      <p className={styles["text"]}>{notice.purpose}</p>
      {notice.indicators.length > 0 && (
        <section>
          <h2>{t("indicators")}</h2>
          <ul>
            {notice.indicators.map(({ key, name, target, unit }) => (
              <li key={key}>
                {name} {target} {unit}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t("whoChosen")}</h2>
        {notice.chosen.map(({ bidder, title, lead }) => (
          <p key={`${bidder} ${title}`} className={styles["strong"]}>
            {bidder} · {title} · {t("lead", { name: lead })}
          </p>
        ))}
      </section>
      <section>
        <h2>{t("decision")}</h2>
        <p className={styles["text"]}>{notice.decision}</p>
      </section>
      {notice.text !== "" && <p className={styles["text"]}>{notice.text}</p>}
      <p className={styles["quiet"]}>
        {formatDay(notice.announcedAt)} · {t("noticeUntil", { at: formatInstant(notice.endsAt) })}
      </p>
      {notice.isAwarded && <p role="status">{t("isAwarded")}</p>}
      {notice.isOpen ? <ObjectionForm challengeId={challengeId} /> : <p className={styles["quiet"]}>{t("over")}</p>}
    </OpenSheet>
  );
}

const EMPTY = { name: "", contact: "", body: "" };

function ObjectionForm({ challengeId }: { readonly challengeId: string }) {
  const t = useTexts(evaluationsTexts);
  const id = useId();
  const [typed, setTyped] = useState(EMPTY);
  const [standing, setStanding] = useState<"open" | "busy" | "sent">("open");
  const [problem, setProblem] = useState("");
  if (standing === "sent") return <p role="status">{t("thanks")}</p>;
  const send = async () => {
    setStanding("busy");
    setProblem("");
    try {
      await api.post("/api/public-notices/{challengeId}/objections", {
        params: { path: { challengeId } },
        body: typed,
      });
      setStanding("sent");
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
      setStanding("open");
    }
  };
  const field = (key: keyof typeof EMPTY) => ({
    id: `${id}-${key}`,
    required: true,
    value: typed[key],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [key]: event.target.value }),
  });
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{t("object")}</h2>
      <p className={styles["quiet"]}>{t("objectText")}</p>
      {problem !== "" && (
        <p role="alert" className={styles["problem"]}>
          {problem}
        </p>
      )}
      <label htmlFor={`${id}-name`}>{t("yourName")}</label>
      <input maxLength={200} {...field("name")} />
      <label htmlFor={`${id}-contact`}>{t("yourContact")}</label>
      <input maxLength={300} {...field("contact")} />
      <label htmlFor={`${id}-body`}>{t("objectionBody")}</label>
      <textarea rows={4} maxLength={5000} {...field("body")} />
      <button type="submit" className="plain primary" disabled={standing === "busy"}>
        {t("send")}
      </button>
    </form>
  );
}
