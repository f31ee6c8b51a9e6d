import { ifMatch, type Schemas } from "@dual-high/client";
import { Button, Modal, Select } from "antd";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { type DayMeeting, type MeetingDay, pairOf } from "./data.ts";
import styles from "./meeting-days.module.css";
import { placeState } from "./places.ts";
import { meetingDayTexts } from "./texts.ts";
import { useChangeDay } from "./use-change-day.ts";

const PRIORITIES = ["must", "normal", "if_room"] as const;

interface PlaceDialogProps {
  readonly day: MeetingDay;
  readonly meeting: DayMeeting;
  readonly onClose: () => void;
}

/** Every place of the day for one meeting: free, or why not. Moving is taken back by one press. */
export function PlaceDialog({ day, meeting, onClose }: PlaceDialogProps) {
  const t = useTexts(meetingDayTexts);
  const change = useChangeDay(day.id);
  const path = { dayId: day.id, meetingId: meeting.id };
  const patch = async ({ version }: { readonly version: number }, body: Schemas["DayMeetingChange"]) =>
    api.patch("/api/meeting-days/{dayId}/meetings/{meetingId}", {
      params: { path, header: ifMatch({ version }) },
      body,
    });
  const before = meeting.slot === null || meeting.table === null ? null : { slot: meeting.slot, table: meeting.table };
  const now = (next: MeetingDay) => next.meetings.find(({ id }) => id === meeting.id) ?? meeting;
  const put = async (place: { slot: number; table: number } | null, done: string) => {
    const isKept = await change({
      work: async () => patch(meeting, { place }),
      done,
      undo: async (next) => patch(now(next), { place: before, isLocked: meeting.isLocked }),
    });
    if (isKept !== null) onClose();
  };
  const remove = async () => {
    const next = await change({
      work: async () => api.delete("/api/meeting-days/{dayId}/meetings/{meetingId}", { params: { path } }),
      done: t("removed"),
    });
    if (next !== null) onClose();
  };
  return (
    <Modal open title={pairOf(day, meeting)} footer={null} onCancel={onClose} width={960}>
      <p className={styles["quiet"]}>{meeting.needTitle}</p>
      <p>{t("moveText")}</p>
      <div className={styles["gridBox"]}>
        <table className={styles["places"]}>
          <thead>
            <tr>
              <th scope="col">{t("time")}</th>
              {Array.from({ length: day.tables }, (_, table) => (
                <th key={String(table)} scope="col">
                  {t("tableNo", { number: table + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {day.times.map(({ from }, slot) => (
              <tr key={from}>
                <th scope="row">{from}</th>
                {Array.from({ length: day.tables }, (_, table) => {
                  const state = placeState(day, meeting, slot, table);
                  const to = { time: from, table: table + 1 };
                  return (
                    <td key={String(table)} data-state={state}>
                      {state === "free" ? (
                        <button
                          type="button"
                          aria-label={`${from} ${t("tableNo", { number: table + 1 })} ${t("free")}`}
                          onClick={() => void put({ slot, table }, t("moved", to))}
                        >
                          {t("free")}
                        </button>
                      ) : (
                        <span>{t(state)}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles["buttons"]}>
        <label>
          {t("priority")}{" "}
          <Select
            aria-label={t("priority")}
            value={meeting.priority}
            options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
            onChange={(priority) => void change({ work: async () => patch(meeting, { priority }), done: t("saved") })}
          />
        </label>
        {before !== null && (
          <>
            <Button
              onClick={() =>
                void change({
                  work: async () => patch(meeting, { isLocked: !meeting.isLocked }),
                  done: t(meeting.isLocked ? "unlockedDone" : "lockedDone"),
                })
              }
            >
              {t(meeting.isLocked ? "unlock" : "lock")}
            </Button>
            <Button onClick={() => void put(null, t("takenOut"))}>{t("takeOut")}</Button>
          </>
        )}
        <Button onClick={() => void remove()}>{t("remove")}</Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </Modal>
  );
}
