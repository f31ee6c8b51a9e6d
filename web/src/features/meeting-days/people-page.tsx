import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { type DayParticipant, dayQuery, type MeetingDay, meetingsOf } from "./data.ts";
import { DayFrame } from "./day-frame.tsx";
import { InvitationsDialog } from "./invitations-dialog.tsx";
import styles from "./meeting-days.module.css";
import { ParticipantDialog } from "./participant-dialog.tsx";
import { meetingDayTexts } from "./texts.ts";
import { useChangeDay } from "./use-change-day.ts";

const route = getRouteApi("/in/p/$scopeId/meeting-days/$dayId/people");

type Open =
  | { readonly what: "change"; readonly id: string }
  | { readonly what: "invite"; readonly ids: string[] | null }
  | null;

/** Who comes, what they answered, when they cannot; and asking them. */
export function PeoplePage() {
  const t = useTexts(meetingDayTexts);
  const { dayId } = route.useParams();
  const day = useSuspenseQuery(dayQuery(dayId)).data;
  const [open, setOpen] = useState<Open>(null);
  const toAsk = day.participants.filter(({ id, invitedAt }) => invitedAt === null && meetingsOf(day, id).length > 0);
  const changed = open?.what === "change" ? day.participants.find(({ id }) => id === open.id) : undefined;
  return (
    <DayFrame
      day={day}
      actions={
        day.mayChange &&
        toAsk.length > 0 && (
          <Button type="primary" onClick={() => setOpen({ what: "invite", ids: null })}>
            {t("inviteAll", { count: toAsk.length })}
          </Button>
        )
      }
    >
      {(["enterprise", "partner"] as const).map((side) => (
        <PeopleTable
          key={side}
          day={day}
          people={day.participants.filter((one) => one.side === side)}
          title={t(side === "enterprise" ? "enterprises" : "partners", {
            count: day.participants.filter((one) => one.side === side).length,
          })}
          onOpen={setOpen}
        />
      ))}
      {changed !== undefined && <ParticipantDialog day={day} participant={changed} onClose={() => setOpen(null)} />}
      {open?.what === "invite" && (
        <InvitationsDialog day={day} participantIds={open.ids} onClose={() => setOpen(null)} />
      )}
    </DayFrame>
  );
}

interface PeopleTableProps {
  readonly day: MeetingDay;
  readonly people: readonly DayParticipant[];
  readonly title: string;
  readonly onOpen: (open: Open) => void;
}

function PeopleTable({ day, people, title, onOpen }: PeopleTableProps) {
  const t = useTexts(meetingDayTexts);
  if (people.length === 0) return null;
  return (
    <section>
      <h2 className={styles["heading"]}>{title}</h2>
      <div className={styles["gridBox"]}>
        <table className={styles["people"]}>
          <thead>
            <tr>
              <th scope="col">{t("name")}</th>
              <th scope="col">{t("attendee")}</th>
              <th scope="col">{t("answer")}</th>
              <th scope="col">{t("cannot")}</th>
              <th scope="col">{t("times")}</th>
              {day.mayChange && <th scope="col">{t("change")}</th>}
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <PersonRow key={one.id} day={day} one={one} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function PersonRow({
  day,
  one,
  onOpen,
}: {
  readonly day: MeetingDay;
  readonly one: DayParticipant;
  readonly onOpen: (open: Open) => void;
}) {
  const t = useTexts(meetingDayTexts);
  const { modal } = App.useApp();
  const change = useChangeDay(day.id);
  const { id, name, unit, attendee, contact, answer, comment, unavailable, invitedAt, wasOpened } = one;
  const own = meetingsOf(day, id);
  const times = own.flatMap(({ slot }) => (slot === null ? [] : [day.times[slot]?.from ?? ""])).join(" ");
  const asked = invitedAt === null ? t("notInvited") : wasOpened ? t("opened") : t("sent");
  const askErase = () =>
    void modal.confirm({
      title: t("eraseTitle", { name }),
      content: t("eraseText"),
      okText: t("erase"),
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      onOk: async () => {
        const path = { dayId: day.id, participantId: id };
        await change({
          work: async () => api.delete("/api/meeting-days/{dayId}/participants/{participantId}", { params: { path } }),
          done: t("erased"),
        });
      },
    });
  return (
    <tr>
      <th scope="row">
        {name}
        {unit !== "" && <small>{unit}</small>}
      </th>
      <td>
        {attendee}
        {contact !== "" && <small>{contact}</small>}
      </td>
      <td data-answer={answer}>
        {answer === "none" ? asked : t(`answer.${answer}`)}
        {comment !== "" && <q>{comment}</q>}
      </td>
      <td>{unavailable.map((slot) => day.times[slot]?.from ?? "").join(" ")}</td>
      <td>
        {t("meetingCount", { count: own.length })}
        <small>{times}</small>
      </td>
      {day.mayChange && (
        <td className={styles["rowButtons"]}>
          <Button
            size="small"
            aria-label={t(invitedAt === null ? "inviteName" : "inviteAgainName", { name })}
            onClick={() => onOpen({ what: "invite", ids: [id] })}
          >
            {t(invitedAt === null ? "inviteOne" : "inviteAgain")}
          </Button>
          <Button size="small" aria-label={t("changeName", { name })} onClick={() => onOpen({ what: "change", id })}>
            {t("change")}
          </Button>
          <Button size="small" aria-label={t("eraseName", { name })} onClick={askErase}>
            {t("erase")}
          </Button>
        </td>
      )}
    </tr>
  );
}
