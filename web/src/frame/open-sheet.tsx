import { type ReactNode, useEffect } from "react";
import { useTexts } from "../text/texts.ts";
import mark from "../ui/mark.svg";
import { LanguageButton } from "./language-button.tsx";
import styles from "./open-sheet.module.css";
import { frameTexts } from "./texts.ts";

interface OpenSheetProps {
  readonly title: string;
  readonly text?: string;
  readonly from?: string;
  readonly isDone?: boolean;
  /** Offers to try once more. */
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

/** What a page for people without an account is: it loads no component library, for it is opened on a phone, in a chat. */
export function OpenSheet({ title, text, from, isDone = false, onRetry, children }: OpenSheetProps) {
  const t = useTexts(frameTexts);
  useEffect(() => {
    document.title = title === "" ? "双高协同" : `${title} · 双高协同`;
  }, [title]);
  return (
    <div className={styles["page"]}>
      <header className={styles["head"]}>
        <img src={mark} alt="" width="24" height="24" />
        <span>
          双高协同 <small lang="en">Dual-High</small>
        </span>
        <LanguageButton />
      </header>
      <main className={styles["sheet"]} data-done={isDone || undefined}>
        {from !== undefined && <p className={styles["quiet"]}>{from}</p>}
        {title !== "" && <h1>{title}</h1>}
        {text !== undefined && <p role={isDone ? "status" : undefined}>{text}</p>}
        {onRetry !== undefined && (
          <button type="button" className={`plain primary ${styles["again"]}`} onClick={onRetry}>
            {t("again")}
          </button>
        )}
        {children}
      </main>
    </div>
  );
}
