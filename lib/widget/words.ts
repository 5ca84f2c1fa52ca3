/** Times, counts and money as the widget writes them. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const counted = (count: number, unit: string): string => `${count} ${unit}`;

/** `40 s`, `6 min`, `3 h`, `2 d`: one unit, since nobody asks for more at a glance. */
export const span = (ms: number): string => {
  const whole = Math.max(0, ms);
  if (whole < 2 * minuteMs) return counted(Math.round(whole / 1000), 's');
  if (whole < 2 * hourMs) return counted(Math.round(whole / minuteMs), 'min');
  if (whole < 2 * dayMs) return counted(Math.round(whole / hourMs), 'h');
  return counted(Math.round(whole / dayMs), 'd');
};

export const ago = (atMs: number, nowMs: number): string => `${span(nowMs - atMs)} ago`;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** On the viewer's own clock. */
export const clock = (atMs: number, offsetMinutes: number): string => {
  const local = new Date(atMs + offsetMinutes * minuteMs);
  if (Number.isNaN(local.getTime())) return '?';
  return `${twoDigits(local.getUTCHours())}:${twoDigits(local.getUTCMinutes())}`;
};

export const dayAndClock = (atMs: number, offsetMinutes: number): string => {
  const local = new Date(atMs + offsetMinutes * minuteMs);
  if (Number.isNaN(local.getTime())) return '?';
  return `${local.toISOString().slice(0, 10)} ${clock(atMs, offsetMinutes)}`;
};

export const zoneName = (offsetMinutes: number): string => {
  if (offsetMinutes === 0) return 'UTC';
  const size = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? '−' : '+';
  return `UTC${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(Math.round(size % 60))}`;
};

/** Three digits at most, and a letter for thousands and millions. */
export const short = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (size >= 1e4) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(size >= 1000 ? 4 : 3)));
};

export const dollars = (value: number): string =>
  value >= 100 ? `$${Math.round(value).toLocaleString('en-US')}` : `$${value.toFixed(2)}`;

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const percentOf = (ratio: number): string => `${Math.round(ratio * 100)} %`;
