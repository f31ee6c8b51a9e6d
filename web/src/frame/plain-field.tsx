import { type InputHTMLAttributes, useId, useState } from "react";
import { useTexts } from "../text/texts.ts";
import styles from "./plain-form.module.css";
import { frameTexts } from "./texts.ts";

interface PlainFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id"> {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
}

/** What was typed into a field of a plain form. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** A labelled field for pages that load no component library. */
export function PlainField({ label, hint, problem, ...input }: PlainFieldProps) {
  const id = useId();
  const told = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} aria-describedby={told || undefined} aria-invalid={problem ? true : undefined} />
      {hint && (
        <small id={`${id}-hint`} className={styles["hint"]}>
          {hint}
        </small>
      )}
      {problem && (
        <small id={`${id}-problem`} className={styles["wrong"]}>
          {problem}
        </small>
      )}
    </div>
  );
}

/** A password, which can be looked at: long passphrases are typed wrong more often than they are read by others. */
export function PasswordField(props: PlainFieldProps) {
  const t = useTexts(frameTexts);
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles["secret"]}>
      <PlainField {...props} type={isShown ? "text" : "password"} />
      <button
        type="button"
        className={`quiet ${styles["reveal"]}`}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        {t(isShown ? "hidePassword" : "showPassword")}
      </button>
    </div>
  );
}
