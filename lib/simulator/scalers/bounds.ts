/** Between how many tasks a scaler may choose. */

export type Bounds = { readonly min: number; readonly max: number };

export const within = ({ min, max }: Bounds, count: number): number =>
  Math.min(max, Math.max(min, count));

/** Rounds up, but not for a billionth that only floating point added. */
export const roundUp = (tasks: number): number => Math.max(0, Math.ceil(tasks - 1e-9));
