/**
 * The clock on the wall of a time zone, to and from moments. A wall time is held as the milliseconds that a UTC
 * clock showing the same would have, so that dates can be reckoned with; only here does it meet the zone's rules.
 */

export const dayMs = 86_400_000;

/** Making one takes a hundred times as long as using it. There are some 600 zones, and a fleet names a few. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
};

/** What the wall shows at a moment. */
export const wallAt = (timeZone: string, atMs: number): number => {
  const shown = new Map(
    formatOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  const seconds = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return seconds + (atMs % 1000);
};

/** The moment between two at which the wall jumps to `wallMs` or past it. */
const jumpBetween = (timeZone: string, wallMs: number, earlyMs: number, lateMs: number): number => {
  let before = earlyMs;
  let after = lateMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallAt(timeZone, middle) >= wallMs) after = middle;
    else before = middle;
  }
  return after;
};

/**
 * The first and the last moment at which the wall shows `wallMs`. They differ where clocks are put back over it.
 * Where clocks are put forward over it, both are the moment at which they are.
 */
export const momentsOf = (
  timeZone: string,
  wallMs: number,
): { readonly firstMs: number; readonly lastMs: number } => {
  // A day either way is past any offset and short of a second change.
  const moments = [wallMs - dayMs, wallMs + dayMs]
    .map((nearMs) => wallMs - (wallAt(timeZone, nearMs) - nearMs))
    .toSorted((a, b) => a - b);
  const shown = moments.filter((atMs) => wallAt(timeZone, atMs) === wallMs);
  const [earlyMs = wallMs, lateMs = wallMs] = moments;
  const jumpMs = shown.length > 0 ? 0 : jumpBetween(timeZone, wallMs, earlyMs, lateMs);
  return { firstMs: shown[0] ?? jumpMs, lastMs: shown.at(-1) ?? jumpMs };
};
