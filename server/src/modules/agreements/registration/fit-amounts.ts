import type { SheetPlan } from "@dual-high/lists";

const FORMAT = "#,##0.00";
/** A figure that is wider than its column is shown as ###: room for its margins, and for the bold of a total. */
const ROOM = 5;

/** A column of amounts, which a spreadsheet can add up; as wide as `fitAmounts` finds. */
export const amountColumn = (header: string) => ({ header, width: 0, align: "right", format: FORMAT }) as const;

/** The same sheet with its columns of amounts as wide as the longest amount in each, and no wider. */
export function fitAmounts(plan: SheetPlan): SheetPlan {
  const lengthOf = (cell: SheetPlan["rows"][number][number] | undefined): number => {
    const value = typeof cell === "object" && cell !== null ? cell.value : cell;
    if (typeof value !== "number") return (value ?? "").length;
    return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).length;
  };
  const columns = plan.columns.map((column, index) => {
    if (column.format !== FORMAT) return column;
    const longest = Math.max(0, ...plan.rows.map((row) => lengthOf(row[index])));
    return { ...column, width: Math.max(2 * column.header.length + 2, longest + ROOM) };
  });
  return { ...plan, columns };
}
