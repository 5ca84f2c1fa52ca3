/** Whatever is done to a service, no task, request or message is lost or invented. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Command,
  crashTasks,
  failStarts,
  protectTasks,
  sendMessages,
  setDesired,
  setLoad,
  startRollout,
} from '#simulator/plant/commands.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { counts, inFlight, soloWorld, startMs, waiting } from './fixture.ts';

const commands: fc.Arbitrary<Command> = fc.oneof(
  fc.nat(12).map(setDesired),
  fc.nat(1500).map((rps) => setLoad(() => rps)),
  fc.constant(startRollout),
  fc.constantFrom(0, 0.5, 1).map(failStarts),
  fc.nat(4).map(crashTasks),
  fc.nat(300).map(sendMessages),
  fc.array(fc.nat(20)).map((ids) => protectTasks(ids, startMs + 600_000)),
);

const happenings = fc.array(fc.tuple(commands, fc.integer({ min: 1, max: 200 })), {
  maxLength: 12,
});

const setup: Partial<ServiceSetup> = {
  load: () => 130,
  queue: { name: 'jobs', arrivals: (ms) => (ms % 7000) / 3000, secondsPerJob: 11 },
  startLagSeconds: { medianSeconds: 30, spread: 0.4 },
};

const live = (plan: readonly (readonly [Command, number])[], stride: number) => {
  const service = soloWorld(setup);
  let seconds = 0;
  for (const [command, lasts] of plan) {
    service.change(command);
    const end = seconds + lasts;
    for (let at = seconds; at < end; at += stride) service.until(Math.min(at + stride, end));
    seconds = end;
  }
  return service;
};

describe('conservation', () => {
  test('tasks started are pending, running, draining or stopped', () => {
    fc.assert(
      fc.property(happenings, (plan) => {
        const run = live(plan, 200).run();
        const { pending, running, draining } = counts(run);
        expect(pending + running + draining + run.tasksStopped).toBe(run.tasksStarted);
      }),
    );
  });

  test('requests offered are served, failed or rejected', () => {
    fc.assert(
      fc.property(happenings, (plan) => {
        const { offered, served, failed, rejected } = live(plan, 200).run().totals;
        expect(served + failed + rejected).toBe(offered);
      }),
    );
  });

  test('messages sent are waiting, in flight or done', () => {
    fc.assert(
      fc.property(happenings, (plan) => {
        const run = live(plan, 200).run();
        expect(waiting(run) + inFlight(run) + (run.queue?.done ?? 0)).toBe(run.queue?.arrived);
      }),
    );
  });

  test('the minutes add up to the totals', () => {
    const service = soloWorld(setup);
    const { totals, queue } = service.until(600);
    const sum = (of: (minute: ReturnType<typeof service.minutes>[number]) => number): number =>
      service.minutes().reduce((all, minute) => all + of(minute), 0);
    expect(sum((minute) => minute.requests + minute.rejected)).toBe(totals.offered);
    expect(sum((minute) => minute.failed)).toBe(totals.failed);
    expect(sum((minute) => minute.queue?.sent ?? 0)).toBe(queue?.arrived);
    expect(sum((minute) => minute.queue?.done ?? 0)).toBe(queue?.done);
  });

  test('it does not matter how often the world is looked at', () => {
    fc.assert(
      fc.property(happenings, fc.integer({ min: 1, max: 60 }), (plan, stride) => {
        expect(live(plan, stride).run()).toEqual(live(plan, 200).run());
      }),
      { numRuns: 30 },
    );
  });
});
