/** A service as a chart: what came in above, what Flyball made of it below. */
import type { Decision, ForecastBand, Point, Service } from '../../wire.ts';
import type { ChartModel, Line, Panel, Sample, Stroke } from '../chart/model.ts';
import type { Extent } from '../chart/scale.ts';
import { aheadMs, bandOf, cpuPanel, expectedLine } from './forecast-panel.ts';
import { boundsOf, marksOf, notesOf, spansOf } from './service-marks.ts';

const shownMs = 90 * 60_000;

type Look = { readonly label: string; readonly colour: string; readonly stroke: Stroke };

const lineOf = (
  points: readonly Point[],
  { label, colour, stroke }: Look,
  value: (point: Point) => number | null,
  axis: Line['axis'] = 'left',
): Line => ({
  label,
  colour,
  stroke,
  axis,
  samples: points.map((point): Sample => [point.atMs, value(point)]),
});

export const looks = {
  load: { label: 'load', colour: '--load', stroke: 'area' },
  waiting: { label: 'waiting', colour: '--waiting', stroke: 'line' },
  running: { label: 'running', colour: '--running', stroke: 'area' },
  desired: { label: 'desired', colour: '--desired', stroke: 'step' },
  asked: { label: 'demand', colour: '--asked', stroke: 'dotted' },
} as const satisfies Readonly<Record<string, Look>>;

/** A demand of hundreds would press everything else flat against the floor. */
const cappedAsked =
  ({ max }: Service) =>
  ({ asked }: Point): number | null =>
    asked === null ? null : Math.min(asked, max * 1.5 + 1);

/** None or one. */
const foretold = (
  { forecast }: Service,
  signal: ForecastBand['signal'],
): readonly ForecastBand[] => (forecast?.signal === signal ? [forecast] : []);

/** A third panel takes its room from the other two. */
const sharesOf = (service: Service) =>
  foretold(service, 'cpu').length === 0
    ? { load: 0.38, cpu: 0, tasks: 0.62 }
    : { load: 0.25, cpu: 0.32, tasks: 0.43 };

const loadPanel = (
  service: Service,
  points: readonly Point[],
  nowMs: number,
  share: number,
): Panel => ({
  title: service.hasQueue ? 'messages a second, and waiting (right)' : 'requests a second',
  lines: [
    lineOf(points, looks.load, ({ load }) => load),
    ...(service.hasQueue ? [lineOf(points, looks.waiting, ({ waiting }) => waiting, 'right')] : []),
    ...foretold(service, 'requests').map(expectedLine),
  ],
  bands: foretold(service, 'requests').map(bandOf),
  marks: [],
  spans: spansOf(service, nowMs),
  notes: [],
  share,
});

type Told = {
  readonly decisions: readonly Decision[];
  readonly nowMs: number;
  readonly share: number;
};

const tasksPanel = (
  service: Service,
  points: readonly Point[],
  time: Extent,
  { decisions, nowMs, share }: Told,
): Panel => ({
  title: 'tasks',
  lines: [
    ...boundsOf(service, time),
    lineOf(points, looks.running, ({ running }) => running),
    lineOf(points, looks.asked, cappedAsked(service)),
    lineOf(points, looks.desired, ({ desired }) => desired),
  ],
  bands: [],
  marks: marksOf(service, decisions),
  spans: spansOf(service, nowMs).map((span) => ({ ...span, text: '' })),
  notes: notesOf(service),
  share,
});

/** Young worlds have little to show; less than this would make every minute a landslide. */
const leastMs = 30 * 60_000;

const timeOf = ({ points }: Service, nowMs: number, mostMs: number): Extent => {
  const firstMs = points[0]?.atMs ?? nowMs;
  return { from: Math.max(nowMs - mostMs, Math.min(firstMs, nowMs - leastMs)), to: nowMs };
};

const within = (service: Service, { from }: Extent): readonly Point[] =>
  service.points.filter(({ atMs }) => atMs >= from - 60_000);

export const serviceChart = (
  service: Service,
  decisions: readonly Decision[],
  nowMs: number,
): ChartModel => {
  const past = timeOf(service, nowMs, shownMs);
  const time = service.forecast === null ? past : { ...past, to: nowMs + aheadMs };
  const points = within(service, time);
  const share = sharesOf(service);
  return {
    time,
    bare: false,
    panels: [
      loadPanel(service, points, nowMs, share.load),
      ...foretold(service, 'cpu').map((band) => cpuPanel(band, points, share.cpu)),
      tasksPanel(service, points, time, { decisions, nowMs, share: share.tasks }),
    ],
  };
};

const picturedMs = 60 * 60_000;

export const servicePicture = (service: Service, nowMs: number): ChartModel => {
  const time = timeOf(service, nowMs, picturedMs);
  const points = within(service, time);
  const lines = [
    lineOf(points, looks.running, ({ running }) => running),
    lineOf(points, looks.desired, ({ desired }) => desired),
  ];
  return {
    time,
    bare: true,
    panels: [{ title: '', lines, bands: [], marks: [], spans: [], notes: [], share: 1 }],
  };
};
