import { Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { type KeyboardEvent, memo, type ReactNode, useCallback, useRef } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./list.module.css";
import { More, type MoreProps } from "./more.tsx";
import { listTexts } from "./texts.ts";
import type { Column, ListProps } from "./types.ts";

interface ListTableProps<Row> extends ListProps<Row>, MoreProps {
  readonly rows: readonly Row[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

const DEFAULT_WIDTH = 160;

/** A table in the sense of HTML: read aloud, copied by the block, printed. Rows are drawn once and kept. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { rows, rowKey, columns, sort, onSort, chosen, onChoose, label, addressOf, onOpen } = props;
  const t = useTexts(listTexts);
  const frame = useRef<HTMLDivElement>(null);
  const canChoose = props.renderSelection !== undefined;
  const shown = columns.filter(({ isHidden }) => isHidden !== true);

  const toggle = useCallback(
    (key: string) => {
      const next = new Set(chosen);
      if (!next.delete(key)) next.add(key);
      onChoose(next);
    },
    [chosen, onChoose],
  );
  const allChosen = rows.length > 0 && rows.every((row) => chosen.has(rowKey(row)));

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLTableRowElement>("tbody tr")];
    const here = all.findIndex((row) => row.dataset["active"] !== undefined);
    const move = (to: number) => {
      const next = all[Math.max(0, Math.min(to, all.length - 1))];
      if (next === undefined) return;
      if (here >= 0) delete all[here]?.dataset["active"];
      next.dataset["active"] = "";
      next.scrollIntoView({ block: "nearest" });
    };
    const row = rows[here];
    if (event.key === "j" || event.key === "ArrowDown") move(here + 1);
    else if (event.key === "k" || event.key === "ArrowUp") move(here - 1);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(all.length - 1);
    else if (event.key === "Enter" && row !== undefined) onOpen?.(row);
    else if ((event.key === "x" || event.key === " ") && row !== undefined && canChoose) toggle(rowKey(row));
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div ref={frame} className={styles["frame"]} role="region" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
        <table className={styles["table"]}>
          <colgroup>
            {canChoose && <col style={{ width: 40 }} />}
            {shown.map((column) => (
              <col key={column.key} style={{ width: column.width ?? DEFAULT_WIDTH }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {canChoose && (
                <th scope="col">
                  <Checkbox
                    aria-label={t("chooseAll")}
                    checked={allChosen}
                    indeterminate={!allChosen && chosen.size > 0}
                    onChange={() => onChoose(allChosen ? new Set() : new Set(rows.map(rowKey)))}
                  />
                </th>
              )}
              {shown.map((column) => (
                <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const key = rowKey(row);
              return (
                <TableRow
                  key={key}
                  row={row}
                  columns={shown as readonly Column<unknown>[]}
                  isChosen={chosen.has(key)}
                  onToggle={canChoose ? toggle : null}
                  id={key}
                  href={addressOf?.(row)}
                  onOpen={(onOpen ?? null) as ((row: unknown) => void) | null}
                />
              );
            })}
          </tbody>
        </table>
        <More {...props} />
      </div>
    </>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}) {
  const { key, title, align, isSortable } = column;
  const direction = sort === key ? "ascending" : sort === `-${key}` ? "descending" : undefined;
  return (
    <th scope="col" aria-sort={direction} data-align={align}>
      {isSortable === true ? (
        <button type="button" onClick={() => onSort(direction === "ascending" ? `-${key}` : key)}>
          {title}
          <span aria-hidden className={styles["arrow"]}>
            {direction === "ascending" ? "↑" : direction === "descending" ? "↓" : "↕"}
          </span>
        </button>
      ) : (
        title
      )}
    </th>
  );
}

interface TableRowProps {
  readonly row: unknown;
  readonly id: string;
  readonly columns: readonly Column<unknown>[];
  readonly isChosen: boolean;
  readonly onToggle: ((key: string) => void) | null;
  readonly href: string | undefined;
  readonly onOpen: ((row: unknown) => void) | null;
}

const TableRow = memo(function TableRow({ row, id, columns, isChosen, onToggle, href, onOpen }: TableRowProps) {
  const t = useTexts(listTexts);
  const name = columns[0]?.text(row) ?? id;
  const first = (content: ReactNode) => {
    if (href !== undefined) return <Link to={href}>{content}</Link>;
    if (onOpen === null) return content;
    return (
      <button type="button" className="quiet" onClick={() => onOpen(row)}>
        {content}
      </button>
    );
  };
  return (
    <tr data-chosen={isChosen || undefined}>
      {onToggle !== null && (
        <td>
          <Checkbox checked={isChosen} aria-label={t("chooseRow", { name })} onChange={() => onToggle(id)} />
        </td>
      )}
      {columns.map((column, index) => {
        const text = column.text(row);
        const content = column.render?.(row) ?? text;
        return (
          <td key={column.key} data-align={column.align} title={text}>
            {index === 0 ? first(content) : content}
          </td>
        );
      })}
    </tr>
  );
});
