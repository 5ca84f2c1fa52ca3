import { describe, expect, it } from 'vitest';
import type { MadeForecast } from '#engine/foresight/forecast.ts';
import type { Accuracy } from '#engine/foresight/trust.ts';
import { keyOf } from '#engine/model.ts';
import type { LearntDoubt } from '#lib/learnt.ts';
import type { RecalledLearnt } from '#lib/ports.ts';
import { idOf, minuteMs, startMs, worldOf } from '../../tick/support.ts';
import { run } from '../support.ts';

const accuracy: Accuracy = { forecastError: 0.064, asNowError: 0.21, asYesterdayError: null };

const forecastOf = (of: Accuracy | null): MadeForecast => ({
  kind: 'forecast',
  method: { kind: 'week' },
  madeAtMs: startMs,
  stepMs: 5 * minuteMs,
  highestLoad: 9,
  leads: [5, 30, 120].map((minutes) => ({
    aheadMs: minutes * minuteMs,
    expected: 1,
    below: [],
    eventFactor: 1,
    accuracy: minutes === 30 ? of : null,
  })),
});

const learntOf = (doubt: LearntDoubt | null, of: Accuracy | null = accuracy): RecalledLearnt => ({
  kind: 'learnt',
  learnt: {
    learntAtMs: startMs,
    signals: {
      cpu: {
        source: 'x',
        foresight: { envelope: { kind: 'none', observedHours: 0 }, forecast: forecastOf(of) },
        day: { kind: 'none', observedHours: 0 },
        doubt,
      },
    },
  },
});

const env = { FLYBALL_TABLE: 'flyball' };

const reported = async (recalled: RecalledLearnt | null, flags = '--json') => {
  const aws = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
  if (recalled !== null) aws.learnt.set(keyOf(idOf('web')), recalled);
  const written = new Map<string, string>();
  const ran = await run(`report --days 1 ${flags}`, { env, aws, written });
  return { ...ran, written };
};

describe('the forecasts of a report', () => {
  it.each([
    ['used', learntOf(null)],
    ['advised', learntOf({ kind: 'inaccurate', error: 0.39, mostError: 0.15 })],
    ['advised', learntOf({ kind: 'unread', cause: 'throttled' })],
    ['unlearnt', learntOf({ kind: 'unlearnt', observedHours: 3 }, null)],
    ['unlearnt', null],
    ['unread', { kind: 'failed', cause: 'no answer' }],
    ['unread', { kind: 'corrupt', cause: 'not JSON' }],
  ] as const)('are %s where that holds', async (standing, recalled) => {
    const { code, out } = await reported(recalled);
    expect(code).toBe(0);
    const [row] = JSON.parse(out).forecasts;
    expect(row).toMatchObject({ service: 'prod/web', standing });
    expect(row.why === null).toBe(standing === 'used');
  });

  it('stand beside what costs nothing, at the usual lead', async () => {
    const { out } = await reported(learntOf(null));
    expect(JSON.parse(out).forecasts[0].accuracy).toEqual({ ...accuracy, aheadMs: 30 * minuteMs });
  });

  it('are a table on the terminal', async () => {
    const { out } = await reported(learntOf({ kind: 'unread', cause: 'throttled' }), '');
    expect(out).toMatch(
      /FORECASTS +SIGNAL +STANDING .*\nprod\/web +cpu +advised +6\.4 % +21\.0 % +- +its history could not be read: throttled/,
    );
  });

  it('are a section of the page, escaped', async () => {
    const hostile = learntOf({ kind: 'unread', cause: '<script>alert(1)</script>' });
    const { written } = await reported(hostile, '--html r.html');
    const page = written.get('r.html') ?? '';
    expect(page).toContain('<h2>Forecasts</h2>');
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script');
  });
});
