import { Button, Input } from "antd";
import { useId } from "react";
import { usePick, useTexts } from "../../text/texts.ts";
import { byId, type DayMeeting, type DayParticipant, type MeetingDay, OUTCOMES, pairOf } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";
import { useOutcome } from "./use-outcome.ts";

interface OutcomeCardProps {
  readonly day: MeetingDay;
  readonly meeting: DayMeeting;
  readonly isOn: boolean;
}

/** One meeting at its table: six answers under a thumb, then what is next. */
export function OutcomeCard({ day, meeting, isOn }: OutcomeCardProps) {
  const t = useTexts(meetingDayTexts);
  const pick = usePick();
  const id = useId();
  const people = byId(day);
  const { values, state, problem, change, toLedger, settle } = useOutcome(day, meeting);
  const pair = pairOf(day, meeting);
  return (
    <article className={styles["card"]} aria-labelledby={`${id}-pair`}>
      <header>
        <span className={styles["tableMark"]}>{t("tableNo", { number: (meeting.table ?? 0) + 1 })}</span>
        <h3 id={`${id}-pair`}>
          <Side one={people.get(meeting.enterpriseId)} />
          <Side one={people.get(meeting.partnerId)} />
        </h3>
      </header>
      <p className={styles["quiet"]}>{meeting.needTitle}</p>
      {meeting.conflicts.map((one) => (
        <p key={one.en} className={styles["alarm"]}>
          {pick(one)}
        </p>
      ))}
      <div className={styles["chips"]} role="group" aria-label={t("outcomeOf", { pair })}>
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            disabled={!isOn}
            aria-pressed={values.outcome === outcome}
            onClick={() => change({ outcome })}
          >
            {t(`outcome.${outcome}`)}
          </button>
        ))}
      </div>
      {values.outcome !== null && (
        <div className={styles["fields"]}>
          <label htmlFor={`${id}-step`}>{t("nextStep")}</label>
          <Input
            id={`${id}-step`}
            size="large"
            disabled={!isOn}
            value={values.nextStep}
            maxLength={500}
            onChange={(event) => change({ nextStep: event.target.value })}
          />
          <label htmlFor={`${id}-due`}>{t("nextOn")}</label>
          <Input
            id={`${id}-due`}
            size="large"
            type="date"
            disabled={!isOn}
            value={values.nextOn}
            onChange={(event) => change({ nextOn: event.target.value })}
          />
          <label htmlFor={`${id}-note`}>{t("remark")}</label>
          <Input.TextArea
            id={`${id}-note`}
            autoSize={{ minRows: 2, maxRows: 8 }}
            disabled={!isOn}
            value={values.note}
            maxLength={2000}
            onChange={(event) => change({ note: event.target.value })}
          />
          {problem !== "" && (
            <p role="alert" className={styles["alarm"]}>
              {problem}
            </p>
          )}
          {state === "clash" ? (
            <div className={styles["buttons"]}>
              <Button size="large" onClick={() => settle("theirs")}>
                {t("takeTheirs")}
              </Button>
              <Button size="large" onClick={() => settle("mine")}>
                {t("keepMine")}
              </Button>
            </div>
          ) : (
            <p role="status" className={styles["quiet"]}>
              {state === "saving" ? t("saving") : state === "unsaved" ? t("unsaved") : t("autosaved")}
              {state === "saved" && meeting.isInLedger && ` · ${t("inLedger", { number: meeting.lineNumber })}`}
            </p>
          )}
          {isOn && state !== "clash" && !meeting.isInLedger && (
            <Button size="large" type="primary" block disabled={state === "saving"} onClick={toLedger}>
              {t("toLedger")}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

function Side({ one }: { readonly one: DayParticipant | undefined }) {
  const t = useTexts(meetingDayTexts);
  if (one === undefined) return <span>—</span>;
  return (
    <span>
      {one.name}
      {one.attendee !== "" && <small> {one.attendee}</small>}
      {one.arrivedAt === null && <em>{t("absentMark")}</em>}
    </span>
  );
}
