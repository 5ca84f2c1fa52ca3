/** What the recorded traces with three signals came to: `TRACES=traces node bench/reads.ts`, docs/COST.md. */
import { adviceHours } from '#lib/learning/due.ts';
import type { ReadsOfOne } from './fleet-bill.ts';

/** The mean of eight traces is 13,373 metrics in a month of 43,800 minutes. */
const adaptivePerMinute = 13_373 / 43_800;

export type RecordedReads = 'every-tick' | 'adaptive';

/** CPU, the first that a rule tracks, is learnt, and no rule goes by it. */
const learningsAnHour = 1 / adviceHours;
const learning = { learningMetrics: learningsAnHour, learningsAnHour };

export const recordedReads: Readonly<Record<RecordedReads, ReadsOfOne>> = {
  'every-tick': { metricsPerMinute: 3, ...learning },
  adaptive: { metricsPerMinute: adaptivePerMinute, ...learning },
};
