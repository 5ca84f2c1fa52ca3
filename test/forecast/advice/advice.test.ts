import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs } from '#engine/foresight/load-series.ts';
import { advise } from '#lib/forecast/advice/advice.ts';
import { inputOf, outlookOf } from './support.ts';

type Row = readonly [
  cpu: number | null,
  memory: number | null,
  requests: number | null,
  change: string,
  tasks: number,
  priority: string,
  because: string,
];

describe('what is recommended for ten tasks of at most twenty', () => {
  const rows: readonly Row[] = [
    [60, 50, 1000, 'stay', 10, 'low', 'nothing'],
    [80, 50, 1000, 'stay', 10, 'low', 'nothing'],
    [81, 50, 1000, 'out', 12, 'medium', 'cpu'],
    [50, 84, 1000, 'out', 12, 'medium', 'memory'],
    [90, 50, 1000, 'out', 13, 'medium', 'cpu'],
    [91, 50, 1000, 'out', 13, 'high', 'cpu'],
    [500, 50, 1000, 'out', 20, 'high', 'cpu'],
    [29, 20, 1000, 'in', 7, 'low', 'idle'],
    [29, 30, 1000, 'stay', 10, 'low', 'nothing'],
    [29, null, 1000, 'stay', 10, 'low', 'nothing'],
    [60, 50, 2000, 'stay', 10, 'low', 'nothing'],
    [60, 50, 2001, 'out', 12, 'high', 'requests'],
    [20, 20, 2001, 'out', 12, 'high', 'requests'],
    [120, 50, 2001, 'out', 18, 'high', 'cpu'],
    [82, 50, 2001, 'out', 12, 'high', 'cpu'],
    [null, null, 2001, 'out', 12, 'high', 'requests'],
    [null, null, null, 'stay', 10, 'low', 'unknown'],
  ];
  it.each(rows)('cpu %s, memory %s, requests %s: %s, %s, %s, %s', (...row) => {
    const [cpu, memory, requests, change, tasks, priority, because] = row;
    const { overall } = advise(inputOf(cpu, memory, requests));
    expect(overall).toMatchObject({ change, tasks, priority, because });
  });
});

describe('what is recommended at the bounds', () => {
  const bounds = (tasks: number, min: number, max: number) => ({
    present: { tasks, min, max, requests: 1000 },
  });
  it.each([
    { what: 'never above the ceiling', cpu: 1500, ...bounds(10, 1, 12), tasks: 12 },
    { what: 'never below the floor', cpu: 10, ...bounds(10, 9, 12), tasks: 9 },
    { what: 'one at least', cpu: 0, ...bounds(1, 0, 12), tasks: 1 },
    { what: 'nothing taken away by a lower ceiling', cpu: 1500, ...bounds(15, 1, 12), tasks: 15 },
  ])('$what', ({ cpu, present, tasks }) => {
    const input = { cpu: outlookOf(() => cpu), memory: outlookOf(() => 0) };
    expect(advise(inputOf(50, 50, null, { ...input, present })).overall.tasks).toBe(tasks);
  });
});

describe('the recommendation over two hours', () => {
  it('is the largest, needed from the first step that calls for more', () => {
    const cpu = outlookOf((step) => (step < 6 ? 500 : step === 6 ? 850 : 950));
    const { overall, steps } = advise(inputOf(50, 50, null, { cpu }));
    expect(steps[6]?.recommendation.tasks).toBe(13);
    expect(overall).toMatchObject({ change: 'out', tasks: 14, aheadMs: 35 * minuteMs });
  });

  it('takes nothing away for an idle spell within them', () => {
    const cpu = outlookOf((step) => (step < 12 ? 100 : 500));
    expect(advise(inputOf(50, 20, null, { cpu })).overall.change).toBe('stay');
  });
});

describe('predictions', () => {
  const cpu = outlookOf(
    (step) => 600 + step,
    (hour) => 500 + hour,
  );
  const { steps, hours } = advise(inputOf(50, 40, 1200, { cpu }));

  it('are made every five minutes for two hours, and every hour for a day', () => {
    expect(steps.map(({ aheadMs }) => aheadMs / minuteMs)).toEqual(
      Array.from({ length: 24 }, (_, step) => 5 * (step + 1)),
    );
    expect(hours.map(({ aheadMs }) => aheadMs / hourMs)).toEqual(
      Array.from({ length: 24 }, (_, hour) => hour + 1),
    );
  });

  it('say a task’s utilisation and the service’s requests, with bounds and confidence', () => {
    expect(steps[2]?.cpu?.expected).toBeCloseTo(60.2);
    expect(steps[2]?.cpu?.low).toBeCloseTo(60.2 * 0.9);
    expect(steps[2]?.cpu?.high).toBeCloseTo(60.2 * 1.15);
    expect(steps[2]?.cpu?.confidence).toBeCloseTo(0.9);
    expect(steps[2]?.requests?.expected).toBe(1200);
  });

  it('leave out what is not forecast', () => {
    const far = advise(inputOf(50, null, 1200)).hours[0];
    expect(far).toMatchObject({ memory: null });
  });
});

