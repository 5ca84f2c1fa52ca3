import { describe, expect, it, test } from 'vitest';
import type { Override } from '#engine/override.ts';
import { type Standing, standings } from '#lib/fleet-summary.ts';
import { headlineOf } from '#lib/widget/headline.ts';
import { pageSize } from '#lib/widget/listing.ts';
import { fitting, mostBytes, tabbed } from '#lib/widget/page.ts';
import type { Listing } from '#lib/widget/request.ts';
import { decisions } from '#lib/widget/views/decisions.ts';
import { overview } from '#lib/widget/views/overview.ts';
import { predictions } from '#lib/widget/views/predictions.ts';
import { service, unknownService } from '#lib/widget/views/service.ts';
import { services } from '#lib/widget/views/services.ts';
import { actionsIn, intruders } from './hostile.ts';
import {
  alertOf,
  fleetOf,
  frame,
  hostileName,
  minuteMs,
  nowMs,
  pastOf,
  rowOf,
  tracedOf,
} from './support.ts';

const listing: Listing = { sort: 'state', reverse: false, from: 0, filter: '', standing: null };

const noPast = { kind: 'known', value: [] } as const;

const freeze: Override = {
  order: { kind: 'freeze' },
  scope: 'fleet',
  setAtMs: nowMs,
  expiresAtMs: nowMs + 60 * minuteMs,
  who: 'ada',
  why: 'a migration',
};

describe('the headline', () => {
  const quiet = fleetOf([rowOf()]);
  it.each([
    ['all is well', quiet, 'good', 'All is well with 1 service'],
    ['not run yet', fleetOf([], { lastTickMs: null }), 'warn', 'Flyball has not run yet'],
    ['nobody enrolled', fleetOf([]), 'warn', 'No service is enrolled'],
    [
      'ticks stopped',
      fleetOf([rowOf()], { lastTickMs: nowMs - 7 * minuteMs }),
      'bad',
      'Flyball has not run for 7 min: nothing is being scaled',
    ],
    [
      'the summary is gone',
      fleetOf([], { summaries: [], unread: ['throttled'] }),
      'bad',
      'The fleet summary cannot be read',
    ],
    [
      'a service failed, and has an alert about it',
      fleetOf([rowOf({ standing: 'no-data' }), rowOf({ name: 'api' })], {
        alerts: { kind: 'known', value: [alertOf()] },
      }),
      'bad',
      '1 of 2 services needs you',
    ],
    [
      'an alert of the fleet',
      fleetOf([rowOf()], { alerts: { kind: 'known', value: [alertOf({ subject: null })] } }),
      'bad',
      '1 alert needs you',
    ],
    [
      'only a warning',
      fleetOf([rowOf()], { alerts: { kind: 'known', value: [alertOf({ severity: 'warning' })] } }),
      'good',
      'All is well with 1 service',
    ],
    [
      'stopped by a person',
      fleetOf([rowOf({ standing: 'frozen' })], { orders: { kind: 'known', value: [freeze] } }),
      'warn',
      'The whole fleet is stopped by a person',
    ],
  ] as const)('says that %s', (_, fleet, tone, text) => {
    expect(headlineOf(fleet, nowMs)).toMatchObject({ tone, text });
  });
});

