import { ApiProblem } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Input, Select } from "antd";
import { type FormEvent, useState } from "react";
import { api } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { useScope } from "../../../frame/scopes.ts";
import { formatFen } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import styles from "./booking.module.css";
import {
  clockOf,
  costOf,
  dayName,
  dayNumberOf,
  instantOf,
  isFull,
  priceOn,
  type Span,
  startOfDay,
} from "./calendar-grid.ts";
import { bookingsKey, type Calendar, type UserClass } from "./queries.ts";
import { bookingsTexts } from "./texts.ts";

const CHARGES = ["agreement", "project", "other"] as const;

interface Fields {
  readonly purpose: string;
  readonly chargeKind: (typeof CHARGES)[number];
  readonly chargeReference: string;
  readonly userClass: UserClass | null;
}

interface BookFormProps {
  readonly calendar: Calendar;
  readonly chosen: Span;
  readonly onChoose: (chosen: Span | null) => void;
}

/** What is asked for with the chosen time; where nothing is left, a place in the waiting list. */
export function BookForm({ calendar, chosen, onChoose }: BookFormProps) {
  const t = useTexts(bookingsTexts);
  const language = useLanguage();
  const scope = useScope();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const { bookable } = calendar;
  const draft = useDraft<Fields>(`booking:${bookable.id}`, {
    purpose: "",
    chargeKind: "other",
    chargeReference: "",
    userClass: null,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [isTaken, setTaken] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { value, change } = draft;
  const isOffice = scope.kind !== "university" && scope.kind !== "enterprise";
  const userClass = isOffice ? value.userClass : scope.kind === "university" ? "university" : null;
  const day = dayNumberOf(chosen.from);
  const price = userClass === null ? null : priceOn(bookable, userClass, dayName(day));
  const minutes = chosen.until - chosen.from;
  const full = isTaken || isFull(calendar, chosen);
  const step = bookable.rules.slotMinutes;
  const times = Array.from({ length: 1440 / step + 1 }, (_, index) => index * step);
  const timeOptions = times.map((minute) => ({ value: minute, label: clockOf(minute) }));
  const minuteOfDay = (minute: number) => minute - startOfDay(day);
  const send = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const made = await api.post("/api/scopes/{scopeId}/bookings", {
        params: { path: { scopeId: scope.id } },
        body: {
          ...value,
          userClass,
          bookableId: bookable.id,
          startsAt: instantOf(chosen.from),
          endsAt: instantOf(chosen.until),
          joinsLine: full,
        },
      });
      change({ purpose: "" });
      await queryClient.invalidateQueries({ queryKey: bookingsKey });
      void message.success(t("booked", { number: made.number, state: t(`state.${made.state}`) }));
      onChoose(null);
      await navigate({ to: "/p/$scopeId/bookings/$bookingId", params: { scopeId: scope.id, bookingId: made.id } });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setTaken(error.code === "facilities.slot_taken");
      setProblem(error.errors[0]?.detail ?? error.detail);
      await queryClient.invalidateQueries({ queryKey: [...bookingsKey, "calendar"] });
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form className={styles["fields"]} onSubmit={onSubmit}>
      <strong>{dayName(day)}</strong>
      <div className={styles["pair"]}>
        <label>
          <span>{t("from")}</span>
          <Select
            aria-label={t("from")}
            value={minuteOfDay(chosen.from)}
            options={timeOptions.slice(0, -1)}
            onChange={(minute: number) => {
              const from = startOfDay(day) + minute;
              setTaken(false);
              onChoose({ from, until: Math.max(chosen.until, from + step) });
            }}
          />
        </label>
        <label>
          <span>{t("until")}</span>
          <Select
            aria-label={t("until")}
            value={minuteOfDay(chosen.until)}
            options={timeOptions.slice(1)}
            onChange={(minute: number) => {
              const until = startOfDay(day) + minute;
              setTaken(false);
              onChoose({ from: Math.min(chosen.from, until - step), until });
            }}
          />
        </label>
      </div>
      {isOffice && (
        <label>
          <span>{t("forWhom")}</span>
          <Select
            aria-label={t("forWhom")}
            value={value.userClass}
            options={bookable.rules.admits.map((each) => ({ value: each, label: t(`class.${each}`) }))}
            onChange={(next) => change({ userClass: next })}
          />
        </label>
      )}
      <label>
        <span>{t("purpose")}</span>
        <Input.TextArea
          value={value.purpose}
          autoSize={{ minRows: 2 }}
          maxLength={2000}
          onChange={({ target }) => change({ purpose: target.value })}
        />
      </label>
      <label>
        <span>{t("chargeKind")}</span>
        <Select
          aria-label={t("chargeKind")}
          value={value.chargeKind}
          options={CHARGES.map((each) => ({ value: each, label: t(`charge.${each}`) }))}
          onChange={(chargeKind) => change({ chargeKind })}
        />
      </label>
      <label>
        <span>{t("chargeReference")}</span>
        <Input
          value={value.chargeReference}
          maxLength={200}
          onChange={({ target }) => change({ chargeReference: target.value })}
        />
      </label>
      {userClass !== null && price !== null && (
        <p>
          {t("costLine", {
            class: t(`class.${userClass}`),
            price: t("perHour", { price: formatFen(price, language) }),
            hours: Math.round((minutes / 60) * 100) / 100,
            total: formatFen(costOf(minutes, price), language),
          })}
        </p>
      )}
      {full && <p className={styles["full"]}>{t("fullText", { minutes: bookable.rules.offerMinutes })}</p>}
      {problem !== null && (
        <p className={styles["said"]} role="alert">
          {problem}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t(full ? "joinLine" : "book")}
      </Button>
    </form>
  );
}
