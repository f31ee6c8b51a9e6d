import type { Schemas } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import styles from "../../../frame/open-sheet.module.css";
import { OpenSheet as Sheet } from "../../../frame/open-sheet.tsx";
import { formatDay } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { copyToClipboard } from "../../../ui/clipboard.ts";
import { answerTexts } from "./texts.ts";

type View = Schemas["OutreachView"];
type Answer = Schemas["OutreachAnswer"]["answer"];

/** What became of a link that does not open, by the server's code. */
const FATES = {
  "identity.link_unknown": "unknown",
  "identity.link_expired": "expired",
  "identity.link_used": "used",
  "identity.link_revoked": "revoked",
  "matchmaking.outreach_revoked": "revoked",
} as const;

/** Where a link leads that was sent to somebody without an account: what it is about, and an answer by one press. */
export function AnswerPage() {
  const t = useTexts(answerTexts);
  // Behind the #, so that no server or proxy on the way writes it into a log.
  const token = new URLSearchParams(useLocation().hash).get("token") ?? "";
  const view = useQuery({
    queryKey: ["outreach-view", token],
    queryFn: async () => api.post("/api/outreach/view", { body: { token } }),
    enabled: token !== "",
    staleTime: Infinity,
  });
  if (token === "") return <Sheet title={t("noLink")} text={t("noLinkText")} />;
  if (view.error !== null) return <Fate error={view.error} onRetry={() => void view.refetch()} />;
  if (view.data === undefined) {
    return (
      <Sheet title="">
        <p aria-busy="true" className={styles["quiet"]}>
          {t("loading")}
        </p>
      </Sheet>
    );
  }
  return <Subject key={token} token={token} view={view.data} />;
}

