/** A world of one service, lived through by the minute. */
import type { Command } from '#simulator/plant/commands.ts';
import type { Minute } from '#simulator/plant/minute.ts';
import { waitingCount } from '#simulator/plant/queue.ts';
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import type { ServiceSetup, WorldSetup } from '#simulator/plant/setup.ts';
import { isDraining, isPending, isRunning } from '#simulator/plant/tasks.ts';
import { createWorld } from '#simulator/plant/world.ts';

export const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
const id = { cluster: 'main', name: 'web' };

export const soloWorld = (setup: Partial<ServiceSetup>, world: Partial<WorldSetup> = {}) => {
  const it = createWorld({
    seed: 7,
    startMs,
    services: [{ ...id, desired: 2, ...setup }],
    ...world,
  });
  const run = (): ServiceRun => {
    const found = it.find(id);
    if (found === undefined) throw new Error('The world lost its service');
    return found;
  };
  return {
    world: it,
    run,
    /** Lives on until so many seconds after the start. */
    until: (seconds: number): ServiceRun => {
      it.advanceTo(startMs + seconds * 1000);
      return run();
    },
    change: (command: Command): void => it.change(id, command),
    minutes: (): readonly Minute[] => it.minutes(id),
  };
};

export const counts = (run: ServiceRun) => ({
  pending: run.tasks.filter(isPending).length,
  running: run.tasks.filter(isRunning).length,
  draining: run.tasks.filter(isDraining).length,
});

export const inFlight = (run: ServiceRun): number =>
  run.tasks.filter((task) => task.job !== null).length;

export const waiting = (run: ServiceRun): number =>
  run.queue === null ? 0 : waitingCount(run.queue);
