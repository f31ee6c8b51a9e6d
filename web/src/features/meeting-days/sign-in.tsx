import { ifMatch } from "@dual-high/client";
import { CheckOutlined } from "@ant-design/icons";
import { Button, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { type DayParticipant, type MeetingDay, meetingsOf } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";
import { useChangeDay } from "./use-change-day.ts";

/** Everybody on the list, each a row for a thumb; and who came without having been asked. */
export function SignIn({ day, isOn }: { readonly day: MeetingDay; readonly isOn: boolean }) {
  const t = useTexts(meetingDayTexts);
  const [wanted, setWanted] = useState("");
  const [isAdding, setAdding] = useState(false);
  const here = day.participants.filter(({ arrivedAt }) => arrivedAt !== null).length;
  const shown = day.participants.filter(({ name, unit, attendee }) =>
    `${name} ${unit} ${attendee}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <section>
      <p role="status" className={styles["clock"]}>
        <b>{t("signInCount", { here, count: day.participants.length })}</b>
      </p>
      <div className={styles["findRow"]}>
        <Input
          allowClear
          size="large"
          aria-label={t("findName")}
          placeholder={t("findName")}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        {isOn && !day.isPast && (
          <Button size="large" onClick={() => setAdding(true)}>
            {t("walkIn")}
          </Button>
        )}
      </div>
      <ul className={styles["arrivals"]}>
        {shown.map((one) => (
          <Arrival key={one.id} day={day} one={one} isOn={isOn} />
        ))}
      </ul>
      {isAdding && <WalkInDialog day={day} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Arrival({
  day,
  one,
  isOn,
}: {
  readonly day: MeetingDay;
  readonly one: DayParticipant;
  readonly isOn: boolean;
}) {
  const t = useTexts(meetingDayTexts);
  const change = useChangeDay(day.id);
  const { id, name, unit, attendee, isWalkIn, side } = one;
  const isHere = one.arrivedAt !== null;
  const first = meetingsOf(day, id).find(({ slot }) => slot !== null);
  const time = first === undefined ? "" : (day.times[first.slot ?? 0]?.from ?? "");
  const press = async () =>
    change({
      work: async () =>
        api.patch("/api/meeting-days/{dayId}/participants/{participantId}", {
          params: { path: { dayId: day.id, participantId: id }, header: ifMatch(one) },
          body: { hasArrived: !isHere },
        }),
    });
  const table = first === undefined ? "" : t("tableNo", { number: (first.table ?? 0) + 1 });
  const facts = [t(side), unit, attendee, time === "" ? "" : `${time} ${table}`, isWalkIn ? t("walkIn") : ""];
  return (
    <li>
      <button type="button" disabled={!isOn} aria-pressed={isHere} onClick={() => void press()}>
        <span>
          <b>{name}</b>
          <small>{facts.filter((part) => part !== "").join(" · ")}</small>
        </span>
        <i>
          {isHere ? <CheckOutlined aria-hidden /> : null} {isHere ? t("arrived") : t("signIn")}
        </i>
      </button>
    </li>
  );
}

function WalkInDialog({ day, onClose }: { readonly day: MeetingDay; readonly onClose: () => void }) {
  const t = useTexts(meetingDayTexts);
  const change = useChangeDay(day.id);
  const [side, setSide] = useState<DayParticipant["side"]>("enterprise");
  const [name, setName] = useState("");
  const [unit, setUnit] = useState("");
  const [attendee, setAttendee] = useState("");
  const save = async () => {
    const next = await change({
      work: async () =>
        api.post("/api/meeting-days/{dayId}/participants", {
          params: { path: { dayId: day.id } },
          body: { side, name, unit, attendee, contact: "" },
        }),
      done: t("walkedIn", { name }),
    });
    if (next !== null) onClose();
  };
  return (
    <Modal open title={t("walkInTitle")} footer={null} onCancel={onClose}>
      <form
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Segmented
          aria-label={t("walkInTitle")}
          value={side}
          onChange={setSide}
          options={[
            { value: "enterprise", label: t("enterprise") },
            { value: "partner", label: t("partner") },
          ]}
        />
        <label htmlFor="walk-in-name">{t("name")}</label>
        <Input id="walk-in-name" value={name} onChange={(event) => setName(event.target.value)} />
        {side === "partner" && (
          <>
            <label htmlFor="walk-in-unit">{t("unit")}</label>
            <Input id="walk-in-unit" value={unit} onChange={(event) => setUnit(event.target.value)} />
          </>
        )}
        <label htmlFor="walk-in-attendee">{t("attendee")}</label>
        <Input id="walk-in-attendee" value={attendee} onChange={(event) => setAttendee(event.target.value)} />
        <div className={styles["buttons"]}>
          <Button type="primary" htmlType="submit" disabled={name.trim() === ""}>
            {t("save")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Modal>
  );
}
