import { Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { type KeyboardEvent, memo, type ReactNode, useCallback, useId, useRef, useState } from "react";
import { useTexts } from "../../text/texts.ts";
import { useCellBlock } from "./cell-block.ts";
import { DEFAULT_WIDTH, fitWidth } from "./columns.ts";
import styles from "./list.module.css";
import { More, type MoreProps } from "./more.tsx";
import { listTexts } from "./texts.ts";
import type { Column, ListProps } from "./types.ts";

interface ListTableProps<Row> extends ListProps<Row>, MoreProps {
  readonly rows: readonly Row[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly chosen: ReadonlySet<string>;
  readonly widths: ReadonlyMap<string, number>;
  readonly onWidth: (key: string, width: number) => void;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

const CHECK_WIDTH = 40;

/** A table in the sense of HTML: read aloud, copied by the block, printed. Rows are drawn once and kept. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { rows, rowKey, columns, sort, onSort, widths, chosen, onChoose, label, addressOf, onOpen } = props;
  const t = useTexts(listTexts);
  const frame = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<{ readonly key: string; readonly width: number } | null>(null);
  const block = useCellBlock(frame);
  const keysId = useId();
  const widthOf = (key: string) => (dragged?.key === key ? dragged.width : (widths.get(key) ?? DEFAULT_WIDTH));
  const canChoose = props.renderSelection !== undefined;

  const sum = columns.reduce((width, { key }) => width + widthOf(key), canChoose ? CHECK_WIDTH : 0);

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
      <div
        ref={frame}
        className={styles["frame"]}
        role="region"
        aria-label={label}
        aria-describedby={keysId}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={block.onPointerDown}
        onPointerMove={block.onPointerMove}
        onCopy={block.onCopy}
        data-scroll-restoration-id={`list-${props.name}`}
      >
        <p id={keysId} className="visually-hidden">
          {t("keys")}
        </p>
        <table className={styles["table"]} style={{ minWidth: sum }}>
          <colgroup>
            {canChoose && <col style={{ width: CHECK_WIDTH }} />}
            {columns.map(({ key }, index) => (
              // The last one takes what is left.
              <col key={key} style={index === columns.length - 1 ? {} : { width: widthOf(key) }} />
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
              {columns.map((column) => (
                <HeadCell
                  key={column.key}
                  column={column}
                  sort={sort}
                  onSort={onSort}
                  width={widths.get(column.key) ?? DEFAULT_WIDTH}
                  onDrag={(width) => setDragged({ key: column.key, width })}
                  onWidth={(width) => {
                    setDragged(null);
                    props.onWidth(column.key, width);
                  }}
                />
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
                  columns={columns as readonly Column<unknown>[]}
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
  width,
  onDrag,
  onWidth,
}: {
  readonly column: Column<Row>;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly width: number;
  readonly onDrag: (width: number) => void;
  readonly onWidth: (width: number) => void;
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
      <Grip title={title} width={width} onDrag={onDrag} onWidth={onWidth} />
    </th>
  );
}

interface GripProps {
  readonly title: string;
  readonly width: number;
  readonly onDrag: (width: number) => void;
  readonly onWidth: (width: number) => void;
}

/** The edge of a column: dragged, or moved by the arrow keys once it has the focus by a click. */
function Grip({ title, width, onDrag, onWidth }: GripProps) {
  const t = useTexts(listTexts);
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined);
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t("widen", { title })}
      aria-valuenow={width}
      tabIndex={-1}
      className={styles["grip"]}
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (start.current !== undefined) onDrag(fitWidth(start.current.width + event.clientX - start.current.x));
      }}
      onPointerUp={(event) => {
        if (start.current === undefined) return;
        const next = fitWidth(start.current.width + event.clientX - start.current.x);
        start.current = undefined;
        onWidth(next);
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        event.stopPropagation();
        onWidth(fitWidth(width + (event.key === "ArrowLeft" ? -16 : 16)));
      }}
    />
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
