import { Select } from "antd";
import { useTexts } from "../../text/texts.ts";
import { listTexts } from "./texts.ts";
import type { Column } from "./types.ts";

interface SortSelectProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

/** The order of a list that is shown as a picture, which has no headers to press. */
export function SortSelect<Row>({ columns, sort, onSort }: SortSelectProps<Row>) {
  const t = useTexts(listTexts);
  const options = columns
    .filter(({ isSortable }) => isSortable === true)
    .flatMap(({ key, title }) => [
      { value: key, label: t("ascending", { title }) },
      { value: `-${key}`, label: t("descending", { title }) },
    ]);
  return (
    <Select
      aria-label={t("sort")}
      value={sort}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(value: string) => onSort(value)}
    />
  );
}
