/** Requests meet tasks: what is served, what fails, and how hot and slow the tasks run. */
import { meanLatencyMs } from './latency.ts';

export type Offer = {
  readonly arrived: number;
  readonly seconds: number;
  readonly runningTasks: number;
  readonly capacityPerTask: number;
  readonly idleLatencyMs: number;
  /** Share (0 to 1) that fails for a reason of its own, however much room there is. */
  readonly failingShare: number;
};

export type Served = {
  readonly served: number;
  /** Reached a task, which had no room for it. */
  readonly failed: number;
  /** Reached no task, for there was none. */
  readonly rejected: number;
  /** Load over capacity; above 1 when requests fail. */
  readonly utilisation: number;
  readonly latencyMs: number;
};

export const serve = (offer: Offer): Served => {
  const { arrived, seconds, runningTasks, capacityPerTask, idleLatencyMs, failingShare } = offer;
  if (runningTasks === 0) {
    return { served: 0, failed: 0, rejected: arrived, utilisation: 0, latencyMs: idleLatencyMs };
  }
  const capacity = runningTasks * capacityPerTask * seconds;
  const admitted = Math.min(arrived, Math.floor(capacity + 1e-9));
  const served = admitted - Math.round(admitted * failingShare);
  const utilisation = arrived / capacity;
  const latencyMs = meanLatencyMs(idleLatencyMs, utilisation);
  return { served, failed: arrived - served, rejected: 0, utilisation, latencyMs };
};
