import type { ReactNode } from "react";
import styles from "./section-tabs.module.css";

/** Pages that belong together, one beside the other beneath the title: links, for each has its own address. */
export function SectionTabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={styles["tabs"]} aria-label={label}>
      {children}
    </nav>
  );
}
