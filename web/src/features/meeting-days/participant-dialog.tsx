import { ifMatch } from "@dual-high/client";
import { Button, Checkbox, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import type { DayParticipant, MeetingDay } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";
import { useChangeDay } from "./use-change-day.ts";

const ANSWERS = ["coming", "not_coming", "other_time"] as const;

interface ParticipantDialogProps {
  readonly day: MeetingDay;
  readonly participant: DayParticipant;
  readonly onClose: () => void;
}

/** What came by telephone: who comes, what they answered, when they cannot. */
export function ParticipantDialog({ day, participant, onClose }: ParticipantDialogProps) {
  const t = useTexts(meetingDayTexts);
  const change = useChangeDay(day.id);
  const [attendee, setAttendee] = useState(participant.attendee);
  const [contact, setContact] = useState(participant.contact);
  const [answer, setAnswer] = useState(participant.answer === "none" ? null : participant.answer);
  const [unavailable, setUnavailable] = useState<readonly number[]>(participant.unavailable);
  const save = async () => {
    const said = answer === null || answer === participant.answer ? {} : { answer };
    const next = await change({
      work: async () =>
        api.patch("/api/meeting-days/{dayId}/participants/{participantId}", {
          params: { path: { dayId: day.id, participantId: participant.id }, header: ifMatch(participant) },
          body: { attendee, contact, unavailable: [...unavailable], ...said },
        }),
      done: t("saved"),
    });
    if (next !== null) onClose();
  };
  return (
    <Modal open title={participant.name} footer={null} onCancel={onClose}>
      <form
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label htmlFor="day-attendee">{t("attendee")}</label>
        <Input id="day-attendee" value={attendee} onChange={(event) => setAttendee(event.target.value)} />
        <label htmlFor="day-contact">{t("contact")}</label>
        <Input id="day-contact" value={contact} onChange={(event) => setContact(event.target.value)} />
        <label htmlFor="day-answer">{t("answer")}</label>
        <Select
          id="day-answer"
          value={answer}
          placeholder={t("answer.none")}
          onChange={setAnswer}
          options={ANSWERS.map((value) => ({ value, label: t(`answer.${value}`) }))}
        />
        <fieldset className={styles["slots"]}>
          <legend>{t("cannot")}</legend>
          <p className={styles["quiet"]}>{t("cannotText")}</p>
          {day.times.map(({ from }, slot) => (
            <Checkbox
              key={from}
              checked={unavailable.includes(slot)}
              onChange={(event) =>
                setUnavailable(
                  event.target.checked ? [...unavailable, slot] : unavailable.filter((one) => one !== slot),
                )
              }
            >
              {from}
            </Checkbox>
          ))}
        </fieldset>
        <div className={styles["buttons"]}>
          <Button type="primary" htmlType="submit">
            {t("save")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Modal>
  );
}
