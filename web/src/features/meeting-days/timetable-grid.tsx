import { LockOutlined } from "@ant-design/icons";
import { usePick, useTexts } from "../../text/texts.ts";
import { byId, type DayMeeting, type MeetingDay, pairOf } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";

interface TimetableGridProps {
  readonly day: MeetingDay;
  /** Opens a meeting to move it; unset where nothing can be changed. */
  readonly onOpen?: (meetingId: string) => void;
}

/** Slots down, tables across: the day as it hangs on the door. */
export function TimetableGrid({ day, onOpen }: TimetableGridProps) {
  const t = useTexts(meetingDayTexts);
  const at = new Map(
    day.meetings.filter(({ slot }) => slot !== null).map((meeting) => [`${meeting.slot} ${meeting.table}`, meeting]),
  );
  const used = Math.max(1, ...day.meetings.map(({ table }) => (table ?? -1) + 1));
  const tables = Array.from({ length: onOpen === undefined ? used : day.tables }, (_, table) => table);
  return (
    <section className={styles["gridBox"]} aria-label={t("timetable")}>
      <table className={styles["grid"]}>
        <thead>
          <tr>
            <th scope="col">{t("time")}</th>
            {tables.map((table) => (
              <th key={table} scope="col">
                {t("tableNo", { number: table + 1 })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {day.times.map(({ from, to }, slot) => (
            <tr key={from} data-pause={day.pauseAfter === slot + 1 || undefined}>
              <th scope="row">
                {from}
                <small>{to}</small>
              </th>
              {tables.map((table) => (
                <td key={table}>
                  <Cell day={day} meeting={at.get(`${slot} ${table}`)} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly day: MeetingDay;
  readonly meeting: DayMeeting | undefined;
  readonly onOpen: ((meetingId: string) => void) | undefined;
}

function Cell({ day, meeting, onOpen }: CellProps) {
  const t = useTexts(meetingDayTexts);
  const pick = usePick();
  if (meeting === undefined) return null;
  const people = byId(day);
  const { isWithdrawn, isLocked, conflicts, outcome } = meeting;
  const inside = (
    <>
      <b>{people.get(meeting.enterpriseId)?.name ?? "—"}</b>
      <span>{people.get(meeting.partnerId)?.name ?? "—"}</span>
      {isLocked && <LockOutlined aria-label={t("locked")} />}
      {isWithdrawn && <em>{t("withdrawnMark")}</em>}
      {conflicts.map((one) => (
        <em key={one.en}>{pick(one)}</em>
      ))}
      {outcome !== null && <i>{t(`outcome.${outcome}`)}</i>}
    </>
  );
  const marks = { "data-against": conflicts.length > 0 || undefined, "data-withdrawn": isWithdrawn || undefined };
  if (onOpen === undefined || !day.mayChange || isWithdrawn || outcome !== null) {
    return (
      <div className={styles["cell"]} title={meeting.needTitle} {...marks}>
        {inside}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles["cell"]}
      title={meeting.needTitle}
      aria-label={t("moveName", { pair: pairOf(day, meeting) })}
      onClick={() => onOpen(meeting.id)}
      {...marks}
    >
      {inside}
    </button>
  );
}
