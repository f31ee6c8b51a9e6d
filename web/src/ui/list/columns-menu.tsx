import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import { useTexts } from "../../text/texts.ts";
import { type ColumnWishes, moveKey, type Placed } from "./columns.ts";
import styles from "./list.module.css";
import { listTexts } from "./texts.ts";

interface ColumnsMenuProps {
  readonly placed: readonly Pick<Placed<never>, "column" | "isShown">[];
  readonly wishes: ColumnWishes;
  readonly onChange: (wishes: ColumnWishes | null) => void;
}

/** Which columns are seen, and in which order. */
export function ColumnsMenu({ placed, wishes, onChange }: ColumnsMenuProps) {
  const t = useTexts(listTexts);
  const keys = placed.map(({ column }) => column.key);
  const content = (
    <div className={styles["options"]}>
      <ul className={styles["columnList"]} aria-label={t("columns")}>
        {placed.map(({ column, isShown }, index) => (
          <li key={column.key}>
            <Checkbox
              checked={isShown}
              // A table without its first column has no way into its rows.
              disabled={index === 0 && isShown}
              onChange={({ target }) =>
                onChange({ ...wishes, shown: { ...wishes.shown, [column.key]: target.checked } })
              }
            >
              {column.title}
            </Checkbox>
            <Button
              type="text"
              size="small"
              icon={<UpOutlined />}
              aria-label={t("moveUp", { title: column.title })}
              disabled={index === 0}
              onClick={() => onChange({ ...wishes, order: moveKey(keys, column.key, -1) })}
            />
            <Button
              type="text"
              size="small"
              icon={<DownOutlined />}
              aria-label={t("moveDown", { title: column.title })}
              disabled={index === placed.length - 1}
              onClick={() => onChange({ ...wishes, order: moveKey(keys, column.key, 1) })}
            />
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => onChange(null)}>
        {t("resetColumns")}
      </Button>
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight" arrow={false} destroyOnHidden>
      <Button aria-haspopup="dialog">{t("columns")}</Button>
    </Popover>
  );
}
