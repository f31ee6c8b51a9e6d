import { Button, Checkbox, Input } from "antd";
import { useTexts } from "../../../text/texts.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

export type Cell = string | number | boolean | null;

/** One column of the lines: how its value is written and read. */
export interface RowField<R> {
  readonly key: keyof R & string;
  readonly label: string;
  readonly kind: "text" | "count" | "day" | "flag";
}

interface RowsEditorProps<R extends { readonly key: string }> {
  readonly title: string;
  readonly fields: readonly RowField<R>[];
  readonly rows: readonly R[];
  readonly make: (key: string) => R;
  readonly onChange: (rows: R[]) => void;
}

/** Lines of a few fields, as in a sheet; a line's key stays with it. */
export function RowsEditor<R extends { readonly key: string }>({
  title,
  fields,
  rows,
  make,
  onChange,
}: RowsEditorProps<R>) {
  const t = useTexts(noticeTexts);
  const set = (at: number, key: string, value: Cell) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [key]: value } : row)));
  const add = () => {
    const taken = new Set(rows.map(({ key }) => key));
    let n = rows.length + 1;
    while (taken.has(`k${n}`)) n += 1;
    onChange([...rows, make(`k${n}`)]);
  };
  return (
    <section>
      <h2>{title}</h2>
      <ul className={styles["rows"]}>
        {rows.map((row, at) => (
          <li key={row.key}>
            {fields.map(({ key, label, kind }) => {
              const name = t("rowOf", { field: label, row: at + 1 });
              const value = row[key] as Cell;
              if (kind === "flag") {
                return (
                  <Checkbox key={key} checked={value === true} onChange={({ target }) => set(at, key, target.checked)}>
                    {label}
                    <span className="visually-hidden"> {at + 1}</span>
                  </Checkbox>
                );
              }
              const read = (text: string): Cell =>
                kind === "count" ? Number(text.replaceAll(/\D/g, "")) : kind === "day" && text === "" ? null : text;
              return (
                <Input
                  key={key}
                  className={kind === "text" ? undefined : styles["narrow"]}
                  aria-label={name}
                  placeholder={label}
                  type={kind === "day" ? "date" : "text"}
                  inputMode={kind === "count" ? "numeric" : undefined}
                  value={value === null ? "" : String(value)}
                  onChange={({ target }) => set(at, key, read(target.value))}
                />
              );
            })}
            <Button
              type="text"
              aria-label={t("removeRow", { row: at + 1 })}
              onClick={() => onChange(rows.filter((each) => each !== row))}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={add}>{t("addRow")}</Button>
      </div>
    </section>
  );
}
