/** When a breaker trips: each cause looks at the same context and says what it saw, or nothing. */
import type { Context, Point } from '../model.ts';
import type { BreakerTrip } from './breaker.ts';

/** What was seen, in words, since it goes into the alert as it is. */
export type Tripped = { readonly cause: BreakerTrip['kind']; readonly detail: string };

type TripOf<Kind extends BreakerTrip['kind']> = Extract<BreakerTrip, { kind: Kind }>;

const pointsOf = ({ readings }: Context, signal: string): readonly Point[] => {
  const reading = readings[signal];
  return reading?.kind === 'series' ? reading.points : [];
};

const shown = (ratio: number): string => `${Math.round(ratio * 1000) / 10} %`;

/** Failed ÷ all over the newest stretch of the window, weighted by volume: one failure of two requests is no crisis. */
const errorRate = (trip: TripOf<'error-rate'>, context: Context): string | null => {
  const ratios = pointsOf(context, trip.signal);
  const newest = ratios.at(-1);
  if (newest === undefined) return null;
  const sinceMs = newest.atMs - trip.overSeconds * 1000;
  const volumes = new Map(
    pointsOf(context, trip.volumeSignal).map(({ atMs, value }) => [atMs, value]),
  );
  const recent = ratios.filter(({ atMs }) => atMs > sinceMs);
  const volume = recent.reduce((sum, { atMs }) => sum + (volumes.get(atMs) ?? 0), 0);
  if (volume === 0 || volume < trip.minVolume) return null;
  const failed = recent.reduce((sum, { atMs, value }) => sum + value * (volumes.get(atMs) ?? 0), 0);
  const ratio = failed / volume;
  return ratio > trip.aboveRatio
    ? `${shown(ratio)} of ${Math.round(volume)} requests failed within ${trip.overSeconds} s, more than ${shown(trip.aboveRatio)}`
    : null;
};

/** In half-open a single failure is enough: that is what the probe was for. */
const enough = (count: number, needed: number, { state }: Context): boolean =>
  count >= (state.breaker.kind === 'half-open' ? 1 : needed);

const failedStarts = (trip: TripOf<'failed-starts'>, context: Context): string | null => {
  const { fruitlessRaises, raisedSinceMs, runningAtRaise } = context.state.strikes;
  const isDue = context.nowMs >= raisedSinceMs + trip.graceSeconds * 1000;
  if (fruitlessRaises > 0 && isDue && enough(fruitlessRaises, trip.raises, context)) {
    return `raised ${fruitlessRaises} times and still no more than ${runningAtRaise} tasks run`;
  }
  const { failedTasks } = context.view;
  return failedTasks >= trip.failedTasks
    ? `${failedTasks} tasks in a row failed to start, at least ${trip.failedTasks}`
    : null;
};

const actuation = (trip: TripOf<'actuation'>, context: Context): string | null => {
  const { lostActions } = context.state.strikes;
  return lostActions > 0 && enough(lostActions, trip.failures, context)
    ? `${lostActions} changes in a row were not carried out by ECS`
    : null;
};

const saturation = (trip: TripOf<'saturation'>, context: Context): string | null => {
  const newest = pointsOf(context, trip.signal).at(-1);
  return newest !== undefined && newest.value > trip.above
    ? `${trip.signal} is ${Math.round(newest.value * 100) / 100}, above ${trip.above}: more tasks would hurt it`
    : null;
};

const seen = (trip: BreakerTrip, context: Context): string | null => {
  switch (trip.kind) {
    case 'error-rate':
      return errorRate(trip, context);
    case 'failed-starts':
      return failedStarts(trip, context);
    case 'actuation':
      return actuation(trip, context);
    case 'saturation':
      return saturation(trip, context);
    default:
      return trip satisfies never;
  }
};

export const tripped = (trip: BreakerTrip, context: Context): Tripped | null => {
  const detail = seen(trip, context);
  return detail === null ? null : { cause: trip.kind, detail };
};
