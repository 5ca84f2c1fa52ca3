/** How often the live view reads. */
import { durationText, parseDuration } from '#config/units.ts';
import { UsageError } from '../usage-error.ts';

/** Ticks come once a minute; more often than once a second would only cost. */
const leastSeconds = 1;
const mostSeconds = 3600;
const usual = '5s';

export const everyArg = {
  type: 'string',
  description: `How often to read on a terminal; ${usual} by default`,
} as const;

export const everySeconds = (text = usual): number => {
  const seconds = parseDuration(text);
  if (seconds !== null && seconds >= leastSeconds && seconds <= mostSeconds) return seconds;
  throw new UsageError(
    `--every ${text} is not a duration from ${durationText(leastSeconds)} to ${durationText(mostSeconds)}; write for example ${usual}`,
  );
};
