/**
 * Weighted least squares with a ridge penalty, by normal equations, and what it would have said of each block of rows
 * had it not seen that block. Leaving a block out is a subtraction of its sums, so honest errors over the whole
 * history cost one small solve a block and no second pass.
 */
import { at } from '#engine/foresight/load-series.ts';

export type RidgeProblem = {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. The first column is the constant 1: it is not penalised. */
  readonly features: Float64Array;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
  /** The block of each row, ascending from 0. */
  readonly blocks: Int32Array;
  readonly blockCount: number;
  /** Relative to each column's own variance, so that units do not matter. */
  readonly penaltyRatio: number;
};

export type RidgeFit = {
  readonly coefficients: Float64Array;
  /** Row by row, from coefficients that never saw the row's block. */
  readonly heldOut: Float64Array;
};

/** Sums of products: the lower triangle of X'WX row by row, then X'Wy. */
const sumsSize = (columns: number): number => columns * columns + columns;

const addRow = (sums: Float64Array, problem: RidgeProblem, row: number, into: number): void => {
  const { columns, features, targets, weights } = problem;
  const from = row * columns;
  const weight = at(weights, row);
  const target = at(targets, row);
  for (let i = 0; i < columns; i += 1) {
    const weighted = weight * at(features, from + i);
    if (weighted === 0) continue;
    const line = into + i * columns;
    for (let j = 0; j <= i; j += 1) {
      sums[line + j] = at(sums, line + j) + weighted * at(features, from + j);
    }
    const last = into + columns * columns + i;
    sums[last] = at(sums, last) + weighted * target;
  }
};

const blockSums = (problem: RidgeProblem): Float64Array => {
  const size = sumsSize(problem.columns);
  const sums = new Float64Array(size * problem.blockCount);
  for (let row = 0; row < problem.rows; row += 1) {
    addRow(sums, problem, row, (problem.blocks[row] ?? 0) * size);
  }
  return sums;
};

const totalOf = (sums: Float64Array, size: number): Float64Array => {
  const total = new Float64Array(size);
  for (let index = 0; index < sums.length; index += 1) {
    total[index % size] = at(total, index % size) + at(sums, index);
  }
  return total;
};

/** Cholesky in place on the lower triangle; a pivot of nothing drops its column. */
export const factorise = (matrix: Float64Array, size: number): void => {
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = at(matrix, i * size + j);
      for (let k = 0; k < j; k += 1) sum -= at(matrix, i * size + k) * at(matrix, j * size + k);
      if (i === j) matrix[i * size + i] = sum > 1e-12 ? Math.sqrt(sum) : Number.POSITIVE_INFINITY;
      else matrix[i * size + j] = sum / at(matrix, j * size + j);
    }
  }
};

export const solveFactorised = (matrix: Float64Array, size: number, right: Float64Array): void => {
  for (let i = 0; i < size; i += 1) {
    let sum = at(right, i);
    for (let k = 0; k < i; k += 1) sum -= at(matrix, i * size + k) * at(right, k);
    right[i] = sum / at(matrix, i * size + i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = at(right, i);
    for (let k = i + 1; k < size; k += 1) sum -= at(matrix, k * size + i) * at(right, k);
    right[i] = sum / at(matrix, i * size + i);
  }
};

const solve = (sums: Float64Array, columns: number, penaltyRatio: number): Float64Array => {
  const matrix = sums.slice(0, columns * columns);
  const right = sums.slice(columns * columns);
  const weight = Math.max(at(sums, 0), 1e-12);
  for (let i = 1; i < columns; i += 1) {
    const diagonal = i * columns + i;
    const variance = at(sums, diagonal) - at(sums, i * columns) ** 2 / weight;
    matrix[diagonal] = at(sums, diagonal) + penaltyRatio * Math.max(variance, 0) + 1e-9 * weight;
  }
  factorise(matrix, columns);
  solveFactorised(matrix, columns, right);
  return right;
};

export const dot = (features: Float64Array, from: number, coefficients: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i += 1)
    sum += at(features, from + i) * at(coefficients, i);
  return sum;
};

export const fitRidge = (problem: RidgeProblem): RidgeFit => {
  const { rows, columns, features, blocks, blockCount, penaltyRatio } = problem;
  const size = sumsSize(columns);
  const sums = blockSums(problem);
  const total = totalOf(sums, size);
  const without = Array.from({ length: blockCount }, (_, block) => {
    const rest = total.map((sum, index) => sum - at(sums, block * size + index));
    return solve(rest, columns, penaltyRatio);
  });
  const heldOut = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const coefficients = without[blocks[row] ?? 0];
    heldOut[row] =
      coefficients === undefined ? Number.NaN : dot(features, row * columns, coefficients);
  }
  return { coefficients: solve(total, columns, penaltyRatio), heldOut };
};
