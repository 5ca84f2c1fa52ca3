/** A whole chart on a canvas: panels one above the other over one time axis. */
import { clockTime, shortNumber } from '../format.ts';
import { drawBand } from './bands.ts';
import { chartFont as font } from './font.ts';
import { drawMark, drawNote, drawSpan } from './marks.ts';
import type { ChartModel, Line, Panel } from './model.ts';
import { type Extent, extentOf, linear, type Scale, timeTicks, valueTicks } from './scale.ts';
import { drawLine } from './strokes.ts';

export type Surface = {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly colourOf: (name: string) => string;
};

/** Where the panels are, for the pointer to know. */
export type Layout = {
  readonly x: Scale;
  readonly plot: Extent;
  readonly top: number;
  readonly bottom: number;
};

type Frame = Surface & { readonly model: ChartModel; readonly plot: Extent; readonly x: Scale };

const gutter = { left: 40, right: 12, rightAxis: 40, bottom: 18, between: 22 };
const valueTickCount = 4;

const valuesOn = (panel: Panel, axis: Line['axis']): readonly number[] =>
  panel.lines
    .filter((line) => line.axis === axis)
    .flatMap(({ samples }) => samples.flatMap(([, value]) => (value === null ? [] : [value])));

const drawGrid = (frame: Frame, y: Scale, extent: Extent): void => {
  const { context, plot, colourOf } = frame;
  context.font = font;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const tick of valueTicks(extent, valueTickCount)) {
    context.strokeStyle = colourOf('--grid');
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(plot.from, Math.round(y(tick)) + 0.5);
    context.lineTo(plot.to, Math.round(y(tick)) + 0.5);
    context.stroke();
    context.fillStyle = colourOf('--muted');
    context.fillText(shortNumber(tick), plot.from - 6, y(tick));
  }
};

const drawRightTicks = ({ context, plot, colourOf }: Frame, y: Scale, extent: Extent): void => {
  context.font = font;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = colourOf('--muted');
  for (const tick of valueTicks(extent, valueTickCount)) {
    context.fillText(shortNumber(tick), plot.to + 6, y(tick));
  }
};

const drawTitle = ({ context, plot, colourOf }: Frame, title: string, top: number): void => {
  context.font = font;
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  context.fillStyle = colourOf('--muted');
  context.fillText(title, plot.from, top - 5);
};

type Sides = { readonly vertical: Extent; readonly y: Readonly<Record<Line['axis'], Scale>> };

/** What must not stick out of the plot, from the back to the front. */
const drawInside = (frame: Frame, panel: Panel, { vertical, y }: Sides): void => {
  const { context, x, model, plot, colourOf } = frame;
  const brushOn = (axis: Line['axis']) => ({
    context,
    x,
    y: y[axis],
    floor: vertical.to,
    colourOf,
  });
  context.save();
  context.beginPath();
  context.rect(plot.from, 0, plot.to - plot.from, frame.height);
  context.clip();
  for (const band of panel.bands) drawBand(brushOn('left'), band);
  for (const span of panel.spans) drawSpan(brushOn('left'), span, vertical);
  for (const note of panel.notes) drawNote(brushOn('left'), note, plot.from);
  for (const line of panel.lines) drawLine(brushOn(line.axis), line, model.bare ? 1.25 : 1.75);
  for (const mark of panel.marks) drawMark(brushOn('left'), mark);
  context.restore();
};

const drawPanel = (frame: Frame, panel: Panel, vertical: Extent): void => {
  const { model } = frame;
  const highs = panel.bands.flatMap(({ samples }) => samples.map(([, , high]) => high));
  const left = extentOf([...valuesOn(panel, 'left'), ...highs], valueTickCount);
  const onRight = valuesOn(panel, 'right');
  const right = extentOf(onRight, valueTickCount);
  const pixels = { from: vertical.to, to: vertical.from };
  const y = { left: linear(left, pixels), right: linear(right, pixels) };
  if (!model.bare) {
    drawGrid(frame, y.left, left);
    if (onRight.length > 0) drawRightTicks(frame, y.right, right);
    drawTitle(frame, panel.title, vertical.from);
  }
  drawInside(frame, panel, { vertical, y });
};

const drawTimes = ({ context, model, x, plot, height, colourOf }: Frame): void => {
  context.font = font;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  context.fillStyle = colourOf('--muted');
  const most = Math.max(2, Math.floor((plot.to - plot.from) / 70));
  for (const tick of timeTicks(model.time, most)) {
    context.fillText(clockTime(tick), x(tick), height - 4);
  }
};

const plotOf = (model: ChartModel, width: number): Extent => {
  if (model.bare) return { from: 0, to: width };
  const hasRight = model.panels.some((panel) => panel.lines.some(({ axis }) => axis === 'right'));
  return { from: gutter.left, to: width - (hasRight ? gutter.rightAxis : gutter.right) };
};

export const drawChart = (surface: Surface, model: ChartModel): Layout => {
  const { context, width, height } = surface;
  const plot = plotOf(model, width);
  const frame: Frame = { ...surface, model, plot, x: linear(model.time, plot) };
  context.clearRect(0, 0, width, height);
  const between = model.bare ? 3 : gutter.between;
  const bottom = model.bare ? height - 1 : height - gutter.bottom;
  const room = bottom - between * model.panels.length;
  let top = 0;
  for (const panel of model.panels) {
    const from = top + between;
    const to = from + room * panel.share;
    drawPanel(frame, panel, { from, to });
    top = to;
  }
  if (!model.bare) drawTimes(frame);
  return { x: frame.x, plot, top: between, bottom };
};
