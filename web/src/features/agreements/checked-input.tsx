import { Input } from "antd";
import { useId, useState } from "react";
import styles from "./agreements.module.css";

interface CheckedInputProps {
  /** Where the field has no label around it. */
  readonly label?: string;
  readonly value: string;
  /** What is wrong with a text, in the reader's language. */
  readonly check: (text: string) => string | null;
  readonly onChange: (text: string) => void;
}

/** A field that says beneath it what is wrong with what was typed, once somebody has finished typing. */
export function CheckedInput({ label, value, check, onChange }: CheckedInputProps) {
  const id = useId();
  const [isTyping, setTyping] = useState(false);
  const unfit = check(value);
  const problem = isTyping ? null : unfit;
  return (
    <>
      <Input
        aria-label={label}
        aria-invalid={unfit !== null}
        aria-describedby={problem === null ? undefined : id}
        status={problem === null ? "" : "error"}
        value={value}
        onChange={({ target }) => {
          setTyping(true);
          onChange(target.value);
        }}
        onBlur={() => {
          // A message that came between the press and the release of a button would move it from under the pointer.
          if (document.querySelector("button:active") === null) setTyping(false);
          else addEventListener("click", () => setTyping(false), { once: true });
        }}
      />
      {problem !== null && (
        <span id={id} className={styles["unfit"]}>
          {problem}
        </span>
      )}
    </>
  );
}
