/** A canvas that keeps its sharpness and its size, and tells the values under the pointer. */
import { make } from '../dom.ts';
import { clockTime, shortNumber } from '../format.ts';
import { createColours } from './colours.ts';
import { drawChart, type Layout, type Surface } from './draw.ts';
import type { ChartModel, Line } from './model.ts';

export type Chart = {
  readonly element: HTMLElement;
  readonly render: (model: ChartModel) => void;
};

export type ChartOptions = {
  /** What a screen reader says of it. */
  readonly label: string;
  readonly className: string;
};

const colourOf = createColours();

const surfaceOf = (canvas: HTMLCanvasElement): Surface | null => {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (context === null || width === 0 || height === 0) return null;
  const ratio = globalThis.devicePixelRatio;
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width, height, colourOf };
};

/** What was measured last is not what will be: a line says nothing of so much after its end. */
const lastingMs = 5 * 60_000;

/** The newest value at or before a moment. */
const valueAt = ({ samples }: Line, atMs: number): number | null => {
  const endMs = samples.at(-1)?.[0] ?? 0;
  if (atMs > endMs + lastingMs) return null;
  return samples.findLast(([sampleMs]) => sampleMs <= atMs)?.[1] ?? null;
};

const tipOf = (model: ChartModel, atMs: number): readonly Node[] => [
  make('strong', {}, clockTime(atMs)),
  ...model.panels
    .flatMap(({ lines }) => lines)
    .flatMap((line) => {
      const value = valueAt(line, atMs);
      if (value === null) return [];
      const swatch = make('i', { class: 'swatch' });
      swatch.style.setProperty('background', `var(${line.colour})`);
      return [make('span', {}, swatch, `${line.label} ${shortNumber(value)}`)];
    }),
];

const minuteMs = 60_000;

/** The minute under a pointer, or `null` beside the plot. */
const minuteAt = ({ time }: ChartModel, { plot }: Layout, x: number): number | null => {
  if (x < plot.from || x > plot.to) return null;
  const atMs = time.from + ((x - plot.from) / (plot.to - plot.from)) * (time.to - time.from);
  return Math.round(atMs / minuteMs) * minuteMs;
};

type Pointed = { readonly model: ChartModel; readonly surface: Surface; readonly layout: Layout };

const drawCrosshair = ({ surface, layout }: Pointed, x: number): void => {
  const { context, colourOf: colour } = surface;
  context.strokeStyle = colour('--muted');
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, layout.top);
  context.lineTo(x, layout.bottom);
  context.stroke();
};

/** The values under the pointer, on the side where there is room. */
const showTip = (tip: HTMLElement, pointed: Pointed, pointerX: number | null): void => {
  const { model, surface, layout } = pointed;
  const atMs = pointerX === null || model.bare ? null : minuteAt(model, layout, pointerX);
  tip.hidden = atMs === null;
  if (atMs === null) return;
  const x = Math.round(layout.x(atMs)) + 0.5;
  drawCrosshair(pointed, x);
  tip.replaceChildren(...tipOf(model, atMs));
  tip.classList.toggle('left', x > surface.width / 2);
  tip.style.setProperty('--x', `${x}px`);
};

export const createChart = ({ label, className }: ChartOptions): Chart => {
  const canvas = make('canvas', { role: 'img', 'aria-label': label });
  const tip = make('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  const element = make('div', { class: `chart ${className}` }, canvas, tip);
  let model: ChartModel | null = null;
  let pointerX: number | null = null;
  const draw = (): void => {
    const surface = surfaceOf(canvas);
    if (model === null || surface === null) return;
    showTip(tip, { model, surface, layout: drawChart(surface, model) }, pointerX);
  };
  const point = (x: number | null): void => {
    pointerX = x;
    draw();
  };
  new ResizeObserver(draw).observe(canvas);
  canvas.addEventListener('pointermove', ({ offsetX }) => point(offsetX));
  canvas.addEventListener('pointerleave', () => point(null));
  return {
    element,
    render: (next) => {
      model = next;
      draw();
    },
  };
};
