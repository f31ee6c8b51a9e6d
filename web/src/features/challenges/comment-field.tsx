import { Input } from "antd";
import { useId } from "react";

interface CommentFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function CommentField({ label, placeholder, value, onChange }: CommentFieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
