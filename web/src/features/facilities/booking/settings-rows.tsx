import { Button, Input, Select } from "antd";
import { useTexts } from "../../../text/texts.ts";
import styles from "./booking.module.css";
import { USER_CLASSES } from "./queries.ts";
import { type ClosureText, type PriceText, WEEKDAYS } from "./settings-values.ts";
import { bookingsTexts } from "./texts.ts";

interface RowsProps<T> {
  readonly value: readonly T[];
  readonly onChange: (value: readonly T[]) => void;
}

function replaced<T>(all: readonly T[], index: number, part: Partial<T>): T[] {
  return all.map((each, at) => (at === index ? { ...each, ...part } : each));
}

function without<T>(all: readonly T[], index: number): T[] {
  return all.filter((_, at) => at !== index);
}

export function OpeningRows({ value, onChange }: RowsProps<string>) {
  const t = useTexts(bookingsTexts);
  return (
    <ul className={styles["rows"]}>
      {WEEKDAYS.map((weekday) => (
        <li key={weekday}>
          <label>
            <span>{t(`weekday.${weekday}`)}</span>
            <Input
              value={value[weekday - 1] ?? ""}
              onChange={({ target }) =>
                onChange(WEEKDAYS.map((each) => (each === weekday ? target.value : (value[each - 1] ?? ""))))
              }
            />
          </label>
        </li>
      ))}
    </ul>
  );
}

export function ClosureRows({ value, onChange }: RowsProps<ClosureText>) {
  const t = useTexts(bookingsTexts);
  const field = (index: number, key: "startsAt" | "endsAt", label: string) => (
    <Input
      type="datetime-local"
      aria-label={`${index + 1}. ${label}`}
      required
      style={{ width: 200 }}
      value={value[index]?.[key] ?? ""}
      onChange={({ target }) => onChange(replaced(value, index, { [key]: target.value }))}
    />
  );
  return (
    <>
      <ul className={styles["rows"]}>
        {value.map(({ reason }, index) => (
          <li key={index}>
            {field(index, "startsAt", t("from"))}
            {field(index, "endsAt", t("until"))}
            <Input
              aria-label={`${index + 1}. ${t("reason")}`}
              placeholder={t("reason")}
              style={{ width: 180 }}
              value={reason}
              onChange={({ target }) => onChange(replaced(value, index, { reason: target.value }))}
            />
            <Button aria-label={`${t("remove")} ${index + 1}`} onClick={() => onChange(without(value, index))}>
              {t("remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Button onClick={() => onChange([...value, { startsAt: "", endsAt: "", reason: "" }])}>{t("addClosure")}</Button>
    </>
  );
}

export function PriceRows({ value, onChange, today }: RowsProps<PriceText> & { readonly today: string }) {
  const t = useTexts(bookingsTexts);
  return (
    <>
      <ul className={styles["rows"]}>
        {value.map(({ userClass, validFrom, yuan }, index) => (
          <li key={index}>
            <Select
              aria-label={`${index + 1}. ${t("userClass")}`}
              style={{ width: 150 }}
              value={userClass}
              options={USER_CLASSES.map((each) => ({ value: each, label: t(`class.${each}`) }))}
              onChange={(next) => onChange(replaced(value, index, { userClass: next }))}
            />
            <Input
              type="date"
              aria-label={`${index + 1}. ${t("validFrom")}`}
              required
              style={{ width: 150 }}
              value={validFrom}
              onChange={({ target }) => onChange(replaced(value, index, { validFrom: target.value }))}
            />
            <Input
              inputMode="decimal"
              aria-label={`${index + 1}. ${t("yuan")}`}
              suffix={t("yuan")}
              style={{ width: 160 }}
              value={yuan}
              onChange={({ target }) => onChange(replaced(value, index, { yuan: target.value }))}
            />
            <Button aria-label={`${t("remove")} ${index + 1}`} onClick={() => onChange(without(value, index))}>
              {t("remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Button onClick={() => onChange([...value, { userClass: "university", validFrom: today, yuan: "" }])}>
        {t("addPrice")}
      </Button>
    </>
  );
}
