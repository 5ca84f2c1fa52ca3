/** A service with 20-second metrics has three samples a minute and task, and CloudWatch does not say so. */
import type { ServiceHistory } from '#lib/service-history.ts';
import { median } from '../scores/median.ts';

export type SamplesPerTask = 1 | 3;

const ofFastMetrics = 3;

/** Halfway between one and three. */
const surelyFast = 2;

/** A task that starts or stops leaves one or two samples in its minute, so not quite all are multiples of three. */
const multiplesRatio = 0.9;

/** Three different counts that are all multiples of three are no coincidence; one or two may well be. */
const leastDifferent = 3;

const ratiosToRunning = ({ usage, counts }: ServiceHistory): readonly number[] => {
  const runningAt = new Map(counts.map(({ atMs, running }) => [atMs, running]));
  return usage.flatMap(({ atMs, samples }) => {
    const running = runningAt.get(atMs) ?? 0;
    return running > 0 ? [samples / running] : [];
  });
};

/** What ran is the best witness; without it, the counts themselves. */
export const samplesPerTask = (history: ServiceHistory): SamplesPerTask => {
  const ratio = median(ratiosToRunning(history));
  if (ratio !== null) return ratio >= surelyFast ? ofFastMetrics : 1;
  const counts = history.usage.map(({ samples }) => samples);
  const multiples = counts.filter((samples) => samples % ofFastMetrics === 0);
  const isFast =
    counts.length > 0 &&
    multiples.length / counts.length >= multiplesRatio &&
    new Set(multiples).size >= leastDifferent;
  return isFast ? ofFastMetrics : 1;
};
