/**
 * What was measured of a service before the world began. A past of weeks is not lived through but written down: the
 * load of each minute over as many tasks as carry it well, as if the service had always been scaled in time.
 */
import { meanLatencyMs } from './latency.ts';
import type { Minute } from './minute.ts';
import { noSamples, repeated } from './samples.ts';
import type { ServiceSetup } from './setup.ts';

const minuteMs = 60_000;
const dayMinutes = 1440;
/** Share of what they could bear that its tasks carry. */
const carriedShare = 0.55;
const stepsOfMinute = 12;

const minuteAt = (startMs: number, setup: ServiceSetup): Minute => {
  const { load = () => 0, capacityPerTask = 100, latencyMs = 50 } = setup;
  const { memoryPercent: memory = { idle: 30, busy: 70 } } = setup;
  const rate = load(startMs + minuteMs / 2);
  const tasks = Math.max(1, Math.ceil(rate / (capacityPerTask * carriedShare)));
  const share = rate / (capacityPerTask * tasks);
  const requests = rate * 60;
  return {
    startMs,
    cpuPercent: repeated(100 * share, tasks),
    memoryPercent: repeated(memory.idle + (memory.busy - memory.idle) * share, tasks),
    requests,
    failed: 0,
    rejected: 0,
    latency: requests > 0 ? [{ meanMs: meanLatencyMs(latencyMs, share), requests }] : [],
    running: setup.load === undefined ? noSamples : repeated(tasks, stepsOfMinute),
    queue: null,
  };
};

/** Oldest first, up to the minute in which the world began. */
export const pastOf = (setup: ServiceSetup, beganMs: number): readonly Minute[] => {
  const count = Math.round((setup.pastDays ?? 0) * dayMinutes);
  const endMs = beganMs - (beganMs % minuteMs);
  return Array.from({ length: count }, (_, index) =>
    minuteAt(endMs - (count - index) * minuteMs, setup),
  );
};
