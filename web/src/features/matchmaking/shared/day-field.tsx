import { DatePicker, Input } from "antd";
import dayjs from "dayjs";
import type { KeyboardEvent } from "react";
import { useIsPhone } from "../../../ui/use-is-phone.ts";

interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, empty for none. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly size?: "small";
  readonly className?: string;
  /** Where the field was opened to be filled in. */
  readonly isOpened?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onLeave?: () => void;
}

/** A calendar day, written as it is written everywhere here; on a phone the phone's own picker. */
export function DayField({ label, value, onChange, size, className = "", isOpened = false, ...on }: DayFieldProps) {
  const isPhone = useIsPhone();
  if (isPhone) {
    return (
      <Input
        type="date"
        className={className}
        aria-label={label}
        value={value}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the field was opened to be filled in
        autoFocus={isOpened}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => on.onKeyDown?.(event)}
        onBlur={() => on.onLeave?.()}
      />
    );
  }
  return (
    <DatePicker
      {...(size === undefined ? {} : { size })}
      className={className}
      aria-label={label}
      format="YYYY-MM-DD"
      placeholder="YYYY-MM-DD"
      value={value === "" ? null : dayjs(value)}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the field was opened to be filled in
      autoFocus={isOpened}
      onChange={(day) => onChange(day === null ? "" : day.format("YYYY-MM-DD"))}
      onKeyDown={(event) => on.onKeyDown?.(event)}
      onOpenChange={(isOpen) => {
        if (!isOpen) on.onLeave?.();
      }}
    />
  );
}
