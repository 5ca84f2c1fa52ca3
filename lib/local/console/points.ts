/** The history behind the charts: one point a minute and service, from the world's minutes and Flyball's decisions. */
import type { Minute } from '#simulator/plant/minute.ts';
import { mean } from '#simulator/plant/samples.ts';
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import type { Point } from './wire.ts';

/** Three hours of points are as much as a chart can show. */
export const mostPoints = 180;

const perSecond = ({ requests, rejected, queue }: Minute): number =>
  (queue === null ? requests + rejected : queue.sent) / 60;

export type PointInput = {
  readonly run: ServiceRun;
  readonly minute: Minute;
  /** `null` in a minute without a decision. */
  readonly asked: number | null;
};

export const pointOf = ({ run, minute, asked }: PointInput): Point => ({
  atMs: minute.startMs + 60_000,
  load: perSecond(minute),
  asked,
  desired: run.desired,
  running: minute.running.count === 0 ? 0 : mean(minute.running),
  waiting: minute.queue?.waiting ?? null,
  cpu: minute.cpuPercent.count === 0 ? null : minute.cpuPercent.sum,
});
