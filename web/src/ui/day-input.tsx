import { DatePicker, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef } from "react";
import { useIsPhone } from "./use-is-phone.ts";

const FORMAT = "YYYY-MM-DD";

interface DayInputProps {
  readonly id?: string;
  /** Where no label points at the field. */
  readonly label?: string;
  /** `YYYY-MM-DD`, empty for none. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly size?: "small";
  readonly className?: string;
  readonly isRequired?: boolean;
  /** A day stays; it is only changed for another. */
  readonly isKept?: boolean;
  readonly isWrong?: boolean;
  readonly describedBy?: string;
  /** Where the field was opened to be filled in. */
  readonly isOpened?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  /** With what the field holds when it is left. */
  readonly onLeave?: (day: string) => void;
}

/**
 * A calendar day, written as it is written everywhere here; on a phone the phone's own picker. A day counts as soon as it is
 * typed: the picker itself would tell it only after the field was left, too late for a button pressed at once, and would
 * forget it when the page around it is drawn anew meanwhile.
 */
export function DayInput(props: DayInputProps) {
  const {
    id,
    label,
    value,
    onChange,
    size,
    className,
    isRequired,
    isKept = false,
    isWrong = false,
    describedBy,
  } = props;
  const isPhone = useIsPhone();
  const day = useMemo(() => {
    const read = dayjs(value, FORMAT);
    return read.isValid() ? read : null;
  }, [value]);
  const shared = {
    ...(id === undefined ? {} : { id }),
    ...(className === undefined ? {} : { className }),
    ...(size === undefined ? {} : { size }),
    "aria-label": label,
    "aria-required": isRequired,
    "aria-describedby": describedBy,
    autoFocus: props.isOpened ?? false,
    ...(isWrong ? { status: "error" as const, "aria-invalid": true } : {}),
  };
  // What was just picked is left in the same breath, before it has come back as the value.
  const held = useRef(value);
  useLayoutEffect(() => {
    held.current = value;
  }, [value]);
  const take = (text: string) => {
    if (text === held.current || (isKept && text === "")) return;
    held.current = text;
    onChange(text);
  };
  const takeDay = (next: Dayjs | null) => take(next?.format(FORMAT) ?? "");
  const leave = () => props.onLeave?.(held.current);
  if (isPhone) {
    return (
      <Input
        {...shared}
        type="date"
        value={value}
        onChange={(event) => take(event.target.value)}
        onKeyDown={(event) => props.onKeyDown?.(event)}
        onBlur={leave}
      />
    );
  }
  return (
    <DatePicker
      {...shared}
      allowClear={!isKept}
      format={FORMAT}
      placeholder={FORMAT}
      value={day}
      onCalendarChange={(next) => takeDay(Array.isArray(next) ? (next[0] ?? null) : next)}
      onChange={takeDay}
      onKeyDown={(event) => props.onKeyDown?.(event)}
      onOpenChange={(isOpen) => {
        if (!isOpen) leave();
      }}
    />
  );
}
