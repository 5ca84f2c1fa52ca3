/** From values to pixels, and the round numbers to write beside them. */

export type Extent = { readonly from: number; readonly to: number };

export type Scale = (value: number) => number;

export const linear =
  (domain: Extent, range: Extent): Scale =>
  (value) => {
    const span = domain.to - domain.from;
    const share = span === 0 ? 0 : (value - domain.from) / span;
    return range.from + share * (range.to - range.from);
  };

/** 1, 2 or 5 times a power of ten, so that at most `most` of them fit. */
const niceStep = (span: number, most: number): number => {
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  return factor * power;
};

export const valueTicks = ({ from, to }: Extent, most: number): readonly number[] => {
  const step = niceStep(Math.max(to - from, 1e-9), most);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
};

/** Up to a round number above the largest value, from zero unless something is below it. */
export const extentOf = (values: readonly number[], ticks: number): Extent => {
  const finite = values.filter(Number.isFinite);
  const highest = Math.max(0, ...finite);
  // Nothing but zeros still need an axis to lie on.
  const to = highest === 0 ? 1 : highest;
  const from = Math.min(0, ...finite);
  const step = niceStep(to - from, ticks);
  return { from: Math.floor(from / step) * step, to: Math.ceil((to * 1.0001) / step) * step };
};

const minuteMs = 60_000;
const roundMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440];

export const timeTicks = ({ from, to }: Extent, most: number): readonly number[] => {
  const minutes = roundMinutes.find((each) => (to - from) / (each * minuteMs) <= most) ?? 1440;
  const stepMs = minutes * minuteMs;
  const first = Math.ceil(from / stepMs);
  const count = Math.floor(to / stepMs) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * stepMs);
};
