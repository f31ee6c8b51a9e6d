/** Sparse matrices in compressed rows, and the two products with a dense one that an iteration needs. */

/** Row r holds `values[i]` in column `columns[i]` for i from `rowStart[r]` up to, not including, `rowStart[r + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly rowStart: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

/** Row r is `values` from r x columns up to (r + 1) x columns. */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A times X. */
export function multiply({ rows, rowStart, columns, values }: SparseMatrix, x: DenseMatrix): DenseMatrix {
  const product = new Float64Array(rows * x.columns);
  for (let row = 0; row < rows; row++) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      addRow(product, row, x.values, columns[at]!, values[at]!, x.columns);
    }
  }
  return { rows, columns: x.columns, values: product };
}

/** A transposed times Y. */
export function multiplyTransposed(
  { rows, width, rowStart, columns, values }: SparseMatrix,
  y: DenseMatrix,
): DenseMatrix {
  const product = new Float64Array(width * y.columns);
  for (let row = 0; row < rows; row++) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      addRow(product, columns[at]!, y.values, row, values[at]!, y.columns);
    }
  }
  return { rows: width, columns: y.columns, values: product };
}

function addRow(
  target: Float64Array,
  targetRow: number,
  source: Float64Array,
  sourceRow: number,
  factor: number,
  columns: number,
): void {
  const to = targetRow * columns;
  const from = sourceRow * columns;
  for (let column = 0; column < columns; column++) target[to + column]! += factor * source[from + column]!;
}
