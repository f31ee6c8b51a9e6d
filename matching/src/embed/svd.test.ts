import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowMemory } from "./row-memory.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";
import { decompose, roomToDecompose } from "./svd.ts";

function decomposed(rows: readonly (readonly number[])[], rank: number) {
  const matrix = sparse(rows);
  const memory = new RowMemory(roomToDecompose(matrix, rank));
  const { values, right } = decompose(memory, matrix, { rank, powerIterations: 1, seed: 1 });
  const vectors = values.map((_, at) =>
    Array.from({ length: right.rows }, (__, row) => right.values[row * right.stride + at]!),
  );
  return { values, vectors };
}
const entry = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.double({ min: -5, max: 5, noNaN: true }));

/** Up to 8 x 6, about two thirds of it zeros, whatever its rank. */
const dense = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, width]) =>
    fc.array(fc.array(entry, { minLength: width, maxLength: width }), { minLength: rows, maxLength: rows }),
  );

function sparse(rows: readonly (readonly number[])[]): SparseMatrix {
  const filled = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ value, column }])));
  const rowStart = new Uint32Array(rows.length + 1);
  filled.forEach((row, at) => {
    rowStart[at + 1] = rowStart[at]! + row.length;
  });
  return {
    rows: rows.length,
    width: rows[0]!.length,
    rowStart,
    columns: Uint32Array.from(filled.flat(), ({ column }) => column),
    values: Float64Array.from(filled.flat(), ({ value }) => value),
  };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);

describe("decompose", () => {
  it("accounts for the whole of a small matrix: its squares are those of its singular values", () => {
    fc.assert(
      fc.property(dense, (rows) => {
        const { values } = decomposed(rows, 6);
        const total = rows.flat().reduce((sum, value) => sum + value * value, 0);
        const found = values.reduce((sum, value) => sum + value * value, 0);
        // One power iteration loses singular values a thousand times smaller than the largest: at most five here.
        expect(Math.abs(found - total)).toBeLessThanOrEqual(5e-6 * total + 1e-9);
        expect([...values].sort((a, b) => b - a)).toEqual(values);
      }),
    );
  });

  it("gives vectors that the matrix only stretches, there and back", () => {
    fc.assert(
      fc.property(dense, (rows) => {
        const { values, vectors } = decomposed(rows, 6);
        // A vector holds up to 1e-8 of each stronger one, times the ratio of their values, which is a thousand at most.
        const most = 2e-5 * (values[0] ?? 0) ** 2 + 1e-9;
        values.forEach((value, at) => {
          const vector = vectors[at]!;
          expect(dot(vector, vector)).toBeCloseTo(1, 5);
          const there = rows.map((row) => dot(row, vector));
          vector.forEach((number, column) => {
            const back = dot(
              there,
              rows.map((row) => row[column]!),
            );
            expect(Math.abs(back - value * value * number)).toBeLessThanOrEqual(most);
          });
        });
      }),
      {
        examples: [
          [
            [
              [0, -4.010611702224183],
              [0.0049668782129724505, 0],
            ],
          ],
        ],
      },
    );
  });

  it("keeps the strongest directions of a matrix that has more", () => {
    const diagonal = Array.from({ length: 40 }, (_, row) =>
      Array.from({ length: 40 }, (__, column) => (row === column ? 2 ** -row : 0)),
    );
    const { values, vectors } = decomposed(diagonal, 3);
    expect(values.map((value) => Number(value.toFixed(6)))).toEqual([1, 0.5, 0.25]);
    vectors.forEach((vector, at) => expect(Math.abs(vector[at]!)).toBeCloseTo(1, 6));
  });

  it("gives the same bytes for the same seed", () => {
    const rows = [
      [1, 2, 0],
      [0, 3, 1],
    ];
    expect(decomposed(rows, 2)).toEqual(decomposed(rows, 2));
  });
});
