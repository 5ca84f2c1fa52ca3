/** "Why not?" as text: what would do it, what stands in the way, and until when. */
import type { Direction } from '#engine/model.ts';
import type { WhyNot } from '#lib/tick/why-not.ts';
import { UsageError } from './usage-error.ts';

export const directionOf = (text: string): Direction => {
  if (text === 'out' || text === 'in') return text;
  throw new UsageError(`--why-not ${text} is no direction; write out or in`);
};

const when = ({ blockers, earliestMs }: WhyNot, nowMs: number): string => {
  if (blockers.length === 0) return 'Nothing stands in the way.';
  if (earliestMs === null) return 'When that ends depends on more than time.';
  const seconds = Math.max(0, Math.round((earliestMs - nowMs) / 1000));
  return `At the earliest in ${seconds} s, at ${new Date(earliestMs).toISOString()}.`;
};

export const whyNotText = (answer: WhyNot, nowMs: number): readonly string[] => {
  const { direction, conditions, blockers } = answer;
  const needed = direction === 'out' ? 'any of these is enough' : 'all of these have to hold';
  const lines = (texts: readonly string[]) => texts.map((text) => `  - ${text}`);
  return [
    `What would make it scale ${direction} (${needed}):`,
    ...(conditions.length === 0 ? ['  - no rule can say'] : lines(conditions)),
    ...(blockers.length === 0 ? [] : ['What stands in the way now:']),
    ...lines(blockers.map(({ text }) => text)),
    when(answer, nowMs),
  ];
};
