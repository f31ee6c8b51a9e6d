import { type ReactNode, useId } from "react";
import styles from "./proof.module.css";

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | null;
  readonly children: (id: string) => ReactNode;
}

/** A label, what is filled in, and what is to be known or mended about it. */
export function Field({ label, hint, problem = null, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <small>{hint}</small>}
      {problem !== null && (
        <small className={styles["wrong"]} role="alert">
          {problem}
        </small>
      )}
    </div>
  );
}
