/** Sparse matrices in compressed rows, and the two products with a dense one that an iteration needs. */
import type { DenseMatrix, RowMemory } from "./row-memory.ts";

/** Row r holds `values[i]` in column `columns[i]` for i from `rowStart[r]` up to, not including, `rowStart[r + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly rowStart: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

/** product = A X; the product is all zeros before. */
export function multiply(
  memory: RowMemory,
  { rows, rowStart, columns, values }: SparseMatrix,
  x: DenseMatrix,
  product: DenseMatrix,
): void {
  for (let row = 0; row < rows; row++) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      memory.addRow(product, row, x, columns[at]!, values[at]!);
    }
  }
}

/** product = A' Y; the product is all zeros before. */
export function multiplyTransposed(
  memory: RowMemory,
  { rows, rowStart, columns, values }: SparseMatrix,
  y: DenseMatrix,
  product: DenseMatrix,
): void {
  for (let row = 0; row < rows; row++) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      memory.addRow(product, columns[at]!, y, row, values[at]!);
    }
  }
}
