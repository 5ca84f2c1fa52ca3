import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SummaryRow, standings } from '#lib/fleet-summary.ts';
import { healthOfFleet } from '#lib/health/fleet-score.ts';
import { healthOfService } from '#lib/health/score.ts';
import { rowOf } from '../control/support.ts';

const counts = (desired: number, running: number) => ({ desired, running, min: 0, max: 100 });

describe('the score of a service', () => {
  const cases: readonly { name: string; row: Partial<SummaryRow>; score: number | null }[] = [
    { name: 'well', row: {}, score: 100 },
    { name: 'failed', row: { standing: 'failed' }, score: 40 },
    { name: 'breaker open', row: { standing: 'breaker-open' }, score: 50 },
    { name: 'without data', row: { standing: 'no-data' }, score: 60 },
    { name: 'half of what it wishes for', row: { asked: 8 }, score: 80 },
    { name: 'a quarter of its tasks missing', row: { counts: counts(4, 3) }, score: 90 },
    { name: 'an alert', row: { alerts: ['at-ceiling'] }, score: 95 },
    {
      name: 'many alerts count as three',
      row: { alerts: ['at-ceiling', 'no-data', 'service-failed', 'breaker-open', 'invalid-tags'] },
      score: 85,
    },
    { name: 'more tasks than it wishes for', row: { asked: 2 }, score: 100 },
    { name: 'asleep at zero', row: { counts: counts(0, 0), asked: 0 }, score: 100 },
    { name: 'frozen by hand', row: { standing: 'frozen' }, score: 100 },
    { name: 'nothing known but its name', row: { counts: null, asked: null }, score: 100 },
    { name: 'left out', row: { standing: 'left-out' }, score: null },
    {
      name: 'everything at once',
      row: { standing: 'failed', asked: 40, counts: counts(4, 0) },
      score: 0,
    },
  ];
  it.each(cases)('$name: $score', ({ row, score }) => {
    expect(healthOfService(rowOf('web', row))).toBe(score);
  });

  const anyRow = fc
    .record({
      standing: fc.constantFrom(...standings.filter((each) => each !== 'left-out')),
      asked: fc.nat(10_000),
      desired: fc.nat(10_000),
      running: fc.nat(10_000),
    })
    .map(({ desired, running, ...rest }) =>
      rowOf('web', { ...rest, counts: counts(desired, running) }),
    );

  it('is a whole number from 0 to 100, whatever is wrong', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const score = healthOfService(row) ?? Number.NaN;
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
      }),
    );
  });

  it('never rises as tasks go missing', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const fewer = { ...row, counts: { ...counts(row.counts?.desired ?? 0, 0) } };
        expect(healthOfService(fewer)).toBeLessThanOrEqual(healthOfService(row) ?? Number.NaN);
      }),
    );
  });
});

describe('the score of a fleet', () => {
  it('shows one dead service among a hundred', () => {
    const rows = Array.from({ length: 99 }, (_, index) => rowOf(`s${index}`));
    const dead = rowOf('dead', { standing: 'failed', asked: 40, counts: counts(4, 0) });
    expect(healthOfFleet(rows)).toBe(100);
    // (99 on average + 90 in the worst tenth) / 2
    expect(healthOfFleet([...rows, dead])).toBe(95);
  });

  it('is that of its only service', () => {
    expect(healthOfFleet([rowOf('web', { standing: 'no-data' })])).toBe(60);
  });

  it('is not known where nothing is managed', () => {
    expect(healthOfFleet([])).toBeNull();
    expect(healthOfFleet([rowOf('web', { standing: 'left-out' })])).toBeNull();
  });
});
