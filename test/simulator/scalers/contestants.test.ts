import { describe, expect, test } from 'vitest';
import { knobsAround, messagesPerTask, peers } from '#simulator/scalers/contestants.ts';
import { flyballWith, usualFlyball } from '#simulator/scalers/flyball-contestant.ts';
import { assuredPolicy, webPolicy } from '#simulator/scalers/web-policy.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { startMs } from './sights.ts';

const plant = { ...usualPlant, min: 2, max: 30 };
const demand = { startMs, everySeconds: 60, tasks: [4, 10, 4, 2] };
const given = { plant, demand, work: 'requests', targetPercent: 60 } as const;

describe('a knob', () => {
  test('goes from 40 to 90 % in steps of five', () => {
    expect(knobsAround(60)).toEqual([40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]);
  });

  test('has a place for where it stands, wherever that is', () => {
    expect(knobsAround(63).slice(4, 7)).toEqual([60, 63, 65]);
    expect(knobsAround(20)[0]).toBe(20);
  });
});

describe('the peers', () => {
  test('stand at the target that they were given, and keep the bounds', () => {
    for (const { name, usual, knobs, at } of peers({ ...given, targetPercent: 63 })) {
      expect(knobs, name).toContain(usual);
      expect(usual, name).toBe(name === 'oracle' ? plant.sloPercent : 63);
      expect(at(usual).settings, name).toMatchObject({ min: 2, max: 30 });
      expect(at(usual).name).toBe(name);
    }
  });

  test('include KEDA only where there is a queue', () => {
    const names = (work: 'requests' | 'jobs') =>
      peers({ ...given, work }).map(({ name }) => String(name));
    expect(names('requests')).not.toContain('keda');
    expect(names('jobs')).toContain('keda');
  });

  test.each([
    { name: 'static-peak', count: 15 },
    { name: 'static-mean', count: 8 },
  ])('$name carries its load at the target', ({ name, count }) => {
    // Demand is in tasks at 90 %: 10 at the peak are 9 at 100 % and 15 at 60 %; 5 on average are 7.5.
    const scaler = peers(given)
      .find((each) => each.name === name)
      ?.at(60);
    expect(scaler?.settings).toMatchObject({ count });
  });

  test('messages of a task are what it works off in a minute at the target', () => {
    expect(messagesPerTask({ ...plant, capacityPerTask: 2 }, 50)).toBe(60);
    expect(messagesPerTask({ ...plant, capacityPerTask: 0.001 }, 50)).toBe(1);
  });
});

describe('Flyball', () => {
  test('is turned by its CPU target', () => {
    const policy = webPolicy({ min: 2, max: 30, cpuTarget: 72 });
    const contestant = flyballWith(policy, {});
    expect(contestant.usual).toBe(72);
    expect(contestant.at(55).settings).toMatchObject({ target: 55 });
  });

  test('is turned by its risk where it states one, in percent', () => {
    const policy = assuredPolicy({ min: 2, max: 30, sloPercent: 90, riskPercent: 0.3 });
    const contestant = flyballWith(policy, {});
    expect(contestant.usual).toBe(0.3);
    expect(contestant.knobs).toEqual([0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 20, 50]);
    expect(contestant.at(0.1).settings).toMatchObject({ riskRatio: 0.001 });
  });

  test('has no knob without one', () => {
    const policy = { ...webPolicy({ min: 2, max: 30, cpuTarget: 72 }), rules: [] };
    expect(flyballWith(policy, {})).toMatchObject({ knobs: [0], usual: 0 });
  });

  test('goes by the queue where it works off one', () => {
    const contestant = usualFlyball({ plant, work: 'jobs', targetPercent: 60 }, {});
    expect(contestant.at(60).settings).toMatchObject({ rules: 'backlog' });
  });
});
