/** What might have been learnt of a service's CPU. */
import type { Learnt, LearntSignal } from '#lib/learnt.ts';
import { envelopeOf, forecastOf } from '../engine/foresight/support.ts';

/** Not looked at by a table. */
export const cpuSource = '0123456789abcdef';

/** Of so few digits that they come back as they went. */
const tail = { exceeded: [0.5, 2, 4, 7, 10], exponent: 0.1 };

export const learntOf = (changes: Partial<LearntSignal> = {}, learntAtMs = 3_600_000): Learnt => ({
  learntAtMs,
  signals: {
    cpu: {
      source: cpuSource,
      foresight: {
        envelope: envelopeOf({
          leads: [{ aheadSteps: 5, weights: [0.5, 0, 0, 0, -0.25, 0, 0.1], tail }],
          kept: [{ limit: 90, riskRatio: 0.005, growths: [1.5] }],
        }),
        forecast: forecastOf(() => 200),
      },
      day: { kind: 'none', observedHours: 5 },
      doubt: null,
      ...changes,
    },
  },
});
