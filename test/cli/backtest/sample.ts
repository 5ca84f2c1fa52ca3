import type { Decision } from '#engine/model.ts';
import { idOf } from '../../adapters/sample.ts';

/** One that was made for shop/web, with nothing to say for itself. */
export const decisionAt = (atMs: number, from: number, to: number): Decision => ({
  service: idOf('web'),
  atMs,
  from,
  to,
  asked: to,
  urgency: 'medium',
  reasons: [],
  challenger: null,
});