describe('the advice for the hours of a day', () => {
  const tasksOf = (far: (hour: number) => number, requests: (hour: number) => number) => {
    const load = outlookOf(() => 500, far);
    const given = { cpu: load, memory: load, requests: outlookOf(() => 1000, requests) };
    return advise(inputOf(50, 50, 1000, given)).hours.map((each) => each.recommendation.tasks);
  };

  it('begins each with the count that the one before ended with', () => {
    const tasks = tasksOf(
      (hour) => [1000, 1000, 300][hour] ?? 300,
      () => 1000,
    );
    expect(tasks.slice(0, 6)).toEqual([15, 15, 11, 8, 8, 8]);
  });

  it('calls requests a rush once, when they come', () => {
    const tasks = tasksOf(
      () => 500,
      (hour) => (hour < 3 ? 1000 : 2500),
    );
    expect(tasks.slice(0, 6)).toEqual([10, 10, 10, 12, 12, 12]);
  });
});

describe('the saving of a day', () => {
  it('is against what the present rule would ask for of the same load', () => {
    const goal = { signal: 'cpu', target: 40 } as const;
    const { saving } = advise(inputOf(60, 50, null, { goal }));
    // 600 % at 40 % a task are 15 tasks; ten at 60 % do.
    expect(saving).toEqual({
      hours: 24,
      policyTaskHours: 360,
      advisedTaskHours: 240,
      dollars: 6,
      against: 'goal',
    });
  });

  it('is against the count as it is where no rule follows a load', () => {
    // 200 % for ten tasks, then for seven, and from then on for five, of which none idles.
    const { saving } = advise(inputOf(20, 20));
    expect(saving).toMatchObject({
      policyTaskHours: 240,
      advisedTaskHours: 7 + 23 * 5,
      against: 'present',
    });
    expect(saving.dollars).toBeCloseTo((240 - 122) * 0.05);
  });

  it('is negative where the advice costs more', () => {
    expect(advise(inputOf(100, 50)).saving.dollars).toBeCloseTo(-24 * 5 * 0.05);
  });
});

describe('the risk', () => {
  it.each([
    { what: 'far below', cpu: 40, chance: 0.005, level: 'low' },
    { what: 'at the bound that 95 % stay below', cpu: 90 / 1.15, chance: 0.05, level: 'medium' },
    { what: 'at what is expected', cpu: 90, chance: 0.5, level: 'high' },
    { what: 'far above', cpu: 200, chance: 1, level: 'high' },
  ])('of the present count: $what what it can bear', ({ cpu, chance, level }) => {
    const { unheeded } = advise(inputOf(cpu, 20)).risk;
    expect(unheeded.chanceRatio).toBeCloseTo(chance, 6);
    expect(unheeded.level).toBe(level);
  });

  it('of the worst step and the worse signal counts', () => {
    const memory = outlookOf((step) => (step === 20 ? 900 : 100));
    expect(advise(inputOf(20, 20, null, { memory })).risk.unheeded.chanceRatio).toBeCloseTo(0.5);
  });

  it('is smaller when the advice is followed', () => {
    const { followed, unheeded } = advise(inputOf(95, 50)).risk;
    expect(unheeded.chanceRatio).toBeGreaterThan(0.5);
    expect(followed.level).toBe('low');
  });

  it('is not known without a forecast', () => {
    const { risk } = advise(inputOf(null, null, 1000));
    expect(risk.unheeded).toEqual({ chanceRatio: null, level: 'unknown' });
  });
});

it('whatever is forecast, advice stays within its bounds and more load never gets fewer tasks', () => {
  const load = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null });
  const present = fc
    .record({
      tasks: fc.nat(50),
      min: fc.nat(20),
      spread: fc.nat(50),
      requests: fc.option(fc.nat(5000), { nil: null }),
    })
    .map(({ tasks, min, spread, requests }) => ({ tasks, min, max: min + spread, requests }));
  fc.assert(
    fc.property(load, load, load, present, (cpu, memory, requests, now) => {
      const { overall, risk } = advise(inputOf(cpu, memory, requests, { present: now }));
      expect(overall.tasks).toBeLessThanOrEqual(Math.max(now.tasks, now.max));
      expect(overall.tasks).toBeGreaterThanOrEqual(Math.min(now.tasks, now.min));
      const { chanceRatio } = risk.followed;
      if (chanceRatio !== null) expect(chanceRatio >= 0.004 && chanceRatio <= 1).toBe(true);
      if (cpu === null) return;
      const more = advise(inputOf(cpu * 1.5, memory, requests, { present: now }));
      expect(more.overall.tasks).toBeGreaterThanOrEqual(overall.tasks);
    }),
  );
});
