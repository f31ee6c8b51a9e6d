import { Button, Input } from "antd";
import { readYuan } from "../../text/amounts.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

interface RowsProps<K extends string> {
  readonly title: string;
  readonly hint?: string;
  readonly columns: readonly {
    readonly key: K;
    readonly label: string;
    readonly isNarrow?: boolean;
    readonly type?: "text" | "date";
    /** What is wrong with what was typed, or null. */
    readonly check?: (text: string) => string | null;
  }[];
  readonly rows: readonly Record<K, string>[];
  readonly onChange: (rows: Record<K, string>[]) => void;
}

/** Lines of a few texts, as in a sheet. */
export function Rows<K extends string>({ title, hint, columns, rows, onChange }: RowsProps<K>) {
  const t = useTexts(proofTexts);
  const empty = Object.fromEntries(columns.map(({ key }) => [key, ""])) as Record<K, string>;
  // The first line is there to be written in.
  const shown = rows.length === 0 ? [empty] : rows;
  const set = (at: number, key: K, text: string) =>
    onChange(shown.map((row, index) => (index === at ? { ...row, [key]: text } : row)));
  return (
    <section className={styles["rows"]}>
      <h2>{title}</h2>
      {hint !== undefined && <small>{hint}</small>}
      <ul data-lines>
        {shown.map((row, at) => (
          // Lines have no name of their own until they are saved.
          <li key={at}>
            {columns.map(({ key, label, isNarrow = false, type = "text", check }) => {
              const problem = row[key] === "" ? null : (check?.(row[key]) ?? null);
              return (
                <span key={key} data-narrow={isNarrow || undefined}>
                  <small className={styles["column"]} aria-hidden>
                    {label}
                  </small>
                  <Input
                    aria-label={t("rowOf", { field: label, row: at + 1 })}
                    type={type}
                    value={row[key]}
                    status={problem === null ? "" : "error"}
                    onChange={({ target }) => set(at, key, target.value)}
                  />
                  {problem !== null && (
                    <small className={styles["wrong"]} role="alert">
                      {problem}
                    </small>
                  )}
                </span>
              );
            })}
            <Button
              type="text"
              className={styles["remove"] ?? ""}
              aria-label={t("removeRow", { what: title, row: at + 1 })}
              onClick={() => onChange(shown.filter((_, index) => index !== at))}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <Button aria-label={t("addRowTo", { what: title })} onClick={() => onChange([...shown, empty])}>
        {t("addRow")}
      </Button>
    </section>
  );
}

interface MoneyRowsProps<K extends "item" | "source"> {
  readonly title: string;
  readonly hint?: string;
  /** What the money is for, or where it comes from. */
  readonly of: K;
  readonly rows: readonly Record<K | "amount", string>[];
  readonly onChange: (rows: Record<K | "amount", string>[]) => void;
}

/** Lines with an amount each; one that cannot be read says so. */
export function MoneyRows<K extends "item" | "source">({ of, ...rows }: MoneyRowsProps<K>) {
  const t = useTexts(proofTexts);
  return (
    <Rows<K | "amount">
      {...rows}
      columns={[
        { key: of, label: t(of === "item" ? "costItem" : "source") },
        {
          key: "amount",
          label: t("amountYuan"),
          isNarrow: true,
          check: (text) => (readYuan(text) === null ? t("noAmount") : null),
        },
      ]}
    />
  );
}

/** A name for each line that has none: what reports and scores answer to. */
export function keyed<R extends { readonly key: string }>(rows: readonly R[]): R[] {
  const taken = new Set(rows.map(({ key }) => key));
  let n = 0;
  const next = () => {
    do n += 1;
    while (taken.has(`k${n}`));
    return `k${n}`;
  };
  return rows.map((row) => (row.key === "" ? { ...row, key: next() } : row));
}
