import { describe, expect, it } from 'vitest';
import { alertIdOf, causeKeyOf } from '#lib/alerts/alert-id.ts';
import type { OpenAlert } from '#lib/ports.ts';
import { startMs } from '../tick/support.ts';
import { ask, fleetWith, stageOf } from './support.ts';

const alertOf = (changes: Partial<OpenAlert> = {}): OpenAlert => ({
  code: 'no-data',
  severity: 'warning',
  service: '123456789012/us-east-1/prod/web',
  group: null,
  message: 'every signal is gone',
  openedAtMs: startMs,
  ticks: 1,
  toldAtMs: startMs,
  resolution: null,
  ...changes,
});

const withAlerts = (...alerts: readonly OpenAlert[]) => {
  const aws = fleetWith();
  for (const alert of alerts) aws.openAlerts.set(causeKeyOf(alert), alert);
  return stageOf({ aws });
};

describe('GET /alerts', () => {
  it('lists open ones, worst first, page by page', async () => {
    const stage = withAlerts(alertOf(), alertOf({ code: 'breaker-open', severity: 'critical' }));
    const first = await ask(stage, 'GET /alerts?limit=1');
    expect(first.body).toMatchObject({
      alerts: [{ code: 'breaker-open', severity: 'critical', resolvedAt: null, byHand: null }],
    });
    const { next } = first.body as { next: string };
    const second = await ask(stage, `GET /alerts?limit=1&cursor=${next}`);
    expect(second.body).toMatchObject({ alerts: [{ code: 'no-data' }], next: null });
  });
});

describe('GET /alerts?state=resolved', () => {
  it('shows each one once, although a tick opens many at the same time', async () => {
    const aws = fleetWith();
    const opened = [1, 2, 2, 2, 3].map((minutes) => startMs - minutes * 60_000);
    const past = opened.map((openedAtMs, index) => ({
      ...alertOf({ service: `s${index}`, openedAtMs }),
      resolvedAtMs: startMs,
    }));
    const oldestFirst = past.toReversed();
    const stage = stageOf({
      aws,
      ports: {
        alertDesk: {
          past: async ({ fromMs, toMs, atMost }) =>
            oldestFirst
              .filter(({ openedAtMs }) => fromMs <= openedAtMs && openedAtMs <= toMs)
              .slice(-atMost),
          resolve: async () => 'gone',
        },
      },
    });
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const line = `GET /alerts?state=resolved&limit=2${next === '' ? '' : `&cursor=${next}`}`;
      const { body } = await ask(stage, line);
      const page = body as { alerts: { service: string }[]; next: string | null };
      seen.push(...page.alerts.map(({ service }) => service));
      next = page.next;
    }
    expect(seen).toEqual(['s0', 's1', 's2', 's3', 's4']);
  });
});

describe('POST /alerts/{id}/resolve', () => {
  const body = { why: 'the metric is back' };

  it('closes it, and says who did when asked again', async () => {
    const alert = alertOf();
    const stage = withAlerts(alert);
    const line = `POST /alerts/${alertIdOf(alert)}/resolve`;
    expect((await ask(stage, line, { body })).body).toMatchObject({ changed: true });
    expect((await ask(stage, 'GET /alerts')).body).toMatchObject({ alerts: [] });
    expect((await ask(stage, line, { body })).body).toMatchObject({
      changed: false,
      detail: expect.stringContaining('ada resolved it'),
    });
  });

  it('of one that is not there is 404, and audited', async () => {
    const stage = withAlerts();
    expect(await ask(stage, 'POST /alerts/no-data-00/resolve', { body })).toMatchObject({
      status: 404,
    });
    expect([...stage.audited.values()]).toMatchObject([{ outcome: { kind: 'refused' } }]);
  });
});
