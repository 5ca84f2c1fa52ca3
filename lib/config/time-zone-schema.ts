/** IANA time zones, as the runtime knows them. Offsets such as +02:00 are none: they know no summer. */
import { nearest } from './nearest.ts';
import { text } from './scalars.ts';

const isKnown = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** Berlin is Europe/Berlin; anything else by its spelling. */
const meant = (name: string): string => {
  const zones = Intl.supportedValuesOf('timeZone');
  const ending = `/${name.toLowerCase()}`;
  const close = zones.find((zone) => zone.toLowerCase().endsWith(ending)) ?? nearest(name, zones);
  return close === null ? 'write for example Europe/Berlin, or UTC' : `did you mean ${close}?`;
};

const what = 'an IANA time zone';

const pattern = /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/;

export const timeZone = text({ what, pattern, example: 'Europe/Berlin, or UTC' }).refine(
  (name) => !pattern.test(name) || isKnown(name),
  {
    error: ({ input }) => `must be ${what}; ${meant(String(input))}`,
    abort: true,
  },
);
