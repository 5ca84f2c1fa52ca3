import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assureSnippet, scheduleSnippet, windowText } from '#cli/backtest/snippet.ts';
import { resolvePolicy, resolveSchedules } from '#config/resolve.ts';
import type { QuietWindow } from '#simulator/backtest/quiet/quiet-window.ts';
import { withWindow } from '#simulator/backtest/quiet/with-window.ts';
import { webPolicy } from '#simulator/scalers/web-policy.ts';
import { fleetOf, home, idOf } from '../../tick/support.ts';

const today = {
  label: 'today',
  policy: webPolicy({ min: 9, max: 20, cpuTarget: 60 }),
  schedules: [],
  leftOut: [],
};

const windows: fc.Arbitrary<QuietWindow> = fc.record({
  on: fc.constantFrom('every day', 'weekdays', 'weekends'),
  fromHour: fc.integer({ min: 1, max: 23 }),
  hours: fc.integer({ min: 1, max: 23 }),
  min: fc.integer({ min: 2, max: 8 }),
});

const sorted = (days: readonly number[]): readonly number[] => days.toSorted((a, b) => a - b);

describe('lines of a fleet file', () => {
  it('say just what was replayed', () => {
    fc.assert(
      fc.property(windows, (window) => {
        const zone = 'Europe/Berlin';
        const fleet = fleetOf(scheduleSnippet(idOf('web'), home, window, zone));
        const said = resolveSchedules(fleet, home, idOf('web'), {});
        const [replayed] = withWindow(today, window, zone).schedules;
        if (replayed?.when.kind !== 'weekly') throw new Error('it is by weekday');
        const { days } = replayed.when;
        expect(said).toEqual([{ ...replayed, when: { ...replayed.when, days: sorted(days) } }]);
      }),
    );
  });

  it.each([
    {
      window: { on: 'every day', fromHour: 20, hours: 10, min: 2 },
      text: 'every day from 20:00 to 06:00, UTC',
    },
    {
      window: { on: 'weekdays', fromHour: 20, hours: 10, min: 2 },
      text: 'weekdays from 20:00 to 06:00 of the next day, UTC',
    },
    {
      window: { on: 'weekdays', fromHour: 1, hours: 5, min: 2 },
      text: 'weekdays from 01:00 to 06:00, UTC',
    },
    {
      window: { on: 'every day', fromHour: 20, hours: 4, min: 2 },
      text: 'every day from 20:00 to 24:00, UTC',
    },
    { window: { on: 'weekends', fromHour: 0, hours: 24, min: 2 }, text: 'weekends all day, UTC' },
    { window: { on: 'every day', fromHour: 0, hours: 24, min: 2 }, text: 'at all hours' },
  ] as const)('$text', ({ window, text }) => {
    expect(windowText(window, 'UTC')).toBe(text);
    fleetOf(scheduleSnippet(idOf('web'), home, window, 'UTC'));
  });

  it('whole weeks are a minimum and no schedule', () => {
    const window = { on: 'every day', fromHour: 0, hours: 24, min: 2 } as const;
    const fleet = fleetOf(scheduleSnippet(idOf('web'), home, window, 'UTC'));
    expect(resolveSchedules(fleet, home, idOf('web'), {})).toEqual([]);
    const resolved = resolvePolicy(fleet, home, idOf('web'), {});
    expect(resolved).toMatchObject({ policy: { min: 2 } });
  });

  it.each(['on', 'no', 'null', '123', '1e3', '0x10', '12_30'])(
    'a service called %s keeps its name, and one elsewhere its place',
    (name) => {
      const id = { ...idOf(name), account: '012345678901', region: 'eu-west-1' };
      const accounts = "accounts: [{ account: '012345678901', regions: [eu-west-1] }]";
      const fleet = fleetOf(`${accounts}\n${assureSnippet(id, home, 90, 0.5)}`);
      expect(fleet.services[0]?.settings).toMatchObject(id);
      expect(resolvePolicy(fleet, home, id, {})).toMatchObject({
        policy: { rules: [{ kind: 'assure', limit: 90, riskRatio: 0.005 }] },
      });
    },
  );
});
