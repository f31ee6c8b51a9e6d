/**
 * Truncated singular value decomposition of a sparse matrix, by a random projection made better by power iterations
 * (Halko, Martinsson, Tropp: Finding structure with randomness, SIAM Review 53, 2011, algorithms 4.3 and 5.1).
 *
 *     A (rows x width, sparse)  ~  U S V'        Q = orthonormal basis of the range of (A A')^q A Omega, Omega random
 *                                                Q' A = W S V'
 *
 * The decomposition of the small matrix is that of (Q' A)(Q' A)', by Jacobi rotations (Golub, Van Loan: Matrix
 * Computations, 8.5). The random numbers are seeded: the same matrix gives the same bytes.
 */
import { type DenseMatrix, multiply, multiplyTransposed, type SparseMatrix } from "./sparse-matrix.ts";

/** The largest singular values, descending, with their right vectors, which are of length 1. */
export interface Decomposition {
  readonly values: readonly number[];
  /** One vector for each value, with one number for each column of the matrix. */
  readonly right: readonly Float64Array[];
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
const CONVERGED = 1e-22;

/**
 * Decomposes a matrix.
 *
 * Cost: (2 x powerIterations + 2) x (rank + 10) products with the matrix, and about 3 x rows x (rank + 10)^2 more
 * operations. Singular values below the largest by a factor of 10^(9 / (2 x powerIterations + 1)) are lost in rounding.
 */
export function decompose(matrix: SparseMatrix, { rank, powerIterations, seed }: DecompositionOptions): Decomposition {
  const columns = Math.min(rank + OVERSAMPLING, matrix.rows, matrix.width);
  let range = multiply(matrix, gaussianMatrix(matrix.width, columns, seed));
  for (let round = 0; round < powerIterations; round++) range = multiply(matrix, multiplyTransposed(matrix, range));
  const projected = multiplyTransposed(matrix, orthonormal(range));
  const { values, vectors } = eigen(gramMatrix(projected));
  const order = values
    .map((value, at) => ({ value: Math.sqrt(Math.max(value, 0)), at }))
    .sort((a, b) => b.value - a.value || a.at - b.at)
    .slice(0, rank)
    .filter(({ value }) => value > LEAST_VALUE);
  return {
    values: order.map(({ value }) => value),
    right: order.map(({ value, at }) => combine(projected, vectors[at]!, 1 / value)),
  };
}

function gaussianMatrix(rows: number, columns: number, seed: number): DenseMatrix {
  const random = gaussian(seed);
  const values = new Float64Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) values[row * columns + column] = random();
  }
  return { rows, columns, values };
}

/** Mulberry32 (Tommy Ettinger, public domain) made normal by the method of Box and Muller. */
function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * An orthonormal basis of the columns: divided by the Cholesky factor of their products, twice, because once leaves the rounding
 * of the products (Fukaya et al.: CholeskyQR2, 2014). Row by row, so that a matrix larger than the cache is read few times.
 * Columns that hardly differ have no such factor; they take the slow way.
 */
function orthonormal(matrix: DenseMatrix): DenseMatrix {
  let basis = matrix;
  for (let pass = 0; pass < 2; pass++) {
    const factor = cholesky(gramMatrix(basis));
    if (factor === null) return orthonormalOneByOne(matrix);
    basis = divideByFactor(basis, factor);
  }
  return basis;
}

/** The products of all pairs of columns, symmetric. */
function gramMatrix({ rows, columns, values }: DenseMatrix): Float64Array[] {
  const gram = Array.from({ length: columns }, () => new Float64Array(columns));
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let p = 0; p < columns; p++) {
      const value = values[start + p]!;
      const products = gram[p]!;
      for (let q = 0; q <= p; q++) products[q]! += value * values[start + q]!;
    }
  }
  for (let p = 0; p < columns; p++) for (let q = 0; q < p; q++) gram[q]![p] = gram[p]![q]!;
  return gram;
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

