/** The smallest pieces of the schema. Each one's message names its bound and what to write instead. */
import * as z from 'zod';
import { nearest } from './nearest.ts';
import {
  durationPattern,
  durationText,
  parseDuration,
  parsePercent,
  percentPattern,
} from './units.ts';

type Issue = { readonly input?: unknown };

type NumberBounds = { readonly what: string; readonly min: number; readonly max: number };

const numberRemedy = (input: unknown, { min, max }: NumberBounds, whole: boolean): string => {
  if (typeof input === 'string' && input.trim() !== '' && Number.isFinite(Number(input))) {
    return `write ${Number(input)} without quotes`;
  }
  if (typeof input === 'string' && percentPattern.test(input)) {
    return `write ${input.slice(0, -1)} without its sign`;
  }
  if (typeof input === 'number' && input > max) return `lower it to ${max} or less`;
  if (typeof input === 'number' && input < min) return `raise it to ${min} or more`;
  if (Number.isFinite(input) && whole) return `round it to ${Math.round(Number(input))}`;
  return `write a plain number such as ${Math.max(min, 1)}`;
};

const numberMessage = (bounds: NumberBounds, whole: boolean) => (issue: Issue) => {
  const kind = whole ? 'a whole number' : 'a number';
  const must = `must be ${kind} of ${bounds.what} from ${bounds.min} to ${bounds.max}`;
  return `${must}; ${numberRemedy(issue.input, bounds, whole)}`;
};

export const wholeNumber = (bounds: NumberBounds) => {
  const error = numberMessage(bounds, true);
  return z.int({ error }).min(bounds.min, { error }).max(bounds.max, { error });
};

export const realNumber = (bounds: NumberBounds) => {
  const error = numberMessage(bounds, false);
  return z.number({ error }).min(bounds.min, { error }).max(bounds.max, { error });
};

type TextBounds = {
  readonly what: string;
  readonly pattern: RegExp;
  readonly example: string;
};

export const text = ({ what, pattern, example }: TextBounds) => {
  const error = (issue: Issue) =>
    typeof issue.input === 'number' || typeof issue.input === 'boolean'
      ? `must be ${what}; YAML reads this as a ${typeof issue.input}, so put it in quotes`
      : `must be ${what}; write for example ${example}`;
  return z.string({ error }).regex(pattern, { error });
};

export const choice = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  z.enum(options, {
    error: ({ input }) => {
      const close = nearest(String(input ?? ''), options);
      return `must be ${options.join(' or ')}; ${close === null ? 'write one of them' : `did you mean ${close}?`}`;
    },
  });

type DurationBounds = { readonly minSeconds: number; readonly maxSeconds: number };

/** Written with its unit, so that nobody has to remember whether it was seconds. Parsed to seconds. */
export const duration = ({ minSeconds, maxSeconds }: DurationBounds) => {
  const must = `must be a duration from ${durationText(minSeconds)} to ${durationText(maxSeconds)}`;
  const error = ({ input }: Issue) =>
    typeof input === 'number' && Number.isInteger(input) && input >= 0
      ? `${must}, with its unit; write ${input}s if those are seconds`
      : `${must}; write for example ${durationText(Math.max(minSeconds, Math.min(maxSeconds, 300)))}`;
  return z
    .string({ error })
    .regex(durationPattern, { error })
    .transform((input, context) => {
      const seconds = parseDuration(input);
      if (seconds !== null && seconds >= minSeconds && seconds <= maxSeconds) return seconds;
      const remedy =
        (seconds ?? 0) < minSeconds
          ? `${durationText(minSeconds)} or more`
          : `${durationText(maxSeconds)} or less`;
      context.issues.push({
        code: 'custom',
        input,
        message: `${must}; write ${remedy}`,
      });
      return z.NEVER;
    });
};

type ShareBounds = { readonly leastPercent: number; readonly mostPercent: number };

const shareRemedy = (ratio: number, { leastPercent, mostPercent }: ShareBounds): string =>
  ratio * 100 < leastPercent ? `${leastPercent}% or more` : `${mostPercent}% or less`;

/** Written with its sign, so that 10 % and 0.1 cannot be taken for each other. Parsed to a ratio. */
export const shareBetween = (leastPercent: number, mostPercent: number) => {
  const bounds = { leastPercent, mostPercent };
  const must = `must be a percentage from ${leastPercent}% to ${mostPercent}%`;
  const error = ({ input }: Issue) => {
    if (typeof input !== 'number')
      return `${must}; write for example ${Math.min(mostPercent, 10)}%`;
    // Where fractions of a percent are usual, 0.5 is more likely one of them than a half.
    const isFine = leastPercent > 0 && leastPercent < 1;
    const isRatio = input > 0 && input < 1 && !isFine;
    return `${must}, with its sign; write ${isRatio ? input * 100 : input}%`;
  };
  return z
    .string({ error })
    .regex(percentPattern, { error })
    .transform((input, context) => {
      const ratio = parsePercent(input);
      if (ratio !== null && ratio * 100 >= leastPercent && ratio * 100 <= mostPercent) return ratio;
      const message = `${must}; write ${shareRemedy(ratio ?? 0, bounds)}`;
      context.issues.push({ code: 'custom', input, message });
      return z.NEVER;
    });
};

export const percentage = (maxPercent: number) => shareBetween(0, maxPercent);
