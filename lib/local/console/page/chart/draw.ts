/** A whole chart on a canvas: panels one above the other over one time axis. */
import { clockTime, shortNumber } from '../format.ts';
import type { ChartModel, Line, Mark, Panel, Turn } from './model.ts';
import { type Extent, extentOf, linear, type Scale, timeTicks, valueTicks } from './scale.ts';
import { type Brush, drawLine } from './strokes.ts';

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

const gutter = { left: 40, right: 40, bottom: 18, between: 22 };
const valueTickCount = 4;
const font = '11px system-ui, sans-serif';

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

/** An arrow out (up) or in (down), just beside the count that it led to. */
const drawMark = ({ context, x, y, colourOf }: Brush, mark: Mark): void => {
  const up = mark.direction === 'out';
  const tip = y(mark.value) + (up ? -10 : 10);
  const back = tip + (up ? 7 : -7);
  context.beginPath();
  context.moveTo(x(mark.atMs), tip);
  context.lineTo(x(mark.atMs) - 4, back);
  context.lineTo(x(mark.atMs) + 4, back);
  context.closePath();
  context.fillStyle = colourOf(up ? '--out' : '--in');
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 1;
  if (mark.hollow) context.stroke();
  else context.fill();
};

const drawTurn = (
  { context, x, colourOf }: Brush,
  { atMs, colour }: Turn,
  vertical: Extent,
): void => {
  context.strokeStyle = colourOf(colour);
  context.lineWidth = 1.5;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(x(atMs), vertical.from);
  context.lineTo(x(atMs), vertical.to);
  context.stroke();
  context.setLineDash([]);
};

const drawTitle = ({ context, plot, colourOf }: Frame, title: string, top: number): void => {
  context.font = font;
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  context.fillStyle = colourOf('--muted');
  context.fillText(title, plot.from, top - 5);
};

const drawPanel = (frame: Frame, panel: Panel, vertical: Extent): void => {
  const { context, x, model, colourOf } = frame;
  const left = extentOf(valuesOn(panel, 'left'), valueTickCount);
  const onRight = valuesOn(panel, 'right');
  const right = extentOf(onRight, valueTickCount);
  const pixels = { from: vertical.to, to: vertical.from };
  const y = { left: linear(left, pixels), right: linear(right, pixels) };
  if (!model.bare) {
    drawGrid(frame, y.left, left);
    if (onRight.length > 0) drawRightTicks(frame, y.right, right);
    drawTitle(frame, panel.title, vertical.from);
  }
  const floor = vertical.to;
  context.save();
  context.beginPath();
  context.rect(frame.plot.from, 0, frame.plot.to - frame.plot.from, frame.height);
  context.clip();
  for (const line of panel.lines) {
    drawLine({ context, x, y: y[line.axis], floor, colourOf }, line, model.bare ? 1.25 : 1.75);
  }
  for (const turn of panel.turns)
    drawTurn({ context, x, y: y.left, floor, colourOf }, turn, vertical);
  for (const mark of panel.marks) drawMark({ context, x, y: y.left, floor, colourOf }, mark);
  context.restore();
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

export const drawChart = (surface: Surface, model: ChartModel): Layout => {
  const { context, width, height } = surface;
  const plot = model.bare
    ? { from: 0, to: width }
    : { from: gutter.left, to: width - gutter.right };
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
