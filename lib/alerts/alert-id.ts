/** How people name an alert: short, the same on every tick, and safe in a URL and a shell. */
import { createHash } from 'node:crypto';
import type { Cause } from '#lib/ports.ts';

/** What tells one alert from another. */
export const causeKeyOf = ({ code, service, group }: Omit<Cause, 'message'>): string =>
  `${code} ${service ?? `group ${group ?? '-'}`}`;

/** 40 bits: among ten thousand open alerts of one code two are alike once in twenty thousand fleets. */
const digits = 10;

export const alertIdOf = (cause: Omit<Cause, 'message'>): string => {
  const digest = createHash('sha256').update(causeKeyOf(cause)).digest('hex');
  return `${cause.code}-${digest.slice(0, digits)}`;
};
