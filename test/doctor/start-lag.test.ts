import { expect, test } from 'vitest';
import { startLagFindings } from '#lib/doctor/start-lag.ts';
import { fleetOf, policyOf } from '../config/support.ts';

const policy = policyOf(
  fleetOf('defaults: { rules: [{ kind: track, signal: cpu, target: 60, trend: { lead: 3m } }] }'),
);
const measured = (slowSeconds: number) => ({ seconds: 40, slowSeconds, starts: 20 });

test('a rule that looks as far ahead as tasks take to start is fine', () => {
  expect(startLagFindings(measured(120), policy, 60)).toMatchObject([{ kind: 'fine' }]);
});

test('a rule that does not is named, with what to set', () => {
  expect(startLagFindings(measured(200), policy, 60)).toMatchObject([
    { kind: 'fine' },
    {
      kind: 'note',
      what: expect.stringContaining('looks 180 s ahead, less than the 260 s'),
      todo: expect.stringContaining('set its lead to 5m'),
    },
  ]);
});
