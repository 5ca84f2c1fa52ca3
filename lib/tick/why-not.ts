/** "Why not?" of a service among others: what it would take, and what the service or the fleet has against it. */
import { whyNot } from '#engine/counterfactual.ts';
import { explainReason } from '#engine/explain.ts';
import type { Direction } from '#engine/model.ts';
import type { Reason } from '#engine/reason.ts';
import { type Assessed, decideInputOf } from './assess.ts';

/** What the service cannot know of itself: these are said by the fleet, after all services were decided. */
const ofFleet: ReadonlySet<Reason['kind']> = new Set([
  'group-capped',
  'blast-guard',
  'launch-limited',
]);

export type WhyNot = ReturnType<typeof whyNotFor>;

export const whyNotFor = (assessed: Assessed, direction: Direction) => {
  const { decision } = assessed;
  const own = whyNot(decideInputOf(assessed), direction);
  const others = decision.reasons
    .filter(({ kind }) => ofFleet.has(kind))
    .map((reason) => ({ text: explainReason(reason, decision.atMs), untilMs: null }));
  return {
    ...own,
    blockers: [...own.blockers, ...others],
    earliestMs: others.length === 0 ? own.earliestMs : null,
  };
};
