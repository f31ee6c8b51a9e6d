/**
 * Truncated singular value decomposition of a sparse matrix, by a random projection made better by power iterations
 * (Halko, Martinsson, Tropp: Finding structure with randomness, SIAM Review 53, 2011, algorithms 4.3 and 5.1).
 *
 *     A (rows x width, sparse)  ~  U S V'        Q = orthonormal basis of the range of (A A')^q A Omega, Omega random
 *                                                Q' A = W S V'
 *
 * The decomposition of the small matrix is that of (Q' A)(Q' A)', by Jacobi rotations (Golub, Van Loan: Matrix
 * Computations). The random numbers are seeded: the same matrix gives the same bytes.
 */
import { type DenseMatrix, RowMemory } from "./row-memory.ts";
import { multiply, multiplyTransposed, type SparseMatrix } from "./sparse-matrix.ts";
import { uniformNumbers } from "../uniform-numbers.ts";

/** The largest singular values, descending, with their right vectors, which are of length 1. */
export interface Decomposition {
  readonly values: readonly number[];
  /** One row for each column of the matrix, in it one number for each value. */
  readonly right: DenseMatrix;
}

export interface DecompositionOptions {
  /** How many singular values are wanted; fewer come back where the matrix has no more. */
  readonly rank: number;
  readonly powerIterations: number;
  readonly seed: number;
}

// More directions than wanted, so that the last ones wanted are as good as the first (Halko et al., 4.2).
const OVERSAMPLING = 10;
// Of a direction that lies within the others only rounding is left; below this part of its length it is one of them.
const LEAST_NEW_PART = 1e-9;
const MUCH_LEFT = 0.1;
const LEAST_VALUE = 1e-9;
// What must be left of a column's square; its root is the most by which two passes can lose.
const LEAST_LEFT = 1e-8;
const MOST_SWEEPS = 30;
const CONVERGED = 1e-8;

/** What {@link decompose} takes of a memory, in numbers. */
export function roomToDecompose({ rows, width }: SparseMatrix, rank: number): number {
  const columns = Math.min(rank + OVERSAMPLING, rows, width);
  return 2 * RowMemory.roomFor(Math.max(rows, width), columns) + 2 * RowMemory.roomFor(columns, columns);
}

/**
 * Decomposes a matrix. The right vectors are in `memory`, with all that is needed on the way.
 *
 * Cost: (2 x powerIterations + 2) x (rank + 10) products with the matrix, and about 6 x rows x (rank + 10)^2 more
 * operations. Singular values below the largest by a factor of 10^(9 / (2 x powerIterations + 1)) are lost in rounding.
 */
export function decompose(
  memory: RowMemory,
  matrix: SparseMatrix,
  { rank, powerIterations, seed }: DecompositionOptions,
): Decomposition {
  const { rows, width } = matrix;
  const columns = Math.min(rank + OVERSAMPLING, rows, width);
  const most = Math.max(rows, width);
  // Two large matrices and two small ones in turn, whatever they hold.
  const [one, other] = [memory.take(most, columns), memory.take(most, columns)] as const;
  const small = [memory.take(columns, columns), memory.take(columns, columns)] as const;

  let range = memory.reuse(other, rows, columns);
  multiply(memory, matrix, fillWithChance(memory.reuse(one, width, columns), seed), range);
  for (let round = 0; round < powerIterations; round++) {
    const back = memory.reuse(one, width, columns);
    multiplyTransposed(memory, matrix, range, back);
    range = memory.reuse(other, rows, columns);
    multiply(memory, matrix, back, range);
  }
  const basis = orthonormal(memory, range, one, small);
  const projected = memory.reuse(one, width, basis.columns);
  multiplyTransposed(memory, matrix, basis, projected);

  const { values, vectors } = eigen(multiplyColumns(memory, projected, small[0]));
  const order = values
    .map((value, at) => ({ value: Math.sqrt(value), at }))
    .sort((a, b) => b.value - a.value || a.at - b.at)
    .slice(0, rank)
    .filter(({ value }) => value > LEAST_VALUE);
  const rotation = memory.reuse(small[1], basis.columns, order.length);
  order.forEach(({ value, at }, to) => {
    vectors[at]!.forEach((weight, from) => (rotation.values[from * rotation.stride + to] = weight / value));
  });
  const right = memory.reuse(other, width, order.length);
  multiplyDense(memory, projected, rotation, right);
  return { values: order.map(({ value }) => value), right };
}

