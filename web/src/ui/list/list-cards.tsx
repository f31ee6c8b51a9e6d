import { Link } from "@tanstack/react-router";
import styles from "./list.module.css";
import { More, type MoreProps } from "./more.tsx";
import type { ListProps } from "./types.ts";

/** The rows on a phone: one under the other, each as large as a thumb needs. */
export function ListCards<Row>(props: ListProps<Row> & MoreProps & { readonly rows: readonly Row[] }) {
  const { rows, rowKey, columns, addressOf, onOpen, renderCard, label } = props;
  const [first, ...others] = columns;
  const content = (row: Row) =>
    renderCard?.(row) ?? (
      <>
        <strong>{first?.render?.(row) ?? first?.text(row)}</strong>
        {others.slice(0, 4).map((column) => {
          const text = column.text(row);
          return text === "" ? null : (
            <span key={column.key} className={styles["cardLine"]}>
              <small>{column.title}</small> {column.render?.(row) ?? text}
            </span>
          );
        })}
      </>
    );
  return (
    <>
      <ul className={styles["cards"]} aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)}>
            {addressOf !== undefined ? (
              <Link to={addressOf(row)} className={styles["card"]}>
                {content(row)}
              </Link>
            ) : onOpen !== undefined ? (
              <button type="button" className={styles["card"]} onClick={() => onOpen(row)}>
                {content(row)}
              </button>
            ) : (
              <div className={styles["card"]}>{content(row)}</div>
            )}
          </li>
        ))}
      </ul>
      <More {...props} />
    </>
  );
}
