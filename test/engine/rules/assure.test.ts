import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainReason } from '#engine/explain.ts';
import type { Foresight } from '#engine/foresight/foresight.ts';
import type { Context } from '#engine/model.ts';
import type { AssureRule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import { envelopeOf, foresightOf } from '../foresight/support.ts';
import { contextOf, minuteMs, ruleDefaults, seriesOf, startMs, viewOf } from '../support.ts';

const assureCpu: AssureRule = {
  ...ruleDefaults,
  kind: 'assure',
  name: 'assure cpu',
  signal: 'cpu',
  limit: 90,
  riskRatio: 0.02,
  leadSeconds: 240,
  unlearntFactor: 1.5,
  saturation: { at: 97, factor: 1.5 },
};

const learnt = foresightOf({ envelope: envelopeOf() });

const steady = (value: number, tasks: number) => seriesOf(Array(40).fill(value), tasks);

type Given = {
  readonly rule?: Partial<AssureRule>;
  readonly foresight?: Foresight;
  readonly cpu?: readonly number[];
  readonly tasks?: number;
  readonly context?: Partial<Context>;
};

const answerTo = ({ rule = {}, foresight = learnt, cpu, tasks = 10, context = {} }: Given) =>
  answerOf(
    { ...assureCpu, ...rule },
    contextOf({
      view: viewOf(tasks),
      foresights: { cpu: foresight },
      readings: { cpu: cpu === undefined ? steady(60, tasks) : seriesOf(cpu, tasks) },
      ...context,
    }),
  );

const wishIn = (given: Given) => {
  const { opinion } = answerTo(given);
  if (opinion.kind !== 'want') throw new Error(`expected a wish, got ${opinion.kind}`);
  return { ...latestOf(opinion.wishes), urgency: opinion.urgency };
};

const sentence = (given: Given): string =>
  answerTo(given)
    .reasons.map((reason) => explainReason(reason, startMs))
    .join('; ');

describe('assure', () => {
  it('wants what demand stays below within the lead, but for the risk', () => {
    // 600 of load. Nothing surprised of late, at this hour 1 %: √(0.0001 ÷ 2) is 0.71 %, ten times that is 7.1 %.
    expect(wishIn({}).exact).toBeCloseTo((600 * (1 + 10 * Math.sqrt(0.00005))) / 90, 6);
    expect(wishIn({}).want).toBe(8);
  });

  it('what would have kept the promise over the past goes before the tail of growth', () => {
    const kept = [{ limit: 90, riskRatio: 0.02, growths: [3, 3, 3] }];
    const foresight = foresightOf({ envelope: envelopeOf({ kept }) });
    expect(wishIn({ foresight }).exact).toBeCloseTo((600 * (1 + 3 * Math.sqrt(0.00005))) / 90, 6);
    expect(sentence({ foresight })).toContain(
      'room for 3 times that would have kept 2 % over its last days',
    );
    // Another limit was promised nothing.
    const other = wishIn({ foresight, rule: { limit: 80 } }).exact;
    expect(other).toBeCloseTo((600 * (1 + 10 * Math.sqrt(0.00005))) / 80, 6);
  });

  it('a rise goes on in the minute in which tasks join, as far as they may have carried it', () => {
    const points = [...Array(38).fill(800), 840, 880].map((load: number, index) => {
      const tasks = index < 39 ? 10 : 11;
      return { atMs: startMs - (41 - index) * minuteMs, value: load / tasks, tasks };
    });
    const weights = [1, 0, 0, 0, 0, 0, 0];
    const leads = envelopeOf().leads.map((lead) => ({ ...lead, weights }));
    const foresight = foresightOf({
      envelope: envelopeOf({ leads, usual: { overall: 0, byHour: [] } }),
    });
    const { exact } = wishIn({
      foresight,
      tasks: 11,
      context: { readings: { cpu: { kind: 'series', points } } },
    });
    // The newest minute is 880, not the 840 of the one before: the level of 824 and 56 more.
    expect(exact).toBeGreaterThan(880 / 90);
  });

  it('keeps more room for less risk: half the risk is 2 to the power of the exponent', () => {
    const growth = 10 * 2 ** 0.1 * Math.sqrt(0.00005);
    expect(wishIn({ rule: { riskRatio: 0.01 } }).exact).toBeCloseTo((600 * (1 + growth)) / 90, 6);
  });

  it('a restless half hour keeps more room at the same mean', () => {
    const restless = Array.from({ length: 40 }, (_, minute) => (minute % 2 === 0 ? 40 : 80));
    expect(wishIn({ cpu: restless }).exact).toBeGreaterThan(1.5 * wishIn({}).exact);
  });

  it('counts the age of the newest minute to the lead', () => {
    const late = { nowMs: startMs + 2 * minuteMs };
    expect(wishIn({ context: late }).exact).toBeGreaterThan(wishIn({}).exact);
  });

  it('never fears more than half as much again as was ever seen', () => {
    const foresight = foresightOf({ envelope: envelopeOf({ highestLoad: 400 }) });
    const wild = Array.from({ length: 40 }, (_, minute) => (minute % 2 === 0 ? 5 : 115));
    // The mean of the last five minutes is 71 % over 10 tasks, which is more than was ever seen before.
    const { exact } = wishIn({ foresight, cpu: wild, rule: { saturation: null } });
    expect(exact).toBeCloseTo((1.5 * 710) / 90, 6);
  });

  it('a total needs no tasks to be counted', () => {
    const rule = { signal: 'requests', limit: 100 };
    const { opinion } = answerOf(
      { ...assureCpu, ...rule, saturation: null },
      contextOf({
        foresights: { requests: learnt },
        readings: { requests: seriesOf(Array(40).fill(600)) },
      }),
    );
    expect(opinion).toMatchObject({ kind: 'want' });
    if (opinion.kind === 'want') expect(latestOf(opinion.wishes).want).toBe(7);
  });

  it('of what is saturated a stated multiple is feared, but not while tasks start that may be the answer', () => {
    const cpu = Array(40).fill(98);
    const starting = viewOf(14, { running: 10, pending: 4 });
    const plain = wishIn({ cpu, rule: { saturation: null } }).exact;
    expect(wishIn({ cpu }).exact).toBeCloseTo((1.5 * 980) / 90, 6);
    expect(wishIn({ cpu, context: { view: starting } }).exact).toBeCloseTo(plain, 6);
  });

  it('tasks that run unmeasured stop a scale-in and cause no scale-out', () => {
    const measured = wishIn({ tasks: 6, context: { view: viewOf(6) } });
    expect(measured.want).toBe(5);
    const view = viewOf(9);
    expect(wishIn({ tasks: 6, context: { view } }).exact).toBeCloseTo(measured.exact + 3, 6);
  });

  it('room that is missing is urgent: the chance is counted to the next tick, not to the end of a cooldown', () => {
    expect(wishIn({ cpu: Array(40).fill(60) }).urgency).toBe('low');
    expect(wishIn({ cpu: Array(40).fill(88) }).urgency).toBe('high');
  });

  it('without a measurement of the last minutes it holds', () => {
    const cpu = { kind: 'series', points: [{ atMs: startMs, value: Number.NaN }] } as const;
    expect(answerTo({ context: { readings: { cpu } } }).opinion.kind).toBe('hold');
  });
});

describe('with less than three hours of history', () => {
  const foresight = foresightOf({ envelope: { kind: 'none', observedHours: 2 } });

  it('keeps a stated multiple of the highest of the last five minutes', () => {
    expect(wishIn({ foresight }).exact).toBeCloseTo((1.5 * 600) / 90, 6);
    const risen = [...Array(35).fill(60), 80, 60, 60, 60, 60];
    expect(wishIn({ foresight, cpu: risen }).exact).toBeCloseTo((1.5 * 800) / 90, 6);
    expect(wishIn({ foresight, rule: { unlearntFactor: 2 } }).exact).toBeCloseTo(1200 / 90, 6);
  });

  it('says so', () => {
    expect(sentence({ foresight })).toContain('of its past 2 h are known and three are needed');
  });

  it('the same where nobody has looked at the past at all', () => {
    expect(wishIn({ context: { foresights: {} } }).exact).toBeCloseTo(10, 6);
  });
});

describe('explain', () => {
  it('says the envelope, the quantile and the headroom in words', () => {
    expect(sentence({})).toBe(
      'assure cpu: cpu 60 over 10 tasks may grow ×1.07 within 4 min (a minute surprises by 0.71 % now, and demand exceeds 10 times that with a chance of 2 %), which at 90 a task needs 7.14, so 8 tasks',
    );
  });
});

describe('laws', () => {
  const loads = fc.array(fc.double({ min: 1, max: 90, noNaN: true }), {
    minLength: 40,
    maxLength: 40,
  });
  const noSaturation = { saturation: null };

  it('less risk never wants fewer tasks', () => {
    const risks = fc.double({ min: 0.0001, max: 0.1, noNaN: true });
    fc.assert(
      fc.property(loads, risks, (cpu, riskRatio) => {
        const safer = wishIn({ cpu, rule: { riskRatio } });
        const bolder = wishIn({ cpu, rule: { riskRatio: 2 * riskRatio } });
        expect(safer.want).toBeGreaterThanOrEqual(bolder.want);
      }),
    );
  });

  it('a longer lead never wants fewer tasks', () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 0, max: 1800 }), (cpu, leadSeconds) => {
        const sooner = wishIn({ cpu, rule: { leadSeconds } });
        const later = wishIn({ cpu, rule: { leadSeconds: leadSeconds + 60 } });
        expect(later.want).toBeGreaterThanOrEqual(sooner.want);
      }),
    );
  });

  it('twice the demand, in the same shape, wants twice the tasks', () => {
    fc.assert(
      fc.property(loads, (cpu) => {
        const half = wishIn({ cpu: cpu.map((value) => value / 2), rule: noSaturation });
        expect(2 * half.exact).toBeCloseTo(wishIn({ cpu, rule: noSaturation }).exact, 6);
      }),
    );
  });

  it('never wants less than the present level needs, nor anything but whole tasks', () => {
    fc.assert(
      fc.property(loads, (cpu) => {
        const { want } = wishIn({ cpu, rule: noSaturation, context: { view: viewOf(0) } });
        const level = cpu.slice(-5).reduce((sum, value) => sum + value * 10, 0) / 5;
        expect(want).toBeGreaterThanOrEqual(Math.floor(level / 90));
        expect(Number.isInteger(want)).toBe(true);
      }),
    );
  });
});
