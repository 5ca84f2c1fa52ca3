import { describe, expect, test } from 'vitest';
import { keda, kedaAsItComes } from '#simulator/scalers/keda.ts';
import { sightAt } from './sights.ts';

const begin = (min = 0) => keda(kedaAsItComes({ min, max: 50, messagesPerTask: 10 })).begin();

const queue = (waiting: number, inFlight = 0) => ({ backlog: { waiting, inFlight } });

describe('between some and more', () => {
  test.each([
    { rule: 'messages over messages per task', tasks: 4, waiting: 61, inFlight: 0, count: 7 },
    { rule: 'in flight counts', tasks: 4, waiting: 31, inFlight: 30, count: 7 },
    { rule: 'none within the tolerance', tasks: 4, waiting: 44, inFlight: 0, count: 4 },
    {
      rule: 'no faster than the autoscaler beneath it',
      tasks: 4,
      waiting: 400,
      inFlight: 0,
      count: 8,
    },
    { rule: 'at least one while there is a message', tasks: 1, waiting: 1, inFlight: 0, count: 1 },
  ])('$rule', ({ tasks, waiting, inFlight, count }) => {
    expect(begin()(sightAt(0, { running: tasks, ...queue(waiting, inFlight) }))).toBe(count);
  });

  test('polls every 30 s', () => {
    const decide = begin();
    expect(decide(sightAt(0, { running: 4, ...queue(40) }))).toBe(4);
    expect(decide(sightAt(15, { running: 4, ...queue(80) }))).toBe(4);
    expect(decide(sightAt(30, { running: 4, ...queue(80) }))).toBe(8);
  });
});

describe('between none and one', () => {
  test('active strictly above the threshold', () => {
    const decide = keda({
      ...kedaAsItComes({ min: 0, max: 50, messagesPerTask: 10 }),
      activationMessages: 5,
    }).begin();
    expect(decide(sightAt(0, { running: 0, ...queue(5) }))).toBe(0);
    expect(decide(sightAt(30, { running: 0, ...queue(6) }))).toBe(1);
  });

  test('to none 300 s after the last message and not before', () => {
    const decide = begin();
    expect(decide(sightAt(0, { running: 1, ...queue(1) }))).toBe(1);
    expect(decide(sightAt(285, { running: 1, ...queue(0) }))).toBe(1);
    expect(decide(sightAt(300, { running: 1, ...queue(0) }))).toBe(0);
  });

  test('the cooldown counts from when it was first seen at work', () => {
    const decide = begin();
    expect(decide(sightAt(0, { running: 1, ...queue(0) }))).toBe(1);
    expect(decide(sightAt(300, { running: 1, ...queue(0) }))).toBe(0);
  });

  test('a minimum of one ignores activation', () => {
    const decide = begin(1);
    decide(sightAt(0, { running: 1, ...queue(0) }));
    expect(decide(sightAt(3000, { running: 1, ...queue(0) }))).toBe(1);
  });
});

test('a service without a queue is left alone', () => {
  expect(begin()(sightAt(0, { running: 3 }))).toBe(3);
});
