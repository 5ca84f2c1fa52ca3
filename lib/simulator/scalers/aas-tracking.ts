/**
 * Target tracking of Application Auto Scaling on average CPU. Documented: the size is proportional and rounded towards more
 * tasks, a scale-in starts more than 10 % below the target and never leaves the service above it, missing data does nothing.
 * Observed by users and no contract: 3 of 3 one-minute datapoints for scale-out, 15 of 15 for scale-in. Assumed: the newest
 * datapoint is the one the size is worked out from, and an alarm that stays in alarm acts again each time it is evaluated.
 */
import { attemptIn, attemptOut, noActivities } from './aas-activity.ts';
import { type Bounds, roundUp, within } from './bounds.ts';
import { allOf, datapoints } from './datapoints.ts';
import type { Scaler, Sight } from './scaler.ts';

export type TrackingSettings = Bounds & {
  readonly targetPercent: number;
  readonly resolutionSeconds: 60 | 20;
  readonly outDatapoints: number;
  readonly inDatapoints: number;
  readonly outCooldownSeconds: number;
  readonly inCooldownSeconds: number;
};

type Tuned = Bounds & { readonly targetPercent: number };

/** As it comes: both cooldowns of 300 s are what a target of ECS gets when none is given. */
export const trackingAsItComes = (tuned: Tuned): TrackingSettings => ({
  ...tuned,
  resolutionSeconds: 60,
  outDatapoints: 3,
  inDatapoints: 15,
  outCooldownSeconds: 300,
  inCooldownSeconds: 300,
});

/**
 * What served it best on eight public traces; docs/PEERS.md has the numbers. 180 s after a scale-out cost as much as 300 s and
 * left 3 % fewer minutes violated; 120 s and less cost 2 % more, for the metric still shows the load of fewer tasks by then.
 * With points of 20 s, in after 15 minutes (45 of them) did better at equal cost than after 15 points.
 */
export const trackingAtItsBest = (
  tuned: Tuned,
  resolutionSeconds: TrackingSettings['resolutionSeconds'],
): TrackingSettings => ({
  ...trackingAsItComes(tuned),
  resolutionSeconds,
  inDatapoints: (15 * 60) / resolutionSeconds,
  outCooldownSeconds: 180,
});

const lowThresholdRatio = 0.9;

/** The policy by itself, within bounds that may change from one look to the next, for those who run it beside another. */
export const beginTracking = (
  settings: TrackingSettings,
): ((sight: Sight, bounds: Bounds) => number) => {
  const { targetPercent, resolutionSeconds, outDatapoints, inDatapoints } = settings;
  const count = Math.max(outDatapoints, inDatapoints);
  let activities = noActivities;
  return (sight, bounds) => {
    const { nowMs, running } = sight;
    const desired = within(bounds, sight.desired);
    const points = resolutionSeconds === 60 ? sight.minutes : sight.thirds;
    const slots = datapoints(points, { count, periodSeconds: resolutionSeconds, nowMs });
    const want = within(bounds, roundUp((running * (slots[0] ?? 0)) / targetPercent));
    const attempt = { nowMs, running, desired, want };
    if (allOf(slots, outDatapoints, (cpu) => cpu > targetPercent)) {
      const cooldownSeconds = settings.outCooldownSeconds;
      const next = attemptOut(activities, { ...attempt, cooldownSeconds });
      activities = next.activities;
      return within(bounds, next.desired);
    }
    if (allOf(slots, inDatapoints, (cpu) => cpu < lowThresholdRatio * targetPercent)) {
      const cooldownSeconds = settings.inCooldownSeconds;
      const next = attemptIn(activities, { ...attempt, cooldownSeconds });
      activities = next.activities;
      return next.desired;
    }
    return desired;
  };
};

/** Evaluated as often as there is a datapoint. */
export const aasTracking = (name: 'aas-60' | 'aas-20', settings: TrackingSettings): Scaler => ({
  name,
  settings,
  everySeconds: settings.resolutionSeconds,
  begin: () => {
    const track = beginTracking(settings);
    return (sight) => track(sight, settings);
  },
});
