import { expect, test } from 'vitest';
import { pacedClock } from '#local/scheduler/paced-clock.ts';

const at = (speed: number) => {
  let realMs = 0;
  const clock = pacedClock({ startMs: 1000, speed, realMs: () => realMs });
  return {
    clock,
    pass: (ms: number) => {
      realMs += ms;
    },
  };
};

test('time goes as many times faster as it is told to', () => {
  const { clock, pass } = at(60);
  pass(100);
  expect(clock.nowMs()).toBe(7000);
});

test('a new speed counts from now on, not for the time that has passed', () => {
  const { clock, pass } = at(1);
  pass(100);
  clock.setSpeed(600);
  expect(clock.nowMs()).toBe(1100);
  pass(10);
  expect(clock.nowMs()).toBe(7100);
});

test('while it is paused, time stands still', () => {
  const { clock, pass } = at(60);
  clock.pause();
  pass(1000);
  expect(clock.nowMs()).toBe(1000);
  expect(clock.untilFenceMs()).toBe(Number.POSITIVE_INFINITY);
  clock.resume();
  pass(1);
  expect(clock.nowMs()).toBe(1060);
});

test('time never passes the fence, and goes on from it once it is moved', () => {
  const { clock, pass } = at(600);
  clock.setFence(61_000);
  expect(clock.untilFenceMs()).toBe(100);
  pass(5000);
  expect(clock.nowMs()).toBe(61_000);
  clock.setFence(121_000);
  pass(50);
  expect(clock.nowMs()).toBe(91_000);
});

test('while something happens, time goes no faster than real time', async () => {
  const { clock, pass } = at(600);
  await clock.during(async () => pass(80));
  expect(clock.nowMs()).toBe(1080);
  pass(1);
  expect(clock.nowMs()).toBe(1680);
});

test('what happens may fail, and time goes on at its pace', async () => {
  const { clock, pass } = at(600);
  const failing = clock.during(() => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  pass(1);
  expect(clock.nowMs()).toBe(1600);
});

test.each([0, 0.5, 601, Number.NaN])('a speed of %s is refused with its bounds', (speed) => {
  expect(() => at(speed)).toThrow(`The speed is ${speed}, but must be from 1 to 600`);
});
