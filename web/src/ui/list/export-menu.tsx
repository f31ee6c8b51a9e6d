import { ApiProblem } from "@dual-high/client";
import { App, Button, Dropdown } from "antd";
import { download } from "../../data/download.ts";
import { useTexts } from "../../text/texts.ts";
import { listTexts } from "./texts.ts";
import { tableTsv } from "./tsv.ts";
import type { Column, ListProps } from "./types.ts";

interface ExportMenuProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** The person has chosen columns: the file has these, else all. */
  readonly isArranged: boolean;
  readonly exportAddress: ListProps<Row>["exportAddress"];
  readonly query: Readonly<Record<string, string>>;
}

function useCopy<Row>(columns: readonly Column<Row>[]): (rows: readonly Row[]) => Promise<void> {
  const { message } = App.useApp();
  const t = useTexts(listTexts);
  return async (rows) => {
    await navigator.clipboard.writeText(tableTsv(columns, rows));
    void message.success(t("copied", { count: rows.length }));
  };
}

/** The list as a file, and what is shown as text for a spreadsheet. */
export function ExportMenu<Row>({ rows, columns, isArranged, exportAddress, query }: ExportMenuProps<Row>) {
  const t = useTexts(listTexts);
  const { notification } = App.useApp();
  const copy = useCopy(columns);
  const save = async (format: "xlsx" | "csv") => {
    const keys = columns.flatMap(({ key, exportKey = key }) => exportKey ?? []);
    const params = new URLSearchParams(isArranged ? { ...query, columns: keys.join(",") } : query);
    try {
      await download(exportAddress?.(format, params.toString()) ?? "");
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      notification.error({ title: error.title, description: error.detail });
    }
  };
  const files = (["xlsx", "csv"] as const).map((format) => ({
    key: format,
    label: t(format === "xlsx" ? "exportXlsx" : "exportCsv"),
    onClick: () => void save(format),
  }));
  const copied = { key: "copy", label: t("copyShown", { count: rows.length }), onClick: () => void copy(rows) };
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{ items: exportAddress === undefined ? [copied] : [...files, copied] }}
    >
      <Button disabled={rows.length === 0}>{t("export")}</Button>
    </Dropdown>
  );
}

export function CopyButton<Row>({
  rows,
  columns,
}: {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}) {
  const t = useTexts(listTexts);
  const copy = useCopy(columns);
  return (
    <Button size="small" onClick={() => void copy(rows)}>
      {t("copyChosen")}
    </Button>
  );
}
