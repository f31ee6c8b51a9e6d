import { ifMatch } from "@dual-high/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { AddPairDialog } from "./add-pair-dialog.tsx";
import { type DayMeeting, dayQuery, type MeetingDay, meetingsOf } from "./data.ts";
import { DayFrame } from "./day-frame.tsx";
import styles from "./meeting-days.module.css";
import { LinesDialog } from "./lines-dialog.tsx";
import { PlaceDialog } from "./place-dialog.tsx";
import { meetingDayTexts } from "./texts.ts";
import { TimetableGrid } from "./timetable-grid.tsx";
import { Unplaced } from "./unplaced.tsx";
import { useChangeDay } from "./use-change-day.ts";

const route = getRouteApi("/in/p/$scopeId/meeting-days/$dayId");

/** Who meets whom when at which table, and who has no place and why. */
export function TimetablePage() {
  const t = useTexts(meetingDayTexts);
  const { dayId } = route.useParams();
  const day = useSuspenseQuery(dayQuery(dayId)).data;
  const change = useChangeDay(dayId);
  const [isPlanning, setPlanning] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const meeting = day.meetings.find(({ id }) => id === open);
  const path = { dayId };
  const isEmpty = meetingsOf(day).length === 0;
  const plan = async () => {
    setPlanning(true);
    await change({
      work: async () =>
        api.post("/api/meeting-days/{dayId}/timetable", { params: { path, header: ifMatch(day) }, body: { seed: 1 } }),
      done: (next) => {
        const left = meetingsOf(next).filter(({ slot }) => slot === null).length;
        return t("planned", { placed: meetingsOf(next).length - left, left });
      },
    });
    setPlanning(false);
  };
  return (
    <DayFrame
      day={day}
      actions={
        day.mayChange && (
          <>
            <Button
              type={isEmpty ? "default" : "primary"}
              disabled={isEmpty}
              loading={isPlanning}
              onClick={() => void plan()}
            >
              {t(day.plannedAt === null ? "plan" : "planAgain")}
            </Button>
            <Button type={isEmpty ? "primary" : "default"} onClick={() => setOpen("lines")}>
              {t("addLines")}
            </Button>
            <Button onClick={() => setOpen("pair")}>{t("addPair")}</Button>
          </>
        )
      }
    >
      {isEmpty ? (
        <div className={styles["empty"]}>
          <h2>{t("noMeetings")}</h2>
          <p>{t("noMeetingsText")}</p>
        </div>
      ) : (
        <>
          <Stand day={day} />
          <Unplaced day={day} onOpen={setOpen} />
          <TimetableGrid day={day} onOpen={setOpen} />
        </>
      )}
      {open === "lines" && <LinesDialog day={day} onClose={() => setOpen(null)} />}
      {open === "pair" && <AddPairDialog day={day} onClose={() => setOpen(null)} />}
      {meeting !== undefined && <PlaceDialog day={day} meeting={meeting} onClose={() => setOpen(null)} />}
    </DayFrame>
  );
}

/** What there is to say of the whole day, in one line. */
function Stand({ day }: { readonly day: MeetingDay }) {
  const t = useTexts(meetingDayTexts);
  const all = meetingsOf(day);
  const placed = all.filter(({ slot }) => slot !== null).length;
  const waits = day.participants.map((one) => one.waits);
  const total = waits.reduce((sum, one) => sum + one, 0);
  const conflicts = all.filter((meeting: DayMeeting) => meeting.conflicts.length > 0).length;
  return (
    <p className={styles["stand"]} role="status">
      {day.plannedAt === null && placed === 0 ? (
        t("notPlanned")
      ) : (
        <>
          <span>{t("planned", { placed, left: all.length - placed })}</span>
          <span>{total === 0 ? t("noWaits") : t("waitsAll", { count: total, most: Math.max(...waits) })}</span>
          {conflicts > 0 && <span className={styles["alarm"]}>{t("conflictCount", { count: conflicts })}</span>}
        </>
      )}
    </p>
  );
}