function Fate({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTexts(answerTexts);
  if (!isProblem(error)) return <Sheet title={t("failed")} text={error.message} onRetry={onRetry} />;
  if (isFate(error.code)) return <Sheet title={t(FATES[error.code])} text={error.detail} />;
  return <Sheet title={t(error.status === 429 ? "limited" : "failed")} text={error.detail} onRetry={onRetry} />;
}

function isFate(code: string): code is keyof typeof FATES {
  return code in FATES;
}

const LONG = 220;

function Subject({ token, view }: { token: string; view: View }) {
  const t = useTexts(answerTexts);
  const pick = usePick();
  const [isWhole, setWhole] = useState(false);
  const [fate, setFate] = useState<Error | null>(null);
  const [answered, setAnswered] = useState<Answer | null>(null);
  const { shown } = view;
  const { pairName, needNumber, needTitle, needText, enterprise, partnerName, partnerUnit, reason, terms } = shown;
  const isToEnterprise = shown.audience === "enterprise";
  if (fate !== null) return <Fate error={fate} onRetry={() => setFate(null)} />;
  if (answered !== null) {
    const title = answered === "interested" ? "thanksInterested" : "thanksNotMine";
    return <Sheet title={t(title)} text={t("thanksText")} isDone />;
  }
  const isCut = needText.length > LONG && !isWhole;
  return (
    <Sheet title={t(isToEnterprise ? "titleEnterprise" : "title")} from={t("from", { pair: pairName })}>
      {shown.isSample && <p className={styles["sample"]}>{t("sample")}</p>}
      <section className={styles["part"]}>
        <h2>{t("need")}</h2>
        <p className={styles["strong"]}>{needTitle}</p>
        <p className={styles["quiet"]}>{[needNumber, enterprise].filter((part) => part !== "").join(" · ")}</p>
        {needText !== "" && <p className={styles["text"]}>{isCut ? `${needText.slice(0, LONG)}…` : needText}</p>}
        {isCut && (
          <button type="button" className="quiet" onClick={() => setWhole(true)}>
            {t("showAll")}
          </button>
        )}
      </section>
      {partnerName !== null && (
        <section className={styles["part"]}>
          <h2>{t(isToEnterprise ? "partner" : "yours")}</h2>
          <p className={styles["strong"]}>{partnerName}</p>
          {partnerUnit !== null && partnerUnit !== "" && <p className={styles["quiet"]}>{partnerUnit}</p>}
        </section>
      )}
      {reason !== null && (
        <section className={styles["part"]}>
          <h2>{t(isToEnterprise ? "whyPartner" : "why")}</h2>
          <p>{pick(reason)}</p>
        </section>
      )}
      {terms.length > 0 && (
        <section className={styles["part"]}>
          <h2>{t("common")}</h2>
          <p>
            {terms.slice(0, 8).map((term) => (
              <span key={term} className={styles["word"]}>
                {term}
              </span>
            ))}
          </p>
        </section>
      )}
      <AnswerForm token={token} view={view} onAnswered={setAnswered} onFate={setFate} />
    </Sheet>
  );
}

interface AnswerFormProps {
  readonly token: string;
  readonly view: View;
  readonly onAnswered: (answer: Answer) => void;
  readonly onFate: (error: Error) => void;
}

function AnswerForm({ token, view, onAnswered, onFate }: AnswerFormProps) {
  const t = useTexts(answerTexts);
  const id = useId();
  const [wish, setWish] = useState<Answer | "forward" | null>(null);
  const [comment, setComment] = useState("");
  const [name, setName] = useState("");
  const [contact, setContact] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [passed, setPassed] = useState<Schemas["OutreachForwarded"] | null>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const isToEnterprise = view.shown.audience === "enterprise";
  const asksName = wish === "interested" && view.needsName;
  useEffect(() => {
    if (wish !== null) head.current?.focus();
  }, [wish]);

  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem("");
    try {
      await work();
    } catch (error) {
      // What the link became since the page was opened takes the page's place; anything else is told where it happened.
      if (isProblem(error) && isFate(error.code)) onFate(error);
      else setProblem(isProblem(error) ? error.detail : error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const forward = async () =>
    during(async () => {
      setPassed(passed ?? (await api.post("/api/outreach/forward", { body: { token } })));
      setWish("forward");
    });
  const send = async (answer: Answer) => {
    if (asksName && name.trim() === "") {
      setProblem(t("nameMissing"));
      return;
    }
    await during(async () => {
      await api.post("/api/outreach/answer", {
        body: { token, answer, comment: comment.trim(), name: name.trim(), contact: contact.trim() },
      });
      onAnswered(answer);
    });
  };
  const told = problem !== "" && (
    <p role="alert" className={styles["problem"]}>
      {problem}
    </p>
  );
  const labels = {
    interested: t(isToEnterprise ? "interestedEnterprise" : "interested"),
    not_mine: t(isToEnterprise ? "notMineEnterprise" : "notMine"),
  };
  if (wish === null) {
    return (
      <section className={styles["ask"]} aria-labelledby={`${id}-ask`}>
        <h2 id={`${id}-ask`}>{t("ask")}</h2>
        {told}
        <button type="button" className="plain primary" onClick={() => setWish("interested")}>
          {labels.interested}
        </button>
        <button type="button" className="plain" onClick={() => setWish("not_mine")}>
          {labels.not_mine}
        </button>
        <button type="button" className="plain" disabled={isBusy} onClick={() => void forward()}>
          {t("forward")}
        </button>
        <p className={styles["quiet"]}>{t("privacy", { until: formatDay(view.expiresAt) })}</p>
      </section>
    );
  }
  const back = (
    <button type="button" className="plain" onClick={() => setWish(null)}>
      {t("back")}
    </button>
  );
  if (wish === "forward") {
    return (
      <section className={styles["ask"]}>
        <h2 ref={head} tabIndex={-1}>
          {t("forwardTitle")}
        </h2>
        {passed !== null && <PassOn forwarded={passed} />}
        {back}
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
        {labels[wish]}
      </h2>
      {told}
      {wish === "interested" && (
        <>
          <label htmlFor={`${id}-name`}>{t(asksName ? "name" : "nameOptional")}</label>
          <input
            id={`${id}-name`}
            autoComplete="name"
            maxLength={100}
            required={asksName}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <label htmlFor={`${id}-contact`}>{t("contact")}</label>
          <input
            id={`${id}-contact`}
            autoComplete="tel"
            maxLength={200}
            value={contact}
            onChange={(event) => setContact(event.target.value)}
          />
        </>
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
      {back}
    </form>
  );
}

/** A text with a new link, for somebody else to answer. */
function PassOn({ forwarded }: { forwarded: Schemas["OutreachForwarded"] }) {
  const t = useTexts(answerTexts);
  const text = usePick()(forwarded.text);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await copyToClipboard(text);
    setCopied(true);
  };
  return (
    <>
      <p className={styles["quiet"]}>{t("forwardText")}</p>
      <textarea
        readOnly
        rows={6}
        value={text}
        aria-label={t("forwardTitle")}
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className="plain primary" onClick={() => void copy()}>
        {t(isCopied ? "copied" : "copy")}
      </button>
      <span className="visually-hidden" role="status">
        {isCopied ? t("copied") : ""}
      </span>
    </>
  );
}
