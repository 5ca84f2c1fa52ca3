import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combine } from '#engine/combine.ts';
import { explainReason } from '#engine/explain.ts';
import type { Forecast } from '#engine/foresight/forecast.ts';
import type { Context, Opinion } from '#engine/model.ts';
import type { ForecastRule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import { forecastOf, foresightOf } from '../foresight/support.ts';
import {
  contextOf,
  minuteMs,
  proposalOf,
  ruleDefaults,
  seriesOf,
  startMs,
  viewOf,
} from '../support.ts';

const rule: ForecastRule = {
  ...ruleDefaults,
  kind: 'forecast',
  name: 'forecast requests',
  signal: 'requests',
  target: 100,
  level: 0.95,
  leadSeconds: 600,
  holdSeconds: 1800,
  mostErrorRatio: 0.15,
  highestMultiple: 3,
};

const contextWith = (forecast: Forecast, changes: Partial<Context> = {}): Context =>
  contextOf({
    view: viewOf(4),
    foresights: { requests: foresightOf({ forecast }) },
    readings: { requests: seriesOf([400, 400, 400, 400]) },
    ...changes,
  });

const answerTo = (forecast: Forecast, changes: Partial<Context> = {}) =>
  answerOf(rule, contextWith(forecast, changes));

const floorOf = ({ opinion }: { readonly opinion: Opinion }): number => {
  if (opinion.kind !== 'floor') throw new Error(`expected a floor, got ${opinion.kind}`);
  return latestOf(opinion.wishes).want;
};

const combined = (opinions: readonly Opinion[], desired: number): number =>
  combine(proposalOf(desired, { opinions, wishes: [] }), contextOf({ view: viewOf(desired) }))
    .desired;

/** Fourfold from the third step on, which is ten to fifteen minutes ahead. */
const rise = forecastOf((step) => (step < 2 ? 400 : 1600));

describe('forecast', () => {
  it('raises the floor to what the upper bound within the lead needs', () => {
    expect(floorOf(answerTo(forecastOf(() => 500)))).toBe(6);
  });

  it('looks as far as the lead and no further', () => {
    expect(floorOf(answerTo(rise))).toBe(5);
    const later = { nowMs: startMs + 5 * minuteMs };
    expect(floorOf(answerTo(rise, later))).toBe(20);
  });

  it('is corrected by what came since it was made', () => {
    const made = forecastOf(() => 400, { madeAtMs: startMs - 30 * minuteMs });
    const twice = { readings: { requests: seriesOf(Array(20).fill(800)) } };
    expect(floorOf(answerTo(made))).toBe(5);
    expect(floorOf(answerTo(made, twice))).toBeGreaterThanOrEqual(9);
  });

  it('asks for no more than a stated multiple of the highest load seen, however it is corrected', () => {
    const small = forecastOf(() => 400, { highestLoad: 400, madeAtMs: startMs - 30 * minuteMs });
    const eightfold = { readings: { requests: seriesOf(Array(20).fill(3200)) } };
    expect(floorOf(answerTo(small, eightfold))).toBe(12);
    const busy = forecastOf(() => 1600, { highestLoad: 400 });
    expect(floorOf(answerTo(busy))).toBe(12);
  });

  it('but for what a known event multiplies', () => {
    const made = forecastOf(() => 1600, { highestLoad: 400 });
    const leads = made.leads.map((lead) => ({ ...lead, eventFactor: 4 }));
    expect(floorOf(answerTo({ ...made, leads }))).toBe(20);
  });

  it('keeps what will be needed again within the hold', () => {
    const view = viewOf(12);
    expect(floorOf(answerTo(rise, { view }))).toBe(12);
    expect(floorOf(answerTo(rise, { view: viewOf(30) }))).toBe(16);
    const far = forecastOf((step) => (step < 8 ? 400 : 1600));
    expect(floorOf(answerTo(far, { view }))).toBe(5);
  });

  it('by itself takes nothing away', () => {
    expect(combined([answerTo(forecastOf(() => 100)).opinion], 9)).toBe(9);
    expect(combined([answerTo(forecastOf(() => 1000)).opinion], 9)).toBe(12);
  });

  it('joins the others as one more wish, larger or smaller', () => {
    const fewer: Opinion = {
      kind: 'want',
      rule: 'track',
      wishes: [{ atMs: startMs, want: 2, exact: 2 }],
      urgency: 'low',
      tolerant: true,
      surging: false,
    };
    expect(combined([fewer, answerTo(forecastOf(() => 400)).opinion], 9)).toBe(5);
    expect(combined([fewer, answerTo(forecastOf(() => 100)).opinion], 9)).toBe(2);
  });
});

describe('a forecast that is not trusted advises', () => {
  const bad = { forecastError: 0.3, asNowError: 0.5, asYesterdayError: null };
  const idle = { forecastError: 0.05, asNowError: 0.04, asYesterdayError: null };
  const rows: readonly (readonly [name: string, forecast: Forecast, says: string])[] = [
    ['off by more than 15 %', forecastOf(() => 500, {}, bad), 'off by 30 % of late'],
    ['no better than "as now"', forecastOf(() => 500, {}, idle), '"as now" by 4 %'],
    ['never tried', forecastOf(() => 500, {}, null), 'could not be tried'],
    ['too old', forecastOf(() => 500, { madeAtMs: startMs - 120 * minuteMs }), '120 min old'],
    ['none', { kind: 'none', observedHours: 0.5 }, '0.5 h of its past are known'],
  ];
  it.each(rows)('%s', (_, forecast, says) => {
    const { opinion, reasons } = answerTo(forecast);
    expect(opinion.kind).toBe('abstain');
    expect(reasons.map((reason) => explainReason(reason, startMs)).join()).toContain(says);
  });

  it('and says what it would ask for', () => {
    const [reason] = answerTo(forecastOf(() => 500, {}, bad)).reasons;
    expect(reason).toMatchObject({ kind: 'advised', floor: 6 });
  });
});

describe('explain', () => {
  it('says the expectation, the bound and the floor', () => {
    const [reason] = answerTo(rise, { view: viewOf(12) }).reasons;
    expect(reason === undefined ? '' : explainReason(reason, startMs)).toBe(
      'forecast requests: within 10 min 400 requests in all are expected, at most 480 with a chance of 95 %, which at 100 a task needs at least 5 tasks; 12 tasks will be needed within 30 min and are kept',
    );
  });
});

describe('laws', () => {
  const loads = fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), {
    minLength: 24,
    maxLength: 24,
  });

  it('more that is forecast never means a lower floor, and no floor is above the highest bound', () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 0, max: 40 }), (course, desired) => {
        const view = viewOf(desired);
        const floor = floorOf(
          answerTo(
            forecastOf((step) => course[step] ?? 0),
            { view },
          ),
        );
        const more = floorOf(
          answerTo(
            forecastOf((step) => 2 * (course[step] ?? 0)),
            { view },
          ),
        );
        expect(more).toBeGreaterThanOrEqual(floor);
        const most = Math.ceil((1.2 * Math.max(...course)) / 100);
        expect(floor).toBeLessThanOrEqual(most);
      }),
    );
  });
});
