import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import type { Warning } from "./readiness.ts";
import { walkTexts } from "./texts.ts";
import styles from "./walk.module.css";

const READ = "walk-warned";

interface StorageNoticeProps {
  readonly warnings: readonly Warning[];
  /** Whether something can be typed here, so that the warning has to be read first. */
  readonly isAsked: boolean;
  readonly children: ReactNode;
}

/** Says before the first entry that this browser may lose it, and what to do; once read, only a line of it stays. */
export function StorageNotice({ warnings, isAsked, children }: StorageNoticeProps) {
  const t = useTexts(walkTexts);
  const mark = warnings.join(",");
  const [read, setRead] = useState(() => localStorage.getItem(READ));
  const accept = () => {
    localStorage.setItem(READ, mark);
    setRead(mark);
  };
  if (warnings.length === 0) return children;
  const isRead = read === mark;
  if (isRead) return children;
  return (
    <>
      <section className={styles["notice"]} aria-labelledby="storage-notice">
        {isAsked ? <h1 id="storage-notice">{t("warning")}</h1> : <h2 id="storage-notice">{t("warning")}</h2>}
        {warnings.map((each) => (
          <p key={each}>{t(`warning.${each}`)}</p>
        ))}
        <ul>
          <li>{t(warnings.includes("wechat") ? "warning.openElsewhere" : "warning.install")}</li>
          <li>{t("warning.sendSoon")}</li>
        </ul>
        <Button type="primary" size="large" onClick={accept}>
          {t("warning.accept")}
        </Button>
      </section>
      {!isAsked && children}
    </>
  );
}
