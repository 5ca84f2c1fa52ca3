/** How far back a command looks. */
import { durationText, parseDuration } from '#config/units.ts';
import { UsageError } from './usage-error.ts';

const leastSeconds = 60;

/** What is remembered is remembered for 30 days. */
const mostSeconds = 30 * 86_400;

export const sinceArg = {
  type: 'string',
  description: 'How far back, 30d at most; 24h by default',
} as const;

export const sinceSeconds = (text: string | undefined, usualSeconds = 86_400): number => {
  if (text === undefined) return usualSeconds;
  const seconds = parseDuration(text);
  if (seconds !== null && seconds >= leastSeconds && seconds <= mostSeconds) return seconds;
  throw new UsageError(
    `--since ${text} is not a duration from ${durationText(leastSeconds)} to ${durationText(mostSeconds)}; write for example 24h`,
  );
};
