/** Sparse matrices in compressed rows, and the two products that an iteration needs. */

/** Row r holds `values[i]` in column `columns[i]` for i from `rowStart[r]` up to, not including, `rowStart[r + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly rowStart: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

/** A times x: one number for each row. */
export function multiply({ rows, rowStart, columns, values }: SparseMatrix, x: Float64Array): Float64Array {
  const product = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) sum += values[at]! * x[columns[at]!]!;
    product[row] = sum;
  }
  return product;
}

/** A transposed times y: one number for each column. */
export function multiplyTransposed(
  { rows, width, rowStart, columns, values }: SparseMatrix,
  y: Float64Array,
): Float64Array {
  const product = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    const factor = y[row]!;
    if (factor === 0) continue;
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) product[columns[at]!]! += values[at]! * factor;
  }
  return product;
}
