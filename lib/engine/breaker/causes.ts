import type { BreakerTrip } from './breaker.ts';

/** What each cause means, as the rest of "because …". */
export const breakerCauses: Readonly<Record<BreakerTrip['kind'], string>> = {
  'error-rate': 'too many requests fail',
  'failed-starts': 'tasks fail to start',
  actuation: 'ECS does not carry out changes',
  saturation: 'more tasks would hurt something downstream',
};
