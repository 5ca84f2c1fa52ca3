/** One recommendation out of those for every step of the next two hours. Out beats stay, and stay beats in. */
import type { Present, Recommendation } from './recommend.ts';

export type Overall = Recommendation & {
  /** How far ahead it is needed first. */
  readonly aheadMs: number;
};

type Step = { readonly aheadMs: number; readonly recommendation: Recommendation };

const most = (steps: readonly Step[]): Step | undefined =>
  steps.reduce<Step | undefined>(
    (best, step) =>
      best === undefined || step.recommendation.tasks > best.recommendation.tasks ? step : best,
    undefined,
  );

/** What is taken away for some minutes only would have to be started again: so idle has to last. */
export const overallOf = (steps: readonly Step[], { tasks }: Present): Overall => {
  const outs = steps.filter(({ recommendation }) => recommendation.change === 'out');
  const largest = most(outs);
  const first = outs[0];
  if (largest !== undefined && first !== undefined) {
    return { ...largest.recommendation, aheadMs: first.aheadMs };
  }
  const isIdleAllAlong =
    steps.length > 0 && steps.every(({ recommendation }) => recommendation.change === 'in');
  const fewest = most(steps);
  if (isIdleAllAlong && fewest !== undefined) return { ...fewest.recommendation, aheadMs: 0 };
  const isUnknown = steps.every(({ recommendation }) => recommendation.because === 'unknown');
  const because = isUnknown ? 'unknown' : 'nothing';
  return { change: 'stay', tasks, priority: 'low', because, aheadMs: 0 };
};