describe('the overview', () => {
  it('says what is missing, and shows the rest', () => {
    const fleet = fleetOf([rowOf()], {
      alerts: { kind: 'missing', why: 'DynamoDB throttled' },
      unread: ['shard 3: not gzip'],
    });
    const { source } = overview(fleet, noPast, frame);
    expect(source).toContain('Alerts cannot be shown: DynamoDB throttled');
    expect(source).toContain('shard 3: not gzip');
    expect(source).toContain('All is well');
  });

  it('says what metric reads of the month came to, where the last tick knew it', () => {
    const fleet = fleetOf([rowOf()]);
    const label = 'this month so far';
    expect(overview(fleet, noPast, frame).source).not.toContain(label);
    const spend = { dollars: 12, forecastDollars: 34 };
    const summaries = fleet.summaries.map((summary) => ({ ...summary, spend }));
    const { source } = overview({ ...fleet, summaries }, noPast, frame);
    expect(source).toContain(label);
    expect(source).toContain('about $34');
  });

  it('offers to pause the fleet, and once it is paused to resume it', () => {
    const commandsOf = (orders: readonly Override[]) =>
      actionsIn(
        overview(fleetOf([rowOf()], { orders: { kind: 'known', value: orders } }), noPast, frame)
          .source,
      )
        .filter(({ attributes }) => attributes.includes('arn:control'))
        .map(({ params }) => params);
    const scope = { kind: 'fleet' };
    expect(commandsOf([])).toMatchObject([{ command: 'pause', scope }]);
    expect(commandsOf([freeze])).toMatchObject([{ command: 'resume', scope }]);
  });

  it('has no buttons where nobody takes orders', () => {
    const endpoints = { ...frame.endpoints, control: null };
    const { source } = overview(fleetOf([rowOf()]), noPast, { ...frame, endpoints });
    expect(source).not.toContain('confirmation=');
  });

  it('reckons what reads and tasks cost', () => {
    const { source } = overview(fleetOf([rowOf()]), noPast, frame);
    // 3 metrics each minute: $1.31. 4 tasks of 1 vCPU and 2 GB: $0.1975 an hour.
    expect(source).toContain('<b>$1.31</b>');
    expect(source).toContain('<b>$144</b>');
  });
});

const standingRows = standings.map((standing: Standing) =>
  rowOf({ standing, name: `${standing}${hostileName}`.slice(0, 255) }),
);

const hostileRow = rowOf({
  name: hostileName,
  service: { account: hostileName, region: hostileName, cluster: hostileName, name: hostileName },
  standing: 'breaker-open',
  why: `${hostileName}`.slice(0, 200),
  signal: { name: hostileName, value: Number.MAX_VALUE, target: 0 },
  group: hostileName,
  forecast: 'advised',
});

const decision = {
  atMs: nowMs - minuteMs,
  from: 4,
  to: 6,
  asked: 6,
  challenger: null,
  outcome: { kind: 'refused' as const, why: hostileName },
  because: Array.from({ length: 8 }, () => hostileName),
};

const hostileFleet = fleetOf([...standingRows, ...Array.from({ length: 30 }, () => hostileRow)], {
  orders: { kind: 'known', value: [{ ...freeze, who: hostileName, why: hostileName }] },
  alerts: {
    kind: 'known',
    value: Array.from({ length: 30 }, () =>
      alertOf({ code: hostileName, subject: hostileName, message: hostileName.repeat(4) }),
    ),
  },
  unread: [hostileName],
});

const hostilePast = {
  kind: 'known',
  value: Array.from({ length: 30 }, () =>
    pastOf({ code: hostileName, subject: hostileName, message: hostileName, byWhom: hostileName }),
  ),
} as const;

const many = Array.from({ length: pageSize }, () => hostileRow);
const hostileListing = { ...listing, filter: hostileName };
const page = { from: 0, total: 10_000 };
const known = <Value>(value: Value) => ({ kind: 'known' as const, value });

const look = {
  steps: [hostileName],
  running: 4,
  pending: 1,
  desired: 5,
  rollout: 'in-progress' as const,
  out: { conditions: [hostileName], blockers: [hostileName], earliestMs: nowMs },
  in: { conditions: [], blockers: [], earliestMs: null },
  billedMetrics: 3,
};

const lead = (aheadMs: number) => ({
  aheadMs,
  expected: 240,
  below: [100, 150, 240, 300, 350, 400, 450, 500],
  eventFactor: 1,
  accuracy: { forecastError: 0.39, asNowError: 0.5, asYesterdayError: null },
});

const forecast = {
  kind: 'forecast' as const,
  method: { kind: 'day' as const },
  madeAtMs: nowMs - 10 * minuteMs,
  stepMs: 5 * minuteMs,
  highestLoad: 500,
  leads: Array.from({ length: 24 }, (_, index) => lead((index + 1) * 5 * minuteMs)),
};

const learnt = {
  learntAtMs: nowMs,
  signals: {
    cpu: {
      source: 'x',
      foresight: { envelope: { kind: 'none' as const, observedHours: 3 }, forecast },
      day: forecast,
      doubt: { kind: 'inaccurate' as const, error: 0.39, mostError: 0.15 },
    },
  },
};

