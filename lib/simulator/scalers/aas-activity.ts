/**
 * Scaling activities of Application Auto Scaling and their cooldowns, as documented for target tracking and step scaling.
 * The count of running tasks is what an activity starts from, not the desired count.
 */

export type Activities = {
  readonly out: { readonly atMs: number; readonly added: number } | null;
  readonly in: { readonly atMs: number } | null;
};

export const noActivities: Activities = { out: null, in: null };

export type Attempt = {
  readonly nowMs: number;
  readonly running: number;
  readonly desired: number;
  readonly want: number;
  readonly cooldownSeconds: number;
};

export type Outcome = { readonly desired: number; readonly activities: Activities };

const inCooldown = (last: { readonly atMs: number } | null, attempt: Attempt): boolean =>
  last !== null && attempt.nowMs < last.atMs + attempt.cooldownSeconds * 1000;

/**
 * While the cooldown lasts, what the first scale-out added counts as part of the next: only one that adds more goes ahead,
 * and only by what it adds beyond. A scale-out ends the cooldown of a scale-in.
 */
export const attemptOut = (activities: Activities, attempt: Attempt): Outcome => {
  const { nowMs, running, desired, want } = attempt;
  const unchanged: Outcome = { desired, activities };
  if (want <= desired) return unchanged;
  if (activities.out === null || !inCooldown(activities.out, attempt)) {
    return {
      desired: want,
      activities: { out: { atMs: nowMs, added: want - desired }, in: null },
    };
  }
  const increase = want - running;
  if (increase <= activities.out.added) return unchanged;
  return {
    desired: desired + increase - activities.out.added,
    activities: { out: { atMs: nowMs, added: increase }, in: null },
  };
};

/** Waits for the cooldown of the scale-in before; that of a scale-out does not hold it up. */
export const attemptIn = (activities: Activities, attempt: Attempt): Outcome => {
  const { nowMs, desired, want } = attempt;
  if (want >= desired || inCooldown(activities.in, attempt)) return { desired, activities };
  return { desired: want, activities: { ...activities, in: { atMs: nowMs } } };
};
