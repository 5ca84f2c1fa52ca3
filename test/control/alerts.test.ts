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
