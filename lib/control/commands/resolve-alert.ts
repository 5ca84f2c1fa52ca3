import { resolveByHand } from '#lib/alerts/resolve-by-hand.ts';
import type { ControlWorld } from '../world.ts';
import { type Command, CommandRefusal, type Done } from './command.ts';

export const resolveAlert = async (
  { id, why }: Extract<Command, { readonly kind: 'resolve-alert' }>,
  who: string,
  { ports, nowMs, deadline }: ControlWorld,
): Promise<Done> => {
  const resolved = await resolveByHand(id, { atMs: nowMs, who, why }, ports, deadline);
  switch (resolved.kind) {
    case 'resolved':
      return { changed: true, detail: 'It stays closed until its cause has gone and come back.' };
    case 'already': {
      const { resolution } = resolved;
      const at = new Date(resolution.atMs).toISOString();
      return { changed: false, detail: `${resolution.who} resolved it at ${at}.` };
    }
    case 'gone':
      return { changed: false, detail: 'It was over by itself meanwhile.' };
    case 'unknown':
      throw new CommandRefusal(
        'unknown',
        `no alert ${id} is open; GET /alerts lists those that are`,
      );
    default:
      return resolved satisfies never;
  }
};
