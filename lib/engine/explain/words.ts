/** Numbers, counts and stretches of time as people write them. */
export const number = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100);

export const percent = (ratio: number): string => `${number(ratio * 100)} %`;

export const tasks = (count: number): string =>
  `${number(count)} ${count === 1 ? 'task' : 'tasks'}`;

export const duration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120 || whole % 60 !== 0) return `${whole} s`;
  return `${whole / 60} min`;
};

export const remaining = (untilMs: number, atMs: number): string =>
  duration((untilMs - atMs) / 1000);
