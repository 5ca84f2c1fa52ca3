/** From values to places on a chart, 0 to 1, and where to put marks. */

export type Mark = { readonly at: number; readonly value: number };

export type Scale = {
  readonly kind: 'linear' | 'log';
  readonly place: (value: number) => number;
  readonly marks: readonly Mark[];
};

/** The largest of 1, 2 and 5 times a power of ten that gives `about` marks or more. */
const stepOf = (range: number, about: number): number => {
  const rough = range / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [5, 2, 1].find((each) => each * power <= rough) ?? 1;
  return factor * power;
};

export const linearScale = (lowest: number, highest: number, about = 4): Scale => {
  const range = highest > lowest ? highest - lowest : 1;
  const place = (value: number): number => (value - lowest) / range;
  const step = stepOf(range, about);
  const first = Math.ceil(lowest / step);
  const last = Math.floor((lowest + range) / step + 1e-9);
  const marks = Array.from({ length: last - first + 1 }, (_, index) => {
    const value = Number(((first + index) * step).toPrecision(12));
    return { at: place(value), value };
  });
  return { kind: 'linear', place, marks };
};

/** Zero has no place on a logarithmic axis, so it gets a strip of its own at the bottom. */
const zeroStrip = 0.1;

/** Over more decades than this a mark at each power of ten is enough. */
const finelyMarkedDecades = 3;

const logMarks = (lowest: number, highest: number): readonly number[] => {
  const [bottom, top] = [Math.floor(Math.log10(lowest)), Math.floor(Math.log10(highest))];
  const factors = Math.log10(highest / lowest) > finelyMarkedDecades ? [1] : [1, 2, 5];
  return Array.from({ length: top - bottom + 1 }, (_, index) => 10 ** (bottom + index))
    .flatMap((power) => factors.map((factor) => Number((factor * power).toPrecision(12))))
    .filter((value) => value >= lowest && value <= highest);
};

export const logScale = (lowest: number, highest: number): Scale => {
  const [bottom, top] = [Math.log10(lowest), Math.log10(highest)];
  const place = (value: number): number =>
    value <= 0
      ? 0
      : Math.max(0, zeroStrip + ((1 - zeroStrip) * (Math.log10(value) - bottom)) / (top - bottom));
  const marks = [0, ...logMarks(lowest, highest)].map((value) => ({ at: place(value), value }));
  return { kind: 'log', place, marks };
};

/** Below a twentieth of the highest the small ones lie on each other on a linear axis. */
const spreadForLog = 20;

/** Or the highest would lie on the edge. */
const headroom = 1.1;

/** Values from zero up; logarithmic where that is the only way to tell the small ones apart. */
export const scaleFor = (values: readonly number[]): Scale => {
  const positive = values.filter((value) => value > 0);
  const [lowest, highest] = [Math.min(...positive), Math.max(...positive)];
  if (positive.length === 0) return linearScale(0, 1);
  return highest / lowest >= spreadForLog
    ? logScale(lowest, highest * headroom)
    : linearScale(0, highest * headroom);
};
