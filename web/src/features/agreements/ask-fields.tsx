import { Input, Select } from "antd";
import { useId } from "react";
import { DayInput } from "../../ui/day-input.tsx";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day, YYYY-MM-DD. */
export function AskDay({ label, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <DayInput id={id} isKept value={value} onChange={onChange} />
    </>
  );
}

export function AskText({ label, value, onChange, most = 5000 }: FieldProps & { readonly most?: number }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={most}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}

export function AskLine({ label, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input id={id} value={value} onChange={({ target }) => onChange(target.value)} />
    </>
  );
}

interface AskChoiceProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function AskChoice({ label, value, onChange, options }: AskChoiceProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Select id={id} aria-label={label} value={value} options={[...options]} onChange={onChange} />
    </>
  );
}
