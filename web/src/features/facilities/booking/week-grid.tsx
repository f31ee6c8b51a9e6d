import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react";
import { useMe } from "../../../data/me.ts";
import { useTexts } from "../../../text/texts.ts";
import styles from "./booking.module.css";
import { buildGrid, type Cell, clockOf, dayName, type Span, weekdayOf } from "./calendar-grid.ts";
import type { Calendar } from "./queries.ts";
import { bookingsTexts } from "./texts.ts";

interface WeekGridProps {
  readonly calendar: Calendar;
  readonly days: readonly number[];
  readonly today: number;
  readonly chosen: Span | null;
  readonly onChoose: (chosen: Span) => void;
}

/** Where the keys are, and where a choice began. */
interface Place {
  readonly row: number;
  readonly column: number;
}

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Times against days. Chosen by click, by dragging down a day, or by keys. */
export function WeekGrid({ calendar, days, today, chosen, onChoose }: WeekGridProps) {
  const t = useTexts(bookingsTexts);
  const { userId } = useMe();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<Place | null>(null);
  const { rows, cells } = buildGrid(calendar, days);
  if (rows.length === 0) return <p className={styles["how"]}>{t("notOpenThisWeek")}</p>;

  const cellAt = ({ row, column }: Place): Cell | undefined => cells[row]?.[column];
  const canTake = (cell: Cell | undefined) => cell !== undefined && (cell.kind === "free" || cell.kind === "full");
  /** Chooses from one place to another of the same day, as far as it is open without a break. */
  const choose = (from: Place, to: Place) => {
    const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
    const stretch = cells.slice(top, bottom + 1).map((row) => row[from.column]);
    const [first] = stretch;
    const last = stretch.at(-1);
    if (first !== undefined && last !== undefined && stretch.every(canTake)) {
      onChoose({ from: first.from, until: last.until });
    }
  };
  const focus = (place: Place) => {
    setAt(place);
    table.current?.querySelector<HTMLElement>(`[data-place="${place.row}-${place.column}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      setAnchor(at);
      choose(at, at);
      return;
    }
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const row = Math.min(Math.max(at.row + move[0], 0), rows.length - 1);
    const column = Math.min(Math.max(at.column + move[1], 0), days.length - 1);
    const next = { row, column };
    if (event.shiftKey && move[1] === 0) choose(anchor ?? at, { row, column: (anchor ?? at).column });
    focus(next);
  };
  const onPointerDown = (place: Place) => (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType !== "mouse" || !canTake(cellAt(place))) return;
    setAnchor(place);
    setAt(place);
    choose(place, place);
  };
  const onPointerEnter = (place: Place) => (event: PointerEvent) => {
    if (event.buttons === 1 && event.pointerType === "mouse" && anchor !== null) choose(anchor, place);
  };
  /** A finger scrolls as well, so that only its tap chooses; a reader of the screen clicks without a pointer. */
  const onClick = (place: Place) => (event: MouseEvent) => {
    if ((event.nativeEvent as globalThis.PointerEvent).pointerType === "mouse") return;
    setAnchor(place);
    setAt(place);
    choose(place, place);
  };
  const wordsOf = (cell: Cell) => {
    const left = cell.kind === "free" && calendar.bookable.capacity > 1 ? t("cell.left", { n: cell.left }) : "";
    const names = cell.bookings.map(({ bookerUnit }) => bookerUnit).join("、");
    return [t(`cell.${cell.kind}`), left, names].filter((part) => part !== "").join(" ");
  };
  return (
    <>
      <table ref={table} role="grid" className={styles["grid"]} aria-label={t("week")} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("time")}</span>
            </th>
            {days.map((day) => (
              <th key={day} scope="col" data-today={day === today || undefined}>
                {dayName(day).slice(5)} {t(`weekday.${weekdayOf(day)}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((row, rowIndex) => (
            <tr key={rows[rowIndex]}>
              <th scope="row">{clockOf(rows[rowIndex] ?? 0)}</th>
              {row.map((cell, column) => {
                const place = { row: rowIndex, column };
                const isChosen = chosen !== null && cell.from >= chosen.from && cell.until <= chosen.until;
                const isMine = cell.bookings.some(({ bookedBy }) => bookedBy === userId);
                const begins = cell.bookings.find(({ startsAt }) => Date.parse(startsAt) === cell.from * 60_000);
                return (
                  <td
                    key={cell.from}
                    data-place={`${rowIndex}-${column}`}
                    data-kind={cell.kind}
                    data-mine={isMine || undefined}
                    data-booked={cell.bookings.length > 0 || undefined}
                    aria-selected={isChosen}
                    aria-disabled={!canTake(cell)}
                    aria-label={`${dayName(days[column] ?? 0)} ${clockOf(rows[rowIndex] ?? 0)} ${wordsOf(cell)}`}
                    tabIndex={at.row === rowIndex && at.column === column ? 0 : -1}
                    onFocus={() => setAt(place)}
                    onPointerDown={onPointerDown(place)}
                    onPointerEnter={onPointerEnter(place)}
                    onClick={onClick(place)}
                  >
                    {begins === undefined ? shortWords(cell, calendar.bookable.capacity, t) : begins.bookerUnit}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles["how"]}>{t("howTo")}</p>
    </>
  );
}

function shortWords(
  { kind, left, bookings }: Cell,
  capacity: number,
  t: (key: "cell.full" | "cell.left", params?: { n: number }) => string,
): string {
  if (kind === "full" && bookings.length === 0) return t("cell.full");
  return kind === "free" && capacity > 1 && left < capacity ? t("cell.left", { n: left }) : "";
}
