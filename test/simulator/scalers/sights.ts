/** Sights for a scaler on trial: what it sees at a moment, with everything it does not look at left empty. */
import type { FinePoint, MetricPoint, Sight } from '#simulator/scalers/scaler.ts';

export const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);

export const at = (seconds: number): number => startMs + seconds * 1000;

export const sightAt = (seconds: number, given: Partial<Sight> = {}): Sight => ({
  nowMs: at(seconds),
  desired: given.running ?? 4,
  running: 4,
  pending: 0,
  minutes: [],
  thirds: [],
  fine: [],
  hours: [],
  backlog: null,
  ...given,
});

/** Points of `periodSeconds`, the last of which ends at `endSeconds`. */
export const series = (
  endSeconds: number,
  cpu: readonly (number | null)[],
  periodSeconds = 60,
): readonly MetricPoint[] =>
  cpu.map((cpuPercent, index) => ({
    atMs: at(endSeconds - (cpu.length - index) * periodSeconds),
    cpuPercent,
    tasks: cpuPercent === null ? 0 : 4,
    requests: 0,
    jobs: null,
  }));

/** Points of 5 s, the last of which ends at `endSeconds`. */
export const fineSeries = (
  endSeconds: number,
  utilisation: readonly number[],
  running = 4,
): readonly FinePoint[] =>
  utilisation.map((each, index) => ({
    atMs: at(endSeconds - (utilisation.length - index) * 5),
    offeredPerSecond: each * running * 100,
    utilisation: each,
    running,
  }));

export const repeated = <T>(count: number, value: T): readonly T[] =>
  Array.from({ length: count }, () => value);

/** A service whose tasks start at once and whose load is so many tasks at 100 %; one look per element. */
export const follow = (
  decide: (sight: Sight) => number,
  looks: readonly Partial<Sight>[],
  everySeconds: number,
): readonly number[] => {
  let count = looks[0]?.running ?? 4;
  return looks.map((look, index) => {
    count = decide(sightAt(index * everySeconds, { running: count, desired: count, ...look }));
    return count;
  });
};
