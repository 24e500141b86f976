/** A logistic regression: the same rows give the same weights. */

export interface Row {
  /** A one first, for the bias. */
  values: readonly number[];
  wanted: boolean;
  /** What the row counts for. */
  weight: number;
}

/** Squared weights cost so much, which keeps them small. */
const REGULARISATION = 1e-3;
const TURNS = 12;

/** Newton's method on the logistic loss: a dozen turns, and nothing is drawn by lot. Two digits each, the bias first. */
export function learnedFrom(rows: readonly Row[], regularisation = REGULARISATION): number[] {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const size = rows[0]?.values.length ?? 0;
  let weights = new Float64Array(size);
  for (let turn = 0; turn < TURNS; turn++) {
    const slope = Float64Array.from(weights, (weight) => regularisation * weight);
    const curve = Array.from({ length: size }, (_, at) => {
      const row = new Float64Array(size);
      row[at] = regularisation;
      return row;
    });
    for (const { values, wanted, weight } of rows) {
      const likely = 1 / (1 + Math.exp(-dot(weights, values)));
      const share = weight / total;
      const bend = share * likely * (1 - likely);
      values.forEach((value, at) => {
        if (value === 0) return;
        slope[at] = (slope[at] ?? 0) + share * (likely - (wanted ? 1 : 0)) * value;
        const row = curve[at];
        if (row === undefined) return;
        for (let to = 0; to <= at; to++) row[to] = (row[to] ?? 0) + bend * value * (values[to] ?? 0);
      });
    }
    const step = solved(curve, slope);
    weights = weights.map((weight, at) => weight - (step[at] ?? 0));
  }
  return Array.from(weights, (weight) => Math.round(weight * 100) / 100);
}

export function dot(weights: ArrayLike<number>, values: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (weights[at] ?? 0) * (values[at] ?? 0);
  return sum;
}

/** A symmetric system, of which the lower half is given, by Cholesky's decomposition. */
function solved(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  const root = Array.from({ length: size }, () => new Float64Array(size));
  const of = (row: number, column: number): number => root[row]?.[column] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = at(row, column);
      for (let k = 0; k < column; k++) sum -= of(row, k) * of(column, k);
      const line = root[row];
      if (line !== undefined) line[column] = row === column ? Math.sqrt(sum) : sum / of(column, column);
    }
  }
  const middle = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = right[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= of(row, k) * (middle[k] ?? 0);
    middle[row] = sum / of(row, row);
  }
  const solution = new Float64Array(size);
  for (let row = size - 1; row >= 0; row--) {
    let sum = middle[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= of(k, row) * (solution[k] ?? 0);
    solution[row] = sum / of(row, row);
  }
  return solution;
}
