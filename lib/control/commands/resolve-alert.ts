import type { ControlWorld } from '../world.ts';
import { type Command, CommandRefusal, type Done } from './command.ts';

export const resolveAlert = async (
  { id }: Extract<Command, { readonly kind: 'resolve-alert' }>,
  _who: string,
  _world: ControlWorld,
): Promise<Done> => {
  throw new CommandRefusal('unknown', `there is no alert ${id}`);
};
