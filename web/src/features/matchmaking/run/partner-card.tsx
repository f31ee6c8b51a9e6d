import {
  CaretRightOutlined,
  CheckOutlined,
  ClockCircleOutlined,
  CloseOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { memo, type ReactNode, useEffect, useId, useMemo, useRef } from "react";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Candidate, Decision } from "../data.ts";
import { DECISION_LABELS, type DecisionKind, REASON_LABELS } from "../labels.ts";
import { partnerMarks } from "./marks.ts";
import { MarkedText } from "./phrase.tsx";
import styles from "./run.module.css";
import { BandMark, ScoreBar } from "./score-bar.tsx";
import { runTexts } from "./texts.ts";

/** Cautions that stand in the way, rather than ask for a look. */
const GRAVE = new Set(["lapsed", "exclusive"]);

interface PartnerCardProps {
  readonly candidate: Candidate;
  /** Its place, from 0; the key that chooses it is one more. */
  readonly at: number;
  readonly isChosen: boolean;
  /** Whether choosing it takes the focus along. */
  readonly takesFocus: boolean;
  readonly onChoose: (candidateId: string) => void;
  /** What can be decided; beneath the chosen card. */
  readonly children?: ReactNode;
}

/** A partner in three lines; chosen, with its text, in which the shared phrases are marked, and what can be decided. */
export const PartnerCard = memo(function PartnerCard(props: PartnerCardProps) {
  const { candidate, at, isChosen, takesFocus, onChoose, children } = props;
  const t = useTexts(runTexts);
  const pick = usePick();
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  const { id, name, unit, people, kindText, reason, band, cautions, decision } = candidate;

  useEffect(() => {
    if (!isChosen || !takesFocus) return;
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen, takesFocus]);

  return (
    <article
      ref={card}
      tabIndex={-1}
      className={styles["card"]}
      data-chosen={isChosen || undefined}
      data-decision={decision.decision}
      aria-labelledby={titleId}
      aria-current={isChosen || undefined}
    >
      <header>
        <button
          type="button"
          className={styles["cardButton"]}
          aria-expanded={isChosen}
          aria-keyshortcuts={at < 9 ? String(at + 1) : undefined}
          onClick={() => onChoose(id)}
        >
          <kbd className={styles["key"]} aria-hidden>
            {at + 1}
          </kbd>
          <span id={titleId} className={styles["cardName"]}>
            {name}
          </span>
          <span className={styles["cardUnit"]}>
            {[unit, people].filter((part) => part !== "").join(" · ")}
            <em>{pick(kindText)}</em>
          </span>
        </button>
        <DecisionMark decision={decision.decision} />
      </header>
      <p className={styles["reason"]}>{pick(reason)}</p>
      <div className={styles["strength"]}>
        <BandMark band={band} />
        <ScoreBar candidate={candidate} isWhole={isChosen} />
      </div>
      {cautions.length > 0 && (
        <ul className={styles["cautions"]} aria-label={t("caution")}>
          {cautions.map(({ code, text }) => (
            <li key={code} data-grave={GRAVE.has(code) || undefined}>
              <WarningOutlined aria-hidden /> {pick(text)}
            </li>
          ))}
        </ul>
      )}
      {isChosen && <PartnerText candidate={candidate} />}
      {children}
    </article>
  );
});

function DecisionMark({ decision }: { decision: DecisionKind }) {
  const pick = usePick();
  if (decision === "none") return null;
  const Icon = { accepted: CheckOutlined, refused: CloseOutlined, postponed: ClockCircleOutlined }[decision];
  return (
    <span className={styles["decisionMark"]} data-decision={decision}>
      <Icon aria-hidden /> {pick(DECISION_LABELS[decision])}
    </span>
  );
}

function PartnerText({ candidate }: { candidate: Candidate }) {
  const t = useTexts(runTexts);
  const { text, terms, others } = candidate;
  const marks = useMemo(
    () => ({
      title: partnerMarks(terms, "title", null),
      content: partnerMarks(terms, "content", null),
      items: text.items.map(({ item }) => ({
        title: partnerMarks(terms, "title", item),
        content: partnerMarks(terms, "content", item),
      })),
    }),
    [terms, text],
  );
  return (
    <div className={styles["partnerText"]} role="group" aria-label={t("partnerText")}>
      <p className={styles["partnerTitle"]}>
        <MarkedText text={text.title} spans={marks.title} />
      </p>
      {text.content !== "" && (
        <p>
          <MarkedText text={text.content} spans={marks.content} />
        </p>
      )}
      {text.items.map(({ item, title, content }, at) => (
        <div key={item} className={styles["item"]}>
          <p className={styles["partnerTitle"]}>
            <MarkedText text={title} spans={marks.items[at]?.title ?? []} />
          </p>
          {content !== "" && (
            <p>
              <MarkedText text={content} spans={marks.items[at]?.content ?? []} />
            </p>
          )}
        </div>
      ))}
      {others.length > 0 && (
        <details className={styles["others"]}>
          <summary>
            <CaretRightOutlined aria-hidden /> {t("others")} ({others.length})
          </summary>
          <ul>
            {others.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface MeanwhileProps {
  readonly theirs: Decision;
  readonly mine: DecisionKind;
  readonly onLeave: () => void;
  readonly onInsist: () => void;
}

/** Two people decided on one match: what the other decided, and the choice to look again. */
export function Meanwhile({ theirs, mine, onLeave, onInsist }: MeanwhileProps) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className={styles["meanwhile"]} role="alert" tabIndex={-1} data-keys="own">
      <strong>{t("meanwhile")}</strong>
      <p>
        {t("meanwhileText", {
          who: theirs.decidedBy?.name ?? "",
          at: theirs.decidedAt === null ? "" : formatInstant(theirs.decidedAt),
          theirs: pick(DECISION_LABELS[theirs.decision]),
          mine: pick(DECISION_LABELS[mine]),
        })}
        {theirs.reason !== null && <> {t("theirReason", { reason: pick(REASON_LABELS[theirs.reason]) })}</>}
        {theirs.comment !== "" && <q>{theirs.comment}</q>}
      </p>
      <div className={styles["decisionButtons"]}>
        <Button type="primary" onClick={onLeave}>
          {t("keepTheirs")}
        </Button>
        {mine !== theirs.decision && (
          <Button onClick={onInsist}>{t("decideAnyway", { mine: pick(DECISION_LABELS[mine]) })}</Button>
        )}
      </div>
    </div>
  );
}
