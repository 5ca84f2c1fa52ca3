/**
 * Asks for no more new tasks in one tick than can be launched in it: beyond that they would only queue up behind
 * each other, the urgent among the idle. Expects the fleet in the order of action. Observers start nothing, and so take
 * none of it from those that do.
 */
import { type Contender, competing, growthOf, regrant } from './contender.ts';

export const limitLaunches = <T extends Contender>(
  fleet: readonly T[],
  maxStarts: number,
): readonly T[] => {
  const starting = new Set(competing(fleet));
  let left = maxStarts;
  return fleet.map((member) => {
    if (!starting.has(member)) return member;
    const growth = growthOf(member);
    const starts = Math.min(growth, left);
    left -= starts;
    if (starts === growth) return member;
    const { from, to: asked } = member.decision;
    const granted = from + starts;
    return regrant(member, granted, { kind: 'launch-limited', maxStarts, asked, granted });
  });
};
