/** How pressing a wish is. Cooldowns are shorter for urgent ones, and urgent services are served first. */
import type { Wish } from './model.ts';
import type { Urgency, UrgencyRatios } from './policy.ts';

export const urgencyOf = (wish: Wish, current: number, ratios: UrgencyRatios): Urgency => {
  if (wish.want <= current) return 'low';
  if (current === 0) return 'high';
  const ratio = wish.exact / current;
  if (ratio >= ratios.high) return 'high';
  return ratio >= ratios.medium ? 'medium' : 'low';
};

const order: Readonly<Record<Urgency, number>> = { low: 0, medium: 1, high: 2 };

export const compareUrgency = (a: Urgency, b: Urgency): number => order[a] - order[b];
