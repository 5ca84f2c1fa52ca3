/** One line of a chart on a canvas. */
import type { Line, Sample } from './model.ts';
import type { Scale } from './scale.ts';

export type Brush = {
  readonly context: CanvasRenderingContext2D;
  readonly x: Scale;
  readonly y: Scale;
  /** Where zero, or the lower edge, is. */
  readonly floor: number;
  readonly colourOf: (name: string) => string;
};

type Present = readonly [atMs: number, value: number];

const isPresent = (sample: Sample): sample is Present => sample[1] !== null;

/** Unbroken runs: a gap in the data is a gap in the line. */
const runsOf = (samples: readonly Sample[]): readonly (readonly Present[])[] => {
  const runs: Present[][] = [[]];
  for (const sample of samples) {
    if (isPresent(sample)) runs.at(-1)?.push(sample);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
};

const trace = ({ context, x, y }: Brush, run: readonly Present[], stepped: boolean): void => {
  let previous: number | null = null;
  for (const [atMs, value] of run) {
    if (previous === null) context.moveTo(x(atMs), y(value));
    else {
      if (stepped) context.lineTo(x(atMs), previous);
      context.lineTo(x(atMs), y(value));
    }
    previous = y(value);
  }
};

const fill = (brush: Brush, run: readonly Present[], alpha: number): void => {
  const { context, x, floor } = brush;
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return;
  context.save();
  context.globalAlpha = alpha;
  context.beginPath();
  trace(brush, run, false);
  context.lineTo(x(last[0]), floor);
  context.lineTo(x(first[0]), floor);
  context.closePath();
  context.fill();
  context.restore();
};

const dashes: Readonly<Record<Line['stroke'], readonly number[]>> = {
  line: [],
  step: [],
  area: [],
  dotted: [1.5, 4],
  dashed: [5, 4],
};

/** A run of one point would be no line at all. */
const dot = ({ context, x, y }: Brush, [atMs, value]: Present): void => {
  context.beginPath();
  context.arc(x(atMs), y(value), 1.5, 0, 2 * Math.PI);
  context.fill();
};

export const drawLine = (brush: Brush, line: Line, width: number): void => {
  const { context } = brush;
  context.strokeStyle = brush.colourOf(line.colour);
  context.fillStyle = context.strokeStyle;
  context.lineWidth = width;
  context.lineJoin = 'round';
  context.setLineDash([...dashes[line.stroke]]);
  for (const run of runsOf(line.samples)) {
    if (line.stroke === 'area') fill(brush, run, 0.22);
    context.beginPath();
    trace(brush, run, line.stroke !== 'line' && line.stroke !== 'area');
    context.stroke();
    const [only, another] = run;
    if (only !== undefined && another === undefined) dot(brush, only);
  }
  context.setLineDash([]);
};
