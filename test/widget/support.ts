/** Fleets to look at, tame and hostile. */
import { countStandings, type SummaryRow } from '#lib/fleet-summary.ts';
import type { Fleet, Frame, PastAlert, ShownAlert, Traced } from '#lib/widget/data.ts';

export const minuteMs = 60_000;
export const nowMs = Date.UTC(2026, 0, 5, 9, 0);

export const home = { account: '123456789012', region: 'us-east-1' };

export const frame: Frame = {
  viewer: { theme: 'light', offsetMinutes: 0, range: null },
  nowMs,
  range: { fromMs: nowMs - 180 * minuteMs, toMs: nowMs },
  endpoints: { widget: 'arn:widget', control: 'arn:control' },
};

/** Everything that has ever broken a page, as long as a name may be. */
export const hostileName =
  `<script>alert("1")</script>'"&<img src=x onerror=alert(1)>😀\u2028${'&'.repeat(255)}`.slice(
    0,
    255,
  );

export const rowOf = (
  changes: Partial<SummaryRow> & { readonly name?: string } = {},
): SummaryRow => {
  const { name = 'web', ...rest } = changes;
  return {
    service: { ...home, cluster: 'shop', name },
    standing: 'steady',
    why: 'Hold at 4.',
    counts: { desired: 4, running: 4, min: 1, max: 10 },
    asked: 4,
    mode: 'act',
    signal: { name: 'cpu', value: 55, target: 60 },
    lastChange: { atMs: nowMs - 7 * minuteMs, from: 3, to: 4, by: 'flyball' },
    group: null,
    vcpu: 1,
    alerts: [],
    forecast: 'none',
    ...rest,
  };
};

export const fleetOf = (rows: readonly SummaryRow[], changes: Partial<Fleet> = {}): Fleet => {
  const summary = {
    shard: '0',
    tickMs: nowMs,
    durationMs: 320,
    billedMetrics: 3 * rows.length,
    spend: null,
    counts: countStandings(rows),
    rows,
    rowsCut: 0,
  };
  return {
    summaries: [summary],
    unread: [],
    lastTickMs: nowMs - 40_000,
    intervalMs: minuteMs,
    orders: { kind: 'known', value: [] },
    alerts: { kind: 'known', value: [] },
    ...changes,
  };
};

export const alertOf = (changes: Partial<ShownAlert> = {}): ShownAlert => ({
  id: 'no-data-0123456789',
  code: 'no-data',
  severity: 'error',
  subject: '123456789012/us-east-1/shop/web',
  message: 'It has no usable signal at all; check its metrics',
  openedAtMs: nowMs - 5 * minuteMs,
  ...changes,
});

export const pastOf = (changes: Partial<PastAlert> = {}): PastAlert => ({
  id: 'no-data-0123456789',
  code: 'no-data',
  severity: 'error',
  subject: '123456789012/us-east-1/shop/web',
  message: 'It has no usable signal at all; check its metrics',
  resolvedAtMs: nowMs - 12 * minuteMs,
  times: 1,
  byWhom: null,
  ...changes,
});

export const tracedOf = (row: SummaryRow): Traced => ({
  row,
  desired: {
    kind: 'known',
    value: [
      { atMs: nowMs - 60 * minuteMs, value: 3 },
      { atMs: nowMs, value: 4 },
    ],
  },
  signal: {
    kind: 'known',
    value: Array.from({ length: 180 }, (_, index) => ({
      atMs: nowMs - (180 - index) * minuteMs,
      value: 50 + Math.sin(index),
    })),
  },
});
