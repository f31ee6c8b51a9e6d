import { Input } from "antd";
import { useId } from "react";

interface LabelledProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Lines to begin with; one: a single line. */
  readonly rows?: number;
  readonly isDisabled?: boolean;
}

/** A text with its label above it. */
export function Labelled({ label, value, onChange, rows = 1, isDisabled = false }: LabelledProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {rows === 1 ? (
        <Input id={id} value={value} disabled={isDisabled} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: rows, maxRows: 14 }}
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </>
  );
}
