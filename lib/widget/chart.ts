/** Small drawings as inline SVG: steps of task counts, lines of signals, bands of forecasts. */
import { html, type Markup } from '#lib/markup.ts';

export type Sample = { readonly atMs: number; readonly value: number };

export type Span = { readonly fromMs: number; readonly toMs: number };

/** Of what is expected, between what load falls below seldom and what it exceeds seldom. */
export type BandSample = {
  readonly atMs: number;
  readonly low: number;
  readonly mid: number;
  readonly high: number;
};

export type Series =
  /** A count that stays until it changes. */
  | { readonly kind: 'steps'; readonly samples: readonly Sample[] }
  | { readonly kind: 'line'; readonly samples: readonly Sample[] }
  | { readonly kind: 'band'; readonly samples: readonly BandSample[] }
  /** A level, such as a target. */
  | { readonly kind: 'level'; readonly value: number };

export type Chart = {
  readonly width: number;
  readonly height: number;
  readonly span: Span;
  readonly series: readonly Series[];
  /** Says in words what is drawn. */
  readonly description: string;
};

/** More points than this no eye tells apart, and every one of them is bytes. */
const mostSamples = 120;

const written = (value: number): string => String(Math.round(value * 10) / 10);

/** Keeps every n-th and the last one. */
const thinned = <Item>(items: readonly Item[]): readonly Item[] => {
  if (items.length <= mostSamples) return items;
  const every = Math.ceil(items.length / mostSamples);
  return items.filter((_, index) => index % every === 0 || index === items.length - 1);
};

const valuesOf = (series: Series): readonly number[] => {
  switch (series.kind) {
    case 'steps':
    case 'line':
      return series.samples.map(({ value }) => value);
    case 'band':
      return series.samples.flatMap(({ low, high }) => [low, high]);
    case 'level':
      return [series.value];
    default:
      return series satisfies never;
  }
};

type Place = { readonly x: (atMs: number) => number; readonly y: (value: number) => number };

/** From zero up, since half of a height must be half of a value. */
const placeIn = ({ width, height, span, series }: Chart): Place => {
  const top = Math.max(1e-9, ...series.flatMap(valuesOf).filter(Number.isFinite)) * 1.08;
  const lengthMs = Math.max(1, span.toMs - span.fromMs);
  const x = (atMs: number): number =>
    Math.min(width, Math.max(0, ((atMs - span.fromMs) / lengthMs) * width));
  return { x, y: (value) => height - 1 - (Math.max(0, value) / top) * (height - 2) };
};

const linePath = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${written(x)} ${written(y)}`).join('');

const stepsPath = (samples: readonly Sample[], { x, y }: Place, width: number): string => {
  const [first, ...rest] = samples;
  if (first === undefined) return '';
  const start = `M${written(x(first.atMs))} ${written(y(first.value))}`;
  const turns = rest.map(({ atMs, value }) => `H${written(x(atMs))}V${written(y(value))}`);
  return `${start}${turns.join('')}H${width}`;
};

const bandMarkup = (samples: readonly BandSample[], { x, y }: Place): Markup => {
  const over = samples.map(({ atMs, high }) => [x(atMs), y(high)] as const);
  const under = samples.map(({ atMs, low }) => [x(atMs), y(low)] as const).toReversed();
  const middle = samples.map(({ atMs, mid }) => [x(atMs), y(mid)] as const);
  return html`<path class="band" d="${linePath([...over, ...under])}Z"/><path class="mid" d="${linePath(middle)}"/>`;
};

const seriesMarkup = (series: Series, place: Place, width: number): Markup => {
  switch (series.kind) {
    case 'steps':
      return html`<path class="steps" d="${stepsPath(thinned(series.samples), place, width)}"/>`;
    case 'line': {
      const points = thinned(series.samples).map(
        ({ atMs, value }) => [place.x(atMs), place.y(value)] as const,
      );
      return html`<path class="line" d="${linePath(points)}"/>`;
    }
    case 'band':
      return bandMarkup(thinned(series.samples), place);
    case 'level': {
      const height = written(place.y(series.value));
      return html`<path class="level" d="M0 ${height}H${width}"/>`;
    }
    default:
      return series satisfies never;
  }
};

const isDrawable = (series: Series): boolean =>
  series.kind === 'level' ? Number.isFinite(series.value) : series.samples.length > 0;

export const chart = (given: Chart): Markup => {
  const { width, height, series, description } = given;
  const drawable = series.filter(isDrawable);
  if (!drawable.some(({ kind }) => kind !== 'level')) return html`<span class="quiet">–</span>`;
  const place = placeIn({ ...given, series: drawable });
  const drawn = drawable.map((each) => seriesMarkup(each, place, width));
  return html`<svg class="chart" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${description}">${drawn}</svg>`;
};
