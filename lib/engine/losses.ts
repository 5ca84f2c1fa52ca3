/**
 * Counts running tasks that went although nobody asked for fewer, from the counts that ECS gives each tick. A lower
 * bound: a task that is replaced between two looks is not seen to be gone.
 */
import { convergenceSeconds } from './convergence.ts';
import type { ServiceView } from './model.ts';
import type { Loss, Losses, ServiceState } from './state.ts';

/** A bad minute is forgotten after an hour; what dies often does so again by then. */
export const lossWindowSeconds = 3600;

/** Losses so close together are one, so that an hour of them is a dozen numbers however often one looks. */
const spanMs = 5 * 60_000;

export const noLosses: Losses = { running: 0, recent: [] };

/** Tasks that drain after a scale-in leave the count late, and who lowered it wanted that. */
const isLeaving = ({ lastIn, foreign }: ServiceState, nowMs: number): boolean => {
  const loweredMs = Math.max(
    lastIn?.atMs ?? 0,
    foreign !== null && foreign.to < foreign.from ? foreign.atMs : 0,
  );
  return nowMs < loweredMs + convergenceSeconds * 1000;
};

const within = (recent: readonly Loss[], nowMs: number): readonly Loss[] => {
  const kept = recent.filter(({ atMs }) => atMs > nowMs - lossWindowSeconds * 1000);
  return kept.length === recent.length ? recent : kept;
};

const withLoss = (recent: readonly Loss[], tasks: number, nowMs: number): readonly Loss[] => {
  const atMs = nowMs - (nowMs % spanMs);
  const last = recent.at(-1);
  return last?.atMs === atMs
    ? [...recent.slice(0, -1), { atMs, tasks: last.tasks + tasks }]
    : [...recent, { atMs, tasks }];
};

/** The same object where nothing changed, so that nothing is written. */
export const countLosses = (state: ServiceState, view: ServiceView, nowMs: number): Losses => {
  const before = state.losses;
  // What runs beyond the count is on its way out, or one of two deployments.
  const running = Math.min(view.running, view.desired);
  const lost = Math.min(before.running, view.desired) - running;
  const isMeant = view.rollout === 'in-progress' || isLeaving(state, nowMs);
  const kept = within(before.recent, nowMs);
  const recent = lost > 0 && !isMeant ? withLoss(kept, lost, nowMs) : kept;
  return running === before.running && recent === before.recent ? before : { running, recent };
};

/** Losses that are one host gone, one zone in trouble, are no habit. */
const leastSpans = 3;
const leastTasks = 5;
const leastShare = 0.1;

/** How many went within the hour, where that is often: a tenth of the count and five, on three occasions. */
export const losesOften = ({ recent }: Losses, desired: number): number | null => {
  const tasks = recent.reduce((sum, loss) => sum + loss.tasks, 0);
  const isOften =
    recent.length >= leastSpans && tasks >= Math.max(leastTasks, desired * leastShare);
  return isOften ? tasks : null;
};
