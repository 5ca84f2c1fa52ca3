/** The tags that say which group a service belongs to: all that must be known of it before anyone has looked at it. */
import type { Membership } from '#lib/ports.ts';

const telling = ['flyball:group', 'flyball:policy'] as const;

export const membershipIn = (tags: Readonly<Record<string, string>>): Membership =>
  Object.fromEntries(
    telling.flatMap((name) => {
      const value = tags[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
