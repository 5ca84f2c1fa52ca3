import type { DecisionRecord } from '#lib/decision-record.ts';
import { idOf } from '../../adapters/sample.ts';

/** One that was made for shop/web, with nothing to say for itself. */
export const decisionAt = (atMs: number, from: number, to: number): DecisionRecord => ({
  service: idOf('web'),
  atMs,
  from,
  to,
  asked: to,
  urgency: 'medium',
  reasons: [],
  challenger: null,
  outcome: { kind: 'acted' },
  because: [],
});
