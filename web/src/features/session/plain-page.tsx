import type { ReactNode } from "react";
import { LanguageButton } from "../../frame/language-button.tsx";
import { useTexts } from "../../text/texts.ts";
import mark from "../../ui/mark.svg";
import styles from "./plain-page.module.css";
import { sessionTexts } from "./texts.ts";

/** The sheet on which people stand who are not signed in. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  const t = useTexts(sessionTexts);
  return (
    <div className={styles["page"]}>
      <header className={styles["head"]}>
        <img src={mark} alt="" width="32" height="32" />
        <span className={styles["name"]}>
          双高协同 <span lang="en">Dual-High</span>
        </span>
        <LanguageButton />
      </header>
      <main className={styles["main"]}>
        <section className={styles["promise"]}>
          <p className={styles["claim"]}>{t("promise")}</p>
          <p>{t("promiseText")}</p>
        </section>
        <section className={styles["sheet"]} aria-labelledby="sheet-title">
          <h1 id="sheet-title">{title}</h1>
          {children}
        </section>
      </main>
    </div>
  );
}
