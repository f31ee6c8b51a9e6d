import { Input } from "antd";
import { useId } from "react";
import { useTexts } from "../../text/texts.ts";
import { isNoAmount } from "./read-wan.ts";
import styles from "./challenges.module.css";
import { amountTexts } from "./texts.ts";

interface WanFieldProps {
  readonly id: string;
  /** As it was typed, readable or not. */
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** An amount in 万元: what cannot be read stays where it was typed, and the field says so. */
export function WanField({ id, text, onChange }: WanFieldProps) {
  const t = useTexts(amountTexts);
  const toldId = useId();
  const isWrong = isNoAmount(text);
  return (
    <>
      <Input
        id={id}
        inputMode="decimal"
        value={text}
        status={isWrong ? "error" : ""}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? toldId : undefined}
        onChange={({ target }) => onChange(target.value)}
      />
      {isWrong && (
        <small id={toldId} className={styles["wrong"]} role="alert">
          {t("unreadable", { text: text.trim() })}
        </small>
      )}
    </>
  );
}
