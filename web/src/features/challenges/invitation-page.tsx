import type { Schemas } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import styles from "../../frame/open-sheet.module.css";
import { OpenSheet } from "../../frame/open-sheet.tsx";
import { formatDay, formatInstant } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { invitationTexts } from "./texts.ts";

type View = Schemas["TeamInvitationView"];
type Answer = Schemas["TeamInvitationAnswer"]["answer"];

/** Where a link leads that asks somebody into a team: what it is about, and yes or no. */
export function InvitationPage() {
  const t = useTexts(invitationTexts);
  // Behind the #, so that no server or proxy on the way writes it into a log.
  const token = new URLSearchParams(useLocation().hash).get("token") ?? "";
  const view = useQuery({
    queryKey: ["team-invitation", token],
    queryFn: async () => api.post("/api/team-invitations/view", { body: { token } }),
    enabled: token !== "",
    staleTime: Infinity,
  });
  if (token === "") return <OpenSheet title={t("noLink")} text={t("noLinkText")} />;
  if (view.error !== null) return <Closed error={view.error} onRetry={() => void view.refetch()} />;
  if (view.data === undefined) {
    return (
      <OpenSheet title="">
        <p aria-busy="true" className={styles["quiet"]}>
          {t("loading")}
        </p>
      </OpenSheet>
    );
  }
  return <Subject key={token} token={token} view={view.data} />;
}

function isOver(error: Error): boolean {
  return isProblem(error) && [404, 409, 410].includes(error.status);
}

function Closed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useTexts(invitationTexts);
  const text = isProblem(error) ? error.detail : error.message;
  if (isOver(error)) return <OpenSheet title={t("closed")} text={text} />;
  return <OpenSheet title={t("failed")} text={text} onRetry={onRetry} />;
}

const LONG = 220;

function Subject({ token, view }: { readonly token: string; readonly view: View }) {
  const t = useTexts(invitationTexts);
  const pick = usePick();
  const [isWhole, setWhole] = useState(false);
  const [over, setOver] = useState<Error | null>(null);
  const [answered, setAnswered] = useState<Answer | null>(null);
  const { origin, name, covers, capabilities, members, note } = view;
  if (over !== null) return <Closed error={over} onRetry={() => setOver(null)} />;
  if (answered !== null) {
    const title = t(answered === "accept" ? "thanksAccept" : "thanksDecline");
    return <OpenSheet title={title} text={t("thanksText")} isDone />;
  }
  const isCut = origin.text.length > LONG && !isWhole;
  return (
    <OpenSheet title={t("title")} from={pick(view.from)}>
      {view.isSample && <p className={styles["sample"]}>{t("sample")}</p>}
      <section className={styles["part"]}>
        <p className={styles["strong"]}>{t("dear", { name })}</p>
      </section>
      <section className={styles["part"]}>
        <h2>{t(origin.kind)}</h2>
        <p className={styles["strong"]}>{origin.title}</p>
        <p className={styles["quiet"]}>
          {[origin.number, origin.enterprise].filter((part) => part !== "").join(" · ")}
        </p>
        {origin.closesAt !== null && <p>{t("closes", { at: formatInstant(origin.closesAt) })}</p>}
        {origin.text !== "" && (
          <p className={styles["text"]}>{isCut ? `${origin.text.slice(0, LONG)}…` : origin.text}</p>
        )}
        {isCut && (
          <button type="button" className="quiet" onClick={() => setWhole(true)}>
            {t("showAll")}
          </button>
        )}
      </section>
      {covers.length > 0 && (
        <section className={styles["part"]}>
          <h2>{t("yours")}</h2>
          <p>
            {covers.map((term) => (
              <span key={term} className={styles["word"]}>
                {term}
              </span>
            ))}
          </p>
        </section>
      )}
      <section className={styles["part"]}>
        <h2>{t("team")}</h2>
        <p>{t("teamOf", { count: members, terms: capabilities.join(t("comma")) })}</p>
      </section>
      {note !== "" && (
        <section className={styles["part"]}>
          <h2>{t("note")}</h2>
          <p className={styles["text"]}>{note}</p>
        </section>
      )}
      <AnswerForm token={token} until={view.expiresAt} onAnswered={setAnswered} onOver={setOver} />
    </OpenSheet>
  );
}

interface AnswerFormProps {
  readonly token: string;
  readonly until: string;
  readonly onAnswered: (answer: Answer) => void;
  readonly onOver: (error: Error) => void;
}

function AnswerForm({ token, until, onAnswered, onOver }: AnswerFormProps) {
  const t = useTexts(invitationTexts);
  const id = useId();
  const [wish, setWish] = useState<Answer | null>(null);
  const [comment, setComment] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wish !== null) head.current?.focus();
  }, [wish]);
  const send = async (answer: Answer) => {
    setBusy(true);
    setProblem("");
    try {
      await api.post("/api/team-invitations/answer", { body: { token, answer, comment: comment.trim() } });
      onAnswered(answer);
    } catch (error) {
      // What the link became since the page was opened takes the page's place; anything else is told where it happened.
      if (error instanceof Error && isOver(error)) onOver(error);
      else setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  if (wish === null) {
    return (
      <section className={styles["ask"]} aria-labelledby={`${id}-ask`}>
        <h2 id={`${id}-ask`}>{t("ask")}</h2>
        <button type="button" className="plain primary" onClick={() => setWish("accept")}>
          {t("accept")}
        </button>
        <button type="button" className="plain" onClick={() => setWish("decline")}>
          {t("decline")}
        </button>
        <p className={styles["quiet"]}>{t("privacy", { until: formatDay(until) })}</p>
      </section>
    );
  }
  return (
    <form
      className={styles["ask"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(wish);
      }}
    >
      <h2 ref={head} tabIndex={-1}>
        {t(wish)}
      </h2>
      {problem !== "" && (
        <p role="alert" className={styles["problem"]}>
          {problem}
        </p>
      )}
      <label htmlFor={`${id}-comment`}>{t("comment")}</label>
      <textarea
        id={`${id}-comment`}
        rows={3}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <button type="submit" className="plain primary" disabled={isBusy}>
        {t(isBusy ? "sending" : "send")}
      </button>
      <button type="button" className="plain" onClick={() => setWish(null)}>
        {t("back")}
      </button>
    </form>
  );
}
