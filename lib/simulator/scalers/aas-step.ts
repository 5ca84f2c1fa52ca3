/**
 * Step scaling of Application Auto Scaling, tuned by someone who knows the service: own alarms, evaluated M of N, and a
 * ladder whose steps follow the proportion that target tracking would use. Its strength is the alarm: where target tracking
 * waits for three datapoints, one is enough here. Cooldowns work as in target tracking.
 */
import { attemptIn, attemptOut, noActivities } from './aas-activity.ts';
import { type Bounds, within } from './bounds.ts';
import { datapoints, someOf } from './datapoints.ts';
import type { Scaler, Sight } from './scaler.ts';
import { climb, type Ladder } from './step-ladder.ts';

export type StepSettings = Bounds & {
  readonly outPercent: number;
  readonly inPercent: number;
  readonly outOf: number;
  readonly outNeeded: number;
  readonly inOf: number;
  readonly inNeeded: number;
  readonly outCooldownSeconds: number;
  readonly inCooldownSeconds: number;
};

/**
 * What served it best on the traces that target tracking was tuned on, of one and two datapoints for out, 5 to 15 for in,
 * cooldowns of 60 to 300 s and a scale-in at 75 or 85 % of the target.
 */
export const stepAtItsBest = (
  tuned: Bounds & { readonly targetPercent: number },
): StepSettings => ({
  min: tuned.min,
  max: tuned.max,
  outPercent: tuned.targetPercent,
  inPercent: tuned.targetPercent * 0.75,
  outOf: 1,
  outNeeded: 1,
  inOf: 15,
  inNeeded: 15,
  outCooldownSeconds: 300,
  inCooldownSeconds: 300,
});

/** What is `s` over the threshold needs `s` more; each step adds what its upper end needs, the last one doubles. */
export const outLadder = (outPercent: number): Ladder => [
  { lower: 0, upper: outPercent * 0.15, percent: 15 },
  { lower: outPercent * 0.15, upper: outPercent * 0.3, percent: 30 },
  { lower: outPercent * 0.3, upper: outPercent * 0.5, percent: 50 },
  { lower: outPercent * 0.5, upper: null, percent: 100 },
];

export const inLadder = (inPercent: number): Ladder => [
  { lower: -inPercent * 0.3, upper: 0, percent: -10 },
  { lower: null, upper: -inPercent * 0.3, percent: -25 },
];

const beginSteps = (settings: StepSettings): ((sight: Sight) => number) => {
  const { outPercent, inPercent, outOf, outNeeded, inOf, inNeeded } = settings;
  const ladders = { out: outLadder(outPercent), in: inLadder(inPercent) };
  const count = Math.max(outOf, inOf);
  let activities = noActivities;
  return ({ nowMs, running, minutes, ...sight }) => {
    const desired = within(settings, sight.desired);
    const slots = datapoints(minutes, { count, periodSeconds: 60, nowMs });
    const newest = slots[0] ?? null;
    if (newest === null) return desired;
    const attempt = { nowMs, running, desired };
    if (someOf(slots, { m: outNeeded, n: outOf }, (cpu) => cpu >= outPercent)) {
      const want = within(settings, climb(ladders.out, newest - outPercent, running));
      const cooldownSeconds = settings.outCooldownSeconds;
      const next = attemptOut(activities, { ...attempt, want, cooldownSeconds });
      activities = next.activities;
      return within(settings, next.desired);
    }
    if (someOf(slots, { m: inNeeded, n: inOf }, (cpu) => cpu <= inPercent)) {
      const want = within(settings, climb(ladders.in, newest - inPercent, running));
      const cooldownSeconds = settings.inCooldownSeconds;
      const next = attemptIn(activities, { ...attempt, want, cooldownSeconds });
      activities = next.activities;
      return next.desired;
    }
    return desired;
  };
};

export const aasStep = (settings: StepSettings): Scaler => ({
  name: 'aas-step',
  settings,
  everySeconds: 60,
  begin: () => beginSteps(settings),
});
