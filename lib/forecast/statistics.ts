/** Medians and quantiles of plain lists; what is not a number is left out. */

const sorted = (values: Iterable<number>): Float64Array =>
  Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();

/** NaN of nothing. */
export const medianOf = (values: Iterable<number>): number => {
  const ordered = sorted(values);
  const middle = ordered.length >> 1;
  const upper = ordered[middle] ?? Number.NaN;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? Number.NaN) + upper) / 2;
};

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);
