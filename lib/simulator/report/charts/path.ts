/** Lines as SVG paths, in a box of 1,000 by 1,000 that the page stretches to whatever room there is. */

/** One value a column, 0 (bottom) to 1 (top); `null` where nothing is known. */
export type Heights = readonly (number | null)[];

const unit = 1000;

const written = (value: number): string => String(Math.round(value * 10) / 10);

const down = (height: number): string => written((1 - height) * unit);

/** Steps, since tasks come and go at once; written only where they change, which keeps two weeks small. */
export const stairs = (heights: Heights): string => {
  const width = unit / heights.length;
  let before: number | null = null;
  const parts = heights.flatMap((height, index) => {
    const last = before;
    before = height;
    if (height === last) return [];
    const x = written(index * width);
    if (height === null) return [`H${x}`];
    return last === null ? [`M${x} ${down(height)}`] : [`H${x}V${down(height)}`];
  });
  const end = before === null ? [] : [`H${unit}`];
  return [...parts, ...end].join('');
};

/** The same, filled down to the bottom; what is not known is empty. */
export const filledStairs = (heights: Heights): string => {
  const path = stairs(heights.map((height) => height ?? 0));
  return path === '' ? '' : `${path}V${unit}H0Z`;
};

export type Place = { readonly x: number; readonly y: number };

const pair = ({ x, y }: Place): string => `${written(x * unit)} ${down(y)}`;

export const polyline = (places: readonly Place[]): string =>
  places.length === 0 ? '' : `M${places.map(pair).join('L')}`;

/** A line of no length with round ends: a dot that stays round in a box that is stretched. */
export const dot = (place: Place): string => `M${pair(place)}h0`;
