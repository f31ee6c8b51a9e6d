import type { ReactNode } from "react";
import styles from "./record.module.css";

/** What a record says at the left, what is said about it at the right. */
export function RecordColumns({ children, side }: { readonly children: ReactNode; readonly side: ReactNode }) {
  return (
    <div className={styles["columns"]}>
      <div>{children}</div>
      <div>{side}</div>
    </div>
  );
}

export function Prose({ title, text }: { readonly title: string; readonly text: string | null }) {
  if (text === null || text === "") return null;
  return (
    <section className={styles["prose"]}>
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  );
}

/** Where it came from and the like: said small, beneath. */
export function Remark({ children }: { readonly children: ReactNode }) {
  return <p className={styles["remark"]}>{children}</p>;
}

export interface HistoryItem {
  readonly key: string;
  readonly line: ReactNode;
  readonly more: ReactNode;
}

export function HistoryList({ title, items }: { readonly title: string; readonly items: readonly HistoryItem[] }) {
  return (
    <section className={styles["history"]}>
      <h2>{title}</h2>
      <ol>
        {items.map(({ key, line, more }) => (
          <li key={key}>
            <p>{line}</p>
            {more}
          </li>
        ))}
      </ol>
    </section>
  );
}
