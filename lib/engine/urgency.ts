/** How pressing a wish is. Cooldowns are shorter for urgent ones, and urgent services are served first. */
import type { Wish } from './model.ts';
import type { Urgency } from './policy.ts';

/** Demand at one and a half times capacity is an overload in progress; a fifth over is one soon. */
const highRatio = 1.5;
const mediumRatio = 1.2;

export const urgencyOf = (wish: Wish, current: number): Urgency => {
  if (wish.want <= current) return 'low';
  if (current === 0) return 'high';
  const ratio = wish.exact / current;
  if (ratio >= highRatio) return 'high';
  return ratio >= mediumRatio ? 'medium' : 'low';
};

const order: Readonly<Record<Urgency, number>> = { low: 0, medium: 1, high: 2 };

export const compareUrgency = (a: Urgency, b: Urgency): number => order[a] - order[b];
