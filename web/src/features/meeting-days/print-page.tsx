import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTexts } from "../../text/texts.ts";
import { byId, dayQuery, type DayParticipant, type MeetingDay, meetingsOf } from "./data.ts";
import { DayFrame } from "./day-frame.tsx";
import styles from "./print.module.css";
import { meetingDayTexts } from "./texts.ts";
import { TimetableGrid } from "./timetable-grid.tsx";

const route = getRouteApi("/in/p/$scopeId/meeting-days/$dayId/print");

const SHEETS = ["timetable", "tables", "names", "people"] as const;
type Sheet = (typeof SHEETS)[number];

/** What hangs on the door, stands on the tables and lies at the entrance: read first, then printed on A4. */
export function PrintPage() {
  const t = useTexts(meetingDayTexts);
  const { dayId, scopeId } = route.useParams();
  const { sheet: asked } = route.useSearch() as { readonly sheet?: string };
  const sheet: Sheet = SHEETS.find((one) => one === asked) ?? "timetable";
  const day = useSuspenseQuery(dayQuery(dayId)).data;
  return (
    <DayFrame
      day={day}
      actions={
        <Button type="primary" onClick={() => print()}>
          {t("printNow")}
        </Button>
      }
    >
      <nav className={`${styles["sheets"]} no-print`} aria-label={t("printWhat")}>
        {SHEETS.map((one) => (
          <Link
            key={one}
            to="/p/$scopeId/meeting-days/$dayId/print"
            params={{ scopeId, dayId }}
            search={{ sheet: one } as never}
            aria-current={one === sheet ? "page" : undefined}
          >
            {t(`print.${one}`)}
          </Link>
        ))}
      </nav>
      <div className={styles["paper"]} data-sheet={sheet}>
        {sheet === "timetable" && <TimetableGrid day={day} />}
        {sheet === "tables" && <TableCards day={day} />}
        {sheet === "names" && <NameLists day={day} />}
        {sheet === "people" && <PeoplesDays day={day} />}
      </div>
    </DayFrame>
  );
}

/** A page a table: its number to be seen from the door, and who sits there when. */
function TableCards({ day }: { readonly day: MeetingDay }) {
  const t = useTexts(meetingDayTexts);
  const people = byId(day);
  const tables = Array.from({ length: day.tables }, (_, table) =>
    meetingsOf(day).filter((meeting) => meeting.table === table),
  );
  return tables.map(
    (meetings, table) =>
      meetings.length > 0 && (
        <section key={table} className={styles["sheet"]}>
          <h2 className={styles["tableNumber"]}>{t("tableNo", { number: table + 1 })}</h2>
          <p>
            {day.title} · {day.heldOn} · {day.place}
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("time")}</th>
                <th scope="col">{t("enterprise")}</th>
                <th scope="col">{t("partner")}</th>
                <th scope="col">{t("need")}</th>
              </tr>
            </thead>
            <tbody>
              {meetings.map((meeting) => (
                <tr key={meeting.id}>
                  <td>{day.times[meeting.slot ?? 0]?.from}</td>
                  <td>{people.get(meeting.enterpriseId)?.name}</td>
                  <td>
                    {people.get(meeting.partnerId)?.name}
                    <small>{people.get(meeting.partnerId)?.unit}</small>
                  </td>
                  <td>{meeting.needTitle}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ),
  );
}

/** To sign at the entrance. */
function NameLists({ day }: { readonly day: MeetingDay }) {
  const t = useTexts(meetingDayTexts);
  return (["enterprise", "partner"] as const).map((side) => {
    const names = day.participants.filter((one) => one.side === side);
    return (
      <section key={side} className={styles["sheet"]}>
        <h2>
          {t("print.names")} · {t(side)} ({names.length})
        </h2>
        <p>
          {day.title} · {day.heldOn}
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("number")}</th>
              <th scope="col">{t("name")}</th>
              <th scope="col">{t("unit")}</th>
              <th scope="col">{t("attendee")}</th>
              <th scope="col">{t("times")}</th>
              <th scope="col" className={styles["sign"]}>
                {t("signature")}
              </th>
            </tr>
          </thead>
          <tbody>
            {names.map((one, at) => (
              <tr key={one.id}>
                <td>{at + 1}</td>
                <td>{one.name}</td>
                <td>{one.unit}</td>
                <td>{one.attendee}</td>
                <td>{timesOf(day, one)}</td>
                <td>{"\u00a0"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    );
  });
}

function timesOf(day: MeetingDay, { id }: DayParticipant): string {
  return meetingsOf(day, id)
    .flatMap(({ slot }) => (slot === null ? [] : [day.times[slot]?.from ?? ""]))
    .join(" ");
}

/** A slip for each: their own day, to take along. */
function PeoplesDays({ day }: { readonly day: MeetingDay }) {
  const t = useTexts(meetingDayTexts);
  const people = byId(day);
  return day.participants
    .map((one) => ({ one, own: meetingsOf(day, one.id).filter(({ slot }) => slot !== null) }))
    .filter(({ own }) => own.length > 0)
    .map(({ one, own }) => (
      <section key={one.id} className={styles["slip"]}>
        <h2>
          {one.name} {one.unit !== "" && <small>{one.unit}</small>}
        </h2>
        <p>
          {day.title} · {day.heldOn} · {day.place}
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("time")}</th>
              <th scope="col">{t("table")}</th>
              <th scope="col">{t("with")}</th>
              <th scope="col">{t("need")}</th>
            </tr>
          </thead>
          <tbody>
            {own.map((meeting) => {
              const other = people.get(one.side === "enterprise" ? meeting.partnerId : meeting.enterpriseId);
              return (
                <tr key={meeting.id}>
                  <td>{day.times[meeting.slot ?? 0]?.from}</td>
                  <td>{(meeting.table ?? 0) + 1}</td>
                  <td>
                    {other?.name} {other !== undefined && other.unit !== "" && <small>{other.unit}</small>}
                  </td>
                  <td>{meeting.needTitle}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    ));
}