function fillWithChance(matrix: DenseMatrix, seed: number): DenseMatrix {
  const random = gaussian(seed);
  for (let column = 0; column < matrix.columns; column++) {
    for (let row = 0; row < matrix.rows; row++) matrix.values[row * matrix.stride + column] = random();
  }
  return matrix;
}

/** Uniform numbers made normal by the method of Box and Muller. */
function gaussian(seed: number): () => number {
  const uniform = uniformNumbers(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * An orthonormal basis of the columns, in the same room: divided by the Cholesky factor of their products, twice, because
 * once leaves the rounding of the products (Fukaya et al.: CholeskyQR2, 2014). Columns that hardly differ have no such
 * factor; they take the slow way.
 *
 * @param spare as large as the matrix. What the spare rooms hold is lost.
 */
function orthonormal(
  memory: RowMemory,
  matrix: DenseMatrix,
  spare: DenseMatrix,
  [products, divisor]: readonly [DenseMatrix, DenseMatrix],
): DenseMatrix {
  const { rows, columns } = matrix;
  const rooms = [matrix, spare] as const;
  let basis = matrix;
  for (let pass = 0; pass < 2; pass++) {
    const factor = cholesky(multiplyColumns(memory, basis, products));
    if (factor === null) return orthonormalOneByOne(memory, matrix);
    const inverse = memory.reuse(divisor, columns, columns);
    invertInto(factor, inverse);
    const divided = memory.reuse(rooms[1 - pass]!, rows, columns);
    multiplyDense(memory, basis, inverse, divided);
    basis = divided;
  }
  return basis;
}

/** product = X Y; the product is all zeros before. */
function multiplyDense(memory: RowMemory, x: DenseMatrix, y: DenseMatrix, product: DenseMatrix): void {
  for (let row = 0; row < x.rows; row++) {
    for (let at = 0; at < x.columns; at++) memory.addRow(product, row, y, at, x.values[row * x.stride + at]!);
  }
}

/** The products of all pairs of columns, symmetric; computed in the room of `spare`. */
function multiplyColumns(memory: RowMemory, matrix: DenseMatrix, spare: DenseMatrix): Float64Array[] {
  const { rows, columns, stride, values } = matrix;
  const products = memory.reuse(spare, columns, columns);
  for (let row = 0; row < rows; row++) {
    for (let p = 0; p < columns; p++) {
      memory.addRow(products, p, matrix, row, values[row * stride + p]!, p + 1);
    }
  }
  const whole = Array.from({ length: columns }, (_, p) =>
    products.values.slice(p * products.stride, p * products.stride + columns),
  );
  for (let p = 0; p < columns; p++) for (let q = 0; q < p; q++) whole[q]![p] = whole[p]![q]!;
  return whole;
}

/** The lower triangular L with L L' = matrix, or null where a column is, but for rounding, made of those before it. */
function cholesky(matrix: readonly Float64Array[]): Float64Array[] | null {
  const lower: Float64Array[] = [];
  for (const [p, row] of matrix.entries()) {
    const own = new Float64Array(p + 1);
    for (let q = 0; q < p; q++) own[q] = (row[q]! - dot(own.subarray(0, q), lower[q]!.subarray(0, q))) / lower[q]![q]!;
    const left = row[p]! - dot(own.subarray(0, p), own.subarray(0, p));
    if (!(left > row[p]! * LEAST_LEFT)) return null;
    own[p] = Math.sqrt(left);
    lower.push(own);
  }
  return lower;
}

/** inverse = the transposed inverse of a lower triangular matrix; it is all zeros before. */
function invertInto(lower: readonly Float64Array[], inverse: DenseMatrix): void {
  const { stride, values } = inverse;
  for (let q = 0; q < lower.length; q++) {
    const row = values.subarray(q * stride, q * stride + lower.length);
    row[q] = 1 / lower[q]![q]!;
    for (let p = q + 1; p < lower.length; p++) {
      row[p] = -dot(lower[p]!.subarray(q, p), row.subarray(q, p)) / lower[p]![p]!;
    }
  }
}

// Gram and Schmidt. Where little of a vector is left, rounding has left some of the others in it: once more.
function orthonormalOneByOne(memory: RowMemory, matrix: DenseMatrix): DenseMatrix {
  const { rows, columns, stride, values } = matrix;
  const basis: Float64Array[] = [];
  for (let column = 0; column < columns; column++) {
    const vector = Float64Array.from({ length: rows }, (_, row) => values[row * stride + column]!);
    const whole = Math.sqrt(dot(vector, vector));
    let before = whole;
    let length = removeOthers(vector, basis);
    while (length < before * MUCH_LEFT && length > whole * LEAST_NEW_PART) {
      before = length;
      length = removeOthers(vector, basis);
    }
    if (length > whole * LEAST_NEW_PART) basis.push(vector.map((value) => value / length));
  }
  const joined = memory.reuse(matrix, rows, basis.length);
  basis.forEach((vector, column) =>
    vector.forEach((value, row) => (joined.values[row * joined.stride + column] = value)),
  );
  return joined;
}

function removeOthers(vector: Float64Array, basis: readonly Float64Array[]): number {
  for (const other of basis) {
    const factor = -dot(vector, other);
    for (let at = 0; at < vector.length; at++) vector[at]! += factor * other[at]!;
  }
  return Math.sqrt(dot(vector, vector));
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix without negative eigenvalues, which is used up. Its eigenvectors are the
 * singular vectors of any root of it: columns of a root, turned in pairs until all are at right angles (Hestenes 1958;
 * Golub, Van Loan: 8.6.3, one-sided Jacobi).
 */
function eigen(matrix: Float64Array[]): { values: number[]; vectors: Float64Array[] } {
  const columns = rootOf(matrix);
  const squares = columns.map((column) => dot(column, column));
  let isAtRightAngles = false;
  for (let sweep = 0; sweep < MOST_SWEEPS && !isAtRightAngles; sweep++) {
    isAtRightAngles = true;
    for (let p = 0; p < columns.length; p++) {
      for (let q = p + 1; q < columns.length; q++) {
        const crossing = dot(columns[p]!, columns[q]!);
        if (Math.abs(crossing) <= CONVERGED * Math.sqrt(squares[p]! * squares[q]!)) continue;
        isAtRightAngles = false;
        const theta = (squares[q]! - squares[p]!) / (2 * crossing);
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const cosine = 1 / Math.sqrt(tangent * tangent + 1);
        turn(columns[p]!, columns[q]!, cosine, tangent * cosine);
        squares[p]! -= tangent * crossing;
        squares[q]! += tangent * crossing;
      }
    }
  }
  const values = columns.map((column) => dot(column, column));
  return { values, vectors: columns.map((column, at) => scale(column, 1 / Math.sqrt(values[at]! || 1))) };
}

/**
 * The columns of a lower triangular L with L L' = matrix, which is used up: Cholesky's method column by column, always the largest
 * that is left (Higham: Accuracy and Stability of Numerical Algorithms, 10.3). Nothing is left of those that are made of others: they are zeros.
 */
function rootOf(matrix: Float64Array[]): Float64Array[] {
  const size = matrix.length;
  const left = matrix.map((row, at) => row[at]!);
  return matrix.map(() => {
    const pivot = left.reduce((best, value, at) => (value > left[best]! ? at : best), 0);
    const column = new Float64Array(size);
    if (!(left[pivot]! > 0)) return column;
    const root = Math.sqrt(left[pivot]!);
    column.set(matrix[pivot]!.map((value) => value / root));
    matrix.forEach((row, at) => {
      const factor = column[at]!;
      for (let q = 0; q < size; q++) row[q]! -= factor * column[q]!;
      left[at] = at === pivot || left[at] === 0 ? 0 : Math.max(0, row[at]!);
    });
    return column;
  });
}

function scale(vector: Float64Array, factor: number): Float64Array {
  return vector.map((value) => value * factor);
}

function turn(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let at = 0; at < a.length; at++) {
    const x = a[at]!;
    const y = b[at]!;
    a[at] = cosine * x - sine * y;
    b[at] = sine * x + cosine * y;
  }
}

// Four sums at a time: one would wait for each of its additions (three times as fast, measured).
function dot(a: Float64Array, b: Float64Array): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < a.length; at += 4) {
    sum0 += a[at]! * b[at]!;
    sum1 += a[at + 1]! * b[at + 1]!;
    sum2 += a[at + 2]! * b[at + 2]!;
    sum3 += a[at + 3]! * b[at + 3]!;
  }
  for (; at < a.length; at++) sum0 += a[at]! * b[at]!;
  return sum0 + sum1 + (sum2 + sum3);
}
