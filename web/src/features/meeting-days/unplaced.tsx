import { Button } from "antd";
import { usePick, useTexts } from "../../text/texts.ts";
import { type MeetingDay, meetingsOf, pairOf } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";

interface UnplacedProps {
  readonly day: MeetingDay;
  readonly onOpen: (meetingId: string) => void;
}

/** Meetings without a place: each with why, and what would be enough for all. */
export function Unplaced({ day, onOpen }: UnplacedProps) {
  const t = useTexts(meetingDayTexts);
  const pick = usePick();
  const left = meetingsOf(day).filter(({ slot }) => slot === null);
  if (left.length === 0 || day.plannedAt === null) return null;
  const { moreTables = null, moreSlots = null } = day.remedy ?? {};
  const remedies = [
    ...(moreTables === null ? [] : [t("remedyTables", { count: moreTables })]),
    ...(moreSlots === null ? [] : [t("remedySlots", { count: moreSlots })]),
  ];
  return (
    <section className={styles["unplaced"]}>
      <h2>
        {t("unplacedTitle")} ({left.length})
      </h2>
      {remedies.length > 0 && <p>{remedies.join(t("or"))}</p>}
      <ul>
        {left.map((meeting) => (
          <li key={meeting.id}>
            <span>
              <b>{pairOf(day, meeting)}</b>
              {meeting.unplaced !== null && <small>{pick(meeting.unplaced.text)}</small>}
            </span>
            {day.mayChange && (
              <Button
                size="small"
                aria-label={t("moveName", { pair: pairOf(day, meeting) })}
                onClick={() => onOpen(meeting.id)}
              >
                {t("move")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
