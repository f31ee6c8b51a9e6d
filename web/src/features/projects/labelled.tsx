import { Input } from "antd";
import { useId } from "react";
import { DayInput } from "../../ui/day-input.tsx";
import styles from "./projects.module.css";

interface Field<T> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function DayField({ label, value, onChange }: Field<string | null>) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      <DayInput id={id} value={value ?? ""} onChange={(day) => onChange(day === "" ? null : day)} />
    </div>
  );
}

export function TextField({ label, value, onChange, rows }: Field<string> & { readonly rows?: number }) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <Input id={id} value={value} maxLength={500} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input.TextArea
          id={id}
          rows={rows}
          value={value}
          maxLength={2000}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}

interface ChoiceProps extends Field<string> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A plain list: it opens on a phone as the phone's own. */
export function ChoiceField({ label, value, onChange, options }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      <select id={id} className={styles["select"]} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