const detail = {
  ...tracedOf(hostileRow),
  live: known(look),
  orders: known([freeze]),
  decisions: known(Array.from({ length: 120 }, () => decision)),
  alerts: known(Array.from({ length: 30 }, () => alertOf({ message: hostileName }))),
  past: hostilePast,
  learnt: known(learnt),
};

const hostileViews = [
  ['overview', (atMost: number) => overview(hostileFleet, hostilePast, frame, atMost), 8],
  [
    'services',
    (atMost: number) =>
      services(
        { page: { ...page, items: many.map(tracedOf) }, listing: hostileListing },
        frame,
        atMost,
      ),
    pageSize,
  ],
  [
    'predictions',
    (atMost: number) =>
      predictions(
        {
          page: { ...page, items: many.map((row) => ({ row, learnt: known(learnt) })) },
          listing: hostileListing,
        },
        frame,
        atMost,
      ),
    pageSize,
  ],
  [
    'decisions',
    (atMost: number) =>
      decisions(
        {
          listing: hostileListing,
          decisions: known(
            Array.from({ length: 500 }, () => ({ service: hostileRow.service, decision })),
          ),
          asked: 20,
          services: 100,
        },
        frame,
        atMost,
      ),
    500,
  ],
  ['service', (atMost: number) => service(detail, minuteMs, frame, atMost), 20],
  ['unknown service', (_: number) => unknownService(hostileName), 1],
] as const;

describe.each(hostileViews)('%s, with names that would break it', (_, render, rows) => {
  const { source } = fitting(
    (atMost) => tabbed('overview', render(atMost), hostileFleet, frame),
    rows,
  );

  it('lets nothing in that we did not write', () => {
    expect([...new Set(intruders(source))]).toEqual([]);
  });

  it('is small enough to be drawn every half minute', () => {
    expect(Buffer.byteLength(source)).toBeLessThan(mostBytes);
    expect(source.match(/<tr>/g)?.length ?? 0).toBeLessThanOrEqual(500);
  });

  it('sends on exactly what the names are', () => {
    const keys = actionsIn(source).flatMap(({ params }) =>
      'service' in params && params.view === 'service' ? [params.service] : [],
    );
    for (const key of keys) expect(key).toContain('<script>');
  });
});

test('a doubtful forecast is shown and says why it is not used', () => {
  const row = rowOf({ forecast: 'advised' });
  const given = { page: { items: [{ row, learnt: known(learnt) }], from: 0, total: 1 }, listing };
  const { source } = predictions(given, frame);
  expect(source).toContain('class="band"');
  expect(source).toContain('61 % accurate, “as now” 50 %');
  expect(source).toContain('off by 39 %');
  // 240 % of CPU in all, at a target of 60 a task.
  expect(source).toContain('>4 <span class="quiet">tasks');
});

test('a service without a forecast says what is missing', () => {
  const given = {
    page: { items: [{ row: rowOf(), learnt: known(null) }], from: 0, total: 1 },
    listing,
  };
  expect(predictions(given, frame).source).toContain('nothing was learnt of its past yet');
});

test('every button names its target in its question', () => {
  const { source } = service(
    { ...detail, row: rowOf({ standing: 'breaker-open' }) },
    minuteMs,
    frame,
  );
  const questions = [...source.matchAll(/confirmation="([^"]*)"/g)].map(([, text]) => text);
  expect(questions.filter((text) => text?.includes('shop/web')).length).toBeGreaterThanOrEqual(3);
  const commands = actionsIn(source).flatMap(({ params }) => params.command ?? []);
  expect(new Set(commands)).toEqual(new Set(['pause', 'undo', 'reset-breaker', 'resolve-alert']));
});

test('a list of ten thousand is paged', () => {
  const items = Array.from({ length: pageSize }, (_, index) =>
    tracedOf(rowOf({ name: `s${index}` })),
  );
  const given = { page: { items, from: 50, total: 10_000 }, listing: { ...listing, from: 50 } };
  const { source } = services(given, frame);
  expect(source).toContain('51–75 of 10000');
  const turns = actionsIn(source).filter(
    ({ params }) => params.view === 'services' && params.from > 0,
  );
  expect(turns.map(({ params }) => params.from)).toEqual([25, 75]);
});
