import type { Schemas } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import styles from "../../frame/open-sheet.module.css";
import { OpenSheet } from "../../frame/open-sheet.tsx";
import { formatDay } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { copyToClipboard } from "../../ui/clipboard.ts";
import own from "./invitation.module.css";
import { dayInvitationTexts } from "./texts.ts";

type View = Schemas["DayInvitationView"];
type Answer = Schemas["DayInvitationAnswer"]["answer"];
const ANSWERS = ["coming", "not_coming", "other_time"] as const satisfies readonly Answer[];

/** Where a link leads that invites to a meeting day: one's own timetable, an answer, a calendar, passing it on. */
export function DayInvitationPage() {
  const t = useTexts(dayInvitationTexts);
  // Behind the #, so that no server or proxy on the way writes it into a log.
  const token = new URLSearchParams(useLocation().hash).get("token") ?? "";
  const view = useQuery({
    queryKey: ["day-invitation", token],
    queryFn: async () => api.post("/api/day-invitations/view", { body: { token } }),
    enabled: token !== "",
    staleTime: Infinity,
  });
  const [answered, setAnswered] = useState<View | null>(null);
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
  return (
    <OwnDay key={token} token={token} view={answered ?? view.data} isNew={answered !== null} onAnswered={setAnswered} />
  );
}

function Closed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useTexts(dayInvitationTexts);
  const text = isProblem(error) ? error.detail : error.message;
  const isOver = isProblem(error) && [404, 409, 410].includes(error.status);
  return isOver ? (
    <OpenSheet title={t("closed")} text={text} />
  ) : (
    <OpenSheet title={t("failed")} text={text} onRetry={onRetry} />
  );
}

interface OwnDayProps {
  readonly token: string;
  readonly view: View;
  /** Was answered a moment ago. */
  readonly isNew: boolean;
  readonly onAnswered: (view: View) => void;
}

function OwnDay({ token, view, isNew, onAnswered }: OwnDayProps) {
  const t = useTexts(dayInvitationTexts);
  const { pairName, title, place, heldOn, times, name, unit, note, isCancelled, isPast, answer } = view;
  const isOpen = !isCancelled && !isPast;
  return (
    <OpenSheet title={title} from={t("from", { pair: pairName })}>
      {view.isSample && <p className={styles["sample"]}>{t("sample")}</p>}
      {isCancelled && <p className={styles["problem"]}>{t("cancelled")}</p>}
      {isPast && <p>{t("past")}</p>}
      <section className={styles["part"]}>
        <p className={styles["strong"]}>
          {name} {unit !== "" && <span className={styles["quiet"]}>{unit}</span>}
        </p>
        <p>
          {heldOn} {times[0]?.from}–{times.at(-1)?.to}
          {place !== "" && ` · ${place}`}
        </p>
        {note !== "" && <p className={styles["text"]}>{note}</p>}
      </section>
      <section className={styles["part"]}>
        <h2>{t("your")}</h2>
        <OwnMeetings view={view} />
        {view.meetings.length > 0 && isOpen && <CalendarButton view={view} />}
      </section>
      {isOpen && answer !== "none" && (
        <p role="status" className={styles["quiet"]}>
          {isNew && `${t("thanks")} `}
          {t("answered", { answer: t(answer) })}
        </p>
      )}
      {isOpen && <AnswerForm key={answer} token={token} view={view} onAnswered={onAnswered} />}
      {isOpen && <Forward token={token} />}
    </OpenSheet>
  );
}

function OwnMeetings({ view }: { readonly view: View }) {
  const t = useTexts(dayInvitationTexts);
  const { meetings, waiting } = view;
  return (
    <>
      {meetings.length === 0 && <p>{t("noMeetings")}</p>}
      <ol className={own["meetings"]}>
        {meetings.map(({ from, to, table, needTitle, withName, withUnit }) => (
          <li key={from}>
            <b>
              {from}–{to}
            </b>
            <span>{t("table", { number: table })}</span>
            <strong>{withName}</strong>
            <small>{[withUnit, needTitle].filter((part) => part !== "").join(" · ")}</small>
          </li>
        ))}
      </ol>
      {waiting > 0 && meetings.length > 0 && <p className={styles["quiet"]}>{t("waiting", { count: waiting })}</p>}
    </>
  );
}

