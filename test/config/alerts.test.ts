import { describe, expect, it } from 'vitest';
import { alertCodes, defaultAlerts } from '#config/alert-settings.ts';
import { alertSetting } from '#config/alerts-schema.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { fleetOf } from './support.ts';

describe('an alert', () => {
  it.each(alertCodes)('%s is as usual unless the fleet file says otherwise', (code) => {
    const { severity, afterSeconds, remindSeconds } = defaultAlerts[code];
    expect(alertSetting(fleetOf('').alerts, code)).toEqual({
      severity,
      afterSeconds,
      remindSeconds,
    });
  });

  it('takes in part what the fleet file says', () => {
    const { alerts } = fleetOf(
      'alerts: { at-ceiling: { after: 1h }, no-data: { severity: critical, remind: false }, blast-guard: false }',
    );
    expect(alertSetting(alerts, 'at-ceiling')).toEqual({
      severity: 'warning',
      afterSeconds: 3_600,
      remindSeconds: 86_400,
    });
    expect(alertSetting(alerts, 'no-data')).toMatchObject({
      severity: 'critical',
      remindSeconds: null,
    });
    expect(alertSetting(alerts, 'blast-guard')).toBeNull();
  });

  it.each([
    ['at-ceilin: { after: 1h }', 'did you mean at-ceiling?'],
    ['at-ceiling: { after: 2d }', 'must be a duration from 0s to 1d'],
    ['at-ceiling: { after: 10 }', 'write 10s if those are seconds'],
    ['at-ceiling: { remind: 5m }', 'must be a duration from 1h to 30d'],
    ['at-ceiling: { severity: fatal }', 'must be warning or error or critical'],
    ['at-ceiling: { every: 1h }', 'is not a key of an alert'],
    ['at-ceiling: true', 'must be a mapping'],
  ])('%s is refused', (said, message) => {
    const parsed = parseFleet(`alerts: { ${said} }`, defaultParameters);
    expect(parsed).toMatchObject({
      kind: 'invalid',
      problems: [{ message: expect.stringContaining(message) }],
    });
  });
});
