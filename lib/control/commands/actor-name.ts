/** The name that stands with an order: short, for tables and messages. The audit trail has all of it. */
import { mostCharacters, oneLine } from '#lib/orders/bounds.ts';
import type { Actor } from '../audit.ts';

const nameIn = (actor: Actor): string => {
  if (actor.kind === 'iam') {
    // `…:assumed-role/Admin/ada@example.com` or `…:user/ada`: what comes after the kind of principal.
    const principal = actor.arn.split(':').slice(5).join(':');
    return principal.split('/').slice(1).join('/') || principal || actor.arn;
  }
  return `dashboard ${actor.claims.dashboard}`;
};

/** The end is what tells people apart: roles of one organisation begin alike. */
export const actorName = (actor: Actor): string => {
  const name = oneLine(nameIn(actor));
  return name.length <= mostCharacters.who ? name : `…${name.slice(1 - mostCharacters.who)}`;
};
