import { expect, test } from 'vitest';
import { createDial } from '#simulator/plant/dial.ts';
import { bursts, wave } from '#simulator/plant/shapes.ts';

const minuteMs = 60_000;

test('a dial multiplies the load', () => {
  const dial = createDial(() => 100);
  dial.setFactor(2.5);
  expect(dial.rate(0)).toBe(250);
});

test('a flash crowd comes within a minute, stays, and goes as it came', () => {
  const dial = createDial(() => 100);
  dial.flash({ fromMs: 0, times: 5, minutes: 10 });
  const at = (minutes: number) => dial.rate(minutes * minuteMs);
  expect([-1, 0, 0.5, 1, 5, 9, 9.5, 10, 11].map(at)).toEqual([
    100, 100, 300, 500, 500, 500, 300, 100, 100,
  ]);
});

test.each([-1, 21, Number.NaN])('a factor of %s is refused with its bounds', (factor) => {
  expect(() => createDial(() => 1).setFactor(factor)).toThrow(
    `The load factor is ${factor}, but must be from 0 to 20`,
  );
});

test('a wave goes from low to high and back within its period', () => {
  const rate = wave({ low: 10, high: 110, periodMinutes: 60, lowAtMs: 5 * minuteMs });
  expect(rate(5 * minuteMs)).toBeCloseTo(10);
  expect(rate(35 * minuteMs)).toBeCloseTo(110);
  expect(rate(65 * minuteMs)).toBeCloseTo(10);
});

test('bursts are nothing, then a lot, before their first beginning too', () => {
  const rate = bursts({
    perSecond: 6,
    lastsMinutes: 5,
    everyMinutes: 30,
    beginsAtMs: 10 * minuteMs,
  });
  expect([-21, -20, -15, 9, 10, 14, 15, 40].map((minute) => rate(minute * minuteMs))).toEqual([
    0, 6, 0, 0, 6, 6, 0, 6,
  ]);
});
