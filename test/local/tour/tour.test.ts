import { expect, test } from 'vitest';
import type { WorldCommand } from '#local/console/commands.ts';
import { createTour, type TourStep } from '#local/tour/tour.ts';

const minuteMs = 60_000;

const on = { kind: 'trouble', name: 'throttling', on: true } as const;
const off = { kind: 'trouble', name: 'throttling', on: false } as const;

const steps: readonly TourStep[] = [
  { title: 'One', text: '1', service: 'a/b', minutes: 5, begin: [on], end: [off] },
  { title: 'Two', text: '2', service: null, minutes: 3, begin: [], end: [] },
];

const play = () => {
  const done: WorldCommand[] = [];
  const tour = createTour({ steps, carryOut: (command) => done.push(command) });
  return { tour, done };
};

test('each step lasts its minutes, does its deed, and puts right what must not last', () => {
  const { tour, done } = play();
  expect(tour.caption()).toBeNull();
  tour.act('start', 0);
  expect(tour.caption()).toMatchObject({ title: 'One', service: 'a/b', step: 1, steps: 2 });
  expect(done).toEqual([on]);
  tour.advance(5 * minuteMs - 1);
  expect(tour.caption()).toMatchObject({ title: 'One' });
  tour.advance(5 * minuteMs);
  expect(tour.caption()).toMatchObject({ title: 'Two', held: false });
  expect(done).toEqual([on, off]);
  tour.advance(8 * minuteMs);
  expect(tour.caption()).toBeNull();
});

test('holding the story holds the world', () => {
  const { tour, done } = play();
  tour.act('start', 0);
  tour.act('hold', 0);
  tour.act('hold', 0);
  expect(tour.caption()).toMatchObject({ held: true });
  tour.act('go-on', 0);
  expect(done).toEqual([on, { kind: 'pause' }, { kind: 'resume' }]);
});

test('who ends the tour while it is held gets a world that runs and works', () => {
  const { tour, done } = play();
  tour.act('start', 0);
  tour.act('hold', 0);
  tour.act('end', 0);
  expect(tour.caption()).toBeNull();
  expect(done).toEqual([on, { kind: 'pause' }, { kind: 'resume' }, off]);
});

test('a tour that was not started has nothing to hold or end', () => {
  const { tour, done } = play();
  for (const action of ['hold', 'go-on', 'end'] as const) tour.act(action, 0);
  tour.advance(minuteMs);
  expect(done).toEqual([]);
});
