/** A graph of the dashboard, over what the local CloudWatch answers. */
import type { Widget } from '../../wire.ts';
import { createChart } from '../chart/chart.ts';
import type { Line, Sample } from '../chart/model.ts';
import { make, setText } from '../dom.ts';
import type { State } from '../store.ts';
import type { LiveWidget } from './dashboard.ts';
import { type GraphLine, graphLines, graphSchema } from './graph-lines.ts';
import { fetchMetricData } from './metric-data.ts';

const shownMs = 60 * 60_000;

const colours = ['--line-1', '--line-2', '--line-3', '--line-4', '--line-5'];

const colourAt = (index: number): string => colours[index % colours.length] ?? '--line-1';

const toLine = (line: GraphLine, index: number, samples: readonly Sample[]): Line => ({
  label: line.label,
  colour: colourAt(index),
  stroke: 'line',
  axis: line.axis,
  samples,
});

const legendOf = (lines: readonly GraphLine[]): HTMLElement =>
  make(
    'p',
    { class: 'legend' },
    ...lines.map(({ label, axis }, index) => {
      const swatch = make('i', { class: 'swatch' });
      swatch.style.setProperty('background', `var(${colourAt(index)})`);
      return make('span', {}, swatch, axis === 'right' ? `${label} (right)` : label);
    }),
  );

export const createMetricWidget = ({ properties }: Widget): LiveWidget => {
  const graph = graphSchema.parse(properties);
  const lines = graphLines(graph);
  const visible = lines.filter((line) => line.visible);
  const chart = createChart({ label: `${graph.title}, the last hour`, className: 'fill' });
  const note = make('p', { class: 'note', role: 'status' });
  const element = make(
    'div',
    { class: 'metric' },
    make('h3', {}, graph.title),
    chart.element,
    legendOf(visible),
    note,
  );

  const draw = async (nowMs: number): Promise<void> => {
    const range = { fromMs: nowMs - shownMs, toMs: nowMs };
    const data = await fetchMetricData(lines, range);
    const drawn = visible.map((line, index) => toLine(line, index, data.get(line.id) ?? []));
    chart.render({
      time: { from: range.fromMs, to: range.toMs },
      bare: false,
      panels: [{ title: '', lines: drawn, bands: [], marks: [], spans: [], notes: [], share: 1 }],
    });
  };

  return {
    element,
    update: ({ clock }: State) => {
      draw(clock.nowMs).then(
        () => setText(note, ''),
        // What was drawn before stays; CloudWatch in trouble is part of what can be tried out here.
        (error: unknown) => setText(note, error instanceof Error ? error.message : String(error)),
      );
    },
  };
};