function CalendarButton({ view }: { readonly view: View }) {
  const t = useTexts(dayInvitationTexts);
  const save = () => {
    const address = URL.createObjectURL(new Blob([view.calendar], { type: "text/calendar;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${view.title}.ics`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  return (
    <button type="button" className="plain" onClick={save}>
      {t("calendar")}
    </button>
  );
}

interface AnswerFormProps {
  readonly token: string;
  readonly view: View;
  readonly onAnswered: (view: View) => void;
}

function AnswerForm({ token, view, onAnswered }: AnswerFormProps) {
  const t = useTexts(dayInvitationTexts);
  const id = useId();
  const [wish, setWish] = useState<Answer | null>(null);
  const [attendee, setAttendee] = useState(view.attendee);
  const [contact, setContact] = useState("");
  const [comment, setComment] = useState(view.comment);
  const [unavailable, setUnavailable] = useState<readonly number[]>(view.unavailable);
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
      const body = { token, answer, attendee, contact, comment, unavailable: [...unavailable] };
      onAnswered(await api.post("/api/day-invitations/answer", { body }));
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
      setBusy(false);
    }
  };
  if (wish === null) {
    return (
      <section className={styles["ask"]} aria-labelledby={`${id}-ask`}>
        <h2 id={`${id}-ask`}>{t("ask")}</h2>
        {ANSWERS.map((answer) => (
          <button
            key={answer}
            type="button"
            className={answer === "coming" ? "plain primary" : "plain"}
            onClick={() => setWish(answer)}
          >
            {t(answer)}
          </button>
        ))}
        <p className={styles["quiet"]}>{t("privacy", { until: formatDay(view.expiresAt) })}</p>
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
      {wish !== "not_coming" && (
        <>
          <label htmlFor={`${id}-attendee`}>{t("attendee")}</label>
          <input
            id={`${id}-attendee`}
            maxLength={200}
            value={attendee}
            onChange={(event) => setAttendee(event.target.value)}
          />
          <label htmlFor={`${id}-contact`}>{t("contact")}</label>
          <input
            id={`${id}-contact`}
            maxLength={200}
            value={contact}
            onChange={(event) => setContact(event.target.value)}
          />
        </>
      )}
      {wish === "other_time" && (
        <fieldset className={own["slots"]}>
          <legend>{t("cannot")}</legend>
          {view.times.map(({ from }, slot) => (
            <label key={from}>
              <input
                type="checkbox"
                checked={unavailable.includes(slot)}
                onChange={(event) =>
                  setUnavailable(
                    event.target.checked ? [...unavailable, slot] : unavailable.filter((one) => one !== slot),
                  )
                }
              />
              {from}
            </label>
          ))}
        </fieldset>
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

function Forward({ token }: { readonly token: string }) {
  const t = useTexts(dayInvitationTexts);
  const language = useLanguage();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const [isCopied, setCopied] = useState(false);
  const make = async () => {
    try {
      const made = await api.post("/api/day-invitations/forward", { body: { token } });
      setText(made.text[language]);
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    }
  };
  if (text === "") {
    return (
      <section className={styles["part"]}>
        {problem !== "" && (
          <p role="alert" className={styles["problem"]}>
            {problem}
          </p>
        )}
        <button type="button" className="quiet" onClick={() => void make()}>
          {t("forward")}
        </button>
      </section>
    );
  }
  return (
    <section className={styles["ask"]}>
      <label htmlFor="forward-text">{t("forwardText")}</label>
      <textarea id="forward-text" rows={4} readOnly value={text} />
      <button
        type="button"
        className="plain"
        onClick={() => {
          void copyToClipboard(text);
          setCopied(true);
        }}
      >
        {t(isCopied ? "copied" : "copy")}
      </button>
    </section>
  );
}
