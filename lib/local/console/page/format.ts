/** Numbers and times as the page writes them. Times are UTC, as in CloudWatch. */

export const clockTime = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

export const clockSeconds = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const weekday = (ms: number): string => weekdays[new Date(ms).getUTCDay()] ?? '';

/** Three digits at most, and a letter for thousands: charts and rows have little room. */
export const shortNumber = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 10_000) return `${Math.round(value / 1000)}k`;
  if (size >= 1000) return `${(value / 1000).toFixed(1)}k`;
  if (size >= 100 || Number.isInteger(value)) return String(Math.round(value));
  return size >= 10 ? value.toFixed(1) : String(Number(value.toFixed(2)));
};

export const counted = (count: number, one: string): string =>
  `${count} ${one}${count === 1 ? '' : 's'}`;
