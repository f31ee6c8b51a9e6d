import { type ReactNode, useEffect } from "react";
import styles from "./page.module.css";

interface PageProps {
  readonly title: ReactNode;
  /** What the browser's tab says; needed where the title is more than text. */
  readonly name?: string;
  /** What this page is for, in one line. */
  readonly purpose?: ReactNode;
  /** The primary action, then the others. */
  readonly actions?: ReactNode;
  /** One column, where a decision is made or prose is read. */
  readonly isColumn?: boolean;
  readonly children: ReactNode;
}

/** A page: its title and purpose over a rule, then what it is about. */
export function Page({ title, name, purpose, actions, isColumn = false, children }: PageProps) {
  const tab = name ?? (typeof title === "string" ? title : "");
  useEffect(() => {
    document.title = tab === "" ? "双高协同" : `${tab} · 双高协同`;
  }, [tab]);
  return (
    <div className={isColumn ? styles["column"] : undefined}>
      <header className={styles["head"]}>
        <div className={styles["words"]}>
          <h1>{title}</h1>
          {purpose !== undefined && <p>{purpose}</p>}
        </div>
        {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
