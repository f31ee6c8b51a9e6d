import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { formatCount } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { CellValue, Problems, RowPlace } from "./cell-value.tsx";
import { ColumnMapping } from "./column-mapping.tsx";
import styles from "./imports.module.css";
import { importRowsQuery, type RowsShown } from "./queries.ts";
import { countUsable, type Import, type ImportRow, listHeaders, previewFields } from "./rules.ts";
import { type ImportKey, importTexts } from "./texts.ts";

interface ImportPanelProps {
  readonly held: Import;
  readonly show: string | undefined;
  readonly onShow: (part: string) => void;
}

/** One file in full: its rows as they were understood, what has to be mended, and which column is what. */
export function ImportPanel({ held, show, onShow }: ImportPanelProps) {
  const t = useTexts(importTexts);
  const pick = usePick();
  const { counts } = held;
  const all = countUsable(counts) + counts.refused;
  const parts = [
    { value: "all", label: t("outcome.all"), count: all },
    { value: "added", label: t("outcome.added"), count: counts.added },
    { value: "updated", label: t("outcome.updated"), count: counts.updated },
    { value: "unchanged", label: t("outcome.unchanged"), count: counts.unchanged },
    { value: "refused", label: t("outcome.refused"), count: counts.refused },
    { value: "doubtful", label: t("doubtful"), count: counts.warned },
  ] as const;
  const shownParts = parts.filter(({ value, count }) => value === "all" || count > 0);
  const headers = listHeaders(held.columns);
  const current =
    show === "columns" && headers.length > 0
      ? "columns"
      : (shownParts.find(({ value }) => value === show)?.value ?? "all");
  const options = [
    ...shownParts.map(({ value, label, count }) => ({
      value: value as string,
      label: `${label} ${formatCount(count)}`,
    })),
    ...(headers.length === 0
      ? []
      : [
          {
            value: "columns",
            label: `${t("columns")} ${headers.filter(({ field }) => field !== null).length}/${headers.length}`,
          },
        ]),
  ];
  return (
    <section className={styles["panel"]} aria-label={held.fileName}>
      <header>
        <h2>
          {t(`kind.${held.kind}`)} <small>{held.fileName}</small>
        </h2>
        {counts.refused > 0 && (
          <a
            className={styles["download"]}
            href={`/api/imports/${held.id}/corrections`}
            download
            title={t("correctionsHint")}
          >
            {t("corrections")}
          </a>
        )}
      </header>
      {held.notices.length > 0 && (
        <details className={styles["notices"]} open={held.notices.length <= 2}>
          <summary>{t("notices")}</summary>
          <ul>
            {held.notices.map(({ code, text }, index) => (
              <li key={`${code}-${index}`}>{pick(text)}</li>
            ))}
          </ul>
        </details>
      )}
      <div className={styles["tabs"]}>
        <Segmented value={current} options={options} onChange={onShow} aria-label={t("rows")} />
      </div>
      {current === "columns" ? <ColumnMapping held={held} /> : <Rows held={held} shown={current} />}
    </section>
  );
}

function Rows({ held, shown }: { readonly held: Import; readonly shown: RowsShown }) {
  const t = useTexts(importTexts);
  const query = useInfiniteQuery(importRowsQuery(held, shown));
  if (query.error !== null) throw query.error;
  const rows = query.data?.pages.flatMap(({ items }) => items);
  if (rows === undefined) return <div className={styles["waiting"]} aria-busy />;
  if (rows.length === 0) return <p>{t("noRows")}</p>;
  const isTold = shown === "refused" || shown === "doubtful";
  return (
    <>
      {isTold ? <ToldRows rows={rows} /> : <PreviewRows held={held} rows={rows} />}
      {query.hasNextPage && (
        <p>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("moreRows")}
          </Button>
        </p>
      )}
    </>
  );
}

function sheetsOf(rows: readonly ImportRow[]): boolean {
  return new Set(rows.map(({ sheet }) => sheet)).size > 1;
}

/** Rows with what is to be said about them: the place, the record, the column and the remedy. */
function ToldRows({ rows }: { readonly rows: readonly ImportRow[] }) {
  const t = useTexts(importTexts);
  const hasSheets = sheetsOf(rows);
  return (
    <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("problem")}>
      <table className={styles["rows"]} data-told>
        <thead>
          <tr>
            <th scope="col">{t("row")}</th>
            <th scope="col">{t("record")}</th>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("problem")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq}>
              <th scope="row">
                <RowPlace row={row} hasSheets={hasSheets} />
              </th>
              <td>{row.label}</td>
              <td>
                {[...new Set(row.problems.flatMap(({ column }) => (column === null ? [] : [column])))].join("、")}
              </td>
              <td>
                <Problems row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PreviewRows({ held, rows }: { readonly held: Import; readonly rows: readonly ImportRow[] }) {
  const t = useTexts(importTexts);
  const hasSheets = sheetsOf(rows);
  const fields = previewFields(held.kind, rows);
  const nameOf = (field: string) => {
    const key = `field.${field}`;
    return isKey(key) ? t(key) : field;
  };
  return (
    <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("rows")}>
      <table className={styles["rows"]}>
        <thead>
          <tr>
            <th scope="col">{t("row")}</th>
            <th scope="col">{t("outcome")}</th>
            {fields.map((field) => (
              <th key={field} scope="col" data-field={field}>
                {nameOf(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq} data-outcome={row.outcome}>
              <th scope="row">
                <RowPlace row={row} hasSheets={hasSheets} />
              </th>
              <td className={styles["outcome"]}>{t(`outcome.${row.outcome}`)}</td>
              {row.record === null ? (
                <td colSpan={fields.length}>
                  {row.label} <Problems row={row} />
                </td>
              ) : (
                fields.map((field) => (
                  <td key={field} data-field={field} data-changed={row.changed[field] !== undefined || undefined}>
                    <CellValue row={row} field={field} />
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isKey(key: string): key is ImportKey {
  return key in importTexts.lines;
}
