import { type ReactNode, useEffect } from "react";
import { setLanguage, useLanguage, useTexts } from "../text/texts.ts";
import mark from "../ui/mark.svg";
import styles from "./open-sheet.module.css";
import { frameTexts } from "./texts.ts";

interface OpenSheetProps {
  readonly title: string;
  readonly text?: string;
  readonly from?: string;
  readonly isDone?: boolean;
  readonly children?: ReactNode;
}

/** What a page for people without an account is: it loads no component library, for it is opened on a phone, in a chat. */
export function OpenSheet({ title, text, from, isDone = false, children }: OpenSheetProps) {
  const t = useTexts(frameTexts);
  const language = useLanguage();
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
        <button
          type="button"
          className="quiet"
          lang={language === "zh" ? "en" : "zh-CN"}
          onClick={() => setLanguage(language === "zh" ? "en" : "zh")}
        >
          {t("otherLanguage")}
        </button>
      </header>
      <main className={styles["sheet"]} data-done={isDone || undefined}>
        {from !== undefined && <p className={styles["quiet"]}>{from}</p>}
        {title !== "" && <h1>{title}</h1>}
        {text !== undefined && <p role={isDone ? "status" : undefined}>{text}</p>}
        {children}
      </main>
    </div>
  );
}
