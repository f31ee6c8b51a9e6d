import { Button, Select } from "antd";
import { useTexts } from "../../text/texts.ts";
import styles from "./agreements.module.css";
import { CheckedInput } from "./checked-input.tsx";
import { agreementsTexts } from "./texts.ts";

export type Row = Readonly<Record<string, string>>;

export interface RowColumn {
  readonly key: string;
  readonly label: string;
  /** Unset: a text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Several of the options, kept with commas between them. */
  readonly isMany?: boolean;
  /** What is wrong with a text, in the reader's language. */
  readonly check?: (text: string) => string | null;
}

/** Fields that say what is wrong with them. */
export function countUnfit(columns: readonly RowColumn[], rows: readonly Row[]): number {
  const isUnfit = (row: Row) => columns.filter(({ key, check }) => (check?.(row[key] ?? "") ?? null) !== null).length;
  return rows.reduce((sum, row) => sum + isUnfit(row), 0);
}

interface RowsEditorProps {
  readonly columns: readonly RowColumn[];
  readonly rows: readonly Row[];
  /** What a new line begins with. */
  readonly blank: Row;
  readonly onChange: (rows: readonly Row[]) => void;
}

/** Lines of a small table, each a row of fields. */
export function RowsEditor({ columns, rows, blank, onChange }: RowsEditorProps) {
  const t = useTexts(agreementsTexts);
  const set = (at: number, key: string, value: string) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [key]: value } : row)));
  return (
    <div className={styles["rows"]}>
      {rows.map((row, at) => (
        // Lines have no other name than their place.
        <div key={at} className={styles["row"]}>
          <div className={styles["cells"]}>
            {columns.map(({ key, label, options, isMany = false, check = () => null }) => {
              const name = t("cell", { number: at + 1, column: label });
              return (
                <label key={key}>
                  {label}
                  {options === undefined ? (
                    <CheckedInput
                      label={name}
                      value={row[key] ?? ""}
                      check={check}
                      onChange={(text) => set(at, key, text)}
                    />
                  ) : isMany ? (
                    <Select
                      aria-label={name}
                      mode="multiple"
                      value={(row[key] ?? "").split(",").filter((value) => value !== "")}
                      options={[...options]}
                      onChange={(values: string[]) => set(at, key, values.join(","))}
                    />
                  ) : (
                    <Select
                      aria-label={name}
                      value={row[key] ?? ""}
                      options={[...options]}
                      onChange={(value: string) => set(at, key, value)}
                    />
                  )}
                </label>
              );
            })}
          </div>
          <Button
            aria-label={t("removeRow", { number: at + 1 })}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...rows, blank])}>{t("addRow")}</Button>
      </div>
    </div>
  );
}
