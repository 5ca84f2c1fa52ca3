/** What kept a service from the count that was asked for, in the few kinds that a graph can tell apart. */
import type { Decision } from '#engine/model.ts';
import type { Reason } from '#engine/reason.ts';

export const hindrances = [
  'cooldown',
  'stabilisation',
  'limits',
  'guard',
  'breaker',
  'order',
  'bounds',
] as const;

export type Hindrance = (typeof hindrances)[number];

const hindranceOf = ({ kind }: Reason): Hindrance | null => {
  switch (kind) {
    case 'cooling':
      return 'cooldown';
    case 'stabilized':
      return 'stabilisation';
    case 'limited':
    case 'launch-limited':
      return 'limits';
    case 'guarded':
    case 'blast-guard':
    case 'respected':
      return 'guard';
    case 'breaker':
      return 'breaker';
    case 'ordered':
      return 'order';
    case 'bounded':
    case 'group-capped':
    case 'made-room':
      return 'bounds';
    default:
      return null;
  }
};

/** The last one that spoke, since it had the last word. `null` where nothing was held, or by no such thing. */
export const heldBy = ({ from, to, asked, reasons }: Decision): Hindrance | null => {
  if (to !== from || asked === from) return null;
  return reasons.map(hindranceOf).findLast((hindrance) => hindrance !== null) ?? null;
};
