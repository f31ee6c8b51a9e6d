import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useTexts } from "../../text/texts.ts";
import { dayQuery, type MeetingDay, meetingsOf } from "./data.ts";
import { DayFrame } from "./day-frame.tsx";
import styles from "./meeting-days.module.css";
import { OutcomeCard } from "./outcome-card.tsx";
import { slotsAt } from "./places.ts";
import { SignIn } from "./sign-in.tsx";
import { meetingDayTexts } from "./texts.ts";
import { useChangeDay } from "./use-change-day.ts";

const route = getRouteApi("/in/p/$scopeId/meeting-days/$dayId/today");

/** The day itself, on a phone: who is here, what runs, what came of it. */
export function TodayPage() {
  const t = useTexts(meetingDayTexts);
  const { dayId, scopeId } = route.useParams();
  const day = useSuspenseQuery(dayQuery(dayId)).data;
  const may = useMay(scopeId);
  const change = useChangeDay(dayId);
  const [part, setPart] = useState<"signIn" | "nowTab">("signIn");
  const isOn = (day.isToday || day.isPast) && day.state === "open" && may("meeting_day.manage");
  const open = meetingsOf(day).filter(({ outcome, isInLedger }) => outcome !== null && !isInLedger).length;
  const putAll = async () =>
    change({
      work: async () => api.post("/api/meeting-days/{dayId}/ledger", { params: { path: { dayId } } }),
      done: t("putDone"),
    });
  return (
    <DayFrame
      day={day}
      actions={
        isOn &&
        open > 0 && (
          <Button type="primary" onClick={() => void putAll()}>
            {t("putAll", { count: open })}
          </Button>
        )
      }
    >
      {!day.isToday && !day.isPast && <p className={styles["notice"]}>{t("notToday", { day: day.heldOn })}</p>}
      <Segmented
        block
        className={styles["parts"]}
        aria-label={t("today")}
        value={part}
        onChange={setPart}
        options={[
          { value: "signIn", label: t("signIn") },
          { value: "nowTab", label: t("nowTab") },
        ]}
      />
      {part === "signIn" ? <SignIn day={day} isOn={isOn} /> : <Slots day={day} isOn={isOn} />}
    </DayFrame>
  );
}

const CLOCK = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", timeStyle: "short" });
const HALF_MINUTE_MS = 30_000;

function useClock(): string {
  const [clock, setClock] = useState(() => CLOCK.format(new Date()));
  useEffect(() => {
    const timer = setInterval(() => setClock(CLOCK.format(new Date())), HALF_MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return clock;
}

/** The slot that runs, or the next one; any other by a press. */
function Slots({ day, isOn }: { readonly day: MeetingDay; readonly isOn: boolean }) {
  const t = useTexts(meetingDayTexts);
  const clock = useClock();
  const { running, next } = day.isToday ? slotsAt(day.times, clock) : { running: -1, next: -1 };
  const [chosen, setChosen] = useState<number | null>(null);
  const slot = chosen ?? Math.max(0, running >= 0 ? running : next);
  const all = meetingsOf(day);
  const here = all.filter((meeting) => meeting.slot === slot);
  const now = day.times[running];
  const after = day.times[next];
  return (
    <>
      {(now !== undefined || after !== undefined) && (
        <p role="status" className={styles["clock"]}>
          {now !== undefined && <b>{t("runningNow", now)}</b>}
          {after !== undefined && <span>{t("nextAt", after)}</span>}
        </p>
      )}
      <nav className={styles["slotBar"]} aria-label={t("chooseSlot")}>
        {day.times.map(({ from }, at) => {
          const left = all.filter((meeting) => meeting.slot === at && meeting.outcome === null).length;
          return (
            <button
              key={from}
              type="button"
              aria-pressed={at === slot}
              data-running={at === running || undefined}
              data-done={left === 0 || undefined}
              onClick={() => setChosen(at)}
            >
              {from}
            </button>
          );
        })}
      </nav>
      {here.length === 0 && <p className={styles["quiet"]}>{t("noSlotMeetings")}</p>}
      {here.map((meeting) => (
        <OutcomeCard key={meeting.id} day={day} meeting={meeting} isOn={isOn} />
      ))}
    </>
  );
}
