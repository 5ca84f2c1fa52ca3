import { expect, test } from 'vitest';
import { pacedClock } from '#local/scheduler/paced-clock.ts';
import { startSchedules, type Wake } from '#local/scheduler/schedules.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);

const input = '{"kind":"tick","scheduledTime":"<aws.scheduler.scheduled-time>"}';

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('every wake comes at its time, with that time in it, and none is missed at full speed', async () => {
  const clock = pacedClock({ startMs, speed: 600 });
  const wakes: Wake[] = [];
  let livedMs = 0;
  const schedules = startSchedules({
    clock,
    schedules: [
      { functionName: 'tick', everyMs: minuteMs, input },
      { functionName: 'forecast', everyMs: 2 * minuteMs, input: '{}' },
    ],
    advance: (nowMs) => {
      livedMs = nowMs;
    },
    wake: async (wake) => {
      // The world has lived up to the moment of the wake, and not beyond it.
      expect(livedMs).toBe(wake.dueMs);
      wakes.push(wake);
    },
  });
  await until(() => wakes.length >= 6);
  await schedules.stop();
  const [first] = wakes;
  expect(first).toEqual({
    functionName: 'tick',
    event: '{"kind":"tick","scheduledTime":"2026-11-02T09:01:00.000Z"}',
    dueMs: startMs + minuteMs,
  });
  const of = (name: string) =>
    wakes.filter(({ functionName }) => functionName === name).map(({ dueMs }) => dueMs - startMs);
  expect(of('tick').slice(0, 4)).toEqual([1, 2, 3, 4].map((minute) => minute * minuteMs));
  expect(of('forecast').slice(0, 2)).toEqual([2, 4].map((minute) => minute * minuteMs));
});

test('a wake that takes long is waited for, by the clock and by who stops', async () => {
  const clock = pacedClock({ startMs, speed: 600 });
  let ended = false;
  let begun = false;
  const schedules = startSchedules({
    clock,
    schedules: [{ functionName: 'tick', everyMs: minuteMs, input }],
    advance: () => {},
    wake: async () => {
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 50));
      ended = true;
    },
  });
  await until(() => begun);
  await schedules.stop();
  expect(ended).toBe(true);
});