// Each row x of the result solves L x = y, y being the row of the matrix.
function divideByFactor({ rows, columns, values }: DenseMatrix, lower: readonly Float64Array[]): DenseMatrix {
  const divided = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let p = 0; p < columns; p++) {
      const factors = lower[p]!;
      let value = values[start + p]!;
      for (let q = 0; q < p; q++) value -= factors[q]! * divided[start + q]!;
      divided[start + p] = value / factors[p]!;
    }
  }
  return { rows, columns, values: divided };
}

// Gram and Schmidt. Where little of a vector is left, rounding has left some of the others in it: once more.
function orthonormalOneByOne({ rows, columns, values }: DenseMatrix): DenseMatrix {
  const basis: Float64Array[] = [];
  for (let column = 0; column < columns; column++) {
    const vector = Float64Array.from({ length: rows }, (_, row) => values[row * columns + column]!);
    const whole = Math.sqrt(dot(vector, vector));
    let before = whole;
    let length = removeOthers(vector, basis);
    while (length < before * MUCH_LEFT && length > whole * LEAST_NEW_PART) {
      before = length;
      length = removeOthers(vector, basis);
    }
    if (length > whole * LEAST_NEW_PART) basis.push(vector.map((value) => value / length));
  }
  const joined = new Float64Array(rows * basis.length);
  basis.forEach((vector, column) => vector.forEach((value, row) => (joined[row * basis.length + column] = value)));
  return { rows, columns: basis.length, values: joined };
}

function removeOthers(vector: Float64Array, basis: readonly Float64Array[]): number {
  for (const other of basis) {
    const factor = -dot(vector, other);
    for (let at = 0; at < vector.length; at++) vector[at]! += factor * other[at]!;
  }
  return Math.sqrt(dot(vector, vector));
}

/** Eigenvalues and eigenvectors of a symmetric matrix, which is used up. */
function eigen(matrix: Float64Array[]): { values: number[]; vectors: Float64Array[] } {
  const size = matrix.length;
  const vectors = matrix.map((_, at) => Float64Array.from({ length: size }, (__, column) => Number(at === column)));
  const scale = matrix.reduce((sum, row) => sum + dot(row, row), 0);
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(matrix) > CONVERGED * scale; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(matrix, vectors, p, q);
    }
  }
  return { values: matrix.map((row, at) => row[at]!), vectors };
}

function offDiagonal(matrix: readonly Float64Array[]): number {
  return matrix.reduce((sum, row, at) => sum + dot(row, row) - row[at]! ** 2, 0);
}

// Turns rows and columns p and q so that their crossing becomes 0. Eigenvectors are kept as rows, which lie together.
function rotate(matrix: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const rowP = matrix[p]!;
  const rowQ = matrix[q]!;
  const crossing = rowP[q]!;
  if (crossing === 0) return;
  const theta = (rowQ[q]! - rowP[p]!) / (2 * crossing);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  turn(rowP, rowQ, cosine, sine);
  for (const row of matrix) {
    const a = row[p]!;
    const b = row[q]!;
    row[p] = cosine * a - sine * b;
    row[q] = sine * a + cosine * b;
  }
  turn(vectors[p]!, vectors[q]!, cosine, sine);
}

function turn(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let at = 0; at < a.length; at++) {
    const x = a[at]!;
    const y = b[at]!;
    a[at] = cosine * x - sine * y;
    b[at] = sine * x + cosine * y;
  }
}

/** The columns of a matrix, each times its weight and the factor, added up. */
function combine({ rows, columns, values }: DenseMatrix, weights: Float64Array, factor: number): Float64Array {
  const sum = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let [sum0, sum1] = [0, 0];
    let column = 0;
    for (; column + 1 < columns; column += 2) {
      sum0 += values[start + column]! * weights[column]!;
      sum1 += values[start + column + 1]! * weights[column + 1]!;
    }
    if (column < columns) sum0 += values[start + column]! * weights[column]!;
    sum[row] = factor * (sum0 + sum1);
  }
  return sum;
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
