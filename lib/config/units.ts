/** Durations and percentages as people write them. Inside, everything is seconds and ratios. */

const secondsPerUnit = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

type DurationUnit = keyof typeof secondsPerUnit;

const isDurationUnit = (text: string): text is DurationUnit => Object.hasOwn(secondsPerUnit, text);

/** Nine digits are thirty years of seconds: more would only lose precision before being refused. */
export const durationPattern = /^(\d{1,9})([smhd])$/;

/** `90s`, `5m`, `1h`, `1d`; `null` when it is none of these. */
export const parseDuration = (text: string): number | null => {
  const [, amount, unit] = durationPattern.exec(text) ?? [];
  if (amount === undefined || unit === undefined || !isDurationUnit(unit)) return null;
  return Number(amount) * secondsPerUnit[unit];
};

/** The shortest way to write it: 300 is `5m`, 90 is `90s`. */
export const durationText = (seconds: number): string => {
  for (const unit of ['d', 'h', 'm'] as const) {
    const size = secondsPerUnit[unit];
    if (seconds > 0 && seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
};

export const percentPattern = /^(\d{1,6}(?:\.\d{1,6})?)%$/;

/** `10%` is 0.1; `null` when it is not a percentage. */
export const parsePercent = (text: string): number | null => {
  const [, amount] = percentPattern.exec(text) ?? [];
  return amount === undefined ? null : Number(amount) / 100;
};
