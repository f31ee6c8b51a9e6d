import type { ReactNode } from "react";
import styles from "./notice.module.css";

interface NoticeProps {
  readonly title: string;
  /** What is late or wrong; everything else is quiet. */
  readonly isAlarm?: boolean;
  readonly children?: ReactNode;
}

/** Something that the reader should know before going on. */
export function Notice({ title, isAlarm = false, children }: NoticeProps) {
  return (
    <div className={styles["notice"]} data-alarm={isAlarm || undefined} role={isAlarm ? "alert" : undefined}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}
