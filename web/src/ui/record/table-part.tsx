import type { ReactNode } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./table-part.module.css";
import { recordTexts } from "./texts.ts";

interface TablePartProps {
  readonly title: string;
  readonly action?: ReactNode;
  /** Headings of the columns; one that is a figure stands at the right. */
  readonly head: readonly (string | { readonly figure: string })[];
  readonly foot?: ReactNode;
  /** What is said where there are no rows. */
  readonly none?: string;
  readonly children: readonly ReactNode[];
}

/** A table of what belongs to a record, with the button that adds to it. */
export function TablePart({ title, action, head, foot, none, children }: TablePartProps) {
  const t = useTexts(recordTexts);
  return (
    <section className={styles["part"]}>
      <header>
        <h2>{title}</h2>
        {action}
      </header>
      {children.length === 0 ? (
        <p className={styles["none"]}>{none ?? t("nothingYet")}</p>
      ) : (
        <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={title}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                {head.map((each) => {
                  const text = typeof each === "string" ? each : each.figure;
                  return (
                    <th key={text} scope="col" data-figure={typeof each !== "string" || undefined}>
                      {text}
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>{children}</tbody>
            {foot !== undefined && <tfoot>{foot}</tfoot>}
          </table>
        </div>
      )}
    </section>
  );
}
